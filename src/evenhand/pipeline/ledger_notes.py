"""What a release was compared with, and what had to be assumed, in words."""

from collections.abc import Sequence
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

from evenhand.domain.results.measurement import Measurement
from evenhand.domain.results.written import plural

if TYPE_CHECKING:
    from evenhand.pipeline.history import Compared

# Fewer of the smaller year's people found again than this is more than a year's coming and going.
USUALLY_FOUND = 0.75


def notes_of(measurement: Measurement, compared: "Compared", closer: int) -> list[str]:
    """
    What a body's release was compared with, and what had to be assumed, in words.

    Of `closer` counts earlier releases tell more than the rules of this one would.
    """
    name, before = measurement.body.name, compared.history.releases
    said = [f"{name}: compared with {', '.join(before)}."] if before else []
    if closer:
        said.append(
            f"{name}: earlier releases tell {plural(closer, 'small count')} more closely than these "
            "rules would. That cannot be taken back; no more is told of them."
        )
    return said + assumed_of(measurement, compared.assumed)


def assumed_of(measurement: Measurement, gone: Sequence[str] = ()) -> list[str]:
    """
    What is assumed where no person keys link two snapshots, in words; nothing where all are linked.

    `gone` are earlier snapshots whose records are not at hand.
    """
    said = [
        f"{measurement.body.name}: of the people of {each.earlier} and {each.later}, "
        f"{each.found_again:.0%} are found again by their numbers. Whoever has a new number counts "
        "as gone and come again: give those people their old numbers first."
        for each in measurement.linked
        if each.found_again < USUALLY_FOUND
        and (each.earlier, each.later) in pairwise(measurement.snapshots)
    ]
    linked = {(each.earlier, each.later) for each in measurement.linked}
    pairs = [pair for pair in combinations(measurement.snapshots, 2) if pair not in linked]
    apart = [" and ".join(pair) for pair in pairs] + list(gone)
    if not apart:
        return said
    assumed = (
        f"{measurement.body.name}: no person keys link these snapshots: {'; '.join(apart)}. It is "
        "assumed that enough people came, went and changed that the difference of two of them "
        "tells of no one person."
    )
    return [*said, assumed]
