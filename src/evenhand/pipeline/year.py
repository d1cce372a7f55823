"""A body's year in files: checked, worked out, made ready for release. What the site works with."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from evenhand.data.readers.item import CheckItem
from evenhand.data.readers.manifest_file import MANIFEST
from evenhand.data.readers.pack import PRIVATE
from evenhand.data.readers.rejected import FILE as REJECTED
from evenhand.domain.disclosure.ledger import head as last_seal
from evenhand.domain.results.measurement import Measurement, RowCount
from evenhand.pipeline.check import check_pack
from evenhand.pipeline.formats import ALL, Files, chosen, files_of
from evenhand.pipeline.ledger import Request, release_with_ledger
from evenhand.pipeline.ledger_check import entries_of
from evenhand.pipeline.map import About, MappedExtract, Question, map_extract
from evenhand.pipeline.measure import Wanted, measure_pack
from evenhand.pipeline.presets import USUAL_PRESET
from evenhand.pipeline.records import Records
from evenhand.pipeline.wrong_use import WrongUse

Tell = Callable[[str, int, int], None]
# Public first: what is rounded for everyone is the same then as if no board had been told.
READERS = ("public", "board")
PAGE = "report.html"


@dataclass(frozen=True, kw_only=True)
class CheckedYear:
    """What a check found; `readable` where figures can be worked out. `rejected` is personal data."""

    items: tuple[CheckItem, ...]
    rows: dict[str, RowCount]
    readable: bool
    body_id: str
    body_name: str
    snapshots: tuple[str, ...]
    rejected: bytes


@dataclass(frozen=True, kw_only=True)
class ComputedYear:
    """The figures of a year, and every file of the report for the body's own people."""

    measurement: Measurement
    files: Files


@dataclass(frozen=True, kw_only=True)
class PreparedFor:
    """What one audience would be given, attacked already; `notes` are sentences on how."""

    audience: str
    files: Mapping[str, bytes]
    figures: int
    hidden: int
    notes: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class PreparedYear:
    """A release that is ready, the ledger as it is once it has been made, and its last seal."""

    readers: tuple[PreparedFor, ...]
    ledger: str
    head: str


def is_described(folder: Path) -> bool:
    """Whether the files say themselves what they are: by a pack.toml, or a workbook of their own."""
    return (folder / MANIFEST).is_file() or any(folder.glob("*.toml"))


def map_year(
    folder: Path,
    choose: Callable[[Question], str],
    *,
    about: About,
    today: date,
    like: Path | None,
) -> MappedExtract:
    """Propose how files without a description are to be read. Raises WrongUse."""
    return map_extract(folder, about, choose, today=today, like=like)


def check_year(folder: Path) -> CheckedYear:
    """Check the pack in a folder."""
    checked = check_pack(folder)
    measured = measure_pack(folder, Wanted()) if _may_be_measured(checked.items) else None
    private = folder / PRIVATE / REJECTED
    first = measured.measurements[0] if measured and measured.measurements else None
    return CheckedYear(
        items=checked.items,
        rows=checked.rows,
        readable=measured is not None and len(measured.measurements) == 1,
        body_id=first.body.id if first else "",
        body_name=first.body.name if first else "",
        snapshots=first.snapshots if first else (),
        rejected=private.read_bytes() if private.is_file() else b"",
    )


def compute_year(folder: Path, tell: Tell) -> ComputedYear:
    """Work out every figure and make the internal report. Raises WrongUse where there is none."""
    tell("Working out the figures", 0, 2)
    measured = measure_pack(folder, Wanted())
    if len(measured.measurements) != 1:
        raise WrongUse("A year's files are to be those of one body. Look at what the check says.")
    tell("Making the report", 1, 2)
    (measurement,) = measured.measurements
    return ComputedYear(measurement=measurement, files=files_of(measurement, chosen(ALL)))


def prepare_year(
    folder: Path, ledger_text: str, *, earlier: Sequence[Path], at: datetime, tell: Tell
) -> PreparedYear:
    """
    Make a year's release for the public and for the board, beside all that was released before.

    Nothing is released by this. `folder` and `earlier` hold packs, the latter those that earlier
    releases were made from. Raises NotSafe and WrongUse, with the reason.
    """
    ledger = folder.parent / "ledger.jsonl"
    if ledger_text:
        ledger.write_text(ledger_text, encoding="utf-8")
    readers: list[PreparedFor] = []
    for audience in READERS:
        tell(f"Protecting people in the {audience} report", len(readers), len(READERS))
        request = Request(
            wanted=Wanted(),
            audience=audience,
            rules=USUAL_PRESET[audience],
            at=at,
            formats=chosen(ALL, audience=audience),
        )
        out = folder.parent / f"out-{audience}"
        made = release_with_ledger(
            _records(folder),
            request,
            ledger=ledger,
            out=out,
            tell=lambda what, done, total: None,
            earlier=[_records(each) for each in earlier],
        )
        (released,) = made.released
        readers.append(
            PreparedFor(
                audience=audience,
                files={path.name: path.read_bytes() for path in made.written},
                figures=released.figures,
                hidden=released.hidden,
                # That the ledger of a first release is new is of no use where the site keeps it.
                notes=(
                    released.measurement.protection,
                    *(note for note in made.notes if not note.startswith(str(ledger))),
                ),
            )
        )
    return PreparedYear(
        readers=tuple(readers),
        ledger=ledger.read_text(encoding="utf-8"),
        head=last_seal(entries_of(ledger)),
    )


def _records(pack: Path) -> Records:
    return Records(pack, lambda wanted, before: measure_pack(pack, wanted, before))


def _may_be_measured(items: Sequence[CheckItem]) -> bool:
    """An error without a row concerns the pack as a whole; the measuring itself has the last word."""
    return not any(item.code in ("no-manifest", "no-tables") for item in items)
