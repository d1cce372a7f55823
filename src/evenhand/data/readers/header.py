"""Finds the header of a table, below any titles, and which of its columns is which."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

from evenhand.data.readers.column_list import COLUMNS_OF
from evenhand.data.readers.columns import Need
from evenhand.data.readers.item import CheckItem, Unusable, counted, did_you_mean, found
from evenhand.data.readers.may_be_shown import may_be_personal

# What the cells of columns that lie across say: which group, how many of it, and of how many.
ACROSS = ("group", "numerator", "denominator")
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
    header_rows: int = 1
    one_person_a_row: bool = False
    same: Mapping[str, str] = field(default_factory=dict)
    across: Mapping[str, str] = field(default_factory=dict)

    def given(self) -> tuple[str, ...]:
        """Columns that pack.toml gives without there being one in the file."""
        person = ("person",) if self.one_person_a_row else ()
        return (*self.same, *(ACROSS if self.across else ()), *person)

    def keys(self) -> dict[str, str]:
        """The header that is looked for, as compared, to the column that it means."""
        keys = self.told()
        for name in COLUMNS_OF[self.table]:
            if name in self.given():
                continue
            headers = () if name in self.named else (name, *_ALSO.get(name, ()))
            keys |= {squashed(header): name for header in headers if squashed(header) not in keys}
        return keys

    def told(self) -> dict[str, str]:
        """The headers that pack.toml names, as compared; what it says goes before a raw name."""
        known = (name for name in COLUMNS_OF[self.table] if name in self.named)
        return {squashed(self.named[name]): name for name in known}


@dataclass(frozen=True)
class Header:
    """
    Where the header ends (0 is the first row, -1 where there is none), and the place of each
    column that was found. `across` are places of figures, each with the group that it is of.
    """

    index: int
    matches: int
    headers: tuple[str, ...]
    places: Mapping[str, int]
    across: Mapping[int, str] = field(default_factory=dict)


def squashed(header: str) -> str:
    """A header without capitals, spaces, hyphens and underscores, which people write as they like.

    >>> squashed("Ethnic-Category ")
    'ethniccategory'
    """
    return re.sub(r"[\s_\-\ufeff]+", "", header.casefold())


def find_header(rows: Sequence[Sequence[str]], wanted: Wanted) -> Header:
    """The first of the rows with the most headers that are looked for; with none, the first row."""
    keys = wanted.keys()
    if not wanted.header_rows:
        return _placed(-1, numbered(max(map(len, rows), default=0)), keys, wanted)
    names = [named_by(rows, index, wanted.header_rows) for index in range(len(rows))]
    looked_for = keys.keys() | {squashed(header) for header in wanted.across}
    scores = [len({squashed(cell) for cell in row} & looked_for) for row in names]
    filled = (index for index, row in enumerate(rows) if any(cell.strip() for cell in row))
    best = scores.index(max(scores)) if any(scores) else next(filled, 0)
    return _placed(best, names[best] if rows else (), keys, wanted)


def numbered(width: int) -> tuple[str, ...]:
    """What columns are called where no row says it.

    >>> numbered(2)
    ('Column 1', 'Column 2')
    """
    return tuple(f"Column {number}" for number in range(1, width + 1))


def named_by(rows: Sequence[Sequence[str]], index: int, header_rows: int) -> tuple[str, ...]:
    """
    The names of columns in the row `index`, with that of the row above before it where there are
    two: a cell there holds for the empty ones to its right, as merged cells do.

    >>> named_by([["Pay", "", "Post"], ["Basic", "Bonus", "Title"]], 1, 2)
    ('Pay Basic', 'Pay Bonus', 'Post Title')
    """
    low = [" ".join(cell.split()) for cell in rows[index]]
    if header_rows < 2 or not index:
        return tuple(low)
    above, last = [], ""
    for cell in rows[index - 1]:
        last = " ".join(cell.split()) or last
        above.append(last)
    if not any(low):
        return tuple(low)
    pairs = zip_longest(above, low, fillvalue="")
    return tuple(f"{upper} {lower}".strip() if lower or upper else "" for upper, lower in pairs)


def apart(headers: Sequence[str]) -> tuple[str, ...]:
    """Headers with the number of each one that is there more than once.

    >>> apart(["Grade", "Team", "grade"])
    ('Grade (1)', 'Team', 'grade (2)')
    """
    keys = [squashed(header) for header in headers]
    return tuple(
        f"{header} ({keys[: place + 1].count(key)})" if key and keys.count(key) > 1 else header
        for place, (header, key) in enumerate(zip(headers, keys, strict=True))
    )


def _placed(
    index: int, headers: tuple[str, ...], keys: Mapping[str, str], wanted: Wanted
) -> Header:
    places: dict[str, int] = {}
    figures = {squashed(header): group for header, group in wanted.across.items()}
    across: dict[int, str] = {}
    for place, (header, numbered) in enumerate(zip(headers, apart(headers), strict=True)):
        if (group := figures.get(squashed(header))) is not None:
            across[place] = group
        elif name := keys.get(squashed(numbered)) or keys.get(squashed(header)):
            if name in places:
                raise _twice(header, wanted)
            places[name] = place
    return Header(index, len(places) + len(across), headers, places, across)


def check_columns(header: Header, wanted: Wanted) -> list[CheckItem]:
    """
    Warnings about the header. Raises Unusable where a column is missing that must be there.

    A column that pack.toml names must be there, whether or not the table can do without it.
    """
    items = []
    for name, column in COLUMNS_OF[wanted.table].items():
        if name in header.places or name in wanted.given():
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
    if missing := len(wanted.across) - len(header.across):
        message = (
            f"{counted(missing, 'column')} of those under across in pack.toml: not there once."
        )
        raise Unusable(_item("missing-column", message, wanted, row=header.index + 1))
    if (above := header.index + 1 - wanted.header_rows) > 0:
        message = f"{counted(above, 'row')} above the header: taken for titles and left out."
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
