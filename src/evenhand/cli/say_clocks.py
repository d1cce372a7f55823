"""What `evenhand amhp clocks` prints: to people on the screen, to programs as JSON."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from evenhand.cli.say import MOST_ITEMS
from evenhand.data.readers.item import counted
from evenhand.domain.amhp.clocks import Limit, safe
from evenhand.domain.amhp.clocks_rules import Version
from evenhand.domain.amhp.clocks_time import at_london, said_day
from evenhand.domain.frameworks.edition import Source
from evenhand.pipeline.amhp_clocks import Clocks, RowProblem

PROMISE = (
    "These are clocks for people who decide. Nothing here recommends that anybody be detained; the "
    "statutory forms stay the legal record."
)
NOT_IN_FORCE = "draft, not in force"


def lines(found: Clocks) -> Iterator[str]:
    """Each row's limit with the rule's words and source."""
    for each in found.answered:
        asked, (limit,) = each.asked, each.limits
        name = f", {asked.case}" if asked.case else ""
        yield f"Row {asked.row}{name}: {limit.rule.id}, {limit.rule.title}: {limit.in_words()}."
        yield from (f"  {line}" for line in _beneath(limit))
    yield f"{counted(len(found.answered), 'limit')}, {counted(len(found.errors), 'error')}."
    yield found.book.why_draft
    yield PROMISE


def _beneath(limit: Limit) -> Iterator[str]:
    yield f"{limit.version.words} ({_said_source(limit.version.source)})"
    if limit.extended_hours:
        yield f"Extended by {limit.extended_hours:g} hours. {limit.version.extension_words}"
    if limit.then:
        yield f"If renewed in time, then to {', '.join(said_day(day) for day in limit.then)}."
    yield from _notes(limit)
    if limit.version.unconfirmed:
        yield f"Unconfirmed: {limit.version.unconfirmed}"
    for version in limit.rule.to_come(limit.start.day):
        yield f"To come ({_standing(version)}): {version.words} ({_said_source(version.source)})"


def _notes(limit: Limit) -> list[str]:
    """What is to be said about the limit, and about the rule where that has not said it."""
    note = limit.rule.note
    known = not note or any(note in each for each in limit.notes)
    return [*limit.notes, *([] if known else [note])]


def problem_lines(found: Clocks) -> Iterator[str]:
    """Errors, with what a row may mean, then warnings: the first of them, as other commands do."""
    problems = [("error", each) for each in found.errors]
    problems += [("warning", each) for each in found.warnings]
    for severity, problem in problems[:MOST_ITEMS]:
        yield problem.line(severity)
        for limit in problem.readings:
            mark = ", the safe reading" if _is_safe(limit, problem) else ""
            yield f"  {limit.rule.id}, {limit.rule.title}: {limit.in_words()}{mark}"
    if (more := len(problems) - MOST_ITEMS) > 0:
        yield f"... and {more} more. `evenhand amhp clocks FILE --json -` lists all."


def as_json(found: Clocks) -> dict[str, Any]:
    """What `--json` prints."""
    return {
        "file": found.file,
        "rules": {"status": found.book.status, "why_draft": found.book.why_draft},
        "promise": PROMISE,
        "limits": [
            {"row": each.asked.row, "id": each.asked.case} | _limit(each.limits[0])
            for each in found.answered
        ],
        "errors": [_problem(each) for each in found.errors],
        "warnings": [_problem(each) for each in found.warnings],
    }


def _problem(problem: RowProblem) -> dict[str, Any]:
    return {
        "row": problem.row,
        "id": problem.case,
        "column": problem.column,
        "code": problem.code,
        "message": problem.message,
        "fix": problem.fix,
        "readings": [_limit(each) | {"safe": _is_safe(each, problem)} for each in problem.readings],
    }


def _is_safe(limit: Limit, problem: RowProblem) -> bool:
    return problem.code == "ambiguous-time" and limit is safe(problem.readings)


def _limit(limit: Limit) -> dict[str, Any]:
    version = limit.version
    started = limit.start.instants[0] if limit.start.instants else None
    return {
        "rule": limit.rule.id,
        "title": limit.rule.title,
        "kind": limit.kind,
        "answer": limit.in_words(),
        "starts_day": limit.start.day.isoformat(),
        **_both("starts", started),
        "first_day": _day(limit.first_day),
        "last_day": _day(limit.last_day),
        "served_on": _day(limit.served_on),
        **_both("earliest", limit.earliest),
        **_both("ends", limit.ends),
        "extended_hours": limit.extended_hours,
        "extension": version.extension_words,
        "if_renewed": [day.isoformat() for day in limit.then],
        "counts": str(version.counts),
        "amount": version.amount,
        "words": version.words,
        "source": _source(version.source),
        "in_force_from": _day(version.valid_from),
        "in_force_to": _day(version.valid_to),
        "unconfirmed": version.unconfirmed,
        "notes": _notes(limit),
        "to_come": [_to_come(each) for each in limit.rule.to_come(limit.start.day)],
    }


def _to_come(version: Version) -> dict[str, Any]:
    return {
        "status": _standing(version),
        "in_force_from": _day(version.valid_from),
        "counts": str(version.counts),
        "amount": version.amount,
        "words": version.words,
        "why": version.pending,
        "source": _source(version.source),
    }


def _standing(version: Version) -> str:
    return f"in force from {said_day(version.valid_from)}" if version.valid_from else NOT_IN_FORCE


def _source(source: Source) -> dict[str, str]:
    return {"title": source.title, "section": source.section, "address": source.address}


def _said_source(source: Source) -> str:
    return f"{source.title}, {source.section}"


def _both(name: str, instant: datetime | None) -> dict[str, str | None]:
    """The instant as London's clocks show it, with its offset, and in UTC."""
    if instant is None:
        return {f"{name}_local": None, f"{name}_utc": None}
    utc = instant.replace(tzinfo=None).isoformat() + "Z"
    return {f"{name}_local": at_london(instant).isoformat(), f"{name}_utc": utc}


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
