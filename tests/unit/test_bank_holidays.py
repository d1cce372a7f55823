"""Bank holidays of England and Wales, against the lists of GOV.UK for some years."""

from datetime import date

import pytest

from evenhand.data.definitions.amhp_clocks import proclaimed_holidays
from evenhand.domain.amhp.clocks_business_days import bank_holidays, business_days_after

# Weekends differ in each: Christmas on a Friday, Saturday, Sunday, Monday, Wednesday, Thursday.
LISTS = {
    2020: "01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28",
    2021: "01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28",
    2022: "01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27",
    2023: "01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26",
    2024: "01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26",
    2025: "01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26",
    2026: "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28",
}


@pytest.mark.parametrize("year", LISTS)
def test_the_years_list(year: int) -> None:
    found = sorted(f"{day:%m-%d}" for day in bank_holidays(year, proclaimed_holidays()))
    assert " ".join(found) == LISTS[year]


def test_business_days_pass_over_weekends_and_bank_holidays() -> None:
    """From Christmas Eve 2021, a Friday: Monday and Tuesday stand in for the feast days."""
    known = proclaimed_holidays()
    assert business_days_after(date(2021, 12, 24), 1, known) == date(2021, 12, 29)
    assert business_days_after(date(2021, 12, 24), 4, known) == date(2022, 1, 4)
