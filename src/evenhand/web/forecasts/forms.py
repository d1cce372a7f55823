"""What a plan needs that no record holds."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from evenhand.web.forecasts.boxes import box


class Terms(forms.Form):
    """A dozen figures; each says what it is taken for."""

    target = box(
        _("Of every 100 people, how many should be seen in time?"), low=50, high=99.9, initial=90
    )
    urgent_within = box(
        _("Hours within which urgent work begins"), low=0.25, high=72, initial=2,
        hint=_("Section 136, section 135 and what is to be done now or today."),
    )  # fmt: skip
    planned_within = box(
        _("Hours within which planned work begins"), low=0.25, high=336, initial=24
    )
    contract_hours = box(_("Hours of a full-time week"), low=1, high=60, initial=37)
    away = box(
        _("Of every 100 paid hours, how many are not duty?"), low=0, high=90, initial=22,
        hint=_("Leave, sickness, training, supervision and other work."),
    )  # fmt: skip
    gathering = box(
        _("Hours of gathering information, of one consideration"), low=0, high=48, initial=1.5,
        hint=_("No record holds it: ask the people who do it."),
    )  # fmt: skip
    writing = box(_("Hours of writing, of one consideration"), low=0, high=48, initial=1.5)
    at_least = box(
        _("AMHPs who must always be on duty"), low=0, high=50, initial=1,
        hint=_("The law asks for one who can be called at every hour."),
    )  # fmt: skip
    starts = box(_("How many begin AMHP training in a year?"), low=0, high=500, initial=3)
    passes = box(
        _("Of every 100 who begin, how many are approved in the end?"), low=0, high=100, initial=85,
        hint=_("No published figure was found: take your own."),
    )  # fmt: skip
    lag = box(
        _("Years from beginning training to approval"), low=0.5, high=10, initial=2.5,
        hint=_("The national workforce plan says two to three."),
    )  # fmt: skip
    backfill_days = box(
        _("Days of backfill for one trainee"), low=0, high=366, initial=None,
        hint=_("Leave it empty where it is not known: it is then in no cost."),
    )  # fmt: skip
    backfill_day_rate = box(_("Pounds for one day of backfill"), low=0, high=10_000, initial=None)

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
