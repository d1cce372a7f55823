"""Every write to submissions."""

from evenhand.web.submissions.actions.jobs import (
    ask_again as ask_again,
)
from evenhand.web.submissions.actions.jobs import (
    ask_for as ask_for,
)
from evenhand.web.submissions.actions.jobs import (
    ask_to_compute as ask_to_compute,
)
from evenhand.web.submissions.actions.jobs import (
    job_begins as job_begins,
)
from evenhand.web.submissions.actions.jobs import (
    job_failed as job_failed,
)
from evenhand.web.submissions.actions.jobs import (
    job_is_done as job_is_done,
)
from evenhand.web.submissions.actions.jobs import (
    job_lives as job_lives,
)
from evenhand.web.submissions.actions.jobs import (
    job_says as job_says,
)
from evenhand.web.submissions.actions.jobs import (
    keep_check as keep_check,
)
from evenhand.web.submissions.actions.jobs import (
    keep_figures as keep_figures,
)
from evenhand.web.submissions.actions.jobs import (
    start_again as start_again,
)
from evenhand.web.submissions.actions.reviews import (
    comment as comment,
)
from evenhand.web.submissions.actions.reviews import (
    pass_on as pass_on,
)
from evenhand.web.submissions.actions.reviews import (
    request_changes as request_changes,
)
from evenhand.web.submissions.actions.reviews import (
    send_to_review as send_to_review,
)
from evenhand.web.submissions.actions.reviews import (
    sign_off as sign_off,
)
from evenhand.web.submissions.actions.years import (
    answer_questions as answer_questions,
)
from evenhand.web.submissions.actions.years import (
    delete_rows as delete_rows,
)
from evenhand.web.submissions.actions.years import (
    mark_released as mark_released,
)
from evenhand.web.submissions.actions.years import (
    rows_taken as rows_taken,
)
from evenhand.web.submissions.actions.years import (
    start as start,
)
from evenhand.web.submissions.actions.years import (
    start_correction as start_correction,
)
from evenhand.web.submissions.actions.years import (
    upload as upload,
)
from evenhand.web.submissions.actions.years import (
    withdraw as withdraw,
)
