"""What there is to say about which standard is for whom, and on which day."""

from evenhand.data.readers.code import Code

OF_STANDARDS = (
    Code(
        "no-standards",
        "error",
        "The pack asks for no standard, so there is nothing to measure.",
        "Name them: standards = [...] under [year], or --standard. `evenhand standards` lists them.",
    ),
    Code(
        "standard-not-for-body",
        "warning",
        "A standard is not for this kind of body. It is not measured for it.",
        "Nothing needs doing, or correct the body's kind.",
    ),
    Code(
        "body-not-measured",
        "warning",
        "None of the standards asked for is for this kind of body, so it has no report.",
        "Ask for a standard that is, or correct the body's kind.",
    ),
    Code(
        "no-edition",
        "error",
        "A standard has no edition that was in force on the snapshot.",
        "Check the snapshot. Records from before a standard began cannot be measured by it.",
    ),
    Code(
        "unknown-cell",
        "warning",
        "A row of ready counts names a cell that its indicator does not have. It is not used.",
        "Use one of the names that docs/reference/standards.md lists for the indicator.",
    ),
)
