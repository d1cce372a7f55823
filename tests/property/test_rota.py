"""Laws of the rota, whatever shifts there are and whoever is on them."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.factories.amhp_rota_rules import RULES

from evenhand.domain.amhp.clocks_time import Start
from evenhand.domain.amhp.register_entries import Entry, Event, PersonLog
from evenhand.domain.amhp.register_may_act import may_act
from evenhand.domain.amhp.register_periods import beginning_of
from evenhand.domain.amhp.rota import Barred, Kind, Person, Placed, Rota, Slot, Span, on_at
from evenhand.domain.amhp.rota_acting import barred_by
from evenhand.domain.amhp.rota_cover import gaps, nothing_planned
from evenhand.domain.amhp.rota_findings import Finding, findings, would_be_found
from evenhand.domain.amhp.rota_rest import (
    WEEK,
    RestRules,
    spans_that_count,
    too_full_weeks,
    too_short_rests,
)
from evenhand.domain.amhp.rota_swaps import MOVES, SwapState, Who, moves_for

FEW = settings(max_examples=50)
# Across the night in which clocks go back.
START = datetime(2026, 10, 23, tzinfo=UTC)
HOURS = 60
WINDOW = Span(START, START + timedelta(hours=HOURS))


def hour(number: int) -> datetime:
    return START + timedelta(hours=number)


spans = st.tuples(st.integers(0, HOURS - 1), st.integers(1, 16)).map(
    lambda pair: Span(hour(pair[0]), hour(pair[0] + pair[1]))
)


@st.composite
def rotas(draw: st.DrawFn) -> Rota:
    """A few shifts, people of whom some may not act for a while, and placements that begin or end midway."""
    slots = [
        Slot(
            id=number + 1,
            span=draw(spans),
            kind=draw(st.sampled_from(Kind)),
            needed=draw(st.integers(0, 2)),
        )
        for number in range(draw(st.integers(1, 4)))
    ]
    people = []
    for number in (1, 2, 3):
        bars = draw(st.lists(spans, max_size=1))
        barred = tuple(Barred(each.since, each.until, "Made up.") for each in bars)
        people.append(Person(id=number, name=f"Person {number}", barred=barred))
    chosen = draw(
        st.lists(
            st.tuples(st.sampled_from(slots), st.sampled_from((1, 2, 3)), st.none() | spans),
            unique_by=lambda each: (each[0].id, each[1]),
            max_size=6,
        )
    )
    placed = tuple(
        Placed(
            slot=slot,
            person=who,
            since=part.since if part else None,
            left=part.until if part else None,
        )
        for slot, who, part in chosen
    )
    return Rota(slots=tuple(slots), placed=placed, people=tuple(people))


def not_barred(rota: Rota, who: int, instant: datetime) -> bool:
    return not any(each.span.holds(instant) for each in rota.person[who].barred)


@FEW
@given(rotas())
def test_a_gap_is_every_hour_with_too_few_and_no_other(rota: Rota) -> None:
    """Counted again, hour by hour, from who is on and may act."""
    told = {
        (gap.slot.id, number, gap.there)
        for gap in gaps(rota)
        for number in range(HOURS + 20)
        if gap.span.holds(hour(number))
    }
    plain = set()
    for slot in rota.slots:
        for number in range(HOURS + 20):
            if slot.span.holds(hour(number)):
                on = [each for each in on_at(rota.placed, hour(number)) if each.slot == slot]
                there = sum(not_barred(rota, each.person, hour(number)) for each in on)
                if there < slot.needed:
                    plain.add((slot.id, number, there))
    assert told == plain


@FEW
@given(rotas())
def test_nobody_who_may_not_act_is_placed_untold(rota: Rota) -> None:
    """For each hour of each placement: told if and only if barred then."""
    told = [each for each in findings(rota, RULES, WINDOW) if each.code == "may-not-act"]
    for placed in rota.placed:
        for number in range(HOURS):
            if placed.span.holds(hour(number)):
                named = any(
                    each.person == placed.person
                    and each.slot == placed.slot.id
                    and each.span.holds(hour(number))
                    for each in told
                )
                assert named is not not_barred(rota, placed.person, hour(number))


@FEW
@given(rotas())
def test_every_hour_is_planned_or_told(rota: Rota) -> None:
    free = nothing_planned(rota, WINDOW)
    for number in range(HOURS):
        covered = any(slot.span.holds(hour(number)) for slot in rota.slots)
        assert covered is not any(each.holds(hour(number)) for each in free)


@FEW
@given(rotas())
def test_each_finding_says_what_to_do_and_is_told_once(rota: Rota) -> None:
    told = findings(rota, RULES, WINDOW)
    assert all(each.message.endswith(".") and each.fix.endswith(".") for each in told)
    assert len({(each.code, each.span, each.slot, each.person) for each in told}) == len(told)


@FEW
@given(spans, st.integers(2, 4))
def test_shifts_that_meet_are_told_once_with_their_number(both: Span, number: int) -> None:
    slots = tuple(Slot(id=each, span=both) for each in range(1, number + 1))
    rota = Rota(
        slots=slots,
        placed=tuple(Placed(slot=slot, person=1) for slot in slots),
        people=(Person(id=1, name="Person 1", barred=()),),
    )
    (told,) = [each for each in findings(rota, RULES, WINDOW) if each.code == "double"]
    assert (told.span, told.slot) == (both, number)
    assert ("two shifts" if number == 2 else f"{number} shifts") in told.message


@FEW
@given(st.lists(spans, max_size=6), st.integers(1, 40))
def test_no_seven_days_have_more_hours_than_the_rule_untold(those: list[Span], most: int) -> None:
    """Every week, begun at any hour, that is too full has time in common with one that is told."""
    rules = RestRules(most_hours_a_week=most)
    placed = [
        Placed(slot=Slot(id=number, span=each), person=1) for number, each in enumerate(those)
    ]
    counting = spans_that_count(placed, rules)
    told = too_full_weeks(counting, rules)
    assert all(worked > most for _, worked in told)
    for number in range(-200, HOURS):
        week = Span(hour(number), hour(number) + WEEK)
        if sum(each.shared(week).hours for each in counting) > most:
            assert any(week.meets(each) for each, _ in told)


@FEW
@given(st.lists(spans, max_size=6), st.integers(0, 12))
def test_rests_are_between_shifts_and_short(those: list[Span], between: int) -> None:
    rules = RestRules(hours_between=between)
    placed = [
        Placed(slot=Slot(id=number, span=each), person=1) for number, each in enumerate(those)
    ]
    counting = spans_that_count(placed, rules)
    for rest in too_short_rests(counting, rules):
        assert rest.hours < between
        assert not any(rest.meets(each) for each in counting)


@FEW
@given(rotas(), st.integers(0, 3), st.sampled_from((1, 2, 3)))
def test_what_placing_would_mean_is_what_is_found_once_placed(
    rota: Rota, which: int, who: int
) -> None:
    """Told before equals found after, less what was found already."""
    slot = rota.slots[which % len(rota.slots)]
    if any(each.slot == slot and each.person == who for each in rota.placed):
        return
    new = Placed(slot=slot, person=who)
    wide = Span(START - WEEK * 3, WINDOW.until + WEEK * 3)

    def of(those: Rota) -> set[Finding]:
        return {each for each in findings(those, RULES, wide) if each.person == who}

    after = Rota(slots=rota.slots, placed=(*rota.placed, new), people=rota.people)
    assert set(would_be_found(new, rota, RULES)) == of(after) - of(rota)


@FEW
@given(st.sampled_from(SwapState), st.frozensets(st.sampled_from(Who)), st.booleans())
def test_a_swap_that_is_over_stays_so(
    state: SwapState, who: frozenset[Who], agreement: bool
) -> None:
    """And where a duty manager has to agree, nobody else makes a swap taken."""
    moves = moves_for(state, who, agreement=agreement)
    assert state.open or not moves
    if agreement and Who.MANAGER not in who:
        assert all(move.after is not SwapState.TAKEN for move in moves)
    assert all(move == MOVES[move.name] for move in moves)


ENTERED = st.tuples(
    st.sampled_from(
        [each for each in Event if each not in (Event.EXPIRE, Event.TRAINING)],
    ),
    st.sampled_from([date(2020, 2, 29), date(2021, 3, 15), date(2025, 2, 28), date(2026, 3, 14)]),
    st.integers(0, 2),
    st.sampled_from(("North", "South")),
)


@FEW
@given(st.lists(ENTERED, max_size=6), st.sampled_from(("", "North", "South")))
def test_whoever_is_barred_is_whoever_may_not_act(
    entered: list[tuple[Event, date, int, str]], authority: str
) -> None:
    """On every day around each entry and each end of a term, at midnight, a moment before, and at noon."""
    log = PersonLog(
        person="1",
        entries=tuple(
            Entry(
                id=number,
                person="1",
                event=event,
                start=Start(day + timedelta(days=more)),
                authority=named,
                reason="REQ" if event is Event.END else "",
            )
            for number, (event, day, more, named) in enumerate(entered, start=1)
        ),
    )
    barred = barred_by(log, authority)
    assert not log.entries or barred[0].since is None
    for year in (2020, 2021, 2025, 2026, 2030, 2031):
        for first in (date(year, 2, 27), date(year, 3, 13)):
            for more in range(5):
                midnight = beginning_of(first + timedelta(days=more)).astimezone(UTC)
                for moment in (
                    midnight - timedelta(microseconds=1),
                    midnight,
                    midnight + timedelta(hours=12),
                ):
                    bars = [each for each in barred if each.span.holds(moment)]
                    answer = may_act(log, moment, authority)
                    assert [each.why for each in bars] == ([] if answer.yes else [answer.why])
