"""Which values of a file may be printed, and which may give somebody away.

A column may be mapped to the wrong header, and then what is not understood is a person's id, pay
or birth date. Values of personal columns are never shown; this is about the others.
"""

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from evenhand.data.readers.column_list import COLUMNS_OF
from evenhand.data.readers.columns import Reads

if TYPE_CHECKING:
    from evenhand.data.engines.duckdb import Engine

# In these tables no row is a person.
NOT_OF_PEOPLE = ("counts", "population", "bodies")

_PART = "[-/. ]+"
_DATE = re.compile(
    rf"\d{{1,4}}{_PART}\d{{1,2}}{_PART}\d{{1,4}}"
    rf"|\d{{1,2}}(st|nd|rd|th)?{_PART}?(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
    rf"[-/., ]*\d{{2,4}}",
    re.IGNORECASE,
)
_POINT = r"\.0+$"
_YEAR = re.compile(r"(fy\s*)?(19|20)\d\d(\s*[-/]\s*(\d\d|\d{4}))?", re.IGNORECASE)


def may_be_personal(text: str) -> bool:
    """Whether a text looks like a date, an address or a number of four digits or more.

    >>> [may_be_personal(text) for text in ("E1234567", "81,898", "2 Feb 76", "Band 8a")]
    [True, True, True, False]
    """
    digits = re.sub(r"(?<=\d)[,.\s](?=\d)", "", text)
    return bool(re.search(r"\d{4}", digits) or _DATE.search(text) or "@" in text)


def hidden(engine: "Engine", name: str, table: str, column: str, texts: Iterable[str]) -> set[str]:
    """
    Those of the texts that must not be printed: see `may_be_personal`, and any that is also in a
    personal column of the raw relation `name`. A year in a column of years may be.
    """
    if table in NOT_OF_PEOPLE:
        return set()
    shown = {text for text in texts if text}
    years = COLUMNS_OF[table][column].reads is Reads.YEAR
    hide = {
        text for text in shown if may_be_personal(text) and not (years and _YEAR.fullmatch(text))
    }
    return hide | _among_personal(engine, name, table, sorted(shown - hide))


def _among_personal(engine: "Engine", name: str, table: str, texts: Sequence[str]) -> set[str]:
    # Headers are read without an engine, which takes long to import.
    from evenhand.data.engines.duckdb import name_of

    among: set[str] = set()
    for column in engine.columns(name) if texts else ():
        if column in COLUMNS_OF[table] and COLUMNS_OF[table][column].personal:
            # A number is the same number with and without its decimal point.
            text = f"regexp_replace(lower(trim({name_of(column)}::VARCHAR)), '{_POINT}', '')"
            sql = f"SELECT DISTINCT {text} FROM {name_of(name)} WHERE {text} IN (SELECT unnest($1))"
            among |= {value for (value,) in engine.rows(sql, [[_compared(t) for t in texts]])}
    return {text for text in texts if _compared(text) in among}


def _compared(text: str) -> str:
    return re.sub(_POINT, "", text.lower())
