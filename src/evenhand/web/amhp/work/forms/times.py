"""A time as clocks in London showed it: day, hour, and which of two where the hour was there twice."""

from collections.abc import Mapping
from datetime import datetime, time
from typing import Any, TypeAlias

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from evenhand.domain.amhp.clocks_time import StartRefused, at_london, read_start

Label: TypeAlias = str | Promise
EARLIER, LATER = "earlier", "later"
_WHICH = (
    (EARLIER, _("The earlier, before the clocks went back")),
    (LATER, _("The later, after the clocks had gone back")),
)


class WithTimes(forms.Form):
    """
    A form with times. `times` are their names and labels: each is three fields on the page, and one
    instant in UTC, or None, among the cleaned data. `needed` are those that may not be empty.

    `asks_which` are the names of those of which the hour was there twice and nobody said which.
    """

    times: Mapping[str, Label] = {}
    needed: tuple[str, ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asks_which: set[str] = set()
        for name, label in self.times.items():
            self._add(name, label, self.initial.get(name))

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or {}
        for name in self.times:
            told[name] = self._instant(name, told)
        return told

    def _add(self, name: str, label: Label, known: datetime | None) -> None:
        there = at_london(known) if known else None
        self.fields[f"{name}_day"] = forms.DateField(
            label=_("Day"),
            required=False,
            initial=f"{there:%Y-%m-%d}" if there else "",
            widget=forms.DateInput(attrs={"type": "date"}),
            error_messages={"invalid": _("%(what)s: enter a day") % {"what": label}},
        )
        self.fields[f"{name}_time"] = forms.TimeField(
            label=_("Time"),
            required=False,
            initial=f"{there:%H:%M}" if there else "",
            widget=forms.TimeInput(attrs={"type": "time"}),
            error_messages={
                "invalid": _("%(what)s: enter a time, like 02:40") % {"what": label},
            },
        )
        which = ""
        if there and len(read_start(f"{there:%Y-%m-%dT%H:%M}").instants) > 1:
            which = LATER if there.fold else EARLIER
            self.asks_which.add(name)
        self.fields[f"{name}_which"] = forms.ChoiceField(
            label=_("Clocks showed this time twice that night. Which one is meant?"),
            required=False,
            choices=_WHICH,
            initial=which,
            widget=forms.RadioSelect,
        )

    def _instant(self, name: str, told: Mapping[str, Any]) -> datetime | None:
        day, clock = told.get(f"{name}_day"), told.get(f"{name}_time")
        label = {"what": self.times[name]}
        if {f"{name}_day", f"{name}_time"} & set(self.errors):
            return None
        if day is None and clock is None:
            if name in self.needed:
                self.add_error(f"{name}_day", _("%(what)s: enter day and time") % label)
            return None
        if clock is None:
            self.add_error(f"{name}_time", _("%(what)s: enter the time as well") % label)
            return None
        if day is None:
            self.add_error(f"{name}_day", _("%(what)s: enter the day as well") % label)
            return None
        return self._of_london(name, datetime.combine(day, time(clock.hour, clock.minute)))

    def _of_london(self, name: str, shown: datetime) -> datetime | None:
        label = {"what": self.times[name]}
        try:
            found = read_start(f"{shown:%Y-%m-%dT%H:%M}").instants
        except StartRefused as why:
            said = {
                "time-that-was-not": _(
                    "%(what)s: clocks went forward past this time that night. Enter the time that "
                    "they showed."
                ),
                "year-out-of-range": _("%(what)s: check the year") ,
            }  # fmt: skip
            self.add_error(f"{name}_time", said[why.code] % label)
            return None
        if len(found) == 1:
            return found[0]
        self.asks_which.add(name)
        which = self.data.get(self.add_prefix(f"{name}_which"), "")
        if which not in (EARLIER, LATER):
            self.add_error(
                f"{name}_which",
                _("%(what)s: clocks showed this time twice that night. Choose which one") % label,
            )
            return None
        return found[0] if which == EARLIER else found[1]
