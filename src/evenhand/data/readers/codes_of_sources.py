"""What there is to say about published files."""

from evenhand.data.readers.code import Code

OF_SOURCES = (
    Code(
        "wrong-source",
        "error",
        "A file is not the published file that it was said to be.",
        "Name after --as the source that it is, or download the file again.",
    ),
    Code(
        "unknown-published-value",
        "error",
        "A published file has a value that is not known here. Rows with it are left out.",
        "Use the file as it was published. If its publisher has added something new, please"
        " report it.",
    ),
    Code(
        "published-rows-missing",
        "error",
        "A published file lacks rows that belong together.",
        "Use the whole file as it was published.",
    ),
    Code(
        "published-not-available",
        "warning",
        "A publisher gives no figure. It is shown as not available, never as nought.",
        "Nothing needs doing; do not read it as nought.",
    ),
    Code(
        "published-nobody",
        "warning",
        "A publisher counts nobody in a body that it lists.",
        "Nothing needs doing: there is nobody to measure.",
    ),
    Code(
        "published-sums-differ",
        "warning",
        "Published parts do not add up to the published whole.",
        "Use the published whole, as Evenhand does, not a sum of the parts.",
    ),
    Code(
        "published-carried-forward",
        "warning",
        "A body's published figures are all the same as those of the year before.",
        "Do not read a trend from one year to the other.",
    ),
    Code(
        "published-for-a-wider-area",
        "warning",
        "A published figure is of more than the body that was asked for.",
        "Read it as a figure of the wider area that is named.",
    ),
    Code(
        "published-without-year",
        "warning",
        "A published file does not say which year it is of.",
        "Check that the file is of the year that is named.",
    ),
    Code(
        "no-comparison",
        "warning",
        "The reference folder has nothing to compare a body with.",
        "The comparison is left out; the others stand.",
    ),
)
