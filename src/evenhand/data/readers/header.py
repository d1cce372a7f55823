"""Finds the header of a table, below any titles, and which of its columns is which."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from evenhand.data.readers.column_list import COLUMNS_OF
from evenhand.data.readers.columns import Need
from evenhand.data.readers.item import CheckItem, Unusable, counted, did_you_mean, found
from evenhand.data.readers.may_be_shown import may_be_personal

# Other names under which a column is found without being told.
_ALSO = {"year": ("snapshot",), "harassment_colleagues": ("harassment_colleague",)}


@dataclass(frozen=True)
class Wanted:
    """The columns of one table of a pack; `named` is what pack.toml says, column to header."""

    table: str
    file: str
    named: Mapping[str, str]
    many_bodies: bool = False
    many_years: bool = False

    def keys(self) -> dict[str, str]:
        """The header that is looked for, as compared, to the column that it means."""
        keys = self.told()
        for name in COLUMNS_OF[self.table]:
            headers = () if name in self.named else (name, *_ALSO.get(name, ()))
            keys |= {squashed(header): name for header in headers if squashed(header) not in keys}
        return keys

    def told(self) -> dict[str, str]:
        """The headers that pack.toml names, as compared; what it says goes before a raw name."""
        known = (name for name in COLUMNS_OF[self.table] if name in self.named)
        return {squashed(self.named[name]): name for name in known}


@dataclass(frozen=True)
class Header:
    """Where the header is (0 is the first row), and the place of each column that was found."""

    index: int
    matches: int
    headers: tuple[str, ...]
    places: Mapping[str, int]


def squashed(header: str) -> str:
    """A header without capitals, spaces, hyphens and underscores, which people write as they like.

    >>> squashed("Ethnic-Category ")
    'ethniccategory'
    """
    return re.sub(r"[\s_\-\ufeff]+", "", header.casefold())


def find_header(rows: Sequence[Sequence[str]], wanted: Wanted) -> Header:
    """The first of the rows with the most headers that are looked for; with none, the first row."""
    keys = wanted.keys()
    scores = [len({squashed(cell) for cell in row} & keys.keys()) for row in rows]
    filled = (index for index, row in enumerate(rows) if any(cell.strip() for cell in row))
    best = scores.index(max(scores)) if any(scores) else next(filled, 0)
    headers = tuple(cell.strip() for cell in rows[best]) if rows else ()
    places: dict[str, int] = {}
    for place, header in enumerate(headers):
        if name := keys.get(squashed(header)):
            if name in places:
                raise _twice(header, wanted)
            places[name] = place
    return Header(best, scores[best] if scores else 0, headers, places)


def check_columns(header: Header, wanted: Wanted) -> list[CheckItem]:
    """
    Warnings about the header. Raises Unusable where a column is missing that must be there.

    A column that pack.toml names must be there, whether or not the table can do without it.
    """
    items = []
    for name, column in COLUMNS_OF[wanted.table].items():
        if name in header.places:
            continue
        must = name in wanted.named or column.need is Need.ALWAYS
        must |= column.need is Need.MANY_BODIES and wanted.many_bodies
        must |= column.need is Need.MANY_YEARS and wanted.many_years
        taken = wanted.told().get(squashed(wanted.named.get(name, name)), name) != name
        if must or taken or column.need is Need.EXPECTED:
            item = _missing(name, header, wanted, must=must)
            if must:
                raise Unusable(item)
            items.append(item)
    if header.index:
        message = f"{counted(header.index, 'row')} above the header: taken for titles and left out."
        items.append(_item("title-rows-skipped", message, wanted, row=1))
    return items


def _missing(name: str, header: Header, wanted: Wanted, *, must: bool) -> CheckItem:
    looked_for = wanted.named.get(name, name)
    message = f"There is no column {looked_for}."
    if (taken_by := wanted.told().get(squashed(looked_for), name)) != name:
        message = f"The column {looked_for} is read as {taken_by}, as pack.toml says."
        message += f" Nothing else gives {name}."
    if used_for := COLUMNS_OF[wanted.table][name].used_for:
        message += f" It is used for {used_for}."
    # Where there is no header, the first row is somebody.
    headers = [each for each in header.headers if each and not may_be_personal(each)]
    fix = did_you_mean(looked_for, [each for each in headers if each != looked_for][:30])
    fix = f"{fix} Name the column's header in pack.toml, under columns.".strip()
    return found(
        "missing-column",
        message,
        table=wanted.table,
        file=wanted.file,
        row=header.index + 1,
        column=name,
        fix=fix,
        severity="error" if must else "warning",
    )


def _twice(header: str, wanted: Wanted) -> Unusable:
    message = f"There are two columns that are called {header}."
    return Unusable(_item("duplicate-header", message, wanted, value=header))


def _item(
    code: str, message: str, wanted: Wanted, row: int | None = None, value: str = ""
) -> CheckItem:
    return found(code, message, table=wanted.table, file=wanted.file, row=row, value=value)
