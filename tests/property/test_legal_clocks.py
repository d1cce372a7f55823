"""Laws of the legal clocks."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.factories.amhp import limit_of, rule

from evenhand.data.definitions.amhp_clocks import proclaimed_holidays, rule_book
from evenhand.domain.amhp.clocks import CannotCount, limit, safe
from evenhand.domain.amhp.clocks import readings as readings_of
from evenhand.domain.amhp.clocks_rules import Counts
from evenhand.domain.amhp.clocks_time import LONDON, StartRefused, at_london, read_start

MINUTES = st.datetimes(datetime(2018, 1, 1), datetime(2045, 12, 31)).map(  # noqa: DTZ001
    lambda found: found.replace(second=0, microsecond=0, tzinfo=UTC)
)
DAYS = st.dates(datetime(2009, 1, 1).date(), datetime(2180, 12, 31).date())  # noqa: DTZ001
COUNTED = st.sampled_from([each for each in rule_book().rules if each.versions])
FORWARD = (Counts.HOURS, Counts.DAYS, Counts.MONTHS, Counts.DAYS_BETWEEN)
FORWARD_RULES = COUNTED.filter(lambda each: each.versions[-1].counts in FORWARD)
HOURS = COUNTED.filter(lambda each: each.versions[-1].counts is Counts.HOURS)
# Nights in which clocks in London change, and some in which they do not.
NIGHTS = st.sampled_from(["2025-03-29", "2025-10-25", "2026-03-28", "2026-10-24", "2026-02-10"])


@given(HOURS, MINUTES)
def test_elapsed_time_is_the_same_whatever_the_clocks_do(one, start) -> None:  # type: ignore[no-untyped-def]
    """A limit in hours is as many seconds in March and October as in any other month."""
    found = limit(one, read_start(start.isoformat()), proclaimed_holidays())
    assert found.ends is not None
    assert found.ends - start == timedelta(hours=found.version.amount)


@given(HOURS, NIGHTS, st.integers(0, 23 * 60))
def test_a_change_of_the_clocks_shortens_no_elapsed_limit(one, night, minutes) -> None:  # type: ignore[no-untyped-def]
    """Started by London's clocks on an evening of change, the seconds to the end are all there."""
    hour, minute = divmod(minutes, 60)
    start = read_start(f"{night} {hour:02}:{minute:02}")
    found = limit(one, start, proclaimed_holidays())
    assert found.ends is not None
    passed = found.ends.timestamp() - start.instants[0].timestamp()
    assert passed == 3600 * found.version.amount


@given(FORWARD_RULES, MINUTES)
def test_an_end_is_never_before_its_start(one, start) -> None:  # type: ignore[no-untyped-def]
    """In days or in seconds."""
    found = limit(one, read_start(start.isoformat()), proclaimed_holidays())
    if found.ends:
        assert found.ends >= start
    else:
        assert found.last_day is not None
        assert found.last_day >= at_london(start).date()


@given(COUNTED, MINUTES)
def test_utc_and_london_agree(one, start) -> None:  # type: ignore[no-untyped-def]
    """The same start written in UTC, with London's offset and with a far one has the same limit."""
    far = start.astimezone(ZoneInfo("Asia/Kolkata"))
    limits = [
        limit(one, read_start(text), proclaimed_holidays())
        for text in (start.isoformat(), at_london(start).isoformat(), far.isoformat())
    ]
    assert limits[0] == limits[1] == limits[2]
    if limits[0].ends:
        assert at_london(limits[0].ends) == limits[0].ends


@given(MINUTES)
def test_a_london_time_is_read_as_the_clocks_showed_it(start) -> None:  # type: ignore[no-untyped-def]
    """What London shows at an instant, read without an offset, is that instant or one of two."""
    shown = at_london(start).replace(tzinfo=None).isoformat()
    found = read_start(shown)
    assert start in found.instants
    assert len(found.instants) == (2 if shown_twice(start) else 1)


def shown_twice(instant: datetime) -> bool:
    """Whether London's clocks show the same an hour before or after: found without the reader."""
    shown = at_london(instant).replace(tzinfo=None)
    hour = timedelta(hours=1)
    return any(
        (instant + step).astimezone(LONDON).replace(tzinfo=None) == shown for step in (-hour, hour)
    )


@given(FORWARD_RULES, DAYS, st.integers(0, 400))
def test_whoever_starts_later_does_not_end_earlier(one, day, later) -> None:  # type: ignore[no-untyped-def]
    """Inside one version of the law."""
    if one.versions[0].counts is Counts.HOURS:
        return
    first = limit(one, read_start(day.isoformat()), proclaimed_holidays())
    after = limit(one, read_start((day + timedelta(days=later)).isoformat()), proclaimed_holidays())
    assert first.last_day is not None and after.last_day is not None
    assert first.last_day <= after.last_day


@given(st.integers(0, 59), st.sampled_from(["2024-10-27", "2025-10-26", "2026-10-25"]))
def test_the_safe_reading_is_the_earlier_end(minute, day) -> None:  # type: ignore[no-untyped-def]
    """Of the two readings of an hour that was there twice."""
    start = read_start(f"{day} 01:{minute:02}")
    found = readings_of(rule("S136"), start, proclaimed_holidays())
    assert len(found) == 2
    assert safe(found).ends == min(each.ends for each in found if each.ends)


@given(st.text(max_size=30))
def test_any_text_is_read_or_refused_with_words(text: str) -> None:
    """Nothing else happens."""
    try:
        found = read_start(text)
    except StartRefused as refused:
        assert refused.fix
    else:
        assert found.day


@pytest.mark.parametrize("hours", [0.25, 6.0, 12.0])
@given(start=MINUTES)
def test_an_extension_adds_its_hours_and_no_more(start, hours) -> None:  # type: ignore[no-untyped-def]
    """And never more than the law's 36 in all."""
    whole, longer = (limit_of("S136", start.isoformat(), each) for each in (0.0, hours))
    assert whole.ends and longer.ends
    assert longer.ends - whole.ends == timedelta(hours=hours)
    assert longer.ends - start <= timedelta(hours=36)
    with pytest.raises(CannotCount):
        limit_of("S136", start.isoformat(), 12.01)
