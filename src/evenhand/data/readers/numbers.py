"""Reads the ways in which people and systems write a number."""

import math
import re
from decimal import Decimal

_PLAIN = re.compile(r"\d+(\.\d*)?|\.\d+")
_THOUSANDS = re.compile(r"\d{1,3}([, ]\d{3})+(\.\d+)?")
# A decimal comma is told by not being followed by exactly three digits, or by thousands that are
# parted by points or spaces. "1,234" stays one thousand two hundred and thirty-four.
_DECIMAL_COMMA = re.compile(r"\d+,(\d{1,2}|\d{4,})|\d{1,3}([. ]\d{3})+,\d+")
_LARGEST = 1e15


def read_number(value: object) -> tuple[float | None, str]:
    """
    The number that a cell means, and "unreadable-number" where it means none.

    >>> read_number("£32,000.50"), read_number("(1 234)"), read_number("1.234,5")
    ((32000.5, ''), (-1234.0, ''), (1234.5, ''))
    """
    if isinstance(value, bool) or value is None:
        return None, "" if value is None else "unreadable-number"
    if isinstance(value, int | float | Decimal):
        number = float(value)
        if math.isnan(number):
            return None, ""
    else:
        text = str(value).strip()
        if not text:
            return None, ""
        read = float(text) if _PLAIN.fullmatch(text) else _read_text(re.sub(r"\s", " ", text))
        if read is None:
            return None, "unreadable-number"
        number = read
    return (number, "") if abs(number) < _LARGEST else (None, "unreadable-number")


def read_whole(value: object) -> tuple[int | None, str]:
    """As `read_number`, for whole numbers: "12.0" is twelve, "12.5" cannot be read."""
    number, problem = read_number(value)
    if number is None:
        return None, problem
    return (int(number), "") if number == int(number) else (None, "unreadable-number")


def read_share(value: object) -> tuple[float | None, str]:
    """
    A share from 0 to 1; with a percent sign, a hundredth of the number.

    >>> read_share("12.5%"), read_share("0.125")
    ((0.125, ''), (0.125, ''))
    """
    if isinstance(value, str) and value.strip().endswith("%"):
        number, problem = read_number(value.strip()[:-1])
        return (None if number is None else number / 100), problem
    return read_number(value)


def _read_text(text: str) -> float | None:
    negative = bool(re.fullmatch(r"-.*|\(.*\)|.*-", text))
    bare = text.strip("-() ").removeprefix("£").removesuffix("£").strip("- ")
    if _PLAIN.fullmatch(bare) or _THOUSANDS.fullmatch(bare):
        number = float(bare.replace(",", "").replace(" ", ""))
    elif _DECIMAL_COMMA.fullmatch(bare):
        number = float(bare.replace(".", "").replace(" ", "").replace(",", "."))
    else:
        return None
    return -number if negative else number
