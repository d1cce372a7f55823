"""Records at hand, measured again as an earlier release measured them."""

import hashlib
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

from evenhand.data.definitions.load import edition_files, editions
from evenhand.domain.disclosure.cells import CountCell
from evenhand.domain.disclosure.ledger import Asked
from evenhand.domain.disclosure.network import Outcome
from evenhand.domain.disclosure.printed import counts_of, definitions_of, outcomes_of
from evenhand.domain.results.measurement import Measurement
from evenhand.pipeline.counting import People
from evenhand.pipeline.measure import Measured, Wanted
from evenhand.pipeline.wrong_use import WrongUse

Counts = Mapping[CountCell, int]
# Measures some records; with people of earlier ones, also who links them.
Measure = Callable[[Wanted, People | None], Measured]


class Records:
    """Records at `path`, measured as an earlier release was; each way once."""

    def __init__(self, path: Path, measure: Measure) -> None:
        self.path, self.measure = path, measure
        self._found: dict[Asked, tuple[Measurement, ...]] = {}
        self._why_not: dict[Asked, str] = {}

    def measured(self, asked: Asked) -> tuple[Measurement, ...]:
        """The measurements of all bodies; none where it cannot be measured in that way."""
        if asked not in self._found:
            wanted = Wanted(
                standards=asked.standards,
                groupings=asked.groupings,
                comparator=asked.comparator,
                team=asked.team,
            )
            try:
                self._found[asked] = self.measure(wanted, None).measurements
            except WrongUse as wrong:
                # A team or a standard of then may be gone: whoever needs it now says so.
                self._found[asked], self._why_not[asked] = (), str(wrong)
        return self._found[asked]

    def why_not(self, asked: Asked) -> str:
        """Why it cannot be measured in that way; empty where it can."""
        self.measured(asked)
        return self._why_not.get(asked, "")

    def counts(self, asked: Asked, body: str) -> Counts:
        """Every count of one body, as it is in these records."""
        for each in self.measured(asked):
            if each.body.id == body:
                found, _ = counts_of(each.results, definitions_of(each))
                return {cell: n for cell, n in found.items() if n is not None}
        return {}

    def outcomes(self, asked: Asked, body: str) -> tuple[Outcome, ...]:
        """What the standards of one body compare."""
        for each in self.measured(asked):
            if each.body.id == body:
                return outcomes_of(definitions_of(each))
        return ()

    def hashes(self, asked: Asked) -> frozenset[str]:
        """The hash of these records, where they can be measured in that way."""
        return frozenset(hash_of_records(each) for each in self.measured(asked))


def hash_of_records(measurement: Measurement) -> str:
    """
    SHA-256, in hex, over the files that were measured, without the project's own definitions.

    So a pack stays the pack that it was when a definition is put right.
    """
    files = [pair for pair in measurement.inputs.files if pair not in _behind()]
    listed = "".join(f"{name}\0{digest}\n" for name, digest in files)
    return hashlib.sha256(listed.encode()).hexdigest()


@cache
def _behind() -> frozenset[tuple[str, str]]:
    return frozenset(pair for edition in editions() for pair in edition_files(edition))
