"""What a return must satisfy before it is sent: the standard's own sums, done on its figures."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from evenhand.domain.frameworks.layout import Layout, Takes
from evenhand.domain.results import written
from evenhand.reporting import words
from evenhand.reporting.documents.return_sides import Lines, Sides

SIDES = ("White", "minority", "unknown")


@dataclass(frozen=True, slots=True)
class Check:
    """One rule, whether it holds (None: it could not be checked), and what was seen."""

    rule: str
    holds: bool | None
    seen: str


def check(layout: Layout, lines: Lines, periods: Sequence[str]) -> Iterator[Check]:
    """Every rule, for each year of the return."""
    for period in periods:
        when = words.period(period)
        yield from _parts(layout, lines, period, when)
        yield from _adds_up(layout, lines, period, when)
        if layout.board:
            yield from _board(layout, lines, period, when)
        yield from _unknown(layout, lines, period, when)


def _parts(layout: Layout, lines: Lines, period: str, when: str) -> Iterator[Check]:
    """Nobody is among those with an outcome who is not among those it could happen to."""
    for item in layout.items:
        takes = {row.takes for row in item.rows}
        if not {Takes.NUMERATOR, Takes.DENOMINATOR} <= takes:
            continue
        of, part = (
            next(row.label for row in item.rows if row.takes is each)
            for each in (Takes.DENOMINATOR, Takes.NUMERATOR)
        )
        rule = f"{item.indicator}, {when}: “{part}” is no more than “{of}”."
        sides = lines.sides(item.indicator, "", period)
        if sides is None or sides.hidden:
            yield Check(rule, None, _why(sides))
            continue
        over = [
            name
            for name, side in zip(SIDES, sides.each, strict=True)
            if (side.numerator or 0) > (side.denominator or 0)
        ]
        yield Check(rule, not over, f"more: {words.listed(over)}" if over else "")


def _adds_up(layout: Layout, lines: Lines, period: str, when: str) -> Iterator[Check]:
    """The grades add up to the workforce, and none of them is without a row."""
    if not layout.adds_up or not lines.measured(layout.adds_up, period):
        return
    cells = lines.cells(layout.adds_up)
    found = [lines.sides(layout.adds_up, cell, period) for cell in cells]
    grades = [sides for sides in found if sides is not None]
    hidden = sum(sides.hidden for sides in grades)
    for other in layout.adds_up_to:
        rule = f"{layout.adds_up} and {other}, {when}: all grades together are the workforce."
        whole = lines.sides(other, "", period)
        if hidden or whole is None or whole.hidden:
            seen = f"{written.plural(hidden, 'grade')} hidden to protect people" if hidden else ""
            yield Check(rule, None, seen or _why(whole))
            continue
        counted = [sum(s.each[place].numerator or 0 for s in grades) for place in range(3)]
        wanted = [side.denominator or 0 for side in whole.each]
        said = ", ".join(
            f"{name} {written.count(a)} against {written.count(b)}"
            for name, a, b in zip(SIDES, counted, wanted, strict=True)
        )
        yield Check(rule, counted == wanted, said)
    yield from _without_row(layout, lines, when)


def _without_row(layout: Layout, lines: Lines, when: str) -> Iterator[Check]:
    rows = [row for item in layout.items if item.indicator == layout.adds_up for row in item.rows]
    if any(row.every_cell for row in rows):
        return
    known = {row.cell for row in rows}
    left = [cell for cell in lines.cells(layout.adds_up) if cell not in known]
    rule = f"{layout.adds_up}, {when}: every grade has a row on the form."
    seen = (
        f"no row for {words.listed(left)}; say in its note where these people are" if left else ""
    )
    yield Check(rule, not left, seen)


def _board(layout: Layout, lines: Lines, period: str, when: str) -> Iterator[Check]:
    """
    Non-voting members are all members less the voting ones, and non-executive ones likewise, so
    that both pairs make up the board: it is only left to see that no part is more than the whole.
    """
    total = lines.sides(layout.board, layout.board_whole, period)
    for part in layout.board_parts:
        rule = f"{layout.board}, {when}: {part} are no more than {layout.board_whole}."
        sides = lines.sides(layout.board, part, period)
        if sides is None or total is None or sides.hidden or total.hidden:
            yield Check(rule, None, _why(sides if sides is None or sides.hidden else total))
            continue
        over = [
            name
            for name, one, whole in zip(SIDES, sides.each, total.each, strict=True)
            if (one.numerator or 0) > (whole.numerator or 0)
        ]
        yield Check(rule, not over, f"more: {words.listed(over)}" if over else "")


def _unknown(layout: Layout, lines: Lines, period: str, when: str) -> Iterator[Check]:
    sides = lines.sides(layout.workforce, "", period)
    rule = f"{when}: ethnicity is unknown for no more than {layout.unknown_warns:.0%} of staff."
    if sides is None or sides.hidden:
        yield Check(rule, None, _why(sides))
        return
    people = [side.denominator or 0 for side in sides.each]
    share = people[2] / sum(people) if sum(people) else 0.0
    yield Check(rule, share <= layout.unknown_warns, written.share(people[2], sum(people)))


def _why(sides: Sides | None) -> str:
    return "not in the records" if sides is None else "hidden to protect people"
