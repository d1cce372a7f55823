"""Everything that a workbook says: words in any part, and numbers by the heading of their column."""

import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from evenhand.data.attack_files.office_read import local, part_words, parts
from evenhand.data.attack_files.said import Place, Said, as_row, tidy
from evenhand.data.attack_files.tables_read import Rows

_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
_ADDRESS = re.compile(r"([A-Z]+)(\d+)")
_WITH, _OUT_OF = ": people with it", ": out of"
_PEOPLE = "People, more or fewer"

Cells = dict[str, str]


def words_of_xlsx(data: bytes) -> list[Said]:
    """Every text, property, note and number of a workbook."""
    every = dict(parts(data))
    texts = _shared(every)
    said: list[Said] = []
    for part, root in every.items():
        said += part_words(part, _without_cells(root) if _SHEET.fullmatch(part) else root)
        if _SHEET.fullmatch(part):
            said += _sheet(part, root, texts, _heading_row(part, every))
    return said


def tables_of_xlsx(data: bytes) -> dict[str, Rows]:
    """The table of every sheet that has one, by the sheet's title in its first cell."""
    every = dict(parts(data))
    texts, found = _shared(every), dict[str, Rows]()
    for part, root in every.items():
        if not _SHEET.fullmatch(part) or not (first := _heading_row(part, every)):
            continue
        rows = {int(row.get("r", 0)): row for row in root.iter() if local(row) == "row"}
        cells = {at: _cells(row, texts) for at, row in rows.items()}
        said = {at: numbers | words for at, (numbers, words, _) in cells.items()}
        headings = said.get(first, {})
        found[said.get(1, {}).get("A", "")] = [
            {heading: row.get(column, "") for column, heading in headings.items()}
            for at, row in said.items()
            if at > first
        ]
    return found


def _shared(every: Mapping[str, Any]) -> list[str]:
    root = every.get("xl/sharedStrings.xml")
    items = [] if root is None else [each for each in root if local(each) == "si"]
    return [tidy("".join(part.text or "" for part in item.iter())) for item in items]


def _heading_row(part: str, every: Mapping[str, Any]) -> int:
    """The first row of the sheet's table, by its relations; 0 where it has none."""
    folder, name = posixpath.split(part)
    relations = every.get(f"{folder}/_rels/{name}.rels")
    for relation in () if relations is None else relations:
        target = posixpath.normpath(posixpath.join(folder, relation.get("Target", "")))
        table = every.get(target)
        if table is not None and (found := _ADDRESS.match(table.get("ref", ""))):
            return int(found[2])
    return 0


def _without_cells(root: Any) -> Any:
    """The sheet without the values of its cells, which are read by row."""
    kept = type(root)(root.tag, root.attrib)
    kept.extend(child for child in root if local(child) != "sheetData")
    return kept


def _sheet(part: str, root: Any, texts: Sequence[str], heading_row: int) -> Iterator[Said]:
    headings: Cells = {}
    for row in root.iter():
        if local(row) != "row":
            continue
        numbers, words, formulas = _cells(row, texts)
        yield from formulas
        if int(row.get("r", 0)) == heading_row:
            headings = words
        yield from as_row([*_words(words, part), *_numbers(numbers, headings, part)])


def _cells(row: Any, texts: Sequence[str]) -> tuple[Cells, Cells, list[Said]]:
    """Numbers and texts of a row by column, and its formulas."""
    numbers: Cells = {}
    words: Cells = {}
    formulas = []
    for cell in row:
        address = _ADDRESS.match(cell.get("r", ""))
        column = address[1] if address else ""
        kind = cell.get("t", "n")
        for inside in cell:
            text = "".join(part.text or "" for part in inside.iter())
            if local(inside) == "f":
                formulas.append(Said(tidy(text), "formula"))
            elif kind == "s":
                words[column] = texts[int(text)]
            elif kind == "n":
                numbers[column] = text
            else:
                words[column] = tidy(text)
    return numbers, words, formulas


def _words(words: Cells, part: str) -> list[Said]:
    return [Said(text, f"column {column} of {part}") for column, text in words.items() if text]


def _numbers(numbers: Cells, headings: Cells, part: str) -> Iterator[Said]:
    """Numbers by their headings; the two behind a share as "x of n", for they belong together."""
    by_heading = {headings.get(column, ""): text for column, text in numbers.items()}
    for column, text in numbers.items():
        heading = headings.get(column, "")
        where = f"column {heading or column} of {part}"
        side, _, _ = heading.rpartition(_WITH)
        whole = by_heading.get(f"{side}{_OUT_OF}") if side else None
        if whole is not None:
            yield Said(f"{_with_commas(text)} of {_with_commas(whole)}", where)
        elif heading == _PEOPLE:
            yield Said(text, where, Place.PEOPLE)
        elif _WITH in heading or _OUT_OF in heading or not heading:
            yield Said(text, where, Place.COUNTS)
        else:
            yield Said(text, where, Place.FIGURES)


def _with_commas(number: str) -> str:
    """A count as reports write it: "2025" alone could be a year."""
    return f"{int(number):,}" if number.isdigit() else number
