"""Every write of the line of sight."""

from evenhand.web.amhp.sight.actions.codes import add_code, end_code, take_out_code
from evenhand.web.amhp.sight.actions.one_service import (
    add_forum,
    escalate,
    keep_report,
    keep_residents,
    move_obstacle,
    raise_obstacle,
    set_thresholds,
)
from evenhand.web.amhp.sight.actions.region import ask_for_region, keep_region

__all__ = [
    "add_code",
    "add_forum",
    "ask_for_region",
    "end_code",
    "escalate",
    "keep_region",
    "keep_report",
    "keep_residents",
    "move_obstacle",
    "raise_obstacle",
    "set_thresholds",
    "take_out_code",
]
