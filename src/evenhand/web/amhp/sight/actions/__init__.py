"""Every write of the line of sight."""

from evenhand.web.amhp.sight.actions.region import (
    ask_for_region,
    keep_region,
    region_begins,
    region_failed,
    region_says,
)
from evenhand.web.amhp.sight.actions.service import (
    add_forum,
    escalate,
    keep_report,
    keep_residents,
    move_obstacle,
    raise_obstacle,
    set_thresholds,
)

__all__ = [
    "add_forum",
    "ask_for_region",
    "escalate",
    "keep_region",
    "keep_report",
    "keep_residents",
    "move_obstacle",
    "raise_obstacle",
    "region_begins",
    "region_failed",
    "region_says",
    "set_thresholds",
]
