"""Every read of considerations: the body first."""

from evenhand.web.amhp.models import Ask as Ask
from evenhand.web.amhp.models import Clock as Clock
from evenhand.web.amhp.models import Consideration as Consideration
from evenhand.web.amhp.models import Delay as Delay
from evenhand.web.amhp.models import PastLog as PastLog
from evenhand.web.amhp.models import SafetyRecord as SafetyRecord
from evenhand.web.amhp.work.queries.codes import lists_of
from evenhand.web.amhp.work.queries.considerations import (
    Changed,
    Listed,
    NextLimit,
    change_beside,
    changes_of,
    clocks_for,
    consideration_of,
    considerations_of,
    counts_of,
    next_limits,
    notes_of,
    relative_of,
    told_by,
    waiting_beside,
)
from evenhand.web.amhp.work.queries.past_logs import (
    PastRows,
    found_in,
    past_log_of,
    past_logs_of,
    past_rows_of,
    rows_in,
    to_ask_about,
)
from evenhand.web.amhp.work.queries.people import (
    AtHand,
    at_hand,
    own_professional,
    professionals_of,
)
from evenhand.web.amhp.work.queries.retention import kept_months_of, past_keeping, retention_of

__all__ = [
    "Ask",
    "AtHand",
    "Changed",
    "Clock",
    "Consideration",
    "Delay",
    "Listed",
    "NextLimit",
    "PastLog",
    "PastRows",
    "SafetyRecord",
    "at_hand",
    "change_beside",
    "changes_of",
    "clocks_for",
    "consideration_of",
    "considerations_of",
    "counts_of",
    "found_in",
    "kept_months_of",
    "lists_of",
    "next_limits",
    "notes_of",
    "own_professional",
    "past_log_of",
    "past_logs_of",
    "past_rows_of",
    "professionals_of",
    "relative_of",
    "rows_in",
    "to_ask_about",
    "past_keeping",
    "retention_of",
    "told_by",
    "waiting_beside",
]
