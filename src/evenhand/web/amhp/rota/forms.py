"""What people type about the rota."""

from collections.abc import Collection, Mapping, Sequence
from datetime import time
from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from evenhand.data.definitions.amhp_answers import answer_lists
from evenhand.domain.amhp.clocks_time import StartRefused, read_start
from evenhand.domain.amhp.rota import Kind
from evenhand.domain.amhp.rota_pattern import Line

MOST_WEEKS, MOST_PEOPLE, MOST_NIGHTS = 26, 50, 14
# Of no use to a rota: what everybody speaks, and what is not said.
_NO_SKILL = {"ENGLISH", "OTHER", "NOT_KNOWN"}
WEEKDAYS = (
    _("Monday"),
    _("Tuesday"),
    _("Wednesday"),
    _("Thursday"),
    _("Friday"),
    _("Saturday"),
    _("Sunday"),
)
# Lines that a pattern may have, with the hours that are offered: together they cover day and night.
LINES = {
    "day": (_("Day"), Kind.SHIFT, time(9), time(17)),
    "evening": (_("Evening"), Kind.SHIFT, time(17), time(22)),
    "night": (_("Night"), Kind.SHIFT, time(22), time(9)),
    "call": (_("On call"), Kind.ON_CALL, time(17), time(9)),
}
ROLES = (
    ("", _("Not said")),
    ("sole", _("AMHP work only")),
    ("combined", _("Combined with another role")),
)


def skill_words() -> Mapping[str, str]:
    """Skills and languages that a shift can ask for: words by code."""
    lists = answer_lists()
    found = dict(lists["skills"].choices)
    spoken = {code: text for code, text in lists["language"].choices if code not in _NO_SKILL}
    return {**found, **{code: text for code, text in spoken.items() if code not in found}}


def _number(label: object, least: int, most: int, **more: Any) -> forms.IntegerField:
    told = format_lazy(
        _("{label}: enter a whole number from {least} to {most}"),
        label=label,
        least=least,
        most=most,
    )
    wrong = dict.fromkeys(("required", "invalid", "min_value", "max_value"), told)
    return forms.IntegerField(
        label=label,
        min_value=least,
        max_value=most,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages=wrong,
        **more,
    )


def _time(label: object, **more: Any) -> forms.TimeField:
    told = format_lazy(_("{label}: enter a time like 09:30"), label=label)
    return forms.TimeField(
        label=label,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"required": told, "invalid": told},
        **more,
    )


def _day(label: object, **more: Any) -> forms.DateField:
    told = format_lazy(_("{label}: enter a date like 23/11/2026"), label=label)
    return forms.DateField(
        label=label,
        input_formats=["%Y-%m-%d", "%d/%m/%Y"],
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": told, "invalid": told},
        **more,
    )


class AskedFor(forms.Form):
    """What a shift asks for, besides its hours and how many."""

    role = forms.ChoiceField(label=_("Role"), choices=ROLES, required=False, widget=forms.Select)
    skills = forms.MultipleChoiceField(
        label=_("Skills that those on it should have between them"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    with_second = forms.BooleanField(
        label=_("A second person is needed, for visits with a risk"), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["skills"].choices = list(skill_words().items())

    def clean_skills(self) -> str:
        """Codes with commas, as they are kept."""
        return ",".join(self.cleaned_data["skills"])


class ChangeShift(AskedFor):
    """The same of one shift."""

    needed = _number(_("People needed"), 0, MOST_PEOPLE)


class MakeShifts(AskedFor):
    """A pattern: from which day, for how many weeks, on which days, which hours."""

    first = _day(_("First day"))
    weeks = _number(_("Weeks"), 1, MOST_WEEKS)
    weekdays = forms.TypedMultipleChoiceField(
        label=_("Days"),
        coerce=int,
        choices=[(number, name) for number, name in enumerate(WEEKDAYS)],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one day")},
    )
    without_holidays = forms.BooleanField(label=_("Leave out bank holidays"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, (title, _kind, starts, ends) in LINES.items():
            self.fields[f"{name}_use"] = forms.BooleanField(label=title, required=False)
            self.fields[f"{name}_starts"] = _time(
                format_lazy(_("{line}, from"), line=title), initial=starts, required=False
            )
            self.fields[f"{name}_ends"] = _time(
                format_lazy(_("{line}, to"), line=title), initial=ends, required=False
            )
            self.fields[f"{name}_needed"] = _number(
                format_lazy(_("{line}, people needed"), line=title),
                1,
                MOST_PEOPLE,
                initial=1,
                required=False,
            )

    def rows(self) -> list[list[forms.BoundField]]:
        """The fields of each line, for the page."""
        parts = ("use", "starts", "ends", "needed")
        return [[self[f"{name}_{part}"] for part in parts] for name in LINES]

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or {}
        used = [name for name in LINES if told.get(f"{name}_use")]
        if not used:
            self.add_error("day_use", gettext("Choose at least one kind of shift"))
        for name in used:
            for part in ("starts", "ends", "needed"):
                field = f"{name}_{part}"
                if told.get(field) is None and field not in self.errors:
                    self.add_error(field, self.fields[field].error_messages["required"])
        return told

    def lines(self) -> list[Line]:
        """The lines that were chosen."""
        told = self.cleaned_data
        return [
            Line(
                kind=kind,
                starts=told[f"{name}_starts"],
                ends=told[f"{name}_ends"],
                needed=told[f"{name}_needed"],
            )
            for name, (_title, kind, _starts, _ends) in LINES.items()
            if told[f"{name}_use"]
        ]


class Place(forms.Form):
    """Whom to place. Who may not act is not offered, and refused if sent all the same."""

    who = forms.TypedChoiceField(
        label=_("Who"),
        coerce=int,
        widget=forms.Select,
        error_messages={
            "required": _("Choose who"),
            "invalid_choice": _("Choose somebody from the list"),
        },
    )
    second = forms.BooleanField(label=_("As second person"), required=False)
    since = _time(
        _("Since when"), required=False, help_text=_("Only if they came after the start.")
    )

    def __init__(self, people: Sequence[tuple[int, str]], *args: Any, begun: bool) -> None:
        super().__init__(*args)
        self.fields["who"].choices = [("", gettext("Choose")), *people]
        if not begun:
            del self.fields["since"]


class TakeOff(forms.Form):
    """Until when somebody was on a shift that has begun."""

    until = _time(_("Until when they were on it"), help_text=_("Its start, if they never came."))


class Stretch(forms.Form):
    """The days to check and publish."""

    since = _day(_("From"))
    until = _day(_("To"), help_text=_("This day is included."))

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or {}
        since, until = told.get("since"), told.get("until")
        if since and until:
            if until < since:
                self.add_error("until", gettext("Enter a day that is not before the first"))
            elif (until - since).days > MOST_WEEKS * 7:
                self.add_error("until", gettext("Enter a day within half a year of the first"))
        return told


class Publish(Stretch):
    """The same, once what was found has been read."""

    read = forms.BooleanField(
        label=_("I have read what was found"),
        error_messages={"required": _("Read what was found, then say that you have")},
    )


class AskAt(forms.Form):
    """A moment. Clocks show some moments twice: `instants` has both then."""

    day = _day(_("Day"))
    time = _time(_("Time"))

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or {}
        if told.get("day") and told.get("time") is not None:
            try:
                start = read_start(f"{told['day']}T{told['time']:%H:%M}")
            except StartRefused as wrong:
                self.add_error("time", f"{wrong.message} {wrong.fix}")
            else:
                told["instants"] = start.instants
        return told


class AskSwap(forms.Form):
    """Of whom a swap is asked."""

    wanted = forms.ChoiceField(label=_("Who could take it?"), required=False, widget=forms.Select)

    def __init__(self, people: Sequence[tuple[int, str]], *args: Any) -> None:
        super().__init__(*args)
        self.fields["wanted"].choices = [("", gettext("Anybody who can")), *people]

    def clean_wanted(self) -> int | None:
        """The number of a row, or nobody."""
        told = self.cleaned_data["wanted"]
        return int(told) if told else None


class Rest(forms.Form):
    """Rules of rest, and whether swaps need agreement."""

    hours_between = _number(_("Hours between two shifts, at least"), 0, 48)
    most_hours_a_week = _number(_("Hours in any seven days, at most"), 1, 168)
    most_nights_in_a_row = _number(_("Nights in a row, at most"), 1, MOST_NIGHTS)
    on_call_counts = forms.BooleanField(
        label=_("Time on call counts as time at work"), required=False
    )
    swaps_need_agreement = forms.BooleanField(
        label=_("A duty manager agrees before a swap counts"), required=False
    )


def choices_of(names: Mapping[int, str], left_out: Collection[int] = ()) -> list[tuple[int, str]]:
    """People as a form offers them, by name."""
    kept = [(number, name) for number, name in names.items() if number not in left_out]
    return sorted(kept, key=lambda each: each[1])
