"""From a file of starts to the ends of legal limits, row by row: `evenhand amhp clocks`."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from evenhand.data.definitions.amhp_clocks import proclaimed_holidays, rule_book
from evenhand.data.readers.item import did_you_mean
from evenhand.domain.amhp.clocks import CannotCount, Limit, readings
from evenhand.domain.amhp.clocks_rules import Rule, RuleBook
from evenhand.domain.amhp.clocks_time import Start, StartRefused, read_start, said_instant
from evenhand.domain.amhp.clocks_together import Answered, Asked, answer_all, repeats, same_matter
from evenhand.pipeline.amhp_rows import cells_of, read_rows

NEEDED = ("id", "rule", "starts")


@dataclass(frozen=True, kw_only=True)
class RowProblem:
    """
    What is wrong with a row, and what to do. `readings` are the limits that it may mean.

    The message never repeats a cell: somebody's name may stand in the wrong column.
    """

    code: str
    row: int
    column: str
    message: str
    fix: str
    case: str = ""
    readings: tuple[Limit, ...] = ()

    def line(self, severity: str) -> str:
        """The problem as it is printed."""
        return f"{severity} [{self.code}] row {self.row}, {self.column}: {self.message} {self.fix}"


@dataclass(frozen=True, kw_only=True)
class Clocks:
    """What became of a file: rows with one limit each, and what is wrong with others."""

    file: str
    book: RuleBook
    answered: tuple[Answered, ...]
    errors: tuple[RowProblem, ...]
    warnings: tuple[RowProblem, ...]


def clocks_of_file(path: Path) -> Clocks:
    """
    Every row's limit. Raises WrongUse where the file is no CSV table with the columns it needs.

    Rows that cannot be counted are errors; the others are counted all the same.
    """
    header, rows = read_rows(path, NEEDED, ("extended_hours",))
    book = rule_book()
    asked: list[Asked] = []
    errors: list[RowProblem] = []
    for row, record in rows:
        cells, longer = cells_of(header, record)
        try:
            asked.append(_asked(book, row, cells, longer=longer))
        except _Refused as refused:
            errors.append(refused.problem)
    answered = answer_all(asked, proclaimed_holidays())
    errors += [problem for each in answered if (problem := _problem(each)) is not None]
    unread = {same_matter(each.case): each.row for each in errors if each.case}
    return Clocks(
        file=path.name,
        book=book,
        answered=tuple(each for each in answered if len(each.limits) == 1),
        errors=tuple(sorted(errors, key=lambda each: each.row)),
        warnings=tuple(_warnings(asked, unread)),
    )


class _Refused(Exception):
    """A row that cannot be counted."""

    def __init__(self, problem: RowProblem) -> None:
        super().__init__(problem.message)
        self.problem = problem


def _asked(book: RuleBook, row: int, cells: dict[str, str], *, longer: bool) -> Asked:
    case = cells["id"].strip()

    def refused(code: str, column: str, message: str, fix: str, *limits: Limit) -> _Refused:
        return _Refused(
            RowProblem(
                code=code,
                row=row,
                column=column,
                message=message,
                fix=fix,
                case=case,
                readings=limits,
            )
        )

    if longer:
        message = "The row has more cells than there are columns."
        raise refused("too-many-cells", "id", message, "Put a cell with a comma in quotes.")
    rule = book.rule(cells["rule"])
    if rule is None:
        known = [each.id for each in book.rules]
        fix = did_you_mean(cells["rule"], known) if cells["rule"].strip() else "Write its id."
        raise refused("unknown-rule", "rule", "There is no rule with this id.", fix)
    try:
        start = read_start(cells["starts"])
    except StartRefused as wrong:
        raise refused(wrong.code, "starts", wrong.message, wrong.fix) from wrong
    if rule.one_of:
        choices = ", ".join(rule.one_of)
        message = f"{rule.note} The rule alone does not say when it counts as served."
        limits = list(_each_way(book, rule, start))
        raise refused("choose-a-rule", "rule", message, f"Write one of {choices}.", *limits)
    try:
        hours = _hours(cells.get("extended_hours", ""))
    except ValueError:
        message = "The extension is no number of hours."
        raise refused("unreadable-hours", "extended_hours", message, "Write 12 or 3.5.") from None
    return Asked(row=row, case=case, rule=rule, start=start, extended_hours=hours)


def _hours(text: str) -> float:
    """The hours of a cell, 0.0 where it is blank. ValueError where it is no number."""
    hours = float(text.strip() or 0)
    if not math.isfinite(hours):
        raise ValueError(text)
    return hours


def _each_way(book: RuleBook, rule: Rule, start: Start) -> Iterator[Limit]:
    """The limits of the rules to choose from, as far as they can be counted."""
    for name in rule.one_of:
        one = book.rule(name)
        assert one is not None, name
        try:
            yield readings(one, start, proclaimed_holidays())[0]
        except CannotCount:
            continue


def _problem(each: Answered) -> RowProblem | None:
    asked = each.asked
    if each.refused is not None:
        return RowProblem(
            code=each.refused.code,
            row=asked.row,
            column=each.refused.column,
            message=each.refused.message,
            fix=each.refused.fix,
            case=asked.case,
        )
    if len(each.limits) == 1:
        return None
    first, second = (limit.start.instants[0] for limit in each.limits)
    return RowProblem(
        code="ambiguous-time",
        row=asked.row,
        column="starts",
        message=(
            "The clocks went back that night, and this time was there twice: "
            f"{said_instant(first)} and {said_instant(second)}."
        ),
        fix="Find out which and write it with +01:00 (the first) or +00:00. Until then keep to "
        "the reading that is marked as safe.",
        case=asked.case,
        readings=each.limits,
    )


def _warnings(asked: Sequence[Asked], unread: dict[str, int]) -> Iterator[RowProblem]:
    said = repeats(asked)
    for each in asked:
        if earlier := said.get(each.row):
            yield RowProblem(
                code="same-again",
                row=each.row,
                column="id",
                message=f"Row {earlier} says the same.",
                fix="Take one of them out if it was entered twice.",
            )
        follows = each.rule.earliest or each.rule.runs_from
        other = unread.get(each.matter, each.row) if follows else each.row
        if other != each.row:
            yield RowProblem(
                code="may-begin-earlier",
                row=each.row,
                column="starts",
                message=f"Row {other} has the same id and could not be counted.",
                fix="If this limit begins with it, the limit ends earlier than is said here.",
            )
