"""Several councils' data sets put together: `evenhand amhp combine`."""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from evenhand.data.definitions.amhp_dataset import data_set
from evenhand.data.readers.amhp_set import About, NoDataSet, SetProblem, SetReader, open_set
from evenhand.data.readers.place import PRIVATE
from evenhand.data.writers.amhp_set import set_files
from evenhand.data.writers.files import write_whole
from evenhand.domain.amhp.dataset_cells import Row
from evenhand.domain.results.measurement import RowCount
from evenhand.domain.results.written import count, plural
from evenhand.pipeline.wrong_use import WrongUse

REJECTED = ("table", "row", "column", "code", "cells")


@dataclass(frozen=True, kw_only=True)
class Checked:
    """One set as it was read: whose it is, what became of its rows, and what is wrong with some."""

    about: About
    counts: dict[str, RowCount]
    problems: tuple[SetProblem, ...]

    @property
    def name(self) -> str:
        """Whose it is, in few words."""
        bodies = self.about.bodies
        return bodies[0] if len(bodies) == 1 else plural(len(bodies), "service")

    def lines(self) -> Iterator[str]:
        """What became of the rows, for the person who asked."""
        told = [
            f"{table} {count(rows.used)} of {count(rows.read)} rows"
            for table, rows in self.counts.items()
        ]
        yield f"{self.name}, edition {self.about.edition}: {', '.join(told) or 'no rows'}."
        if lost := sum(rows.rejected for rows in self.counts.values()):
            them = "it is" if lost == 1 else "they are"
            yield f"  {plural(lost, 'row')} could not be used: {them} kept in {PRIVATE}/rejected.csv."


@dataclass(frozen=True, kw_only=True)
class Combined:
    """What was put together, set by set, and what was said of editions."""

    sets: tuple[Checked, ...]
    notes: tuple[str, ...]
    written: tuple[Path, ...]

    @property
    def has_errors(self) -> bool:
        """Whether any row could not be used."""
        return any(not problem.used for each in self.sets for problem in each.problems)


def opened(folder: Path) -> SetReader:
    """A set to read. Raises WrongUse where there is none."""
    try:
        return open_set(folder)
    except NoDataSet as none:
        raise WrongUse(str(none)) from none


def keep_rejected(read: SetReader) -> None:
    """Rows that could not be used, beside the set, where only its owner may read them."""
    place = read.folder / PRIVATE / "rejected.csv"
    if not read.rejected:
        place.unlink(missing_ok=True)
        return
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(REJECTED)
    for table, row, column, code, cells in read.rejected:
        writer.writerow([table, row, column, code, "|".join(cells)])
    write_whole(place, text.getvalue())


def combine(folders: Sequence[Path], out: Path) -> Combined:
    """
    The sets of several services as one, each row with its body; checked against the data set.

    Rows that cannot be used are left out, kept beside their set, and told. Raises WrongUse where a
    folder is no set, where a body is there twice, and where fewer than two sets are given.
    """
    if len(folders) < 2:
        raise WrongUse("There is nothing to put together: name two folders or more.")
    readers = [opened(folder) for folder in folders]
    bodies = [body for read in readers for body in read.about.bodies]
    if twice := sorted({body for body in bodies if bodies.count(body) > 1}):
        raise WrongUse(
            f"{', '.join(twice)} is there twice. Leave one of the two sets out: nobody may be "
            "counted twice."
        )
    if out.resolve() in {folder.resolve() for folder in folders}:
        raise WrongUse("--out is one of the sets itself. Name another folder.")
    shape = data_set()
    tables: dict[str, list[Row]] = {table.name: [] for table in shape.tables}
    checked = []
    for read in readers:
        for name, rows in read.all().items():
            own = {} if read.about.together else {"body": read.about.bodies[0]}
            tables[name] += [row | own for row in rows]
        keep_rejected(read)
        checked.append(Checked(about=read.about, counts=read.counts, problems=tuple(read.problems)))
    marks = dict.fromkeys(read.about.marked_as for read in readers if read.about.marked_as)
    there = {name: rows for name, rows in tables.items() if rows or name == "considerations"}
    files = set_files(shape, there, bodies=bodies, marked_as="; ".join(marks))
    for name, text in files.items():
        write_whole(out / name, text)
    return Combined(
        sets=tuple(checked),
        notes=tuple(_editions(readers, shape.edition)),
        written=tuple(out / name for name in files),
    )


def _editions(readers: Sequence[SetReader], newest: str) -> Iterator[str]:
    editions = dict.fromkeys(read.about.edition for read in readers)
    if len(editions) > 1:
        yield (
            f"The sets are of different editions: {', '.join(editions)}. They are put together as "
            f"{newest}; columns that an older edition does not have are empty."
        )
