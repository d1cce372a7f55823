"""Every write to submissions."""

from evenhand.web.submissions.actions.jobs import (
    ask_for,
    ask_to_compute,
    job_is_done,
    keep_check,
    keep_figures,
    start_again,
)
from evenhand.web.submissions.actions.reviews import (
    comment,
    pass_on,
    request_changes,
    send_to_review,
    sign_off,
)
from evenhand.web.submissions.actions.years import (
    answer_questions,
    delete_rows,
    mark_released,
    rows_taken,
    start,
    start_correction,
    upload,
    withdraw,
)

__all__ = [
    "answer_questions",
    "ask_for",
    "ask_to_compute",
    "comment",
    "delete_rows",
    "job_is_done",
    "keep_check",
    "keep_figures",
    "mark_released",
    "pass_on",
    "request_changes",
    "rows_taken",
    "send_to_review",
    "sign_off",
    "start",
    "start_again",
    "start_correction",
    "upload",
    "withdraw",
]
