"""The answer of an indicator in sentences: what its headline figures say, or how many say what."""

from collections.abc import Sequence

from evenhand.domain.results import written
from evenhand.domain.results.result import Finding, Result
from evenhand.reporting import tables, words
from evenhand.reporting.arrange import IndicatorResults, ordered

MOST_ANSWERS = 4


def answers(of: IndicatorResults) -> list[str]:
    """Every headline reading, each once; or of many, how many say what and the disparities."""
    results = of.headline
    if len(results) <= MOST_ANSWERS:
        return _readings(of, results)
    counted = finding_words(results)
    groups = words.listed(list(ordered(result.group_label for result in results)))
    said = [f"Of {written.plural(len(results), 'figure')} for {groups}: {counted}."]
    apart = [result for result in results if result.finding is Finding.DISPARITY]
    apart.sort(key=lambda result: -abs(result.people or 0))
    return [*said, *(_reading(result) for result in apart[: MOST_ANSWERS - 1])]


def finding_words(results: Sequence[Result]) -> str:
    """ "disparity in 3, cannot tell in 30"."""
    counted = tables.findings_in(results)
    order = (
        Finding.DISPARITY,
        Finding.SLIGHT,
        Finding.NONE,
        Finding.CANNOT_TELL,
        Finding.TOO_SMALL,
        Finding.NOT_CALCULABLE,
    )
    return ", ".join(f"{finding} in {counted[finding]}" for finding in order if finding in counted)


def _readings(of: IndicatorResults, results: Sequence[Result]) -> list[str]:
    """What several figures say in the same words is said once, with their number and lines."""
    same: dict[str, list[Result]] = {}
    for result in results:
        same.setdefault(_reading(result), []).append(result)
    return [_said_once(of, text, each) for text, each in same.items()]


def _said_once(of: IndicatorResults, text: str, results: Sequence[Result]) -> str:
    names = [words.grade(r.cell, of.edition.grade_word) or r.group_label for r in results]
    if len(results) > 1:
        return (
            f"{text} This is so for {len(results)} figures: {words.listed(list(ordered(names)))}."
        )
    # A reason for having no figure does not say which line it is about.
    return f"{names[0]}: {text}" if results[0].cell and results[0].value is None else text


def _reading(result: Result) -> str:
    return " ".join(filter(None, (result.reading, result.people_reading)))
