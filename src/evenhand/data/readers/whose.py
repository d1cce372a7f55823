"""Whose row it is, and of which year: said by a column, by the pack, or by the folder."""

from evenhand.data.readers.part import Part


def whose(part: Part) -> dict[str, str]:
    """
    The fields body and snapshot, with the rules that go with them.

    Without a year column, a row takes the year of its folder; where there is none, the field is
    left out.
    """
    fields = {}
    for column, field, given in (
        ("body", "body", part.body),
        ("year", "snapshot", part.snapshot),
    ):
        if column in part.raw.columns:
            part.require(column, default=f"given.{field}")
            fields[field] = f"coalesce({part.value(column)}, given.{field})"
        elif given is not None:
            fields[field] = f"given.{field}"
    return fields
