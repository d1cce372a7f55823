"""Times as people write them"""

import pytest

from evenhand.domain.amhp.clocks_time import StartRefused, read_start


@pytest.mark.parametrize(
    ("text", "utc"),
    [
        pytest.param("2025-07-01 10:00", "2025-07-01T09:00", id="Without a zone: London's clocks"),
        pytest.param("2025-07-01T10:00:30", "2025-07-01T09:00", id="Seconds"),
        pytest.param("01/07/2025 10:00", "2025-07-01T09:00", id="Day first, as British spreadsheets write"),
        pytest.param("2025-07-01T10:00 Europe/London", "2025-07-01T09:00", id="Named zone"),
        pytest.param("2025-07-01T10:00[Europe/London]", "2025-07-01T09:00", id="Zone in brackets"),
        pytest.param("2025-07-01T10:00+01:00[Europe/London]", "2025-07-01T09:00", id="Offset and zone"),
        pytest.param("2025-07-01 10:00 BST", "2025-07-01T09:00", id="BST"),
        pytest.param("2025-07-01T09:00Z", "2025-07-01T09:00", id="Z"),
        pytest.param("2025-07-01 09:00 UTC", "2025-07-01T09:00", id="UTC"),
        pytest.param("2025-07-01T11:00+0200", "2025-07-01T09:00", id="Another offset"),
        pytest.param("2025-10-26T01:30+01:00", "2025-10-26T00:30", id="The first 01:30 of the night"),
        pytest.param("2025-10-26T01:30+00:00", "2025-10-26T01:30", id="The second"),
        pytest.param("2025-10-26T01:30 GMT", "2025-10-26T01:30", id="The second, by name"),
    ],
)  # fmt: skip
def test_ways_to_write_a_time(text: str, utc: str) -> None:
    """All mean one instant."""
    (found,) = read_start(text).instants
    assert found.isoformat().startswith(utc)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        pytest.param("2025-07-01", "2025-07-01", id="A day alone"),
        pytest.param("2025-07-01T23:30Z", "2025-07-02", id="Late in UTC is the next day in London"),
        pytest.param("2025-12-31T23:30-01:00", "2026-01-01", id="And the next year"),
    ],
)
def test_the_day_is_londons(text: str, day: str) -> None:
    """Limits in days begin with the day in London."""
    assert read_start(text).day.isoformat() == day


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("2025-10-26 01:00", id="The first minute of the hour"),
        pytest.param("2025-10-26 01:59", id="The last"),
    ],
)
def test_an_hour_that_was_there_twice_has_two_readings(text: str) -> None:
    """The earlier first, an hour apart, on one day."""
    found = read_start(text)
    first, second = found.instants
    assert (second - first).total_seconds() == 3600
    assert found.ambiguous


@pytest.mark.parametrize("text", ["2025-10-26 00:59", "2025-10-26 02:00", "2025-03-30 02:00"])
def test_the_hours_around_it_have_one(text: str) -> None:
    """So have those around the hour that was left out."""
    assert not read_start(text).ambiguous


@pytest.mark.parametrize(
    ("text", "code"),
    [
        pytest.param("2025-03-30 01:00", "time-that-was-not", id="Clocks went from 00:59 to 02:00"),
        pytest.param(
            "2025-03-30 01:59", "time-that-was-not", id="The last minute that was left out"
        ),
        pytest.param("2025-01-10 10:00 BST", "zone-not-in-use", id="Summer time in winter"),
        pytest.param(
            "2025-01-10T10:00+01:00[Europe/London]",
            "zone-not-in-use",
            id="Offset and zone that disagree",
        ),
        pytest.param("2025-07-01 10:00 Europe/Paris", "unknown-zone", id="Another zone by name"),
        pytest.param("2025-03-29 10:00 PM", "twelve-hour-clock", id="Twelve hours"),
        pytest.param("45745.9167", "number-of-a-day", id="A day as spreadsheets keep it"),
        pytest.param("2025-02-29", "unreadable-time", id="No such day"),
        pytest.param("2025-03-01 24:00", "unreadable-time", id="No such hour"),
        pytest.param("2025-03-01 Z", "unreadable-time", id="A zone without a time"),
        pytest.param("yesterday", "unreadable-time", id="Words"),
        pytest.param("", "unreadable-time", id="Nothing"),
        pytest.param("1925-03-01", "year-out-of-range", id="A century too early"),
        pytest.param("9999-12-31", "year-out-of-range", id="A year that calendars end with"),
    ],
)
def test_what_is_no_time_is_refused_with_words(text: str, code: str) -> None:
    """And with what to write instead."""
    with pytest.raises(StartRefused) as refused:
        read_start(text)
    assert refused.value.code == code
    assert refused.value.message.endswith(".")
    assert refused.value.fix.endswith(".")
