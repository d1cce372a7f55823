"""What looks wrong in a consideration: saved as a query for somebody to answer, never refused."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta

from evenhand.domain.amhp.clocks_rules import Rule
from evenhand.domain.amhp.clocks_time import at_london
from evenhand.domain.amhp.considerations import Consideration, durations, ended
from evenhand.domain.amhp.considerations_codes import CodeLists

# Along each line times come one after the other. What is on two lines may come in any order.
_LINES = (
    ("referred", "accepted", "allocated", "first_contact", "assessment_start", "assessment_end"),
    ("referred", "bed_requested", "bed_found", "conveyed", "admitted"),
    ("assessment_start", "application_signed", "conveyed", "admitted"),
    ("held_from", "held_until"),
)
_ENDS = {("assessment_start", "assessment_end"), ("held_from", "held_until")}


@dataclass(frozen=True, kw_only=True)
class Query:
    """A question about a record: code, what is asked, which fields it is about."""

    code: str
    message: str
    fields: tuple[str, ...]


def queries(one: Consideration, codes: CodeLists, place_of_safety: Rule) -> tuple[Query, ...]:
    """Everything to ask about one consideration; `place_of_safety` is the rule of section 136."""
    return (
        *_order(one),
        *_delays(one),
        *_outcome(one, codes),
        *_unknown_codes(one, codes),
        *_place_of_safety(one, place_of_safety),
    )


def repeated(all_of_them: Iterable[Consideration]) -> dict[str, int]:
    """References that are there more than once, and how often: an import may have been made twice."""
    seen: dict[str, int] = {}
    for one in all_of_them:
        seen[one.reference] = seen.get(one.reference, 0) + 1
    return {reference: times for reference, times in seen.items() if times > 1}


def _order(one: Consideration) -> Iterator[Query]:
    asked = set()
    for line in _LINES:
        there = [stamp for stamp in line if one.time(stamp)]
        for earlier, later in zip(there, there[1:], strict=False):
            first, second = one.time(earlier), one.time(later)
            if first is None or second is None or first <= second or (earlier, later) in asked:
                continue
            asked.add((earlier, later))
            if (earlier, later) in _ENDS:
                code, what = "end-before-start", "The end is before the start"
            else:
                code, what = "times-out-of-order", "These times are not in the usual order"
            said = f"{_words(earlier)} {at_london(first):%Y-%m-%d %H:%M}, {_words(later)} "
            said += f"{at_london(second):%Y-%m-%d %H:%M}"
            yield Query(
                code=code, message=f"{what}: {said}. Which is right?", fields=(earlier, later)
            )


def _delays(one: Consideration) -> Iterator[Query]:
    for delay in one.delays:
        if delay.since and delay.until and delay.lasted is None:
            yield Query(
                code="end-before-start",
                message="A delay ends before it starts. Which time is right?",
                fields=("delays",),
            )


def _outcome(one: Consideration, codes: CodeLists) -> Iterator[Query]:
    how = ended(one, codes.outcomes)
    if how is not None and how.completed and not (one.assessment_start or one.assessment_end):
        yield Query(
            code="outcome-without-assessment",
            message="There is an outcome, and no time of an assessment. When was it?",
            fields=("outcome", "assessment_start"),
        )


def _unknown_codes(one: Consideration, codes: CodeLists) -> Iterator[Query]:
    entered = (
        ("outcome", one.outcome, codes.outcomes),
        ("request", one.request, codes.requests),
        ("referrer", one.referrer, codes.referrers),
        *(("delays", delay.reason, codes.delays) for delay in one.delays),
    )
    for name, code, known in entered:
        if code and known.find(code, one.day) is None:
            yield Query(
                code="unknown-code",
                message=f"The code of {_words(name)} was on no list that day. Which code is meant?",
                fields=(name,),
            )


def _place_of_safety(one: Consideration, rule: Rule) -> Iterator[Query]:
    held, since = durations(one).get("place of safety"), one.time("held_from")
    version = rule.on(at_london(since).date()) if since else None
    if held is None or version is None:
        return
    most, allowed = version.amount + version.extension, version.amount + one.extended_hours
    fields = ("held_from", "held_until", "extended_hours")
    if held > timedelta(hours=most):
        message = f"The time at the place of safety is longer than {most} hours. Is it right?"
        yield Query(code="longer-than-the-law-allows", message=message, fields=fields)
    elif held > timedelta(hours=allowed):
        message = (
            f"The time at the place of safety is longer than {allowed:g} hours. Was a further "
            "period authorised?"
        )
        yield Query(code="longer-than-authorised", message=message, fields=fields)


def _words(name: str) -> str:
    return name.replace("_", " ")
