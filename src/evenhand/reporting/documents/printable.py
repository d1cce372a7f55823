"""Text from outside made safe for any document: what cannot be printed is taken out or marked.

XML (DOCX, XLSX) cannot hold control characters at all, and a PDF for screen readers refuses them.
Marks that turn the reading direction of everything after them could make one name rewrite a page;
right-to-left letters need no such marks and stay as they are.
"""

import re

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
REPLACED = "\N{REPLACEMENT CHARACTER}"
_TURNS_DIRECTION = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")
# Controls other than tab and line end, halves of surrogate pairs, and code points that are none.
_NO_CHARACTER = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)


def printable(text: str) -> str:
    """
    The same text, with every character that has no printed form replaced by one sign.

    >>> printable("Trust\\x07 of \\u202eNames")
    'Trust� of Names'
    """
    return _NO_CHARACTER.sub(REPLACED, _TURNS_DIRECTION.sub("", text))


def unformulated(text: str) -> str:
    """Text for a CSV cell, so that no spreadsheet runs it as a formula.

    >>> unformulated("=1+1"), unformulated("Band 5")
    ("'=1+1", 'Band 5')
    """
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULA_STARTS) else text
