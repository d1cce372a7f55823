"""The rules by which each table's raw rows become clean ones; staff, survey and counts have
modules of their own."""

from collections.abc import Callable

from evenhand.data.engines.duckdb import name_of
from evenhand.data.readers.clean_counts import clean_counts
from evenhand.data.readers.clean_staff import clean_staff
from evenhand.data.readers.clean_survey import clean_survey
from evenhand.data.readers.part import Cleaned, Part
from evenhand.data.readers.repeats import leave_out_repeats
from evenhand.data.readers.whose import whose


def clean_applications(part: Part) -> Cleaned:
    """One row an application. A blank in shortlisted or appointed is a no."""
    fields = whose(part) | part.fields()
    for column in ("shortlisted", "appointed"):
        part.require(column, default="false")
        fields[column] = f"coalesce({part.value(column)}, false)"
    if "senior" in fields:
        fields["senior"] = f"coalesce({part.value('senior_post')}, false)"
    part.reject(
        "appointed-not-shortlisted",
        "appointed",
        f"{part.value('appointed')} AND NOT {fields['shortlisted']}",
    )
    part.reject(
        "shortlisted-not-applied",
        "shortlisted",
        f"{fields['shortlisted']} AND NOT {part.value('applied')}",
    )
    return part.finish(fields)


def clean_events(part: Part) -> Cleaned:
    """
    One row an event.

    Where no column and no folder says which year an event belongs to, its date does: the year
    whose snapshot is the next, or the last of all.
    """
    fields = whose(part) | part.fields()
    part.require("person", code="missing-person")
    part.require("date")
    part.require("kind")
    if "snapshot" not in fields:
        later = [
            f"WHEN {part.value('date')} <= DATE '{day}' THEN DATE '{day}'"
            for day in part.setting.snapshots
        ]
        fields["snapshot"] = f"CASE {' '.join(later)} ELSE DATE '{part.setting.snapshots[-1]}' END"
    if "category" in fields:
        # Not known here says nothing; the staff list may know.
        fields["category"] = f"nullif({fields['category']}::VARCHAR, 'not-known')"
    return leave_out_repeats(part, part.finish(fields))


def clean_population(part: Part) -> Cleaned:
    """One row a category; without a year, the same for each of the pack's years."""
    fields = whose(part) | part.fields()
    part.require("population")
    part.reject("negative-number", "population", f"{part.value('population')} < 0")
    cleaned = leave_out_repeats(part, part.finish(fields))
    if "snapshot" in fields:
        return cleaned
    days = ", ".join(f"(DATE '{day}')" for day in part.setting.snapshots)
    name = name_of(cleaned.name)
    part.engine.run(
        f"CREATE OR REPLACE TABLE {name} AS"
        f" SELECT * FROM {name} CROSS JOIN (VALUES {days}) AS years(snapshot)"
    )
    return cleaned.with_columns(("snapshot",))


CLEANERS: dict[str, Callable[[Part], Cleaned]] = {
    "staff": clean_staff,
    "applications": clean_applications,
    "events": clean_events,
    "survey": clean_survey,
    "counts": clean_counts,
    "population": clean_population,
}
