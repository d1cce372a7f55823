"""How much a pack may hold before it is refused: against mistakes and against harm."""

MANIFEST_BYTES = 1_000_000
CSV_BYTES = 2_000_000_000
WORKBOOK_BYTES = 500_000_000
PARQUET_BYTES = 10_000_000_000
ROWS = 50_000_000
SHEET_ROWS = 1_048_576
COLUMNS = 2_000
CELL_CHARACTERS = 10_000_000

# A table of codes can shrink a hundredfold; a file made to do harm shrinks a thousandfold. Small
# files are let be, as they cannot do any.
RATIO = 200
RATIO_MATTERS_FROM = 10_000_000

# Where a line of a file holds several figures, their row numbers are this far apart, so that each
# is a row of its own and all know their line. More than ROWS; 21 figures fit into 32 bits.
LINES = 100_000_000
FIGURES_OF_A_LINE = 21

# A header is looked for this far down; titles are seldom longer.
TITLE_ROWS = 30
# Of items with one code about one column, this many are listed and the rest counted.
ITEMS = 20
