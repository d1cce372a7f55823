"""What people type about a year."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class Year(forms.Form):
    """Which year to begin."""

    snapshot = forms.DateField(
        label=_("On which day was the workforce counted?"),
        help_text=_("For most standards 31 March, for example 2026-03-31."),
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={
            "required": _("Enter the day on which the workforce was counted"),
            "invalid": _("Enter a day like 2026-03-31"),
        },
    )


class Note(forms.Form):
    """A reason, or a comment."""

    text = forms.CharField(
        label=_("Why"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={
            "required": _("Write a sentence or two"),
            "max_length": _("Write 2,000 characters or fewer"),
        },
    )

    def __init__(self, *args: Any, label: str = "", hint: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if label:
            self.fields["text"].label = label
        self.fields["text"].help_text = hint


class SignOff(forms.Form):
    """Who answers for a year, as it is printed."""

    name = forms.CharField(
        label=_("Your name, as it is to stand beside the sign-off"),
        max_length=120,
        error_messages={"required": _("Enter your name")},
    )
    role = forms.CharField(
        label=_("Your role"),
        help_text=_("For example: Director of Adult Social Services"),
        max_length=120,
        error_messages={"required": _("Enter your role")},
    )
    sure = forms.BooleanField(
        label=_("I have read the figures and what could not be counted, and answer for them"),
        error_messages={"required": _("Confirm that you have read the figures")},
    )
