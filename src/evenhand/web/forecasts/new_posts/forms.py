"""What is typed about a plan of new posts."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from evenhand.domain.forecast.growth_claims import Figure, Named, said
from evenhand.domain.forecast.growth_scenario import SAME_POST
from evenhand.web.forecasts.boxes import box, typed
from evenhand.web.forecasts.new_posts.rules import YEARS

Figures = Mapping[str, Any]
MOST_POUNDS = 1_000_000
# Shares are typed in percent; thirds are typed as 33.3.
_ROUNDING = 0.2


class Whole(forms.Form):
    """What holds for the whole plan."""

    name = forms.CharField(
        label=gettext_lazy("What this plan is called"),
        help_text=gettext_lazy("For example: six posts over three years. No names of people."),
        max_length=80,
        error_messages={"required": gettext_lazy("Give the plan a name")},
    )
    first_year = box(
        gettext_lazy("The year in which the first posts start"),
        low=2000, high=2100, whole=True, required=True,
    )  # fmt: skip
    social_workers = box(
        gettext_lazy("Social workers you have now, in full-time posts"),
        low=1, high=100_000, hint=gettext_lazy("Leave it empty where it is not known."),
    )  # fmt: skip
    newly_qualified_a_year = box(
        gettext_lazy("Newly qualified social workers who come to your area in a year"),
        low=1, high=100_000, hint=gettext_lazy("Leave it empty where it is not known."),
    )  # fmt: skip

    def figures(self, kept: Figures) -> dict[str, Any]:
        """The plan's figures with what was typed; roles and teams stay."""
        told = {key: value for key, value in self.cleaned_data.items() if key != "name"}
        rest = {key: value for key, value in kept.items() if key not in told}
        return rest | {key: value for key, value in told.items() if value is not None}

    @staticmethod
    def of(kept: Figures, name: str) -> dict[str, Any]:
        """What stands in the boxes."""
        return {key: typed(kept.get(key)) for key in Whole.base_fields} | {"name": name}


class CopyOf(forms.Form):
    """A name for the copy."""

    name = Whole.base_fields["name"]


class PostsOfRole(forms.Form):
    """The posts of one role: when they start, what they cost, where the people come from."""

    def __init__(
        self,
        *args: Any,
        first_year: int,
        origins: Sequence[Named],
        cost: Figure,
        **more: Any,
    ) -> None:
        super().__init__(*args, **more)
        self._origins = [each.id for each in origins]
        self._years = [f"posts_{place}" for place in range(YEARS)]
        for place, name in enumerate(self._years):
            label = _("Posts that start in %(year)s") % {"year": first_year + place}
            self.fields[name] = box(label, high=10_000)
        self.fields[self._years[0]].help_text = _("Full-time equivalents. Empty is none.")
        borrowed = _(
            "One post with on-costs, the least. Left empty, it is borrowed: %(cost)s (%(year)s), for "
            "%(words)s."
        ) % {"cost": said(cost.value, cost.unit), "year": cost.as_of, "words": cost.words}
        self.fields["cost_low"] = box(
            _("Pounds a year for one post"), high=MOST_POUNDS, hint=borrowed
        )
        self.fields["cost_high"] = box(
            _("Pounds a year for one post, the most"), high=MOST_POUNDS,
            hint=_("Only where it is not known exactly."),
        )  # fmt: skip
        self.fields["cost_once"] = box(
            _("Pounds once for each post: training and setting up"), high=MOST_POUNDS,
            hint=_("Leave it empty where it is not known: it is then in no cost. 0 is an answer."),
        )  # fmt: skip
        for each in origins:
            label = _("Of 100 people, how many come from: %(where)s") % {"where": each.words}
            self.fields[each.id] = box(label, high=100)
        self.fields["uplift_a_year"] = box(
            _("Pounds a year that it adds where somebody’s own post becomes the role"),
            high=MOST_POUNDS,
            hint=_("Needed only where some of the 100 are such people. 0 is an answer."),
        )

    def clean(self) -> dict[str, Any]:
        """Shares make 100, of posts there are some, and the most is no less than the least."""
        told: dict[str, Any] = super().clean() or {}
        if not self.errors:
            self._check_posts(told)
            self._check_cost(told)
        return told

    def _check_posts(self, told: Mapping[str, Any]) -> None:
        if not any(told[name] for name in self._years):
            self.add_error(self._years[0], _("Say when at least one post starts"))
        shares = sum(told[name] or 0 for name in self._origins)
        if abs(shares - 100) > _ROUNDING:
            words = _("Where people come from is to make 100. It makes %(sum)s") % {
                "sum": typed(shares)
            }
            self.add_error(self._origins[0], words)

    def _check_cost(self, told: Mapping[str, Any]) -> None:
        low, high = told["cost_low"], told["cost_high"]
        if high is not None and (low is None or high < low):
            self.add_error("cost_high", _("Give the least as well, and not more than this"))
        if told[SAME_POST] and told["uplift_a_year"] is None:
            self.add_error("uplift_a_year", _("Say what it adds to their cost. 0 is an answer"))

    def role(self, name: str) -> dict[str, Any]:
        """The role as the plan keeps it."""
        told = self.cleaned_data
        shares = {each: told[each] for each in self._origins if told[each]}
        whole = sum(shares.values())
        made: dict[str, Any] = {
            "role": name,
            "posts_by_year": [told[each] or 0 for each in self._years],
            "from": {each: share / whole for each, share in shares.items()},
        }
        if told["cost_low"] is not None:
            low, high = told["cost_low"], told["cost_high"]
            made["cost_a_year"] = low if high is None else [low, high]
        for each in ("cost_once", "uplift_a_year"):
            if told[each] is not None:
                made[each] = told[each]
        return made

    @staticmethod
    def of(role: Figures) -> dict[str, Any]:
        """What stands in the boxes; nothing for a role without posts."""
        cost = role.get("cost_a_year")
        low, high = cost if isinstance(cost, list) else (cost, None)
        posts = {f"posts_{n}": typed(each) for n, each in enumerate(role.get("posts_by_year", ()))}
        shares = {name: typed(round(100 * each, 4)) for name, each in role.get("from", {}).items()}
        rest = {name: typed(role.get(name)) for name in ("cost_once", "uplift_a_year")}
        return posts | shares | rest | {"cost_low": typed(low), "cost_high": typed(high)}


class LeftTeam(forms.Form):
    """A team from which people leave for the new posts."""

    name = forms.CharField(
        label=gettext_lazy("What the team is called"),
        help_text=gettext_lazy("A team, never a person."),
        max_length=80,
        error_messages={"required": gettext_lazy("Give the team a name")},
    )
    posts = box(
        gettext_lazy("Posts it has"), low=0.1, high=10_000, required=True,
        hint=gettext_lazy("Full-time equivalents."),
    )  # fmt: skip
    filled = box(gettext_lazy("Posts that are filled now"), high=10_000, required=True)
    months_low = box(
        gettext_lazy("Months until a post that somebody left is filled again, the least"),
        high=600, required=True,
        hint=gettext_lazy("No published figure was found: take your own."),
    )  # fmt: skip
    months_high = box(
        gettext_lazy("Months until it is filled again, the most"), high=600, required=True
    )
    cover_a_month = box(
        gettext_lazy("Pounds a month for what stands in for an empty post"), high=MOST_POUNDS,
        hint=gettext_lazy(
            "Leave it empty where it is not known: it is then in no cost. 0 is an answer."
        ),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """No more filled than there are; the most no less than the least."""
        told: dict[str, Any] = super().clean() or {}
        if not self.errors:
            if told["filled"] > told["posts"]:
                self.add_error("filled", _("More posts are filled than there are"))
            if told["months_high"] < told["months_low"]:
                self.add_error("months_high", _("The most is less than the least"))
        return told

    def team(self) -> dict[str, Any]:
        """The team as the plan keeps it."""
        told = self.cleaned_data
        made = {
            "name": told["name"],
            "posts": told["posts"],
            "filled": told["filled"],
            "refilled_in_months": [told["months_low"], told["months_high"]],
        }
        cover = told["cover_a_month"]
        return made if cover is None else made | {"cover_a_month": cover}

    @staticmethod
    def of(team: Figures) -> dict[str, Any]:
        """What stands in the boxes."""
        low, high = team.get("refilled_in_months", (None, None))
        rest = {name: typed(team.get(name)) for name in ("posts", "filled", "cover_a_month")}
        months = {"months_low": typed(low), "months_high": typed(high)}
        return rest | months | {"name": team.get("name", "")}
