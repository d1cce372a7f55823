"""What can be wrong with values, with rows, and with tables as a whole."""

from evenhand.data.readers.code import Code

OF_VALUES = (
    Code(
        "wrong-column",
        "error",
        "Most values of a column are not known and differ from row to row, as those of another"
        " column would. They are not shown, as they may be personal.",
        "Name the right header under columns in pack.toml. If it is the right one, translate its"
        " values there.",
    ),
    Code(
        "unknown-ethnic-label",
        "error",
        "An ethnic category was not recognised. The people are kept, and counted as not known.",
        "Say in pack.toml, under values.ethnic_category, which code the text means.",
    ),
    Code(
        "broad-ethnic-label",
        "warning",
        "An ethnic label says only a broad group. The people are counted in groupings that have it,"
        " and as not known in finer ones.",
        "Ask for finer records. No finer category may be made of a broad label.",
    ),
    Code(
        "band-not-on-ladder",
        "warning",
        'A pay band is on no rung of the ladder. The people are counted as "not on the ladder".',
        "Add it to [ladder] rungs, or translate it under values.pay_band.",
    ),
    Code(
        "unknown-label",
        "warning",
        "A text in a coded column was not recognised. It was taken as blank.",
        "Translate it under values in pack.toml.",
    ),
    Code(
        "unknown-event-kind",
        "error",
        "The kind of an event was not recognised. Its rows were set aside.",
        "Translate it under values.kind in pack.toml.",
    ),
    Code(
        "unknown-question",
        "error",
        "The name of a survey question was not recognised. Its rows were set aside.",
        "Translate it under values.question in pack.toml.",
    ),
    Code(
        "unknown-answer",
        "error",
        "An answer was not recognised. The answer was left out.",
        "Translate it to yes, no or dont-know under values in pack.toml.",
    ),
    Code(
        "unreadable-date",
        "error",
        "A date could not be read, or is no day of the calendar.",
        "Write dates as 2025-03-31 or 31/03/2025, the day first.",
    ),
    Code(
        "excel-serial-date",
        "warning",
        "Dates are written as Excel's day numbers. They were read as dates.",
        "Format the column as a date before saving, and check that the dates are right.",
    ),
    Code(
        "two-digit-year",
        "warning",
        "Dates have years of two digits. The latest year that makes sense was taken.",
        "Write the year with four digits.",
    ),
    Code(
        "unreadable-number",
        "error",
        "A number could not be read.",
        "Write numbers as 32000.00 or 32,000.00.",
    ),
    Code(
        "unreadable-yes-no",
        "error",
        "A yes-or-no column has something else.",
        "Write yes or no, or translate it under values in pack.toml.",
    ),
    Code(
        "unknown-body",
        "error",
        "A row names a body that the pack does not describe. Its rows were set aside.",
        "Add the body to bodies.csv, or correct the id.",
    ),
    Code(
        "unknown-year",
        "warning",
        "A row's year is none of the pack's years. Its rows were set aside.",
        "Add the year under [[years]] in pack.toml if it is wanted.",
    ),
    Code(
        "unknown-indicator",
        "error",
        "A row of counts names an indicator that its standard does not have.",
        "Use the ids that `evenhand standards` prints.",
    ),
    Code(
        "unknown-grouping",
        "error",
        "A row of counts names a grouping that is not known.",
        "Use nhs-16, census-2011-18, census-2021-19, broad-5-2001, broad-5-2021 or binary.",
    ),
    Code(
        "unknown-group",
        "error",
        "A row of counts names a group that its grouping does not have.",
        "Use the names of the grouping's groups, not-stated or not-known.",
    ),
)

OF_ROWS = (
    Code("missing-person", "error", "A row has no person's id.", "Fill in the person column."),
    Code(
        "missing-value",
        "error",
        "A row lacks a value without which it cannot be counted.",
        "Fill in the column named.",
    ),
    Code("negative-pay", "error", "Pay is below zero.", "Correct the pay, or leave it blank."),
    Code(
        "impossible-hours",
        "error",
        "Hours of a week are below zero or above 168.",
        "Give the hours of one week, or leave them blank.",
    ),
    Code(
        "impossible-age",
        "error",
        "An age at the snapshot is below 14 or above 100.",
        "Correct the age or the birth date.",
    ),
    Code(
        "left-before-start",
        "error",
        "Somebody left before they started.",
        "Correct the start or the leave date.",
    ),
    Code(
        "appointed-not-shortlisted",
        "error",
        "Somebody was appointed without having been shortlisted.",
        "Correct either column; a direct appointment does not belong in this table.",
    ),
    Code(
        "shortlisted-not-applied",
        "error",
        "Somebody was shortlisted without having applied.",
        "Correct either column.",
    ),
    Code(
        "total-row",
        "warning",
        "A line of counts is the total of other lines. It was set aside, so that nobody counts twice.",
        "Nothing needs doing.",
    ),
    Code(
        "numerator-above-denominator",
        "error",
        "More people are counted with the outcome than there are people.",
        "Correct the numerator or the denominator; they may be the wrong way round.",
    ),
    Code(
        "negative-number",
        "error",
        "A count, a weight or a base is below zero.",
        "Correct the number.",
    ),
    Code(
        "share-out-of-range",
        "error",
        "A share is not between 0 and 1.",
        "Write 12.5 per cent as 0.125 or 12.5%.",
    ),
    Code(
        "repeated-row",
        "warning",
        "Rows are the same in every column that is read. One of each was kept.",
        "Take the copies out of the export.",
    ),
    Code(
        "repeated-key",
        "error",
        "A row gives a second figure for something that has one. The first was kept.",
        "Take out the figure that is wrong.",
    ),
    Code(
        "several-posts",
        "warning",
        "People have several rows in one year.",
        'Nothing needs doing if they hold several posts: posts = "main" counts one, "each" all.',
    ),
    Code(
        "ethnicity-differs",
        "warning",
        "People have several rows in one year that give different ethnic categories.",
        "Ask them, or the system that was filled in last, and write the same in each row.",
    ),
)

OF_TABLES = (
    Code(
        "no-usable-rows",
        "error",
        "Not one row of a table could be used.",
        "See the other messages about this table.",
    ),
    Code(
        "event-outside-year",
        "warning",
        "Events are not within the 12 months to their snapshot. They are not counted.",
        "Nothing needs doing if the export covers a longer time.",
    ),
    Code(
        "event-person-not-listed",
        "warning",
        "Events are about people who are not on the staff list, and give no ethnic category."
        " They are counted as not known.",
        "Add an ethnic_category column to the events table for people who have left.",
    ),
    Code(
        "more-events-than-staff",
        "error",
        "More people entered the disciplinary process than are on the staff list.",
        "Check that both tables are of the same body and year, and that person ids match.",
    ),
    Code(
        "more-events-than-group",
        "warning",
        "In some ethnic categories more people have events of a kind than are on the staff list.",
        "Check that both tables are of the same body and year, and that people have the same ethnic"
        " category in both.",
    ),
    Code(
        "ethnicity-often-unknown",
        "warning",
        "The ethnicity of more than 5% of staff is not stated or not known.",
        "Figures by ethnic group are less sure the more is unknown: ask people again.",
    ),
)
