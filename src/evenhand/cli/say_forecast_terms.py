"""What `evenhand forecast terms` prints: to people on the screen, to programs as JSON."""

import math
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from evenhand.domain.forecast.terms_facts import Placed, Range
from evenhand.domain.forecast.terms_shares import FEWEST_FOR_SCATTER, LEVEL, Share, Shares
from evenhand.domain.results.written import p, percent, some_of
from evenhand.pipeline.forecast_terms import FactTable, ShareTable, Terms


def lines(found: Terms) -> Iterator[str]:
    """What differs first; then each term and each share, authority by authority."""
    yield from _answer(found)
    for fact in found.facts:
        yield from _fact(fact)
    for share in found.shares:
        yield from _share(share)
    if found.words:
        yield "Terms out of hours, as they were written:"
        yield from (f"  {authority}: {words}" for authority, words in found.words)
    if found.nobody_gave:
        yield f"Nobody gave {', '.join(found.nobody_gave)}: of these nothing can be told."
    yield (
        "Pay, allowances and leave are set, so each difference is one. Turnover, vacancies, reasons "
        "and sickness are small numbers: where none differs by more than chance, that does not show "
        "that all are alike."
    )
    yield "Numbers below 5 may give people away. Keep this table inside, or protect it before it is shared."


def as_json(found: Terms) -> dict[str, Any]:
    """The same for programs. Numbers are not rounded; what cannot be told is null."""
    return {
        "authorities": found.authorities,
        "terms": [_fact_as_json(each) for each in found.facts],
        "shares": [_share_as_json(each) for each in found.shares],
        "out_of_hours": [{"authority": who, "words": words} for who, words in found.words],
        "nobody_gave": list(found.nobody_gave),
        "errors": [asdict(each) for each in found.errors],
    }


def _answer(found: Terms) -> Iterator[str]:
    differ = [
        f"{each.count.authority}, {share.title.lower()} ({percent(each.share)}, others "
        f"{percent(each.others)})"
        for share in found.shares
        for each in share.shares.each
        if each.differs and each.others is not None
    ]
    if found.authorities == 1:
        yield "There is one authority, and nothing to compare it with."
    elif differ:
        yield f"What differs from the others by more than chance: {some_of(differ)}."
    elif found.shares:
        yield "No authority differs from the others by more than chance in what people do."


def _fact(table: FactTable) -> Iterator[str]:
    found = table.compared
    yield f"{table.title}: {_range(found.all, table.unit)}."
    for region in found.regions:
        yield f"  {region.region}: {_range(region, table.unit)}"
    for each in found.each:
        yield f"    {each.fact.authority}: {_said(each.fact.value, table.unit)} ({_from(each, table.unit)})"


def _range(found: Range, unit: str) -> str:
    if found.authorities == 1:
        return f"{_said(found.lowest, unit)} in one authority"
    times = f", {found.times:.2f} times the lowest" if found.times and found.times > 1 else ""
    return (
        f"{_said(found.lowest, unit)} to {_said(found.highest, unit)}{times}, "
        f"median {_said(found.median, unit)}, in {found.authorities:,}"
    )


def _from(each: Placed, unit: str) -> str:
    said = f"{_beside(each.from_all, unit)} the median of all"
    if each.from_region is not None:
        said += f", {_beside(each.from_region, unit)} that of its region"
    return said


def _beside(difference: float, unit: str) -> str:
    if difference == 0:
        return "at"
    return f"{_said(abs(difference), unit)} {'above' if difference > 0 else 'below'}"


def _said(value: float, unit: str) -> str:
    return f"£{value:,.0f}" if unit == "£" else f"{value:,.4g} {unit}"


def _share(table: ShareTable) -> Iterator[str]:
    found = table.shares
    yield f"{table.title}: {percent(found.share)} ({found.x:,} of {found.n:,}). {_together(found, table.days)}"
    for each in found.each:
        yield f"    {_one(each)}"
    if table.not_known:
        yield f"    Not known: {', '.join(table.not_known)}"


def _together(found: Shares, days: bool) -> str:
    if days and found.scatter is None:
        return (
            f"Days off come in spells, and with fewer than {FEWEST_FOR_SCATTER} authorities how much "
            "chance does cannot be told."
        )
    if days:
        return (
            f"Days off come in spells: authorities scatter {math.sqrt(found.scatter or 0):,.1f} times as "
            "wide as days by themselves would, and are set against that."
        )
    if found.differ_p is None:
        return "There is nothing in which authorities could differ."
    more = "more than" if found.differ_p < LEVEL else "no more than"
    return f"Together authorities differ by {more} chance ({p(found.differ_p)})."


def _one(each: Share) -> str:
    said = (
        f"{each.count.authority}: {percent(each.share)} ({each.count.x:,} of {each.count.n:,}), "
        f"likely {percent(each.low)} to {percent(each.high)}"
    )
    if each.others is None or each.differs is None:
        return f"{said}; whether it differs cannot be told"
    chance = "more than chance" if each.differs else "may be chance"
    return f"{said}; others {percent(each.others)}, {chance} ({p(each.p_raised)})"


def _fact_as_json(table: FactTable) -> dict[str, Any]:
    return {
        "name": table.name,
        "title": table.title,
        "unit": table.unit,
        "all": asdict(table.compared.all),
        "regions": [asdict(each) for each in table.compared.regions],
        "each": [
            {
                "authority": each.fact.authority,
                "region": each.fact.region,
                "value": each.fact.value,
                "from_median": each.from_all,
                "from_median_of_region": each.from_region,
            }
            for each in table.compared.each
        ],
    }


def _share_as_json(table: ShareTable) -> dict[str, Any]:
    found = table.shares
    return {
        "name": table.name,
        "title": table.title,
        "x": found.x,
        "n": found.n,
        "share": found.share,
        "differ_p": found.differ_p,
        "test": found.test,
        "scatter": found.scatter,
        "not_known": list(table.not_known),
        "each": [
            {
                "authority": each.count.authority,
                "region": each.count.region,
                "x": each.count.x,
                "n": each.count.n,
                "share": each.share,
                "low": each.low,
                "high": each.high,
                "others": each.others,
                "funnel_low": _number(each.funnel_low),
                "funnel_high": _number(each.funnel_high),
                "p": each.p,
                "p_raised": each.p_raised,
                "more_than_chance": each.differs,
            }
            for each in found.each
        ],
    }


def _number(value: float) -> float | None:
    return None if math.isnan(value) else value
