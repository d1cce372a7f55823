"""The sentence of a figure, said again from the numbers that may be printed."""

from dataclasses import replace
from typing import Any

from evenhand.domain.frameworks.edition import Direction, Edition, Indicator, Kind
from evenhand.domain.results import reading, written
from evenhand.domain.results.result import Finding, Result

FROM_ROUNDED = "from rounded counts"


def retold(result: Result, edition: Edition) -> Result:
    """The result with its sentences made from its own numbers."""
    indicator = edition.indicator(result.indicator)
    if result.value is None or result.low is None or result.high is None:
        return result
    said = ""
    if result.people is not None and indicator.outcome_noun:
        said = reading.people_sentence(
            people=result.people,
            noun=indicator.outcome_noun,
            group=reading.people_of(result.group_label, indicator.people),
            comparator=reading.people_of(result.comparator_label, indicator.people),
            rounded=FROM_ROUNDED in result.method,
        )
    if result.finding is Finding.NOT_CALCULABLE:
        return result
    return replace(
        result, reading=_sentence(result, edition, indicator), people_reading=said, reason=""
    )


def _sentence(result: Result, edition: Edition, indicator: Indicator) -> str:
    limits: dict[str, Any] = {
        "value": result.value,
        "low": result.low,
        "high": result.high,
        "finding": result.finding,
    }
    group = reading.people_of(result.group_label, indicator.people)
    other = reading.people_of(result.comparator_label, indicator.people)
    over, under = group, other
    if indicator.direction is Direction.COMPARATOR_OVER_GROUP:
        over, under = other, group
    if indicator.kind is Kind.RELATIVE_LIKELIHOOD:
        return reading.ratio_sentence(over=over, under=under, outcome=indicator.outcome, **limits)
    if indicator.kind is Kind.DISPARITY_RATIO:
        return reading.disparity_sentence(over=over, under=under, cell=result.cell, **limits)
    if indicator.kind is Kind.SURVEY_SHARE:
        return reading.survey_sentence(
            group=group,
            comparator=other,
            outcome=indicator.outcome,
            shares=_shares(result),
            **limits,
        )
    whom = indicator.people if indicator.kind is Kind.REPRESENTATION else "people"
    return reading.share_sentence(
        group=reading.people_of(result.group_label, whom),
        place=_place(result, edition, indicator),
        whole=result.comparator_label,
        shares=_shares(result),
        **limits,
    )


def _shares(result: Result) -> tuple[str, str]:
    counted = "weighted" not in result.flags
    decimals = written.decimals_of(result.flags)
    return (
        reading.share_words(
            result.share or 0.0,
            result.numerator,
            result.denominator,
            counts=counted,
            decimals=decimals,
        ),
        reading.share_words(
            result.comparator_share or 0.0,
            result.comparator_numerator,
            result.comparator_denominator,
            counts=counted,
            decimals=decimals,
        ),
    )


def _place(result: Result, edition: Edition, indicator: Indicator) -> str:
    if indicator.kind is not Kind.REPRESENTATION:
        called = {each.name: each.people for each in indicator.cells}
        return called.get(result.cell) or indicator.people
    block, _, rung = result.cell.rpartition(": ")
    people = f"{block} {indicator.people}" if block else indicator.people
    word = edition.grade_phrase or edition.grade_word
    named = rung if rung.lower().startswith(word) else f"{word} {rung}"
    return f"{people} in {named}"
