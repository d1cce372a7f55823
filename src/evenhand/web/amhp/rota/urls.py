"""Addresses of this room, below a body's own; and a private calendar's, which its secret opens."""

from django.urls import URLPattern, path

from evenhand.web.amhp.rota.views import mine, plan, shifts, swaps, week

HERE = "bodies/<slug:slug>/amhp/rota/"
SHIFT = f"{HERE}shifts/<int:number>/"

URLS: list[URLPattern] = [
    path(HERE, week.week, name="rota"),
    path(f"{HERE}on/", week.on, name="rota-on"),
    path(f"{HERE}make/", plan.make, name="rota-make"),
    path(f"{HERE}check/", plan.check, name="rota-check"),
    path(f"{HERE}publish/", plan.publish, name="rota-publish"),
    path(f"{HERE}rest/", plan.rest, name="rota-rest"),
    path(SHIFT, shifts.shift, name="rota-shift"),
    path(f"{SHIFT}place/", shifts.place, name="rota-place"),
    path(f"{SHIFT}change/", shifts.change, name="rota-change"),
    path(f"{SHIFT}remove/", shifts.remove, name="rota-remove"),
    path(f"{HERE}placements/<int:number>/take-off/", shifts.take_off, name="rota-take-off"),
    path(f"{HERE}mine/", mine.mine, name="rota-mine"),
    path(f"{HERE}mine/calendar/", mine.calendar, name="rota-calendar"),
    path(f"{HERE}mine/calendar/end/", mine.end_calendar, name="rota-end-calendar"),
    path(f"{HERE}placements/<int:number>/swap/", swaps.ask, name="rota-ask-swap"),
    path(f"{HERE}swaps/", swaps.swaps, name="rota-swaps"),
    path(f"{HERE}swaps/<int:number>/", swaps.swap, name="rota-swap"),
    # Neither the body's name nor anybody's: whoever sees the address learns nothing but the secret.
    path("calendar/<str:secret>/shifts.ics", mine.feed, name="rota-feed"),
]
