"""What a council types of its pay, terms and turnover."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from evenhand.web.forecasts.boxes import box, typed
from evenhand.web.forecasts.terms import words

MOST = {"leave_days": 366.0, "days_available": 1_000_000.0, "days_sick": 1_000_000.0}
MOST_POUNDS, MOST_PEOPLE = 1_000_000.0, 10_000.0


class WhichYear(forms.Form):
    """The year to begin."""

    year = box(
        gettext_lazy("Year to 31 March"), low=1, high=9999, whole=True, required=True,
        hint=gettext_lazy("For example 2026, for April 2025 to March 2026."),
    )  # fmt: skip


class Figures(forms.Form):
    """Every item may be left empty: that is "not known", and 0 is an answer."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        for name, label in words.EVERY.items():
            self.fields[name] = _box_of(name, label)

    def groups(self) -> list[tuple[Any, list[forms.BoundField]]]:
        """The boxes in the order in which they are asked, under their headings."""
        return [
            (_("Pay and terms"), [self[name] for name in (*words.FACTS, words.OUT_OF_HOURS)]),
            (_("People, posts and days"), [self[name] for name in words.COUNTS]),
            (_("Why people left"), [self[name] for name in words.REASONS]),
        ]

    def clean(self) -> dict[str, Any]:
        """No part is more than its whole; the lowest is not above the highest."""
        told: dict[str, Any] = super().clean() or {}
        for part, whole in (*words.PARTS.items(), ("salary_low", "salary_high")):
            some, of = told.get(part), told.get(whole)
            if some is not None and of is not None and some > of:
                names = {"part": words.EVERY[part], "whole": words.EVERY[whole]}
                self.add_error(part, _("“%(part)s” is more than “%(whole)s”") % names)
        reasons = sum(told.get(name) or 0 for name in words.REASONS)
        if told.get("leavers") is not None and reasons > told["leavers"]:
            self.add_error(
                "leavers",
                _("The reasons below are %(number)s, more than left") % {"number": reasons},
            )
        return told

    def figures(self) -> dict[str, Any]:
        """What is known."""
        return {name: each for name, each in self.cleaned_data.items() if each not in (None, "")}

    @staticmethod
    def of(kept: Mapping[str, Any]) -> dict[str, str]:
        """What stands in the boxes."""
        return {name: each if isinstance(each, str) else typed(each) for name, each in kept.items()}


def _box_of(name: str, label: Any) -> forms.Field:
    if name == words.OUT_OF_HOURS:
        return forms.CharField(
            label=label,
            help_text=_("For example: on call from home. No names of people."),
            required=False,
            max_length=200,
        )
    pounds = name in words.IN_POUNDS
    most = MOST_POUNDS if pounds else MOST.get(name, MOST_PEOPLE)
    hint = {
        "salary_low": _("Pounds a year, the lowest point of the scale."),
        "salary_high": _("Pounds a year, the highest point of the scale."),
        "allowance": _("Pounds. 0 where none is paid."),
        "out_of_hours_pay": _("Pounds."),
        "exit_retired": _("Only where the reason is known."),
    }.get(name, "")
    return box(label, high=most, hint=hint, whole=name not in words.FACTS)
