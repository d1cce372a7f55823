"""What people type on the line of sight."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from evenhand.data.definitions.amhp_answers import answer_lists
from evenhand.domain.amhp.waits import Wait
from evenhand.web.amhp.sight.words import WAITS

MOST_MINUTES = 30 * 24 * 60


def _choice(name: str, label: Any, missing: Any) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        widget=forms.RadioSelect,
        choices=answer_lists()[name].choices,
        error_messages={"required": missing},
    )


class RaiseObstacle(forms.Form):
    """An obstacle in one line."""

    kind = _choice("obstacle", _("What is it about?"), _("Choose what it is about"))
    text = forms.CharField(
        label=_("What stands in the way, in one line"),
        help_text=_("No names, no numbers of people, no addresses."),
        max_length=300,
        error_messages={"required": _("Say in one line what stands in the way")},
    )


class RouteObstacle(forms.Form):
    """Who can change it."""

    routed_to = _choice("responsible", _("Who can change it?"), _("Choose who can change it"))


class AnswerObstacle(forms.Form):
    """What was done."""

    answer = forms.CharField(
        label=_("What was done, or why nothing can be"),
        help_text=_("Everybody in the service reads it."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Say what was done")},
    )


class Escalate(forms.Form):
    """Which kind of body answers for the wait."""

    responsible = _choice("responsible", _("Who answers for it?"), _("Choose who answers for it"))


class Limits(forms.Form):
    """After how long each wait is escalated, and by which route."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for wait in Wait:
            self.fields[f"{wait}_minutes"] = forms.IntegerField(
                label=_("%(wait)s: after how many minutes?") % {"wait": WAITS[wait]},
                help_text=_("Leave it empty where this wait is not watched."),
                required=False,
                min_value=1,
                max_value=MOST_MINUTES,
                widget=forms.TextInput(attrs={"inputmode": "numeric"}),
                error_messages={
                    "invalid": _("Enter minutes as a whole number, like 180"),
                    "min_value": _("Enter at least 1 minute, or leave it empty"),
                    "max_value": _("Enter at most 43200 minutes, which are 30 days"),
                },
            )
            self.fields[f"{wait}_route"] = forms.CharField(
                label=_("%(wait)s: whom to tell, and how") % {"wait": WAITS[wait]},
                help_text=_(
                    "A post, not a person: “bed manager, by telephone, then the director on call”."
                ),
                required=False,
                max_length=120,
            )

    def clean(self) -> dict[str, Any]:
        """A limit needs a route."""
        told = super().clean() or {}
        for wait in Wait:
            if told.get(f"{wait}_minutes") and not told.get(f"{wait}_route"):
                self.add_error(f"{wait}_route", _("Say whom to tell once the time has passed"))
        return told

    def limits(self) -> dict[Wait, tuple[int | None, str]]:
        """What was typed, by wait."""
        told = self.cleaned_data
        return {wait: (told[f"{wait}_minutes"], told[f"{wait}_route"]) for wait in Wait}


class KeepForum(forms.Form):
    """Minutes of a meeting, or a notice."""

    kind = _choice("forum", _("Meeting or notice"), _("Choose what it is"))
    on = forms.DateField(
        label=_("Day"),
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={
            "required": _("Enter the day"),
            "invalid": _("Enter the day like 2026-03-31"),
        },
    )
    attended = forms.IntegerField(
        label=_("How many came"),
        required=False,
        min_value=0,
        max_value=10_000,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={"invalid": _("Enter a whole number")},
    )
    words = forms.CharField(
        label=_("What was said and agreed"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    link = forms.URLField(
        label=_("Where it is published, if it is"),
        required=False,
        assume_scheme="https",
        error_messages={"invalid": _("Enter an address that begins with https://")},
    )


class GiveResidents(forms.Form):
    """Who lives in the area, by ethnic group: a table of the census, or one of the same shape."""

    file = forms.FileField(
        label=_("Table of residents by ethnic group (CSV)"),
        help_text=_(
            "A table of the census as the Office for National Statistics gives it, or two columns called "
            "ethnicity and population."
        ),
        error_messages={"required": _("Choose a file"), "empty": _("This file is empty")},
    )
    year = forms.IntegerField(
        label=_("Of which year"),
        min_value=1991,
        max_value=2100,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "required": _("Enter the year that the numbers are of"),
            "invalid": _("Enter a year, like 2021"),
            "min_value": _("Enter a year from 1991"),
            "max_value": _("Enter a year up to 2100"),
        },
    )
    source = forms.CharField(
        label=_("Where the numbers are from"),
        max_length=200,
        error_messages={"required": _("Say where the numbers are from")},
    )
