"""What a log says of each piece of work: hours of its parts, and who it is for by hour of the day."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from evenhand.domain.amhp.sight.cases import Case
from evenhand.domain.forecast.work_hours import Part, at_most, part_of
from evenhand.pipeline.forecast_cover_inputs import HoursBesideTheLog

# Counts of a group in an hour of the day are few: so many of the whole day's are mixed in.
LEANS_ON_THE_DAY = 20.0

# Rows of considerations by body and reference: two services number their work alike.
Records = Mapping[tuple[str, str], Mapping[str, Any]]


def records_by_key(rows: Iterable[Mapping[str, Any]], name: str) -> Records:
    """Rows without a body are of `name`."""
    return {(row.get("body", name), row["reference"]): row for row in rows}


def record_of(case: Case, records: Records) -> Mapping[str, Any]:
    """The row that a case was made of."""
    return records[case.body, case.consideration.reference]


def parts_of(them: Sequence[Case], typed: HoursBesideTheLog, records: Records) -> tuple[Part, ...]:
    """Gathering, travel, attending, waiting and writing."""
    attending = [
        h
        for case in them
        if (h := _between(case, "assessment_start", "assessment_end")) is not None
    ]
    miles = [record_of(case, records).get("miles") or 0 for case in them]
    travel = [2 * each / typed.miles_an_hour for each in miles if each]
    beds = [h for case in them if (h := _between(case, "bed_requested", "bed_found")) is not None]
    if typed.beds_found_within is not None:
        beds = at_most(beds, typed.beds_found_within)
    transport = [
        h for case in them if (h := _between(case, "application_signed", "conveyed")) is not None
    ]
    longest, size = typed.longest_wait_counted, len(them)
    return (
        Part("gathering", typed.gathering.mean, typed.gathering.sd, None),
        part_of("travel", travel, size),
        part_of("attending", attending, size),
        part_of("waiting for a bed", at_most(beds, longest), size),
        part_of("waiting for transport", at_most(transport, longest), size),
        Part("writing", typed.writing.mean, typed.writing.sd, None),
    )


def _between(case: Case, start: str, end: str) -> float | None:
    """Hours; None where a time is missing or they are the wrong way round."""
    began, ended = (getattr(case.consideration, each) for each in (start, end))
    if began is None or ended is None or ended < began:
        return None
    return float((ended - began).total_seconds() / 3600)


def shares_by_hour(
    groups: Sequence[str], times: Sequence[datetime], slugs: Sequence[str]
) -> tuple[tuple[float, ...], ...]:
    """
    How work divides into groups, by hour of the day: weights, which do not add up to one.

    `groups` and `times` are of each piece of work; `slugs` name the groups in the order of the answer.
    """
    day = Counter(groups)
    hours: list[Counter[str]] = [Counter() for _ in range(24)]
    for group, at in zip(groups, times, strict=True):
        hours[at.hour][group] += 1
    return tuple(
        tuple(hour[slug] + LEANS_ON_THE_DAY * day[slug] / len(groups) for slug in slugs)
        for hour in hours
    )
