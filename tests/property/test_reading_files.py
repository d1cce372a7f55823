"""Reading files: whatever is in them, nothing is lost and nothing crashes."""

import csv
import gzip
import io
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.factories.kept_engine import kept_engine
from tests.factories.packs import PERSON, check, make_pack, write_table

from evenhand.data.definitions.load import labels
from evenhand.data.readers.codes import CODES
from evenhand.data.readers.dates import read_date
from evenhand.data.readers.numbers import read_number, read_whole
from evenhand.data.readers.pack import read_pack

# A pack is read for each: as many as find a fault that was put in.
FEW = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
MORE = settings(max_examples=200, deadline=None)


def _checked(name: str, content: bytes) -> list[str]:
    """The codes that a check of a pack with this staff file gives."""
    with TemporaryDirectory() as folder:
        make_pack(Path(folder), manifest={"tables": {"staff": {"file": name}}})
        (Path(folder) / name).write_bytes(content)
        pack = check(Path(folder))
        assert pack.readable == bool(pack.rows["staff"].used)
        return [item.code for item in pack.items]


def _plain(content: bytes) -> bytes:
    return content


def _as_text(content: bytes) -> bytes:
    return b"person,ethnic_category,pay_band,start_date,salary,board\n" + content


def _packed(content: bytes) -> bytes:
    return gzip.compress(content)


@pytest.mark.parametrize(
    ("name", "wrap"),
    [
        ("staff.csv", _plain),
        ("staff.csv", _as_text),
        ("staff.csv.gz", _plain),
        ("staff.csv.gz", lambda content: b"\x1f\x8b" + content),
        ("staff.csv.gz", _packed),
        ("staff.xlsx", _plain),
        ("staff.xlsx", lambda content: b"PK\x03\x04" + content),
        ("staff.parquet", _plain),
        ("staff.parquet", lambda content: b"PAR1" + content + b"PAR1"),
    ],
)
@given(content=st.binary(max_size=400))
@FEW
def test_any_bytes_give_items_and_never_an_exception(
    name: str, wrap: Callable[[bytes], bytes], content: bytes
) -> None:
    assert set(_checked(name, wrap(content))) <= CODES.keys()


@cache
def _sound(form: str) -> bytes:
    rows = [PERSON | {"person": f"p{n}"} for n in range(20)]
    with TemporaryDirectory() as folder:
        return write_table(Path(folder) / f"staff.{form}", rows).read_bytes()


@pytest.mark.parametrize("form", ["csv", "xlsx", "parquet"])
@given(data=st.data())
@FEW
def test_a_damaged_file_gives_items_and_never_an_exception(form: str, data: st.DataObject) -> None:
    content = bytearray(_sound(form))
    for _ in range(data.draw(st.integers(1, 8))):
        place = data.draw(st.floats(0, 1, exclude_max=True))
        content[int(place * len(content))] = data.draw(st.integers(0, 255))
    assert set(_checked(f"staff.{form}", bytes(content))) <= CODES.keys()


@given(
    text=st.one_of(
        st.text(max_size=200),
        st.text(alphabet="[]{}=\"'.,#\n abody1-", max_size=60).map(lambda t: f"[body]\n{t}"),
    )
)
@MORE
def test_any_manifest_gives_items_and_never_an_exception(text: str) -> None:
    with TemporaryDirectory() as folder:
        (Path(folder) / "pack.toml").write_text(text, encoding="utf-8")
        with kept_engine() as engine:
            pack = read_pack(Path(folder), engine=engine)
    assert pack.items
    assert not pack.readable


CELLS = st.text(
    alphabet=st.characters(blacklist_categories=["Cs"], blacklist_characters="\0"), max_size=12
)


@given(
    rows=st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=12),
    separator=st.sampled_from([",", ";", "\t", "|"]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
    titles=st.integers(0, 3),
)
@settings(FEW, max_examples=60)
def test_text_comes_back_as_it_was_written_from_the_row_it_was_in(
    rows: list[tuple[str, str]], separator: str, encoding: str, titles: int
) -> None:
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=separator, quoting=csv.QUOTE_ALL)
    writer.writerows([["A title"]] * titles)
    writer.writerow(["person", "ethnic_category", "team", "role"])
    writer.writerows(["p", "A", *row] for row in rows)
    with TemporaryDirectory() as folder:
        make_pack(Path(folder), manifest={"tables": {"staff": {"file": "staff.csv"}}})
        (Path(folder) / "staff.csv").write_bytes(out.getvalue().encode(encoding))
        manifest = 'posts = "each"\n' + (Path(folder) / "pack.toml").read_text()
        (Path(folder) / "pack.toml").write_text(manifest)
        with kept_engine() as engine:
            repeated = read_pack(Path(folder), engine=engine).rows["staff"].repeated
            found = dict(engine.rows("SELECT row, (team, role) FROM staff"))
    first = titles + 2
    expected = {
        number: tuple(" ".join(cell.split()) or None for cell in row)
        for number, row in enumerate(rows, start=first)
        if rows.index(row) == number - first
    }
    assert found == expected
    assert repeated == len(rows) - len(expected)


WAYS = ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d-%b-%Y", "%d %B %Y", "%Y%m%d", "%Y/%m/%d")


@given(day=st.dates(date(1900, 1, 1), date(2100, 12, 31)), way=st.sampled_from(WAYS))
@MORE
def test_a_date_written_in_any_way_is_read_as_the_same_day(day: date, way: str) -> None:
    assert read_date(day.strftime(way), latest_year=2026) == (day, "")
    assert read_date(day.strftime(way) + " 00:00:00", latest_year=2026) == (day, "")
    assert read_date(day, latest_year=2026) == (day, "")


@given(day=st.dates(date(1928, 1, 1), date(2100, 12, 31)))
@MORE
def test_excels_day_numbers_are_read_as_the_same_day(day: date) -> None:
    number = str((day - date(1899, 12, 30)).days)
    assert read_date(number, latest_year=2026) == (day, "excel-serial-date")


@given(day=st.dates(date(1930, 1, 1), date(2026, 12, 31)))
@MORE
def test_years_of_two_digits_are_the_last_that_make_sense(day: date) -> None:
    read, note = read_date(day.strftime("%d-%b-%y"), latest_year=2026)
    assert (read, note) == (day, "two-digit-year")


@given(pence=st.integers(-(10**12), 10**12))
@MORE
def test_an_amount_written_in_any_way_is_read_as_the_same_number(pence: int) -> None:
    amount = pence / 100
    ways = [f"{amount:.2f}", f"{amount:,.2f}", f"£{amount:,.2f}".replace("£-", "-£"), f" {amount} "]
    ways.append(f"{amount:,.2f}".translate(str.maketrans(",.", ".,")))
    ways.append(f"{amount:,.2f}".replace(",", "\N{NO-BREAK SPACE}"))
    for way in ways:
        assert read_number(way) == (pytest.approx(amount), "")


@given(text=st.text(max_size=20))
@MORE
def test_any_text_is_a_number_a_blank_or_unreadable(text: str) -> None:
    number, problem = read_number(text)
    assert (number is None) or problem == ""
    assert problem in ("", "unreadable-number")
    whole, _ = read_whole(text)
    assert whole is None or whole == number


@given(text=st.text(max_size=20))
@MORE
def test_any_text_is_a_date_a_blank_or_unreadable(text: str) -> None:
    day, problem = read_date(text, latest_year=2026)
    known = ("", "unreadable-date", "two-digit-year", "excel-serial-date")
    assert problem in known
    assert day is None or problem != "unreadable-date"


SPELLINGS = [
    (column, code, words)
    for column, codes in labels().columns.items()
    for code, spellings in codes.items()
    for words in (code, *spellings)
    if words != "blank"
]


@given(
    spelling=st.sampled_from(SPELLINGS),
    change=st.sampled_from(
        [str.upper, str.title, lambda t: f"  {t} ", lambda t: t.replace("-", " ")]
    ),
)
@MORE
def test_every_spelling_of_a_label_means_its_code(
    spelling: tuple[str, str, str], change: Callable[[str], str]
) -> None:
    column, code, words = spelling
    assert labels().find(column, change(words)) == code
