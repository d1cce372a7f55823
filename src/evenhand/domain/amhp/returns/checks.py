"""What a check of a return finds: numbers that cannot be, and numbers that are asked about.

It looks at the figures alone and trusts nobody who filled them: a return that was filled by another
program is checked by the same rules.
"""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from evenhand.domain.amhp.considerations_counts import OFF_THE_LIST
from evenhand.domain.amhp.returns.edition import (
    FTE,
    Figures,
    Item,
    ReturnEdition,
    day_said,
    said,
    single,
)
from evenhand.domain.amhp.returns.fill import NOT_RECORDED
from evenhand.domain.amhp.sight.groups import UNKNOWN
from evenhand.domain.amhp.sight.months import YEAR, month_of, up_to

ERROR, WARNING = "error", "warning"
_UNKNOWN_GROUPS = frozenset(
    (
        "",
        NOT_RECORDED,
        OFF_THE_LIST,
        "NOT_RECORDED",
        "NOT_KNOWN",
        "PREFER_NOT",
        *(each.slug for each in UNKNOWN),
    )
)
# Numbers that are of the months which the records cover.
_OF_WORK = ("activity", "outcomes", "delays")
# Sums of hours and of full-time equivalents are kept to two decimals.
_ROUNDED = 0.005


@dataclass(frozen=True, kw_only=True)
class Query:
    """
    One thing that a check found. An error has to be put right; a warning is looked at.

    `item` is the item's id; `message` says what, `fix` what to do.
    """

    code: str
    severity: str
    item: str
    message: str
    fix: str


@dataclass(frozen=True, kw_only=True)
class Before:
    """Last year's return: its figures, its day, and which definition of full-time equivalents it has."""

    figures: Figures
    day: date
    fte_id: str


def check(
    edition: ReturnEdition,
    figures: Figures,
    *,
    day: date,
    since: date | None = None,
    undated: int = 0,
    before: Before | None = None,
) -> list[Query]:
    """Everything that is wrong with figures, or asked about: errors first, in the order of the items."""
    found: list[Query] = []
    for item in edition.items:
        found += _impossible(item, figures)
        if item.by:
            found += _adds_up(edition, item, figures)
            found += _unknown(edition, item, figures)
        else:
            found += _not_known(item, figures)
        found += _no_more_than(edition, item, figures)
    found += _whole_year(day, since, undated)
    if before is not None:
        found += _changed(edition, figures, before)
    return sorted(found, key=lambda each: each.severity != ERROR)


def _impossible(item: Item, figures: Figures) -> Iterator[Query]:
    whole = item.whole or item.unit not in (FTE, "hours")
    for value in figures.get(item.id, {}).values():
        if value is None:
            continue
        if value < 0 or not math.isfinite(value) or (whole and value != int(value)):
            yield Query(
                code="no-number",
                severity=ERROR,
                item=item.id,
                message=f"{item.words}: {said(value)} is no number of {item.unit}.",
                fix="Give a number of 0 or more, whole where people or cases are counted.",
            )


def _adds_up(edition: ReturnEdition, item: Item, figures: Figures) -> Iterator[Query]:
    """The groups of a breakdown make up the whole: also where a code is on no list."""
    whole = single(figures, item.of)
    parts = [value for value in figures.get(item.id, {}).values() if value is not None]
    if whole is None and not parts:
        return
    told, made = whole or 0, math.fsum(parts)
    if abs(told - made) > _ROUNDED * (len(parts) + 1):
        of = edition.by_id[item.of]
        yield Query(
            code="does-not-add-up",
            severity=ERROR,
            item=item.id,
            message=(
                f"{edition.words_of(item)}: the groups make {said(made)} {item.unit} together, and "
                f"“{of.words}” is {said(told)}."
            ),
            fix="Somebody is counted twice or in no group. Fill the return again, or put the file right.",
        )


def _no_more_than(edition: ReturnEdition, item: Item, figures: Figures) -> Iterator[Query]:
    value = single(figures, item.id)
    for name in item.not_above:
        most, of = single(figures, name), edition.by_id[name]
        if value is None or most is None or value <= most + _ROUNDED:
            continue
        yield Query(
            code="more-than-the-whole",
            severity=ERROR,
            item=item.id,
            message=(
                f"{item.words}: {said(value)} {item.unit}, which is more than "
                f"“{of.words}” ({said(most)})."
            ),
            fix=(
                "Nobody counts as more than one whole post. Correct it on the register, then fill again."
                if item.unit == FTE and not item.asked
                else "One of the two is wrong. Correct it, then fill the return again."
            ),
        )


def _unknown(edition: ReturnEdition, item: Item, figures: Figures) -> Iterator[Query]:
    groups = figures.get(item.id, {})
    whole = math.fsum(value for value in groups.values() if value is not None)
    unknown = math.fsum(groups.get(name) or 0 for name in _UNKNOWN_GROUPS)
    if whole and unknown / whole > edition.share_unknown:
        yield Query(
            code="much-not-known",
            severity=WARNING,
            item=item.id,
            message=f"{edition.words_of(item)}: of {unknown / whole:.0%} it is not known.",
            fix="Ask those whom it concerns, and record it. What nobody wants to say stays as it is.",
        )


def _not_known(item: Item, figures: Figures) -> Iterator[Query]:
    if single(figures, item.id) is None:
        fix = (
            "If somebody can find it out, say it; a nought is another answer than “not known”."
            if item.asked
            else "The service keeps no records of it, or none of this year."
        )
        yield Query(
            code="not-known",
            severity=WARNING,
            item=item.id,
            message=f"{item.words}: not known.",
            fix=fix,
        )


def _whole_year(day: date, since: date | None, undated: int) -> Iterator[Query]:
    first = up_to(month_of(day), YEAR)[0]
    if since is not None and since > first:
        yield Query(
            code="part-of-the-year",
            severity=WARNING,
            item="considered",
            message=f"The first record of the work is of {day_said(since)}: the year is not whole.",
            fix="Bring in the log of the months before, or say with the return which months it holds.",
        )
    if undated:
        yield Query(
            code="without-a-day",
            severity=WARNING,
            item="considered",
            message=f"Considerations without any time: {undated}. They are in no year.",
            fix="Enter when each was referred.",
        )


def _changed(edition: ReturnEdition, figures: Figures, before: Before) -> Iterator[Query]:
    """Numbers that differ much from the year before: each in words, and never as wrong."""
    stretch = single(figures, "months"), single(before.figures, "months")
    if None not in stretch and stretch[0] != stretch[1]:
        yield Query(
            code="another-stretch",
            severity=WARNING,
            item="months",
            message=(
                f"The work is not compared with {day_said(before.day)}: the records cover "
                f"{said(stretch[0])} months of this year, and {said(stretch[1])} of that one."
            ),
            fix="Do not read the difference as a rise or a fall.",
        )
    for item in edition.items:
        if item.id == "months" or (item.part in _OF_WORK and stretch[0] != stretch[1]):
            continue
        now, then = single(figures, item.id), single(before.figures, item.id)
        if item.by or now is None or then is None:
            continue
        if item.unit == FTE and edition.fte_id != before.fte_id:
            yield Query(
                code="another-definition",
                severity=WARNING,
                item=item.id,
                message=(
                    f"{item.words}: not compared with {day_said(before.day)}, because full-time "
                    "equivalents were defined otherwise."
                ),
                fix="Do not read the difference as a rise or a fall.",
            )
            continue
        differs = abs(now - then)
        if differs >= edition.fewest_changed and differs > edition.share_changed * then:
            way = "more" if now > then else "fewer"
            yield Query(
                code="changed",
                severity=WARNING,
                item=item.id,
                message=(
                    f"{item.words}: {said(now)} {item.unit}, and {said(then)} on "
                    f"{day_said(before.day)}: {said(differs)} {way}."
                ),
                fix="Look whether something happened, or whether one of the two was counted otherwise.",
            )


def errors_in(found: Iterable[Query]) -> bool:
    """Whether anything has to be put right."""
    return any(each.severity == ERROR for each in found)
