"""The report on an AMHP service as files: from a folder with its data set to a folder to read."""

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from evenhand.data.definitions.load import ethnicity
from evenhand.data.readers.amhp_population import NoPopulation, read_population
from evenhand.data.readers.amhp_set import SetProblem, SetReader
from evenhand.data.writers.files import write_whole
from evenhand.domain.amhp.dataset_cells import Row
from evenhand.domain.results.written import count, plural
from evenhand.pipeline.amhp_report_wanted import Given, SightWanted
from evenhand.pipeline.amhp_sets import keep_rejected, opened
from evenhand.pipeline.amhp_shares import CONSIDERATIONS, DELAYS, considered, in_shares
from evenhand.pipeline.wrong_use import WrongUse

if TYPE_CHECKING:
    from evenhand.domain.amhp.sight.report import SightReport


# What a format takes is imported with its first file: the site and the command begin without it.
def _html(report: "SightReport") -> str:
    from evenhand.reporting.document_page import page_of
    from evenhand.reporting.sight.outline import outline

    return page_of(outline(report), audience=report.audience, version=report.inputs.version)


def _pdf(report: "SightReport") -> bytes:
    from evenhand.reporting.documents.report_pdf import pdf_of
    from evenhand.reporting.sight.outline import outline

    return pdf_of(outline(report))


def _docx(report: "SightReport") -> bytes:
    from evenhand.reporting.documents.report_docx import docx_of
    from evenhand.reporting.sight.outline import outline

    return docx_of(outline(report))


def _xlsx(report: "SightReport") -> bytes:
    from evenhand.reporting.sight.sheets import render_xlsx

    return render_xlsx(report)


FORMATS: Mapping[str, Callable[["SightReport"], str | bytes]] = {
    "html": _html,
    "pdf": _pdf,
    "docx": _docx,
    "xlsx": _xlsx,
}
NAME = "amhp-report"


def month_called(text: str) -> date:
    """
    The month of "2026-03". WrongUse for anything else.

    >>> month_called("2026-03")
    datetime.date(2026, 3, 1)
    """
    if not re.fullmatch(r"(19|20)\d\d-(0[1-9]|1[0-2])", text):
        raise WrongUse(f"--month is a year and a month, such as 2026-03, and not {text[:20]!r}.")
    return date(int(text[:4]), int(text[5:]), 1)


def formats_called(text: str) -> tuple[str, ...]:
    """Formats out of "html,pdf"; "all" is every one. WrongUse for one that there is not."""
    asked = [part.strip().lower() for part in text.split(",") if part.strip()]
    if "all" in asked:
        return tuple(FORMATS)
    if strange := [name for name in asked if name not in FORMATS]:
        raise WrongUse(f"There is no format {strange[0]}. There are {', '.join(FORMATS)}, and all.")
    return tuple(name for name in FORMATS if name in asked)


class _Tables(Mapping[str, Iterable[Row]]):
    """A set's tables, each read when it is asked for: delays after considerations are known."""

    def __init__(self, read: SetReader) -> None:
        self.read = read
        self._considered: Mapping[str, Iterable[Row]] | None = None

    def __getitem__(self, name: str) -> Iterable[Row]:
        if name not in (CONSIDERATIONS, DELAYS):
            return self.read.rows(name)
        if self._considered is None:
            self._considered = considered(self.read)
        return self._considered[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.read.shape.by_name)

    def __len__(self) -> int:
        return len(self.read.shape.by_name)


def report_on(
    folder: Path, wanted: SightWanted, population: Path | None = None
) -> tuple["SightReport", tuple[SetProblem, ...]]:
    """
    The report on the data set in a folder, and what is wrong with some of its rows.

    Raises WrongUse where there is no set, or a population that cannot be used, and NotSafe.
    """
    from evenhand.pipeline.amhp_report import report_of

    read = opened(folder)
    people = None if population is None else _people(population, read)
    given = Given(
        bodies=read.about.bodies,
        people=people,
        marked_as=read.about.marked_as,
        notes=(),
    )
    with in_shares(read, given, wanted) as counted:
        # Digests of records are for the service alone; other processes are reading by now.
        known = given if wanted.rules else replace(given, files=_digests(read, population))
        made = report_of(_Tables(read), known, wanted, counted)
    # As the tables stand in the set, whichever was read first.
    order = {name: place for place, name in enumerate(read.shape.by_name)}
    read.problems.sort(key=lambda each: order[each.table])
    read.rejected.sort(key=lambda each: order[each[0]])
    keep_rejected(read)
    return made, tuple(read.problems)


def _people(path: Path, read: SetReader) -> dict[str, int]:
    try:
        found = read_population(path, ethnicity(), read.about.bodies)
    except NoPopulation as none:
        raise WrongUse(str(none)) from none
    if found.missing:
        raise WrongUse(
            f"{path.name} has no population of {', '.join(found.missing[:5])}. Name each body as the "
            "data set does, or leave --population out."
        )
    return found.people


def _digests(read: SetReader, population: Path | None) -> Sequence[tuple[str, str]]:
    files = [read.folder / table.file for table in read.shape.tables]
    return tuple(
        (file.name, hashlib.sha256(file.read_bytes()).hexdigest())
        for file in (*files, population)
        if file is not None and file.exists()
    )


def files_of(report: "SightReport", formats: Sequence[str]) -> dict[str, str | bytes]:
    """Every file by its name. The same report gives the same bytes. Raises WrongUse without fonts."""
    from evenhand.reporting.documents.typesetting import PdfNotMade

    try:
        return {f"{NAME}.{name}": FORMATS[name](report) for name in formats}
    except PdfNotMade as missing:
        raise WrongUse(f"{missing} Use --format html,xlsx.") from missing


def write_report(report: "SightReport", out: Path, formats: Sequence[str]) -> list[Path]:
    """Make every file first, then put them in place."""
    made = files_of(report, formats)
    for name, content in made.items():
        write_whole(out / name, content)
    return [out / name for name in made]


def problems_said(problems: Sequence[SetProblem]) -> Iterator[str]:
    """How many rows could not be used, for the person who asked."""
    lost = sum(not each.used for each in problems)
    if lost:
        yield f"{plural(lost, 'row')} could not be used: see .evenhand/rejected.csv beside the set."
    if odd := len(problems) - lost:
        yield f"{count(odd)} answers are on no list and count as not known."
