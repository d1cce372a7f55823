"""For how long considerations are kept."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

LEAST, MOST = 12, 600


class KeepFor(forms.Form):
    """Months, and that somebody has seen what is deleted by them."""

    months = forms.IntegerField(
        label=_("For how many months after the last time in it is a consideration kept?"),
        help_text=_("From 12 to 600. For example 24 for two years, 96 for eight years."),
        min_value=LEAST,
        max_value=MOST,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "required": _("Enter a number of months"),
            "invalid": _("Enter a whole number of months, like 96"),
            "min_value": _("Enter 12 months or more: legal limits and reports need a year"),
            "max_value": _("Enter 600 months or fewer"),
        },
    )
    seen = forms.BooleanField(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.would_delete = 0

    def ask_about(self, number: int) -> bool:
        """Whether to ask first, since so many would be deleted at once and nobody has seen it."""
        self.would_delete = number
        return bool(number) and not self.cleaned_data["seen"]
