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

__all__ = [
    "Saved",
    "add_clock",
    "add_delay",
    "answer",
    "ask",
    "change",
    "change_clock",
    "change_delay",
    "keep_house",
    "record_relative",
    "record_safety",
    "resolve",
    "start",
    "write_note",
]
