"""What people type about a national return."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from evenhand.domain.amhp.returns.edition import Item, ReturnEdition, Value, said
from evenhand.web.amhp.returns.presenters import words_of

MOST = 10_000_000


class Begin(forms.Form):
    """Which year's return to begin."""

    day = forms.DateField(
        label=gettext_lazy("The last day of the year"),
        help_text=gettext_lazy("31 March, for example 2026-03-31."),
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={
            "required": gettext_lazy("Enter the last day of the year"),
            "invalid": gettext_lazy("Enter a day like 2026-03-31"),
        },
    )


class Answers(forms.Form):
    """
    What no record holds: for each item a number, or a tick at "not known".

    Nothing is ticked for anybody, and an empty box is no nought.
    """

    def __init__(
        self,
        *args: Any,
        edition: ReturnEdition,
        kept: Mapping[str, Value],
        suggested: Mapping[str, Value],
        **more: Any,
    ) -> None:
        super().__init__(*args, **more)
        self.asked = edition.asked
        for item in self.asked:
            self.fields[item.id] = _number(item, suggested.get(item.id))
            self.fields[_not_known(item)] = forms.BooleanField(
                label=_("%(words)s: not known") % {"words": item.words},
                required=False,
            )
            if item.id in kept:
                self.initial[item.id] = _typed(kept[item.id])
                self.initial[_not_known(item)] = kept[item.id] is None
            elif item.id in suggested:
                self.initial[item.id] = _typed(suggested[item.id])

    def pairs(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """The box for the number and the tick of each item."""
        return [(self[item.id], self[_not_known(item)]) for item in self.asked]

    def clean(self) -> dict[str, Any]:
        """Exactly one of the two."""
        told: dict[str, Any] = super().clean() or {}
        for item in self.asked:
            if item.id in self.errors:
                continue
            number, unknown = told.get(item.id), told.get(_not_known(item))
            if number is None and not unknown:
                self.add_error(
                    item.id,
                    _("%(words)s: enter a number, or tick “not known”") % {"words": item.words},
                )
            elif number is not None and unknown:
                self.add_error(
                    item.id,
                    _("%(words)s: enter a number or tick “not known”, not both")
                    % {"words": item.words},
                )
        return told

    def answers(self) -> dict[str, Value]:
        """A number for each item, or None for "not known"."""
        found: dict[str, Value] = {}
        for item in self.asked:
            number = self.cleaned_data[item.id]
            found[item.id] = (
                None if number is None else int(number) if item.whole else float(number)
            )
        return found


def _typed(value: Value) -> str:
    """A number as somebody would type it."""
    return said(value).replace(",", "") if value is not None else ""


def _not_known(item: Item) -> str:
    return f"{item.id}-not-known"


def _number(item: Item, recorded: Value) -> forms.Field:
    wrong = _("%(words)s: enter a number of 0 or more") % {"words": item.words}
    mistakes = ("invalid", "min_value", "max_value", "max_decimal_places", "max_digits")
    hint = item.definition
    if recorded is not None:
        hint += " " + _("The service's records say %(number)s.") % {"number": said(recorded)}
    kind: type[forms.IntegerField] = forms.IntegerField if item.whole else forms.DecimalField
    more: dict[str, Any] = {} if item.whole else {"decimal_places": 2}
    return kind(
        label=words_of(item),
        help_text=hint,
        required=False,
        min_value=0,
        max_value=MOST,
        widget=forms.TextInput(attrs={"inputmode": "numeric" if item.whole else "decimal"}),
        error_messages=dict.fromkeys(mistakes, wrong),
        **more,
    )
