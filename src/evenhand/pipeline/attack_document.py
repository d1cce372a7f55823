"""The attack on a finished document, with the results that it was made from beside it."""

import re
from collections.abc import Sequence
from pathlib import Path

from evenhand.data.attack_files.printed import printed_by
from evenhand.data.attack_files.results_read import NotResults, from_json, inputs_from_json
from evenhand.data.attack_files.unexplained import Attack
from evenhand.data.attack_files.wording import Standing
from evenhand.domain.disclosure.cells import Definitions
from evenhand.domain.disclosure.preset import Preset, protection_in_words
from evenhand.domain.disclosure.read_back import GivenAway
from evenhand.domain.frameworks.body import Body
from evenhand.domain.results.measurement import Inputs, Measurement
from evenhand.domain.results.result import Result
from evenhand.pipeline.attack_table import Attacked
from evenhand.pipeline.attack_words import READERS, UNREADABLE
from evenhand.pipeline.wrong_use import WrongUse

RESULTS = "results.json"
IN_PART = "looking for numbers that its results do not print"
_FIRST_NUMBER = re.compile(r"\d[\d,]*")


def is_document(path: Path) -> bool:
    """Whether a file is one that people read, rather than results or a table."""
    return path.suffix in (".html", ".pdf", ".docx", ".xlsx")


def results_beside(path: Path) -> tuple[list[Result], Inputs]:
    """The results that a document was made from, and what went in; WrongUse where they are not
    beside it."""
    beside = path.with_name(RESULTS)
    try:
        text = beside.read_text(encoding="utf-8")
        return from_json(text), inputs_from_json(text)
    except FileNotFoundError as missing:
        raise WrongUse(
            f"{path.name} is attacked with the results that it was made from: put {RESULTS} into "
            "the same folder, or attack that file."
        ) from missing
    except (NotResults, UnicodeDecodeError) as wrong:
        raise WrongUse(f"{RESULTS} beside {path.name}: {wrong}") from wrong


def attack_document(
    path: Path, results: Sequence[Result], inputs: Inputs, known: Definitions, preset: Preset
) -> Attacked:
    """What a document says that its results do not print."""
    read = READERS["report.html" if path.suffix == ".html" else f"report{path.suffix}"]
    try:
        said = read(path.read_bytes())
    except UNREADABLE as wrong:
        raise WrongUse(f"{path.name} cannot be read: {wrong}") from wrong
    standing = Standing([_measurement(results, inputs, known, preset)])
    found = Attack(printed_by(results), standing).unexplained(said)
    told = dict.fromkeys((each.where, each.number) for each in found)
    hidden = sum(result.suppressed for result in results)
    given_away = tuple(_given_away(where, number) for where, number in told)
    return Attacked(given_away, max(hidden, len(given_away)), IN_PART)


def _given_away(where: str, number: str) -> GivenAway:
    first = _FIRST_NUMBER.search(number)
    n = float(first[0].replace(",", "")) if first else 0.0
    return GivenAway(f"{number} ({where})", n, n)


def _measurement(
    results: Sequence[Result], inputs: Inputs, known: Definitions, preset: Preset
) -> Measurement:
    """As much of a measurement as the results tell: names and definitions with digits in them."""
    first = results[0]
    return Measurement(
        body=Body(id=first.body, name=first.body_name, kind=""),
        editions=tuple(known.editions.values()),
        results=tuple(results),
        snapshots=tuple(sorted({result.period for result in results})),
        inputs=inputs,
        ethnicity=known.ethnicity,
        ladders=known.ladders,
        protection=protection_in_words(preset),
    )
