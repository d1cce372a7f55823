"""How few a figure may rest on: people, answers to a survey, interventions, bed days."""

from collections.abc import Iterator, Mapping, Sequence

from evenhand.domain.disclosure.cells import CountCell
from evenhand.domain.disclosure.preset import Preset
from evenhand.domain.frameworks.edition import Kind
from evenhand.domain.results.result import Result

SIDES = ("", "comparator_")


def fewer_than_allowed(rests_on: Mapping[str, int], preset: Preset) -> bool:
    """
    Whether any of the numbers that a figure rests on is under its minimum.

    `rests_on` is by what is counted (`preset.UNITS`); what the preset has no minimum for counts
    for nothing.
    """
    return any(number < preset.fewest.get(unit, 0) for unit, number in rests_on.items())


def too_few(result: Result, preset: Preset) -> bool:
    """Whether a figure rests, on either side of its comparison, on fewer than the preset allows."""
    return any(_sides_of_too_few(result, preset))


def rest_on_too_few(
    results: Sequence[Result], cells: Sequence[Mapping[str, CountCell]], preset: Preset
) -> set[CountCell]:
    """
    The counts to hide so that no figure on too few can be printed, nor worked out by a reader.

    Those are the numerators: how many people there are may stand, what became of them may not.
    """
    return {
        found[f"{side}numerator"]
        for result, found in zip(results, cells, strict=True)
        for side in _sides_of_too_few(result, preset)
        if f"{side}numerator" in found
    }


def _sides_of_too_few(result: Result, preset: Preset) -> Iterator[str]:
    for side in SIDES:
        # Of nobody there is no figure: a nought is printed or hidden like any other count.
        if n := getattr(result, f"{side}denominator"):
            rests_on = {"people": n}
            if result.kind == Kind.SURVEY_SHARE:
                rests_on["answers"] = n
            if fewer_than_allowed(rests_on, preset):
                yield side
