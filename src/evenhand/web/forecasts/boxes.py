"""Boxes for typed figures."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

WHOLE = _("Enter a whole number, like 12")
NUMBER = _("Enter a number, like 37 or 7.5")


def box(
    label: Any,
    *,
    low: float = 0,
    high: float,
    hint: Any = "",
    required: bool = False,
    whole: bool = False,
    initial: float | None = None,
) -> Any:
    """
    A box for a number from `low` to `high`. An empty one is not nought, it is None; one that is filled
    in at first may not be emptied.
    """
    wrong = WHOLE if whole else NUMBER
    kind: type[forms.IntegerField] = forms.IntegerField if whole else forms.FloatField
    return kind(
        label=label,
        help_text=hint,
        min_value=low,
        max_value=high,
        initial=initial,
        required=required or initial is not None,
        widget=forms.TextInput(attrs={"inputmode": "numeric" if whole else "decimal"}),
        error_messages={
            "required": wrong,
            "invalid": wrong,
            "min_value": _("Enter %(limit_value)s or more"),
            "max_value": _("Enter %(limit_value)s or less"),
        },
    )


def typed(value: float | None) -> str:
    """A kept figure as somebody would type it."""
    return "" if value is None else f"{value:.10g}"
