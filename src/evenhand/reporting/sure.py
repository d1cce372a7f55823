"""How sure: what the figures could and could not have shown, in sentences."""

from collections.abc import Sequence

from evenhand.domain.frameworks.edition import Kind
from evenhand.domain.results import written
from evenhand.domain.results.measurement import BROADLY_FLAG
from evenhand.domain.results.result import Finding, Result, Unit
from evenhand.reporting import figures, words

FLAGS = {
    "weighted": "Answers are weighted, so the interval is approximate: it comes from the effective "
    "number of answers.",
    "small numbers": "Numbers are small, so Fisher's exact test was used.",
    "hidden by its publisher": "Its publisher has hidden one of the counts behind it.",
    "upper limit unbounded": "The interval has no upper limit: a count on one side is too small.",
    BROADLY_FLAG: "Of some people only a broad group is recorded: they are not known in this grouping.",
    "draft edition": "",
    "unconfirmed definition": "",
    **dict.fromkeys(written.DECIMALS_FLAGS.values(), ""),
}
OUTSIDE = "outside the workforce"
NO_FIGURE = "There is no figure here, so there is no interval and no test."


def sentences(results: Sequence[Result], *, grade_word: str) -> list[str]:
    """
    What a reader should know before relying on the headline figures.

    Of several figures, what holds for all is said once, what holds for some with their line.
    """
    if all(_has_none(result) for result in results):
        return [NO_FIGURE]
    if len(results) == 1:
        said = [_interval(results[0]), *_about(results[0])]
        return [sentence for sentence in said if sentence]
    by_sentence: dict[str, list[str]] = {}
    for result in results:
        name = words.grade(result.cell, grade_word) or "All"
        for sentence in _about(result):
            by_sentence.setdefault(sentence, []).append(name)
    return [
        sentence if len(names) == len(results) else f"{words.listed(names)}: {sentence}"
        for sentence, names in by_sentence.items()
    ]


def _has_none(result: Result) -> bool:
    """Whether there is neither a figure nor a bound of one."""
    return result.suppressed or (
        result.value is None and not figures.interval(result) and not figures.is_bounded(result)
    )


def _about(result: Result) -> list[str]:
    if figures.is_bounded(result):
        return [_only_bounds(result)]
    if result.suppressed or result.value is None:
        return [NO_FIGURE]
    said = [_detectable(result), _pooling(result), _unknown(result), _bounds(result)]
    return [sentence for sentence in (*said, *flags(result)) if sentence]


def flags(result: Result) -> list[str]:
    """Flags as sentences; what the section says elsewhere (its notes) is left out."""
    said = [
        FLAGS.get(flag, words.sentence(words.spaced(flag)))
        for flag in result.flags
        if OUTSIDE not in flag
    ]
    return [sentence for sentence in said if sentence]


def outside(results: Sequence[Result]) -> list[str]:
    """Who had the outcome and is not counted, for each figure that says so."""
    return [
        words.sentence(f"{', '.join(filter(None, (result.group_label, result.cell)))}: {flag}")
        for result in results
        for flag in result.flags
        if OUTSIDE in flag
    ]


def _only_bounds(result: Result) -> str:
    return (
        f"The figure lies {figures.value(result).removesuffix(' (bounds)')}, however many people "
        "said yes to both questions. These are bounds, not an interval: they do not allow for "
        "chance, and there is no test."
    )


def _interval(result: Result) -> str:
    interval = figures.interval(result)
    if not interval:
        return ""
    test = f"; {written.p(result.p_value)}, {result.p_method}" if result.p_value is not None else ""
    if not result.planned and result.p_adjusted is not None:
        test += (
            f"; {written.p(result.p_adjusted)} when the many tests of this report are allowed for"
        )
    return f"The {result.confidence:.0%} interval runs from {interval}{test}."


def _detectable(result: Result) -> str:
    if result.detectable is None:
        return ""
    return (
        f"With this many people, a disparity smaller than {written.ratio(result.detectable)} would "
        "probably have gone unseen (it would be found 8 times in 10 from there up)."
    )


def _pooling(result: Result) -> str:
    if result.years_to_pool is None or result.finding is not Finding.CANNOT_TELL:
        return ""
    if result.years_to_pool <= 1:
        return ""
    years = written.plural(result.years_to_pool, "year")
    return f"It would take {years} of figures like these to tell a ratio of 1.25 from 1."


def _unknown(result: Result) -> str:
    parts = [
        f"{written.plural(n, 'person', 'people')} whose ethnicity is {kind}"
        for n, kind in (
            (_how_many(result, "not_stated"), "not stated"),
            (_how_many(result, "not_known"), "not known"),
        )
        if n
    ]
    if not parts:
        return ""
    side = "in neither side" if result.unit is Unit.RATIO else "in no group"
    verb = "is" if parts == [part for part in parts if part.startswith("1 person")] else "are"
    return f"{words.listed(parts)} {verb} {side} of this figure."


def _how_many(result: Result, which: str) -> int | None:
    """People of unknown ethnicity: in a part of a whole they are the numerator."""
    part = result.kind in (Kind.REPRESENTATION, Kind.BOARD_DIFFERENCE)
    number: int | None = getattr(result, f"{which}_{'numerator' if part else 'denominator'}")
    return number


def _bounds(result: Result) -> str:
    bounds = figures.bounds(result)
    if not bounds:
        return ""
    return f"Whatever those unknown ethnicities are, the figure lies in the range {bounds}."
