"""The staff survey's national results: the answers to five questions, by ethnic group."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from evenhand.data.definitions.load import ethnicity
from evenhand.data.readers.item import CheckItem, counted, found, shortened
from evenhand.data.sources.published_file import PublishedFile, repeated

TABLE = "survey"
COLUMNS = ("Breakdown", "Breakdown subgroup", "question", "measure", "value")
# The file does not say its year: these are the question numbers and words of 2024.
YEAR = "2024"

DETAILED = "Ethnic background (detailed)"
SUMMARY = "Ethnic background (summary)"
ALL = "All"
BREAKDOWNS = (ALL, SUMMARY, DETAILED)
FINE = "census-2011-18"
BINARY = "binary"
SIDES = {"White staff": "white", "Staff from all other ethnic groups combined": "bme"}
EVERYBODY = ("", "everybody")
BASE = "Base (number of responses)"
NO_FIGURE = "-"
SHARE_AND_BASE = 2


@dataclass(frozen=True)
class Question:
    """One question: the words that prove it is the one meant, and the answer that is counted."""

    words: str
    answer: str
    # "% Never" counts those who did not; the indicator counts those who did.
    turned: bool


QUESTIONS = {
    "Q14a": Question("harassment, bullying or abuse at work from patients", "% Never", True),
    "Q14b": Question("harassment, bullying or abuse at work from managers", "% Never", True),
    "Q14c": Question(
        "harassment, bullying or abuse at work from other colleagues", "% Never", True
    ),
    "Q15": Question("act fairly with regard to career progression", "% Yes", False),
    "Q16b": Question("discrimination at work from manager", "% Yes", False),
}


@dataclass(frozen=True)
class Answer:
    """Share of 1 that counts, and how many answered; None where the publisher prints neither."""

    share: float | None
    base: int | None


Place = tuple[str, str, str]  # question, grouping, group
Answers = Mapping[Place, Answer]


def read_answers(file: PublishedFile) -> tuple[dict[Place, Answer], list[CheckItem]]:
    """Everything needed from the file, or what stands in the way."""
    printed: dict[Place, dict[str, float | None]] = {}
    items: list[CheckItem] = []
    strange: dict[tuple[str, str], int] = {}
    for row, (breakdown, subgroup, text, measure, value) in file.rows():
        code = text.split(" - ")[0]
        question = QUESTIONS.get(code)
        if breakdown not in BREAKDOWNS or question is None:
            continue
        if measure not in (question.answer, BASE):
            continue
        group = _group(breakdown, subgroup)
        if question.words not in text:
            strange.setdefault(("question", text), row)
        elif group is None:
            strange.setdefault(("Breakdown subgroup", subgroup), row)
        elif not _is_figure(value, base=measure == BASE):
            strange.setdefault(("value", value), row)
        elif measure in printed.get((code, *group), {}):
            items.append(repeated(file.name, row, TABLE, f"{subgroup or breakdown}, {code}"))
        else:
            number = None if value == NO_FIGURE else float(value)
            printed.setdefault((code, *group), {})[measure] = number
    items += [_unknown(file.name, row, *odd) for odd, row in strange.items()]
    missing = [place for place in _places() if len(printed.get(place, ())) < SHARE_AND_BASE]
    if missing and not items:
        items.append(_missing(file.name, missing))
    return {place: _answer(place[0], both) for place, both in printed.items()}, items


def _answer(code: str, printed: Mapping[str, float | None]) -> Answer:
    question = QUESTIONS[code]
    percent, base = printed.get(question.answer), printed.get(BASE)
    if percent is None or base is None:
        return Answer(None, None)
    return Answer((100.0 - percent if question.turned else percent) / 100.0, int(base))


def _group(breakdown: str, subgroup: str) -> tuple[str, str] | None:
    """Grouping and group that a line of the file is about."""
    if breakdown == ALL:
        return EVERYBODY
    if breakdown == SUMMARY:
        return (BINARY, SIDES[subgroup]) if subgroup in SIDES else None
    group = ethnicity().grouping(FINE).group_of.get(ethnicity().find_category(subgroup) or "")
    return (FINE, group) if group else None


def _places() -> Iterator[Place]:
    fine = [(FINE, group.slug) for group in ethnicity().grouping(FINE).groups]
    for code in QUESTIONS:
        for group in (EVERYBODY, *((BINARY, side) for side in SIDES.values()), *fine):
            yield (code, *group)


def _is_figure(value: str, *, base: bool) -> bool:
    if value == NO_FIGURE:
        return True
    try:
        number = float(value)
    except ValueError:
        return False
    # "nan" and "inf" are numbers to float(), but no figures.
    return number >= 0 and (number.is_integer() if base else number <= 100)


def _unknown(file: str, row: int, column: str, value: str) -> CheckItem:
    return found(
        "unknown-published-value",
        f"{file}, row {row}: ‘{shortened(value)}’ is not a {column} that is known in the results "
        f"of {YEAR}.",
        table=TABLE,
        file=file,
        row=row,
        column=column,
        value=value,
    )


def _missing(file: str, missing: list[Place]) -> CheckItem:
    code, _, group = missing[0]
    return found(
        "published-rows-missing",
        f"{file} lacks {counted(len(missing), 'figure')} that indicators 5 to 8 need, first that "
        f"of {group} in {code}.",
        table=TABLE,
        file=file,
    )
