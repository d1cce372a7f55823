"""A body's year in files: checked, worked out, made ready for release. What the site works with."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from evenhand.data.readers.item import CheckItem
from evenhand.data.readers.manifest_file import described_in
from evenhand.data.readers.place import PRIVATE
from evenhand.data.readers.rejected import FILE as REJECTED
from evenhand.domain.disclosure.ledger import head as last_seal
from evenhand.domain.measures.team import TeamKnown, known_by_team
from evenhand.domain.results.measurement import Measurement, RowCount
from evenhand.pipeline.check import Checked, check_pack
from evenhand.pipeline.formats import ALL, Files, chosen, files_of
from evenhand.pipeline.in_slices import read_in_slices
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
NO_TABLE = (
    "No table was recognised in these files. Say which table each file is, or upload the rows as "
    "your system exports them, with a header above them."
)


@dataclass(frozen=True, kw_only=True)
class CheckedYear:
    """
    What a check found; `readable` where figures can be worked out. `rejected` is personal data.

    `bodies` are the ids and names of those in the files; `teams` of the last snapshot, and as small
    as they are; `used` the names of the files that were read; `why_not` says why nothing can be
    measured where no item does.
    """

    items: tuple[CheckItem, ...]
    rows: dict[str, RowCount]
    readable: bool
    bodies: tuple[tuple[str, str], ...]
    snapshots: tuple[str, ...]
    teams: tuple[TeamKnown, ...]
    used: tuple[str, ...]
    rejected: bytes
    why_not: str = ""


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


def pack_in(folder: Path) -> Path:
    """The pack in a folder of files: the folder, or a workbook that says itself what it holds."""
    found = described_in(folder)
    return found[0] if found else folder


def is_described(folder: Path) -> bool:
    """Whether the files say themselves what they are: by a pack.toml, or a workbook of their own."""
    return bool(described_in(folder))


def map_year(
    folder: Path,
    choose: Callable[[Question], str],
    *,
    about: About,
    today: date,
    like: Path | None,
    corrections: Mapping[str, str],
) -> MappedExtract:
    """
    Propose how files without a description are to be read; `corrections` as `map_extract` has them.

    Raises WrongUse.
    """
    return map_extract(folder, about, choose, today=today, like=like, corrections=corrections)


def check_year(folder: Path) -> CheckedYear:
    """Check the pack in a folder."""
    if not is_described(folder):
        return _not_measured(NO_TABLE)
    pack = pack_in(folder)
    checked = check_pack(pack)
    private = folder / PRIVATE / REJECTED
    rejected = private.read_bytes() if private.is_file() else b""
    try:
        measured = measure_pack(pack, Wanted()).measurements
    except WrongUse as why:
        return _not_measured(str(why), checked, rejected)
    if not measured:
        return _not_measured("", checked, rejected)
    return CheckedYear(
        items=checked.items,
        rows=checked.rows,
        readable=len(measured) == 1,
        bodies=tuple((each.body.id, each.body.name) for each in measured),
        snapshots=measured[0].snapshots,
        teams=tuple(_teams(pack)),
        used=tuple(name for name, _ in measured[0].inputs.files),
        rejected=rejected,
    )


def _not_measured(why: str, checked: Checked | None = None, rejected: bytes = b"") -> CheckedYear:
    return CheckedYear(
        items=checked.items if checked else (),
        rows=checked.rows if checked else {},
        readable=False,
        bodies=(),
        snapshots=(),
        teams=(),
        used=(),
        rejected=rejected,
        why_not=why,
    )


def _teams(pack: Path) -> Iterator[TeamKnown]:
    """Whose ethnicity is known at the last snapshot, by team."""
    for engine, read in read_in_slices(pack):
        if read.readable and "staff" in read.tables:
            engine.lock()
            last = read.snapshots[-1].isoformat()
            yield from (t for t in known_by_team(engine.lazy("staff")) if t.snapshot == last)


def compute_year(folder: Path, tell: Tell) -> ComputedYear:
    """Work out every figure and make the internal report. Raises WrongUse where there is none."""
    tell("Working out the figures", 0, 2)
    measured = measure_pack(pack_in(folder), Wanted())
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


def _records(folder: Path) -> Records:
    pack = pack_in(folder)
    return Records(pack, lambda wanted, before: measure_pack(pack, wanted, before))
