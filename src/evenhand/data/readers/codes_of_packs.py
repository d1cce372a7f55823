"""What can be wrong with a manifest, or with a file before its rows are read."""

from evenhand.data.readers.code import Code

OF_MANIFESTS = (
    Code(
        "no-manifest",
        "error",
        "There is no pack.toml, so nothing says whose records these are and what the columns hold.",
        "Write a pack.toml in the folder, or a sheet called pack in the workbook.",
    ),
    Code(
        "manifest-syntax",
        "error",
        "pack.toml is not valid TOML.",
        "Mend the line named: text needs quotation marks, a list needs [ ].",
    ),
    Code(
        "unknown-key",
        "error",
        "pack.toml has a key that means nothing here, often a typing slip.",
        "Correct the key or take it out.",
    ),
    Code(
        "missing-key",
        "error",
        "pack.toml lacks a key that is needed.",
        "Add the key.",
    ),
    Code(
        "bad-setting",
        "error",
        "A key in pack.toml has a value that cannot be used.",
        "Correct the value.",
    ),
    Code(
        "unknown-standard",
        "error",
        "pack.toml asks for a standard that is not known.",
        "Use one of the names that `evenhand standards` prints.",
    ),
    Code(
        "unknown-ladder",
        "error",
        "pack.toml names a ladder of grades that is not built in.",
        "Use a built-in ladder, or write the rungs from lowest to highest in [ladder] rungs.",
    ),
    Code(
        "ladder-missing",
        "error",
        "Staff have pay bands, but nothing says which is higher than which.",
        "Write the pay bands from lowest to highest in [ladder] rungs.",
    ),
    Code(
        "unknown-code",
        "error",
        "A values list in pack.toml translates to a code that is not known.",
        "Translate to one of the codes of that column (docs/reference).",
    ),
    Code(
        "duplicate-year",
        "error",
        "Two years of the pack have the same snapshot date.",
        "Correct one of the dates, or take one year out.",
    ),
    Code(
        "years-out-of-order",
        "warning",
        "The years of the pack are not written from first to last.",
        "Nothing needs doing: they were sorted.",
    ),
    Code(
        "duplicate-body",
        "error",
        "Two bodies have the same id; the first was kept.",
        "Give each body an id of its own.",
    ),
    Code(
        "unknown-body-kind",
        "error",
        "The kind of a body is not one that is known.",
        "Use council, nhs-trust, integrated-care-board, independent-provider, region or country.",
    ),
    Code(
        "no-tables",
        "error",
        "The pack describes no table that could be read, so there is nothing to measure.",
        "Describe at least one table under [tables] in pack.toml.",
    ),
)

OF_FILES = (
    Code(
        "outside-pack",
        "error",
        "A file name leads out of the pack's own folder. Nothing was read from there.",
        "Copy the file into the pack and give its name alone.",
    ),
    Code(
        "missing-file",
        "error",
        "A file that pack.toml names is not there.",
        "Put the file in the pack, or correct its name.",
    ),
    Code(
        "missing-sheet",
        "error",
        "A sheet that is needed is not in the workbook.",
        "Correct the sheet's name in pack.toml.",
    ),
    Code(
        "unknown-file-type",
        "error",
        "The end of a file's name is not one that can be read.",
        "Save the table as CSV, XLSX or Parquet.",
    ),
    Code(
        "wrong-file-type",
        "error",
        "A file is not what its name says it is.",
        "Save the table again as CSV, XLSX or Parquet; renaming a file does not change what it is.",
    ),
    Code(
        "damaged-file",
        "error",
        "A file cannot be read to its end.",
        "Open it in the program that made it and save it again.",
    ),
    Code(
        "unlike-files",
        "error",
        "The Parquet files of one table do not have the same columns.",
        "Write them all in one way, or name only those that belong together.",
    ),
    Code(
        "rows-set-aside",
        "error",
        "Rows that were read in Spark could not be used. Which, and why each, is not known there.",
        "Read a part of the pack without Spark: `evenhand check` names each row and its reason.",
    ),
    Code(
        "unreadable-file",
        "error",
        "A file is there but may not be opened.",
        "Give the person who runs this permission to read it.",
    ),
    Code(
        "too-large",
        "error",
        "A file is larger than the limit. Nothing was read from it.",
        "Save it as Parquet, or split the pack by body or year.",
    ),
    Code(
        "inflates-too-far",
        "error",
        "A compressed file grows so much when opened that it may be meant to do harm.",
        "If you trust the file, unpack it and save it again as CSV or Parquet.",
    ),
    Code("empty-file", "error", "A file or sheet has no rows.", "Export the table again."),
    Code(
        "unreadable-text",
        "error",
        "A text file is written in an encoding that could not be recognised.",
        "Save it as CSV UTF-8.",
    ),
    Code(
        "unpaired-quotes",
        "error",
        "Quotation marks in a CSV file do not pair, so columns cannot be told apart from there on.",
        "Mend the row named, or save the table again as XLSX.",
    ),
    Code(
        "cell-too-long",
        "error",
        "A cell of a CSV file is too long to be one. Often a quotation mark is not closed.",
        "Mend the row named, or take the column out of the export.",
    ),
    Code(
        "ragged-row",
        "error",
        "Rows have more or fewer columns than the header, so their values may have shifted.",
        "Put values that contain the separator in quotation marks, or save the table as XLSX.",
    ),
    Code(
        "title-rows-skipped",
        "warning",
        "There are rows above the header; they were taken for titles and left out.",
        "Nothing needs doing if they are titles.",
    ),
    Code(
        "missing-column",
        "error",
        "A column that is needed is not in the table.",
        "Name the column's header in pack.toml, under columns.",
    ),
    Code(
        "duplicate-header",
        "error",
        "Two columns have the same header, so it is not clear which is meant.",
        "Rename one of them.",
    ),
    Code(
        "unreadable-column",
        "error",
        "A column of a Parquet file holds lists or records where single values are needed.",
        "Write the column as text, numbers or dates.",
    ),
    Code(
        "not-writable",
        "warning",
        "The pack's private folder could not be written to, so rejected.csv was not made.",
        "Run the check where the pack may be written to, or copy the pack.",
    ),
)
