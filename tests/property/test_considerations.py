"""Laws of considerations and their counts."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st
from tests.factories.amhp import rule

from evenhand.data.definitions.amhp_codes import code_lists
from evenhand.domain.amhp.considerations import (
    STAMPS,
    Consideration,
    Delay,
    Status,
    Triage,
    durations,
    status,
    was_attended,
    was_completed,
)
from evenhand.domain.amhp.considerations_counts import by_month, by_outcome, delays_by_reason
from evenhand.domain.amhp.considerations_queries import queries

LISTS = code_lists()
TIMES = st.none() | st.datetimes(datetime(2024, 1, 1), datetime(2026, 12, 31)).map(  # noqa: DTZ001
    lambda found: found.replace(tzinfo=UTC)
)
CODES = st.sampled_from(["", "on no list at all", *(each.code for each in LISTS.outcomes.codes)])
REASONS = st.sampled_from(["fog", *(each.code for each in LISTS.delays.codes)])
CONSIDERATIONS = st.builds(
    Consideration,
    reference=st.just("a"),
    outcome=CODES,
    triage=st.none() | st.sampled_from(Triage),
    attended=st.none() | st.booleans(),
    delays=st.lists(st.builds(Delay, reason=REASONS, since=TIMES, until=TIMES), max_size=3).map(tuple),
    **{name: TIMES for name in (*STAMPS, "held_from", "held_until")},
)  # fmt: skip


@given(st.lists(CONSIDERATIONS, max_size=15))
def test_every_consideration_is_counted_once(them: list[Consideration]) -> None:
    """Parts of months, months, and outcomes each add up to all; completed is within attended."""
    months = by_month(them, LISTS.outcomes)
    assert sum(each.considered for each in months) == len(them)
    for each in months:
        parts = each.detained + each.community + each.without_detention + each.not_completed
        parts += each.not_recorded + each.not_taken_further + each.open
        assert parts == each.considered
        assert each.completed <= each.attended <= each.considered
    assert sum(by_outcome(them, LISTS.outcomes).values()) == len(them)
    found = delays_by_reason(them, LISTS.delays)
    assert sum(each.number for each in found) == sum(len(one.delays) for one in them)


@given(CONSIDERATIONS)
def test_any_record_has_a_status_and_no_negative_time(one: Consideration) -> None:
    """Whatever was entered in whatever order: nothing is refused."""
    assert status(one, LISTS.outcomes) in Status
    assert all(lasted >= timedelta(0) for lasted in durations(one).values())
    assert was_attended(one, LISTS.outcomes) or not was_completed(one, LISTS.outcomes)


@given(CONSIDERATIONS)
def test_a_step_the_wrong_way_round_is_asked_about(one: Consideration) -> None:
    """Every pair of times of one step that has no duration for that reason is in some query."""
    about = {name for each in queries(one, LISTS, rule("S136")) for name in each.fields}
    for since, until in (("assessment_start", "assessment_end"), ("held_from", "held_until")):
        first, last = one.time(since), one.time(until)
        if first and last and last < first:
            assert {since, until} <= about
