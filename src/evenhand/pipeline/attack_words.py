"""The attack on what finished files say: every number in them must be one that results print."""

from collections.abc import Callable, Mapping, Sequence
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile

from evenhand.data.attack_files.json_read import words_of_json
from evenhand.data.attack_files.office_read import StrangePart, words_of_docx
from evenhand.data.attack_files.page_read import words_of_page
from evenhand.data.attack_files.pdf_read import NotAPdf, words_of_pdf
from evenhand.data.attack_files.printed import Printed, printed_by
from evenhand.data.attack_files.said import Said
from evenhand.data.attack_files.sheet_read import words_of_xlsx
from evenhand.data.attack_files.unexplained import Attack
from evenhand.data.attack_files.wording import Standing
from evenhand.domain.results.measurement import Measurement
from evenhand.domain.results.result import Result
from evenhand.pipeline.wrong_use import NotSafe
from evenhand.reporting.page import LONGEST_NAME
from evenhand.reporting.words import shortened

Files = Mapping[str, bytes]
MOST_NAMED = 5
# What a reader raises where a file is not what its name says, or holds what no report has.
UNREADABLE = (NotAPdf, StrangePart, BadZipFile, ParseError, ValueError)


def _page(data: bytes) -> list[Said]:
    return words_of_page(data.decode("utf-8"))


def _json(data: bytes) -> list[Said]:
    return words_of_json(data.decode("utf-8"))


def _none(data: bytes) -> list[Said]:
    """A CSV file is read whole as results, which are compared with those of the JSON file."""
    return []


# Every file that may reach a reader, and how it is read back.
READERS: dict[str, Callable[[bytes], list[Said]]] = {
    "index.html": _page,
    "report.html": _page,
    "results.csv": _none,
    "results.csv-metadata.json": _json,
    "results.json": _json,
    "report.pdf": words_of_pdf,
    "board-summary.pdf": words_of_pdf,
    "report.docx": words_of_docx,
    "report.xlsx": words_of_xlsx,
}


def must_say_no_more(
    files: Files, measurements: Sequence[Measurement], results: Sequence[Result]
) -> None:
    """
    Raises NotSafe where a file says a number that the results do not print, naming file and place.

    `measurements` give the names and definitions that hold digits of their own.
    """
    must_be_printed(files, measurements, printed_by(results))


def must_be_printed(files: Files, measurements: Sequence[Measurement], printed: Printed) -> None:
    """The same of results of which it is known what they print."""
    attack = Attack(printed, Standing(measurements))
    for name, data in files.items():
        if told := _told(name, data, attack):
            said = "; ".join(told[:MOST_NAMED])
            more = f" and {len(told) - MOST_NAMED} more" if len(told) > MOST_NAMED else ""
            raise NotSafe(
                f"{_named(measurements)}: nothing was written. {name} tells more than its "
                f"results: {said}{more}."
            )


def _named(measurements: Sequence[Measurement]) -> str:
    if len(measurements) > 1:
        return f"All {len(measurements)} bodies"
    return shortened(measurements[0].body.name, LONGEST_NAME)


def _told(name: str, data: bytes, attack: Attack) -> list[str]:
    """What a file tells more than its results, each place once."""
    if name not in READERS:
        return ["no attack can read this file"]
    try:
        said = READERS[name](data)
    except UNREADABLE as wrong:
        return [f"it cannot be read: {wrong}"]
    found = attack.unexplained(said)
    return list(dict.fromkeys(f"{each.number} ({each.where})" for each in found))
