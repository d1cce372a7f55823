"""What a plan needs that no record holds."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

_NUMBER = _("Enter a number, like 37 or 7.5")


def _number(label: Any, *, low: float, high: float, initial: float | None, hint: Any = "") -> Any:
    return forms.FloatField(
        label=label,
        help_text=hint,
        min_value=low,
        max_value=high,
        initial=initial,
        required=initial is not None,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
        error_messages={
            "required": _NUMBER,
            "invalid": _NUMBER,
            "min_value": _("Enter %(limit_value)s or more"),
            "max_value": _("Enter %(limit_value)s or less"),
        },
    )


class Terms(forms.Form):
    """A dozen figures; each says what it is taken for."""

    target = _number(
        _("Of every 100 people, how many should be seen in time?"), low=50, high=99.9, initial=90
    )
    urgent_within = _number(
        _("Hours within which urgent work begins"), low=0.25, high=72, initial=2,
        hint=_("Section 136, section 135 and what is to be done now or today."),
    )  # fmt: skip
    planned_within = _number(
        _("Hours within which planned work begins"), low=0.25, high=336, initial=24
    )
    contract_hours = _number(_("Hours of a full-time week"), low=1, high=60, initial=37)
    away = _number(
        _("Of every 100 paid hours, how many are not duty?"), low=0, high=90, initial=22,
        hint=_("Leave, sickness, training, supervision and other work."),
    )  # fmt: skip
    gathering = _number(
        _("Hours of gathering information, of one consideration"), low=0, high=48, initial=1.5,
        hint=_("No record holds it: ask the people who do it."),
    )  # fmt: skip
    writing = _number(_("Hours of writing, of one consideration"), low=0, high=48, initial=1.5)
    at_least = _number(
        _("AMHPs who must always be on duty"), low=0, high=50, initial=1,
        hint=_("The law asks for one who can be called at every hour."),
    )  # fmt: skip
    starts = _number(_("How many begin AMHP training in a year?"), low=0, high=500, initial=3)
    passes = _number(
        _("Of every 100 who begin, how many are approved in the end?"), low=0, high=100, initial=85,
        hint=_("No published figure was found: take your own."),
    )  # fmt: skip
    lag = _number(
        _("Years from beginning training to approval"), low=0.5, high=10, initial=2.5,
        hint=_("The national workforce plan says two to three."),
    )  # fmt: skip
    backfill_days = _number(
        _("Days of backfill for one trainee"), low=0, high=366, initial=None,
        hint=_("Leave it empty where it is not known: it is then in no cost."),
    )  # fmt: skip
    backfill_day_rate = _number(
        _("Pounds for one day of backfill"), low=0, high=10_000, initial=None
    )

    def wanted(self) -> dict[str, Any]:
        """What was typed, as the plan takes it."""
        told = self.cleaned_data
        return {
            "target_share": told["target"] / 100,
            "contract_hours": told["contract_hours"],
            "shrinkage": told["away"] / 100,
            "at_least": int(told["at_least"]),
            "hours": {
                "gathering": {"mean": told["gathering"], "sd": told["gathering"] / 2},
                "writing": {"mean": told["writing"], "sd": told["writing"] / 2},
            },
            "within_hours": {
                "urgent": told["urgent_within"],
                "planned": told["planned_within"],
            },
            "training": {
                "starts_per_year": told["starts"],
                "pass_rate": told["passes"] / 100,
                "lag_years": told["lag"],
                "backfill_days": told["backfill_days"],
                "backfill_day_rate": told["backfill_day_rate"],
            },
        }
