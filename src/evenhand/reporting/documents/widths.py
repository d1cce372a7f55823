"""How wide the columns of a printed table are, from what stands in them."""

import math

from evenhand.reporting.tables import Table

# Longer words may be broken.
LONGEST_WORD = 28
_ROOT = 3.6
# Texts as short as this, "> 0.99", stay on one line.
_ONE_LINE = 7


def widths(table: Table) -> list[float]:
    """Shares of the page's width, in letters: no word is cut if that can be helped."""
    # What spans several columns does not set the width of the first of them.
    rows = [
        [cell.text if cell.span == 1 else "" for cell in row]
        for part in table.parts
        for row in part.rows
    ]
    made = []
    for place, column in enumerate(table.columns):
        texts = [column, *(row[place] for row in rows if place < len(row))]
        # Headings are bold, which is wider.
        head = max((len(word) + 2 for word in column.split()), default=1)
        word = max((len(word) for text in texts for word in _unbroken(text)), default=1)
        # Long texts may run over several lines: their claim grows with the root of their length.
        text = max((len(text) for text in texts[1:]), default=1)
        wanted = min(text, _ROOT * math.sqrt(text))
        made.append(round(max(min(max(word, head), LONGEST_WORD) + 2, wanted, 5), 1))
    return made


def _unbroken(text: str) -> list[str]:
    """The parts of a text that a line should not end inside."""
    return [text] if len(text) <= _ONE_LINE else text.split()
