"""From raw to clean: staff."""

from evenhand.data.readers.part import Cleaned, Part
from evenhand.data.readers.repeats import leave_out_repeats, mark_main_posts, rows_of_several
from evenhand.data.readers.whose import whose

_YOUNGEST, _OLDEST = 14, 100
_PAY = ("salary", "hourly_pay", "bonus")
_HOURS_OF_A_WEEK = 168
_FLAGS = {
    "board": "board",
    "voting": "voting",
    "executive": "executive",
    "senior": "senior_manager",
    "amhp": "amhp",
}
_BLOCKS = "ENUM('clinical', 'non-clinical', 'medical', 'other')"


def clean_staff(part: Part) -> Cleaned:
    """One row a post; a person is one or more of them."""
    fields = whose(part) | part.fields()
    part.require("person", code="missing-person")
    if part.has("age") or part.has("birth_date"):
        birth = f"date_sub('year', {part.value('birth_date')}, {fields['snapshot']})"
        fields["age"] = f"coalesce({part.value('age')}, {birth})"
        told_by = "age" if part.has("age") else "birth_date"
        age = f"{fields['age']} NOT BETWEEN {_YOUNGEST} AND {_OLDEST}"
        part.reject("impossible-age", told_by, age)
    for column in _PAY:
        part.reject("negative-pay", column, f"{part.value(column)} < 0")
    hours = f"{part.value('weekly_hours')} NOT BETWEEN 0 AND {_HOURS_OF_A_WEEK}"
    part.reject("impossible-hours", "weekly_hours", hours)
    left, started = part.value("leave_date"), part.value("start_date")
    part.reject("left-before-start", "leave_date", f"{left} < {started}")
    for column in ("start_date", "leave_date", "full_pay"):
        # Blank means here before, still here, or on full pay: what cannot be read says neither.
        part.require(column, default="true")
    for flag, column in _FLAGS.items():
        if flag in fields:
            fields[flag] = f"coalesce({part.value(column)}, false)"
    if part.has("registration") or part.has("staff_group"):
        by_group = part.value("staff_group", 1)
        fields["regulated"] = f"coalesce({part.value('registration')} OR {by_group}, false)"
    if part.has("staff_group") or part.has("pay_band"):
        # Grades of doctors and dentists make a block of their own, whatever the staff group says.
        medical = f"coalesce({part.value('pay_band', 2)}, false)"
        group = f"coalesce({part.value('staff_group')}::VARCHAR, 'other')"
        fields["block"] = f"(CASE WHEN {medical} THEN 'medical' ELSE {group} END)::{_BLOCKS}"
    cleaned = part.finish(fields)
    cleaned = leave_out_repeats(part, cleaned, among=rows_of_several(cleaned))
    return mark_main_posts(part, cleaned)
