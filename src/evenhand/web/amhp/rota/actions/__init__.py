"""Every write of the rota."""

from evenhand.web.amhp.rota.actions.feeds import end_feed, make_feed
from evenhand.web.amhp.rota.actions.shifts import (
    change_settings,
    change_shift,
    make_shifts,
    place,
    publish,
    remove_shift,
    take_off,
)
from evenhand.web.amhp.rota.actions.swaps import answer, ask

__all__ = [
    "answer",
    "ask",
    "change_settings",
    "change_shift",
    "end_feed",
    "make_feed",
    "make_shifts",
    "place",
    "publish",
    "remove_shift",
    "take_off",
]
