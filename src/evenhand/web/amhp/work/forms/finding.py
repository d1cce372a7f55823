"""Which considerations are wanted in the list."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from evenhand.web.amhp.work.words import STATUSES

OPEN, MINE, ALL = "open", "mine", "all"
MONTHS = 24


class Find(forms.Form):
    """Open ones, one's own, or all; of a month; with a status. Everything may be left out."""

    which = forms.ChoiceField(
        label=_("Show"),
        required=False,
        choices=[(OPEN, _("Open")), (MINE, _("My own")), (ALL, _("All"))],
        widget=forms.Select,
    )
    month = forms.TypedChoiceField(
        label=_("Month of the referral"),
        required=False,
        coerce=date.fromisoformat,
        empty_value=None,
        widget=forms.Select,
    )
    status = forms.ChoiceField(
        label=_("How far"),
        required=False,
        choices=[("", _("Any")), *((status.value, words) for status, words in STATUSES.items())],
        widget=forms.Select,
    )

    def __init__(self, today: date, *args: Any) -> None:
        super().__init__(*args)
        months = [(f"{first:%Y-%m-%d}", f"{first:%B %Y}") for first in _months(today)]
        self.fields["month"].choices = [("", _("Any")), *months]


def _months(today: date) -> Iterator[date]:
    """The first days of this month and those before it, the latest first."""
    last = today.year * 12 + today.month - 1
    for number in range(last, last - MONTHS, -1):
        yield date(number // 12, number % 12 + 1, 1)
