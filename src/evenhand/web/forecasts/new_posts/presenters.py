"""A plan of new posts as its page shows it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from evenhand.data.definitions.forecast_growth import new_roles
from evenhand.domain.forecast.growth_claims import Checked, Done, Named, checked_claims, said
from evenhand.domain.forecast.growth_scenario import SAME_POST, Between, Role
from evenhand.pipeline.forecast_growth import newly_qualified, totals
from evenhand.pipeline.forecast_new_posts import NewPosts

Figures = Mapping[str, Any]


def teams_of(figures: Figures) -> list[Named]:
    """The teams of a plan as places from which people come."""
    return [
        Named(id=name, words=told["name"], adds=False)
        for name, told in (figures.get("teams") or {}).items()
    ]


def origins_of(figures: Figures) -> list[Named]:
    """Everywhere that people of new roles can come from."""
    return [*new_roles().origins, *teams_of(figures)]


def roles_of(figures: Figures) -> list[tuple[Named, Figures]]:
    """The nine roles, each with what was typed of it."""
    typed = {each["role"]: each for each in figures.get("roles", ())}
    return [(role, typed.get(role.id, {})) for role in new_roles().roles]


def between(found: Between, *, pounds: bool = False, trimmed: bool = False) -> str:
    """One number, or the lower and the upper of two; `trimmed`: tenths only where there are any."""

    def one(value: float) -> str:
        if pounds:
            return f"£{value:,.0f}"
        return posts(value) if trimmed else f"{value:,.1f}"

    low, high = one(found.low), one(found.high)
    return low if low == high else _("%(low)s to %(high)s") % {"low": low, "high": high}


def posts(value: float) -> str:
    """Full-time equivalents, with tenths only where there are any."""
    return f"{value:,.1f}".removesuffix(".0")


@dataclass(frozen=True)
class Answer:
    """What the figures come to, as tables: rows of a heading and cells."""

    found: NewPosts

    @property
    def years(self) -> list[int]:
        return [each.year for each in self.found.plan.years]

    @property
    def called(self) -> dict[str, str]:
        """Roles, origins and teams by their ids."""
        plan = self.found.plan
        words = {each.id: each.words for each in (*plan.report.roles, *plan.report.origins)}
        return words | {team.id: team.words for team in plan.teams}

    @property
    def posts(self) -> list[tuple[str, list[str]]]:
        """By role, how many are in post at the end of each year; then all of them."""
        years = self.found.plan.years
        rows = [
            (
                self.called[role.role],
                [posts(sum(role.posts_by_year[: place + 1])) for place in range(len(years))],
            )
            for role in self.found.plan.roles
        ]
        return [*rows, (_("All of them"), [posts(year.in_post) for year in years])]

    @property
    def origins(self) -> list[tuple[str, list[str]]]:
        """By origin, how many come from there in each year."""
        years = self.found.plan.years
        names = dict.fromkeys(name for year in years for name in year.origins)
        return [
            (self.called[name], [posts(year.origins.get(name, 0)) for year in years])
            for name in names
        ]

    @property
    def costs(self) -> list[tuple[int, list[str]]]:
        """By year: running, once, cover of empty posts, all of it."""
        return [
            (
                year.year,
                [
                    between(year.running, pounds=True),
                    f"£{year.once:,.0f}",
                    between(year.cover, pounds=True),
                    between(year.total, pounds=True),
                ],
            )
            for year in self.found.plan.years
        ]

    @property
    def teams(self) -> list[tuple[str, list[tuple[int, list[str]]]]]:
        """By team and year: who moves, posts empty at its end, of all its posts, months empty."""
        return [
            (
                team.words,
                [
                    (
                        year.year,
                        [
                            posts(each.moved),
                            between(each.empty_at_end),
                            between(each.vacancy_rate_at_end.times(100)) + "%",
                            between(each.empty_months),
                        ],
                    )
                    for year in self.found.plan.years
                    for each in year.teams
                    if each.team == team.id
                ],
            )
            for team in self.found.plan.teams
        ]

    @property
    def sentences(self) -> Iterator[str]:
        """What it comes to in all."""
        plan = self.found.plan
        whole, new, moved, renamed = totals(plan)
        yield _(
            "%(all)s full-time posts by the end: %(new)s people who are new to the workforce, "
            "%(moved)s from another post that has to be filled, %(renamed)s whose own post becomes "
            "the new role."
        ) % {
            "all": posts(whole), "new": posts(new), "moved": posts(moved), "renamed": posts(renamed),
        }  # fmt: skip
        if plan.social_workers is not None:
            yield _("Against %(now)s social workers now, %(new)s more is %(percent)s%%.") % {
                "now": posts(plan.social_workers),
                "new": posts(new),
                "percent": posts(100 * new / plan.social_workers),
            }
        yield from self._newly_qualified()

    def _newly_qualified(self) -> Iterator[str]:
        plan, wanted = self.found.plan, newly_qualified(self.found.plan)
        here = plan.newly_qualified_a_year
        if wanted and here is not None:
            told = {"wanted": posts(wanted), "here": posts(here)}
            yield (
                _(
                    "In the busiest year it takes %(wanted)s of the %(here)s newly qualified who come to "
                    "your area."
                )
                % told
            )
            if wanted > here:
                yield _(
                    "There are not so many. Spread the posts over more years, or find other staff."
                )
        elif wanted:
            entrants = plan.report.figure("entrants")
            yield _(
                "In the busiest year it takes %(wanted)s newly qualified. England has %(england)s a "
                "year in all fields (borrowed: %(as_of)s); how many come to your area is not known."
            ) % {
                "wanted": posts(wanted),
                "england": f"{entrants.value:,.0f}",
                "as_of": entrants.as_of,
            }

    @property
    def inputs(self) -> Iterator[tuple[str, str, str]]:
        """What the answer stands on: a figure, its value, and whose it is."""
        own = _("Your own")
        for role in self.found.plan.roles:
            yield from self._costs_of(role)
        for team in self.found.plan.teams:
            months = _("%(team)s: months until a post is filled again") % {"team": team.words}
            yield months, between(team.refilled_in_months, trimmed=True), own
            label = _("%(team)s: cover of an empty post, a month") % {"team": team.words}
            if team.id in self.found.no_cover:
                yield label, *_not_known()
            else:
                yield label, f"£{team.cover_a_month:,.0f}", own

    def _costs_of(self, role: Role) -> Iterator[tuple[str, str, str]]:
        found, own, name = self.found, _("Your own"), {"role": self.called[role.role]}
        same = role.origins.get(SAME_POST, 0)
        if same < 1:
            lent = _("Borrowed: %(words)s, %(year)s") % {
                "words": found.cost.words,
                "year": found.cost.as_of,
            }
            whose = lent if role.role in found.borrowed else own
            yield (
                _("%(role)s: one post a year") % name,
                between(role.cost_a_year, pounds=True),
                whose,
            )
        if same:
            label = _("%(role)s: more pay where a post becomes the role, a year") % name
            yield label, f"£{role.uplift_a_year:,.0f}", own
        label = _("%(role)s: once for a post") % name
        if role.role in found.no_once:
            yield label, *_not_known()
        else:
            yield label, f"£{role.cost_once:,.0f}", own


def _not_known() -> tuple[str, str]:
    return _("Not known"), _("In no cost: the true cost is higher")


@dataclass(frozen=True)
class Claim:
    """A claim of the report: its sums done again as sentences, with what does not agree."""

    checked: Checked

    @property
    def verdict(self) -> str:
        if self.checked.agrees is None:
            return _("No result is printed to compare with.")
        return _("The sums agree.") if self.checked.agrees else _("Not every sum agrees.")

    @property
    def sums(self) -> list[tuple[Done, str, str]]:
        """Each sum, what it comes to, and what was printed."""
        return [
            (done, said(done.value, done.sum.unit), _printed(done)) for done in self.checked.sums
        ]


def _printed(done: Done) -> str:
    if done.sum.printed is None:
        return _("Not printed")
    least, most = done.sum.printed
    whole = said(most, done.sum.unit)
    if least == most:
        return whole
    return _("%(low)s to %(high)s") % {"low": f"{least:g}", "high": whole}


def claims() -> Sequence[Claim]:
    """Every claim of the report, in its order."""
    return [Claim(each) for each in checked_claims(new_roles())]
