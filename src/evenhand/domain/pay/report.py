"""A pay audit of one body ready to be written: with what went in, for whom it is, and what to know."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from evenhand.domain.codes.ethnicity import Ethnicity
from evenhand.domain.codes.grades import Ladder
from evenhand.domain.disclosure.preset import Preset
from evenhand.domain.pay.audit import PayAudit
from evenhand.domain.results import written
from evenhand.domain.results.measurement import Inputs, RowCount


@dataclass(frozen=True, kw_only=True)
class PayReport:
    """
    One body's audit and what a reader needs to judge it.

    `protection` says, for readers outside, under which rules numbers were hidden and rounded, and
    `preset` are these rules; `fewest` is the fewest people of whom a figure is shown. `warnings` and `errors` are sentences about the records.
    """

    audit: PayAudit
    inputs: Inputs
    ethnicity: Ethnicity
    ladder: Ladder
    fewest: int
    audience: str = "internal"
    protection: str = ""
    preset: Preset | None = None
    marked_as: str = ""
    rows: Mapping[str, RowCount] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()
    errors: tuple[str, ...] = ()

    @property
    def decimals(self) -> int:
        """How many decimals a share has."""
        if self.preset is None or self.preset.percent_decimals is None:
            return written.DECIMALS
        return self.preset.percent_decimals

    @property
    def snapshots(self) -> tuple[str, ...]:
        """The days that were audited, oldest first."""
        return self.audit.snapshots
