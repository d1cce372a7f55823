"""What somebody wants to see compared. It stands in the address, so that it can be sent on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _

from evenhand.data.definitions import load
from evenhand.data.sources.reference import NEIGHBOUR_FILE
from evenhand.domain.frameworks.body import Body
from evenhand.domain.measures.peers import Peers, everyone, of_kind, of_list, of_region
from evenhand.pipeline.compare_peers import NEIGHBOURS, find_peers
from evenhand.reporting import words
from evenhand.web.dashboards.queries import Line

ALL, KIND, REGION, LIST = "all", "kind", "region", "list"
# Before the name of a region: every body in it.
IN = "in:"


@dataclass(frozen=True, kw_only=True)
class Indicator:
    """An indicator that can be chosen: `key` in addresses, its lines ("": as a whole)."""

    key: str
    standard: str
    title: str
    lines: tuple[tuple[str, str], ...]
    periods: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Offered:
    """Everything that can be chosen. Indicators in their editions' order."""

    indicators: tuple[Indicator, ...]
    bodies: tuple[Body, ...]

    @property
    def slugs(self) -> frozenset[str]:
        """The bodies' ids."""
        return frozenset(each.id for each in self.bodies)

    @property
    def regions(self) -> list[str]:
        """Every region that any of the bodies is in, by name."""
        return sorted({each.region for each in self.bodies if each.region})

    def by_standard(self) -> dict[str, list[Indicator]]:
        """Indicators below the title of their standard."""
        found: dict[str, list[Indicator]] = {}
        for each in self.indicators:
            found.setdefault(load.edition(each.standard).title, []).append(each)
        return found


@dataclass(frozen=True, kw_only=True)
class Choice:
    """One comparison. `own` is the slug of the body that is marked, "" for none."""

    indicator: Indicator
    line: str
    period: str
    own: str
    among: str
    bodies: tuple[str, ...]

    @property
    def standard(self) -> str:
        return self.indicator.standard

    @property
    def number(self) -> str:
        """The indicator's id in its edition."""
        return self.indicator.key.partition(":")[2]

    def peers(self, reference: Path | None) -> "Choose":
        """With whom to compare."""
        return Choose(self.among, self.bodies, reference)

    def address(self, **other: str) -> str:
        """The query of this choice, with something else in it."""
        told = {
            "indicator": self.indicator.key,
            "line": self.line,
            "year": self.period,
            "body": self.own,
            "among": self.among,
        } | other
        pairs = [*told.items(), *(("with", slug) for slug in self.bodies)]
        return urlencode(pairs)


def offered(lines: Sequence[Line], bodies: Sequence[Body]) -> Offered:
    """What figures there are, as choices."""
    found: dict[tuple[str, str], list[Line]] = {}
    for line in lines:
        found.setdefault((line.standard, line.indicator), []).append(line)
    indicators = []
    for edition in {each.standard: each for each in load.editions()}.values():
        for one in edition.indicators:
            mine = found.get((edition.standard, one.id), [])
            if not mine:
                continue
            # A ladder's rungs in its own order would need the body's ladder: bare numbers as numbers.
            cells = sorted({each.cell for each in mine}, key=_natural)
            indicators.append(
                Indicator(
                    key=f"{edition.standard}:{one.id}",
                    standard=edition.standard,
                    title=f"{one.id}. {one.title}" if one.id[:1].isdigit() else one.title,
                    lines=tuple((cell, words.grade(cell, edition.grade_word)) for cell in cells),
                    periods=tuple(sorted({each.period for each in mine}, reverse=True)),
                )
            )
    return Offered(indicators=tuple(indicators), bodies=tuple(bodies))


def read(query: QueryDict, there: Offered, usual_own: str = "") -> Choice | None:
    """What an address asks for; what it does not say, or what is not there, is chosen for it."""
    if not there.indicators:
        return None
    known = {each.key: each for each in there.indicators}
    # At first an indicator that is one figure, not a ladder of grades.
    usual = next((each for each in there.indicators if each.lines[0][0] == ""), there.indicators[0])
    indicator = known.get(query.get("indicator", ""), usual)
    cells = [cell for cell, _name in indicator.lines]
    line, period = query.get("line", ""), query.get("year", "")
    slugs = there.slugs
    own = query.get("body", usual_own)
    chosen = tuple(dict.fromkeys(slug for slug in query.getlist("with") if slug in slugs))
    among = query.get("among", LIST if chosen else ALL)
    regions = [IN + each for each in there.regions]
    return Choice(
        indicator=indicator,
        line=line if line in cells else cells[0],
        period=period if period in indicator.periods else indicator.periods[0],
        own=own if own in slugs else "",
        among=among if among in (KIND, REGION, LIST, NEIGHBOURS, *regions) else ALL,
        bodies=chosen if among == LIST else (),
    )


@dataclass(frozen=True)
class Choose:
    """A peer group. Where it cannot be made everyone is compared, and it is said why."""

    among: str
    listed: tuple[str, ...] = ()
    reference: Path | None = None

    def __call__(self, bodies: Mapping[str, Body], own: str) -> Peers:
        if self.among == LIST and self.listed:
            return of_list(bodies, own, self.listed, _("the organisations that were chosen"))
        if self.among == LIST:
            return _everyone(bodies, own, _("No organisation was chosen, so all are compared."))
        if self.among.startswith(IN):
            region = self.among.removeprefix(IN)
            inside = [id_ for id_, body in bodies.items() if body.region == region]
            return of_list(
                bodies, own, inside, _("the organisations of %(region)s") % {"region": region}
            )
        if self.among == ALL:
            return everyone(bodies, own)
        if not own:
            return _everyone(
                bodies,
                own,
                _("Choose the organisation that is to be marked: only then is it known who is like "
                  "it. All are compared."),
            )  # fmt: skip
        if self.among == KIND:
            return of_kind(bodies, own)
        if self.among == REGION:
            return of_region(bodies, own)
        return self._neighbours(bodies, own)

    def _neighbours(self, bodies: Mapping[str, Body], own: str) -> Peers:
        if self.reference is None or not (self.reference / NEIGHBOUR_FILE).is_file():
            return _everyone(
                bodies,
                own,
                _("Statistical neighbours are not known to this site: whoever runs it can load the "
                  "file of them. All are compared."),
            )  # fmt: skip
        return find_peers(bodies, own, NEIGHBOURS, self.reference)


def _everyone(bodies: Mapping[str, Body], own: str, why: str) -> Peers:
    found = everyone(bodies, own)
    return replace(found, notes=(why, *found.notes))


def _natural(cell: str) -> tuple[object, ...]:
    block, _colon, rung = cell.rpartition(": ")
    digits = "".join(char for char in rung[:2] if char.isdigit())
    return (block, not digits, int(digits or 0), rung)
