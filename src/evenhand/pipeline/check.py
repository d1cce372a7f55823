"""Whether a pack, or a published file, can be measured, and what has to be put right first."""

from dataclasses import dataclass
from pathlib import Path

from evenhand.data.readers.item import CheckItem
from evenhand.data.readers.pack import write_rejected
from evenhand.domain.results.measurement import RowCount
from evenhand.pipeline.applies import about_standards
from evenhand.pipeline.in_slices import read_in_slices, together
from evenhand.pipeline.sources import read_source


@dataclass(frozen=True, kw_only=True)
class Checked:
    """Check items in the order of tables and rows, and what became of the rows of each table."""

    items: tuple[CheckItem, ...]
    rows: dict[str, RowCount]

    @property
    def errors(self) -> tuple[CheckItem, ...]:
        """What has to be put right."""
        return tuple(item for item in self.items if item.severity == "error")

    @property
    def warnings(self) -> tuple[CheckItem, ...]:
        """What a person should know and may leave as it is."""
        return tuple(item for item in self.items if item.severity == "warning")


def check_pack(path: Path) -> Checked:
    """Read every table of a pack; rows that cannot be used go to its private `rejected.csv`."""
    pack = together([pack for _, pack in read_in_slices(path)])
    items = [*pack.items, *write_rejected(pack)]
    if pack.readable:
        snapshots = [day.isoformat() for day in pack.snapshots]
        items += about_standards(pack.standards, pack.bodies, snapshots)
    return Checked(items=tuple(items), rows=dict(pack.rows))


def check_source(source: str, path: Path, reference: Path | None) -> Checked:
    """Read a published file as what it is said to be."""
    data = read_source(source, path, reference)
    return Checked(items=data.items, rows={})
