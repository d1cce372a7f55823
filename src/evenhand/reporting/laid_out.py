"""One report laid out once, for every format that is made of it."""

from dataclasses import dataclass
from functools import cached_property

from evenhand.domain.results.measurement import Measurement
from evenhand.reporting import sections
from evenhand.reporting.arrange import IndicatorResults, arrange
from evenhand.reporting.sections import EditionSection
from evenhand.reporting.standing_out import Point, what_stands_out


@dataclass(frozen=True)
class LaidOut:
    """
    A measurement with what page, documents and workbook all show of it.

    Each part is made when the first format asks for it, and kept: tables of thousands of rows and
    their charts are most of the work of every format.
    """

    measurement: Measurement

    @cached_property
    def arranged(self) -> dict[str, list[IndicatorResults]]:
        """By standard, each indicator that has results."""
        return arrange(self.measurement)

    @cached_property
    def everything(self) -> list[IndicatorResults]:
        """Every indicator of every standard, in order."""
        return [of for each in self.arranged.values() for of in each]

    @cached_property
    def editions(self) -> list[EditionSection]:
        """Each edition's sections, with tables and pictures."""
        return [
            sections.edition_section(edition, self.arranged[edition.standard])
            for edition in self.measurement.editions
        ]

    @cached_property
    def standing_out(self) -> list[Point]:
        """What stands out."""
        return what_stands_out(self.everything)
