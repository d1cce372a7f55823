"""Truths of the AMHP data set: whatever its columns may hold comes back as it went in."""

import random
import tempfile
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from tests.factories.amhp_sets import any_value, write_set

from evenhand.data.definitions.amhp_dataset import data_set
from evenhand.data.readers.amhp_set import open_set

TEXT = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), max_size=12)


@given(st.integers(0, 10**6), st.integers(1, 6))
def test_what_was_written_is_read_back(seed, count):
    draw = random.Random(seed)
    tables = {}
    for table in data_set().tables:
        if table.name in ("delays", "asks"):
            continue
        tables[table.name] = [
            {
                column.name: any_value(draw, column)
                for column in table.columns
                if column.needed or draw.random() < 0.5
            }
            for _ in range(count)
        ]
        key = table.columns[0].name
        if table.columns[0].kind == "reference":
            for place, row in enumerate(tables[table.name]):
                row[key] += str(place)
    with tempfile.TemporaryDirectory() as folder:
        found = open_set(write_set(Path(folder), tables)).all()
    assert {name: rows for name, rows in found.items() if rows} == tables


@given(st.lists(st.lists(TEXT, min_size=1, max_size=6), max_size=8))
def test_every_row_of_any_file_is_used_or_kept(records):
    """Nothing is dropped without a word, and no cell is repeated in a message."""
    import csv

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with (folder / "considerations.csv").open("w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file)
            writer.writerow(["reference", "outcome", "referred", "disability", "miles", "attended"])
            writer.writerows(records)
        found = open_set(folder)
        used = list(found.rows("considerations"))
    if found.counts:
        counts = found.counts["considerations"]
        assert counts.read == counts.used + counts.rejected
        assert (counts.used, counts.rejected) == (len(used), len(found.rejected))
