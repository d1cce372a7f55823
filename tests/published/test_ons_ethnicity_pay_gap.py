"""Pay gaps against the Office for National Statistics, Ethnicity pay gaps 2012 to 2019.

https://www.ons.gov.uk/employmentandlabourmarket/peopleinwork/earningsandworkinghours
The release prints median pay in pounds and the gap in percent, both rounded.
"""

from pathlib import Path

import numpy as np
import openpyxl
import pytest
from tests.factories.measures import the
from tests.factories.pay import audit_of, people

from evenhand.domain.pay.gaps import gap
from evenhand.domain.pay.rules import Comparison

TABLES = {f"Table {number}": rows for number, rows in enumerate([128, 72, 32, 8, 8, 32, 32, 11], 1)}


@pytest.fixture(scope="module")
def workbook(shared_data: Path) -> openpyxl.Workbook:
    file = shared_data / "pay_gap" / "ons_ethnicity_pay_gap_2012_2019.xlsx"
    return openpyxl.load_workbook(file, data_only=True)


def published(
    sheet: openpyxl.worksheet.worksheet.Worksheet,
) -> list[tuple[str, float, float, float]]:
    """(group, reference's pay, group's pay, gap) of every line and column of one table."""
    rows = [list(row) for row in sheet.iter_rows(values_only=True)]
    (first,) = [i for i, row in enumerate(rows) if row and row[0] in ("White British", "White")]
    heads, reference = rows[first - 1], rows[first]
    places: dict[object, list[int]] = {}
    for place, head in enumerate(heads):
        if head is not None and place:
            places.setdefault(str(head).strip(), []).append(place)
    found = []
    for row in rows[first + 1 :]:
        for pounds, percent in places.values():
            figures = (reference[pounds], row[pounds], row[percent])
            if all(isinstance(figure, int | float) for figure in figures):
                found.append((row[0], *map(float, figures)))
    return found


@pytest.mark.parametrize("table", TABLES)
def test_every_gap_of_the_release(workbook: openpyxl.Workbook, table: str) -> None:
    """The published gaps come from medians before rounding, so the last digit may differ."""
    lines = published(workbook[table])
    assert len(lines) == TABLES[table]
    for group, reference, pay, percent in lines:
        # Half a penny on either median, and half of the last printed digit.
        slack = 100 * 0.005 / reference * (1 + pay / reference) + 0.05 + 1e-9
        worked_out = float(gap(np.array(reference), np.array(pay)))
        assert worked_out == pytest.approx(percent, abs=slack), (table, group)


def test_white_irish_in_2019_through_the_whole_audit(workbook: openpyxl.Workbook) -> None:
    """17.55 against 12.49 is a gap of -40.5%: paid more."""
    (line,) = [
        each
        for each in published(workbook["Table 1"])
        if each[0] == "White Irish" and each[3] == -40.5
    ]
    _, white_british, irish, percent = line
    rows = people(30, white_british) + people(30, irish, "irish")
    comparison = Comparison(grouping="census-2021-19", reference="white-british", headline=True)
    found = audit_of(rows, comparisons=(comparison,))
    result = the(list(found.results), indicator="median-gap", group="irish")
    assert result.value == pytest.approx(percent, abs=0.05)
    assert "was 40.5% higher than that of White British staff" in result.reading
