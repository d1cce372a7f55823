"""The attack on finished reports on AMHP services: nothing is known but what the files print."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from evenhand.data.attack_files.said import Said
from evenhand.data.attack_files.sheet_read import tables_of_xlsx
from evenhand.data.attack_files.tables_read import Rows, tables_of_docx, tables_of_page
from evenhand.data.definitions.amhp_codes import code_lists
from evenhand.data.definitions.load import ethnicity
from evenhand.data.definitions.presets import presets
from evenhand.domain.amhp.sight.attack import PrintedSight, Shapes, attack_sight
from evenhand.domain.amhp.sight.groups import dimensions
from evenhand.domain.disclosure.preset import Preset, protection_in_words
from evenhand.domain.disclosure.programmes import Contradiction
from evenhand.pipeline.attack_document import is_document
from evenhand.pipeline.attack_table import Attacked
from evenhand.pipeline.attack_words import READERS, UNREADABLE
from evenhand.pipeline.wrong_use import WrongUse
from evenhand.reporting.page import MARKED
from evenhand.reporting.sight.outline import KIND
from evenhand.reporting.sight.read_back import read_back
from evenhand.reporting.words import sentence


@dataclass(frozen=True)
class AmhpFile:
    """A finished report on AMHP services: everything that it says, and its tables by their captions."""

    path: Path
    body: str
    said: Sequence[Said]
    tables: Mapping[str, Rows]


def amhp_files(paths: Sequence[Path]) -> list[AmhpFile]:
    """Those of some files that are reports on AMHP services, read. WrongUse for one as PDF."""
    read = (_read(path) for path in paths if is_document(path))
    return [each for each in read if each is not None]


def _read(path: Path) -> AmhpFile | None:
    data = path.read_bytes()
    try:
        said = READERS[f"report{path.suffix}"](data)
        body = _body(said)
        if body is None:
            return None
        if path.suffix == ".pdf":
            raise WrongUse(
                f"{path.name} is a PDF, out of which tables cannot be read back. Attack the page, the "
                "Word file or the workbook of the same report: all say the same."
            )
        if path.suffix == ".html":
            tables = tables_of_page(data.decode("utf-8"))
        else:
            tables = tables_of_docx(data) if path.suffix == ".docx" else tables_of_xlsx(data)
    except UNREADABLE as wrong:
        raise WrongUse(f"{path.name} cannot be read: {wrong}") from wrong
    return AmhpFile(path, body, said, tables)


def _body(said: Sequence[Said]) -> str | None:
    """Whose report on an AMHP service it is; None where it is another document."""
    if not any(each.text == KIND or each.text.startswith(f"{KIND}: ") for each in said):
        return None
    # A page's title says the months as well, its heading the name alone.
    heads = [each.text for each in said if each.where == "h1"]
    titles = [
        each.text.removeprefix(f"{KIND}: ") for each in said if each.text.startswith(f"{KIND}: ")
    ]
    return next(iter([*heads, *titles]), "")


def attack_amhp(files: Sequence[AmhpFile], preset: Preset) -> dict[Path, Attacked]:
    """
    What reports on AMHP services give away together, file by file.

    A region's report is joined to those of its services. WrongUse where a file was made by other rules, is
    for the service itself, or does not fit the others.
    """
    known = dimensions(ethnicity())
    reports: list[PrintedSight] = []
    for each in files:
        _must_be_of(each, preset)
        try:
            texts = [said.text for said in each.said]
            reports.append(read_back(str(each.path), each.body, each.tables, texts, known))
        except ValueError as wrong:
            raise WrongUse(f"{each.path.name} cannot be read back: {wrong}.") from wrong
    try:
        found = attack_sight(reports, Shapes(codes=code_lists(), dimensions=known, preset=preset))
    except Contradiction as wrong:
        names = ", ".join(each.path.name for each in files)
        raise WrongUse(f"{names}: {wrong}") from wrong
    return {
        each.path: Attacked(tuple(found[str(each.path)][0]), found[str(each.path)][1])
        for each in files
    }


def _must_be_of(file: AmhpFile, preset: Preset) -> None:
    """A report says by which rules it was made."""
    texts = [each.text for each in file.said]

    def made_by(rules: Preset) -> bool:
        told = sentence(protection_in_words(rules))
        return any(told in text for text in texts)

    if made_by(preset):
        return
    if any(MARKED["internal"] in text for text in texts):
        raise WrongUse(
            f"{file.path.name} is for the service itself, and hides nothing. Attack a report for others: "
            "evenhand amhp report --as board, or public."
        )
    other = next((each.slug for each in presets() if made_by(each)), "")
    raise WrongUse(
        f"{file.path.name} was made by other rules than {preset.slug}. Attack it by its own: "
        + (f"--preset {other}." if other else "--preset with the file of the rules that it names.")
    )
