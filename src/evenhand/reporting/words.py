"""How dates and labels are written: one way everywhere."""

from datetime import date

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def day(when: date) -> str:
    """
    >>> day(date(2025, 3, 31))
    '31 March 2025'
    """
    return f"{when.day} {MONTHS[when.month - 1]} {when.year}"


def period(text: str) -> str:
    """A period as it is read: a date in words, anything else (a year) as it stands.

    >>> period("2025-03-31"), period("2025")
    ('31 March 2025', '2025')
    """
    try:
        return day(date.fromisoformat(text)) if len(text) == 10 else text
    except ValueError:
        return text


def year(text: str) -> str:
    """
    >>> year("2025-03-31"), year("2025")
    ('2025', '2025')
    """
    return text[:4]


def sentence(text: str) -> str:
    """With a capital at the start and one full stop at the end.

    >>> sentence("too few people"), sentence("Why?"), sentence("")
    ('Too few people.', 'Why?', '')
    """
    text = text.strip()
    if not text:
        return ""
    return text[0].upper() + text[1:] + ("" if text[-1] in ".?!" else ".")


def listed(items: list[str]) -> str:
    """
    >>> listed(["a"]), listed(["a", "b"]), listed(["a", "b", "c"])
    ('a', 'a and b', 'a, b and c')
    """
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} and {items[-1]}"


def shortened(text: str, longest: int) -> str:
    """Cut with an ellipsis, so that a name of any length leaves the page readable.

    >>> shortened("Example Partnership Trust", 12)
    'Example Par…'
    """
    text = " ".join(text.split())
    return text if len(text) <= longest else f"{text[: longest - 1]}…"


def wrapped(text: str, width: int) -> list[str]:
    """Lines of about so many characters, at most three.

    >>> wrapped("Non-mandatory training", 14)
    ['Non-mandatory', 'training']
    """
    lines = [""]
    for word in shortened(text, 3 * width).split():
        if lines[-1] and len(lines[-1]) + len(word) >= width:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def spaced(code: str) -> str:
    """A code as words.

    >>> spaced("social-worker"), spaced("AMHP")
    ('Social worker', 'AMHP')
    """
    words = code.replace("-", " ").replace("_", " ").strip()
    return words[:1].upper() + words[1:]


def grade(cell: str, word: str = "band") -> str:
    """A line of an indicator as a reader would write it; bare numbers get the word for a grade.

    >>> grade("clinical: 8a"), grade("8a", "grade"), grade("VSM"), grade("")
    ('Clinical: band 8a', 'Grade 8a', 'VSM', '')
    """
    block, _, rung = cell.rpartition(": ")
    if rung[:1].isdigit():
        rung = f"{word} {rung}"
    text = f"{block}: {rung}" if block else rung
    return text[:1].upper() + text[1:]
