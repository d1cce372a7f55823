"""Every write to considerations and what stands beside them."""

from evenhand.web.amhp.work.actions.beside_it import (
    add_clock,
    add_delay,
    answer,
    ask,
    change_clock,
    change_delay,
    record_relative,
    record_safety,
    write_note,
)
from evenhand.web.amhp.work.actions.changes import Saved, change, resolve, start
from evenhand.web.amhp.work.actions.keeping import keep_house
from evenhand.web.amhp.work.actions.past_logs import hold_log, take_log, throw_away
from evenhand.web.amhp.work.actions.retention import delete_after_their_time, set_retention

__all__ = [
    "Saved",
    "add_clock",
    "add_delay",
    "answer",
    "ask",
    "change",
    "change_clock",
    "change_delay",
    "hold_log",
    "delete_after_their_time",
    "keep_house",
    "record_relative",
    "record_safety",
    "resolve",
    "set_retention",
    "start",
    "take_log",
    "throw_away",
    "write_note",
]
