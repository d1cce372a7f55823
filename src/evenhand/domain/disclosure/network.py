"""From the counts that results print to a system: every sum that a reader could make of them."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from evenhand.domain.disclosure.cells import EVERYWHERE, WORKFORCE, CountCell, Names

Range = tuple[int, int]
# A whole and its parts, which do not add up.
NoSum = tuple[Hashable, frozenset[Hashable]]
ELSEWHERE = "in no line of the table"
NO_TEAM = "not in a team that was released"
# Added to a difference, so that it is above any threshold whatever it is: only its width matters.
LIFT = 10_000
# Counts whose people are all in another count as well.
WITHIN = (
    ("board_voting", "board"),
    ("board_executive", "board"),
    ("senior", "workforce"),
    ("regulated", "workforce"),
    ("amhp", "workforce"),
    ("appointed", "shortlisted"),
    ("shortlisted", "applied"),
)


class Outcome(NamedTuple):
    """A count of people who are all in another count; `answers`: what they said in a survey."""

    part: str
    whole: str
    answers: bool


class Rest(NamedTuple):
    """Those of one cell who are not in another: on no page, yet known from the two."""

    whole: CountCell
    part: CountCell

    def __str__(self) -> str:
        return f"those of {self.whole} who are not in {self.part.name}"


class Difference(NamedTuple):
    """By how much a count changed from one snapshot, or version, to another; lifted by LIFT."""

    before: CountCell
    after: CountCell

    def __str__(self) -> str:
        return f"the change in {self.after} since {self.before.period}"


class Lift(NamedTuple):
    """LIFT, which everyone knows. Each difference has its own, or they would all be joined."""

    of: Difference


@dataclass
class Network:
    """
    Cells and sums before any number is worked out.

    `known` has what print says of each count: the lowest and highest it may be. A cell that stands
    in print without a number (it was hidden before it came here) has None. A sum is cells and
    their signs, which together come to nought. `no_sums` are wholes and parts of which numbers at
    hand, or those of a network made from more of them, say that they do not add up.
    """

    known: dict[Hashable, Range | None] = field(default_factory=dict)
    no_sums: set[NoSum] = field(default_factory=set)
    sums: list[tuple[tuple[Hashable, float], ...]] = field(default_factory=list)
    extra: dict[Hashable, None] = field(default_factory=dict)

    def link(self, whole: Hashable, parts: Sequence[Hashable]) -> None:
        """These parts make up that whole: unless the numbers at hand say that they do not."""
        if tuple(parts) != (whole,) and self.may_add_up(whole, parts):
            self._add((whole, -1.0), *((part, 1.0) for part in parts))

    def may_add_up(self, whole: Hashable, parts: Sequence[Hashable]) -> bool:
        """Whether nothing at hand says that these parts do not make up that whole."""
        if not _may_add_up(self.known.get(whole), [self.known.get(part) for part in parts]):
            self.no_sums.add((whole, frozenset(parts)))
        return (whole, frozenset(parts)) not in self.no_sums

    def difference(self, named: Difference) -> None:
        """A cell for what two counts differ by."""
        lift = Lift(named)
        self.known[lift] = (LIFT, LIFT)
        self._add((named, 1.0), (named.before, 1.0), (named.after, -1.0), (lift, -1.0))

    def _add(self, *terms: tuple[Hashable, float]) -> None:
        self.sums.append(terms)
        self.extra |= {cell: None for cell, _ in terms if cell not in self.known}


def _may_add_up(total: Range | None, parts: Sequence[Range | None]) -> bool:
    """Whether nothing at hand says that these parts do not make up that whole."""
    if total is None:
        return True
    known = [part for part in parts if part is not None]
    too_few = len(known) == len(parts) and sum(high for _, high in known) < total[0]
    return not too_few and sum(low for low, _ in known) <= total[1]


def network(
    counts: Mapping[CountCell, Range | None],
    outcomes: Iterable[Outcome],
    also: Iterable[CountCell] = (),
    no_sums: Iterable[NoSum] = (),
) -> Network:
    """
    All sums among some counts: groups within groups, grades within levels, the whole.

    `outcomes` are what indicators compare; `also` are counts that nothing prints, which a reader makes up from others.
    """
    made = Network(dict(counts.items()), set(no_sums))
    tables: dict[tuple[str, str], list[CountCell]] = {}
    for table, cells in by_table((*counts, *also)).items():
        parts = atoms(cell.people for cell in cells)
        everywhere = _in_every_team(cells)
        for one_team in everywhere.values():
            _sums_of_one_table(made, one_team, parts)
        rest = _teams_and_whole(made, everywhere)
        tables[table] = [cell for one_team in everywhere.values() for cell in one_team] + rest
    within = [(each.part, each.whole) for each in outcomes]
    for part, whole in dict.fromkeys((*within, *WITHIN)):
        for period, name in tables:
            if name == part and (period, whole) in tables and part != whole:
                _within(made, tables[period, part], tables[period, whole])
    return made


def _in_every_team(cells: Sequence[CountCell]) -> dict[str, list[CountCell]]:
    """The cells of one count by team: each that is told of one team, of every team."""
    teams = dict.fromkeys(cell.team for cell in cells)
    return {team: list(dict.fromkeys(cell._replace(team=team) for cell in cells)) for team in teams}


def _teams_and_whole(made: Network, teams: Mapping[str, Sequence[CountCell]]) -> list[CountCell]:
    """The teams told of, and everybody else, make up the body. The cells of everybody else."""
    if "" not in teams or len(teams) == 1:
        return []
    for cell in teams[""]:
        named = dict.fromkeys((*teams, NO_TEAM))
        parts = [cell._replace(team=team) for team in named if team]
        made.link(cell, parts)
    return [cell._replace(team=NO_TEAM) for cell in teams[""]]


def by_table(cells: Iterable[CountCell]) -> dict[tuple[str, str], list[CountCell]]:
    """Cells by the period and the name of what they count."""
    found: dict[tuple[str, str], list[CountCell]] = {}
    for cell in dict.fromkeys(cells):
        found.setdefault((cell.period, cell.name), []).append(cell)
    return found


def atoms(sets: Iterable[Names]) -> tuple[Names, ...]:
    """The coarsest parts of which every one of these sets is made up."""
    unique = list(dict.fromkeys(sets))
    marks: dict[str, list[int]] = {}
    for place, each in enumerate(unique):
        for name in each:
            marks.setdefault(name, []).append(place)
    parts: dict[tuple[int, ...], list[str]] = {}
    for name in sorted(marks):
        parts.setdefault(tuple(marks[name]), []).append(name)
    return tuple(frozenset(names) for names in parts.values())


def _sums_of_one_table(
    made: Network, cells: Sequence[CountCell], everybody: Sequence[Names]
) -> None:
    """By people in every line, then by line for each part of the people."""
    for cell in cells:
        made.link(cell, [cell._replace(people=part) for part in everybody if part <= cell.people])
    lines = tuple(dict.fromkeys(cell.places for cell in cells))
    places = atoms(line for line in lines if line)
    if not places:
        return
    first, there = cells[0], set(cells)
    groups = tuple(dict.fromkeys((*everybody, *(cell.people for cell in cells))))

    def at(line: Names, people: Names) -> CountCell:
        return first._replace(places=line, people=people)

    elsewhere = frozenset({ELSEWHERE})
    entire = [place for place in places if place != elsewhere]
    # Only of the grade table does everybody know that its lines are all there are.
    complete = first.name == WORKFORCE
    if not complete or not all(
        made.may_add_up(at(EVERYWHERE, g), [at(p, g) for p in entire]) for g in groups
    ):
        entire.append(elsewhere)
    for people in groups:
        for line in lines:
            whole = at(line, people)
            if whole in there:
                parts = [place for place in places if place <= line] if line else entire
                made.link(whole, [at(place, people) for place in parts])


def _within(made: Network, parts: Sequence[CountCell], wholes: Sequence[CountCell]) -> None:
    """Those with an outcome are among those who could have had it."""
    there = {(cell.places, cell.people, cell.team): cell for cell in wholes}
    for part in parts:
        whole = there.get((part.places, part.people, part.team))
        if whole is not None:
            made.link(whole, (part, Rest(whole, part)))
