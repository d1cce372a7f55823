"""What `evenhand forecast cover` prints: to people on the screen, to programs as JSON."""

from collections.abc import Iterator, Sequence

from evenhand.domain.forecast.simulation import Lived, Range
from evenhand.pipeline.forecast_cover import CoverAnswer, Rostered
from evenhand.pipeline.forecast_cover_inputs import DAY, DAYS

_DAYS_OF = {24: "a day", 168: "a week"}


def lines(found: CoverAnswer) -> Iterator[str]:
    """The answer first, then each hour, then how sure and what it stands on."""
    cover, inputs = found.cover, found.inputs
    period = _DAYS_OF[len(cover.people)]
    yield (
        f"{cover.fte:,.1f} full-time equivalents keep enough AMHPs on duty at every hour: "
        f"{cover.staff_hours:,} staff hours {period}, at {inputs.contract_hours:g} hours a week with "
        f"{found.shrinkage:.0%} of them away from duty."
    )
    yield _lived_through(found.simulated.replications)
    yield from (f"  {_in_time(each)}." for each in found.simulated.classes)
    yield from _hours(found)
    yield (
        f"Hour by hour on its own (stationary), it would be {cover.staff_hours_stationary:,} staff "
        f"hours {period}: people where work begins, and too few where it still goes on."
    )
    if found.roster:
        yield from _roster(found.roster)
    for area, of in found.areas:
        yield f"{area}, were it staffed alone: {of.fte:.1f} full-time equivalents."
    if found.areas:
        yield "Areas staffed alone take more than one service for all: each has quiet hours of its own."
    yield from found.notes


def _lived_through(years: int) -> str:
    if years == 1:
        return "Lived through one year, which does not show how years differ. Raise replications for that:"
    return f"Lived through {years:,} years, with the range of 95 in 100 of them:"


def _in_time(lived: Lived) -> str:
    share, late = lived.share_within, lived.not_within_24_hours_a_year
    if share.mean is None:
        return f"{lived.name}: nothing came in"
    waits = f"{_span_of(late)} a year not begun within 24 hours"
    if not late.high:
        waits = "nearly always begun within 24 hours" if late.mean else "all begun within 24 hours"
    return f"{lived.name}: {share.mean:.1%} begun in time ({_span(share, '{:.1%}')}); {waits}"


def _span(found: Range, form: str) -> str:
    return f"{form.format(found.low)} to {form.format(found.high)}"


def _span_of(found: Range) -> str:
    return f"{found.mean:.1f} ({_span(found, '{:.0f}')})"


def _hours(found: CoverAnswer) -> Iterator[str]:
    by_hour = found.simulated.everything.by_hour
    if len(found.cover.people) > DAY:
        yield "People needed in each hour of the week:"
        yield "hour   " + " ".join(f"{day[:3]:>4}" for day in DAYS)
        for hour in range(DAY):
            week = found.cover.people[hour::DAY]
            yield f"{hour:02d}:00  " + " ".join(f"{people:4d}" for people in week)
        yield _worst(by_hour)
        return
    yield "hour   load  needed  in time (95 of 100 years)"
    for hour, people in enumerate(found.cover.people):
        share = by_hour[hour]
        seen = "nothing came"
        if share.mean is not None:
            seen = f"{share.mean:.0%} ({_span(share, '{:.0%}')})"
        yield f"{hour:02d}:00 {found.cover.offered_load[hour]:5.2f}  {people:6d}  {seen}"


def _worst(by_hour: Sequence[Range]) -> str:
    seen = [(each.mean, hour) for hour, each in enumerate(by_hour) if each.mean is not None]
    if not seen:
        return "Nothing came in any hour."
    share, hour = min(seen)
    return (
        f"In time least often on {DAYS[hour // DAY]} at {hour % DAY:02d}:00: {share:.0%} "
        f"({_span(by_hour[hour], '{:.0%}')} in 95 of 100 years)."
    )


def _roster(roster: Rostered) -> Iterator[str]:
    yield (
        f"In whole shifts: {roster.staff_hours_a_week:,.0f} staff hours a week, {roster.fte:.1f} "
        f"full-time equivalents; {len(roster.lines)} full-time people were found to carry them with "
        f"rest between shifts."
    )
    for pattern, shift in roster.shifts:
        yield (
            f"  {DAYS[int(shift.starts) // 24]} {int(shift.starts) % 24:02d}:00, {shift.hours:g} "
            f"hours, {pattern.name}: {shift.people}"
        )
    yield "With these shifts:"
    yield from (f"  {_in_time(each)}." for each in roster.simulated.classes)
    yield f"Hours worked past the end of shifts: {_span_of(roster.simulated.overrun_hours_a_week)} a week."
