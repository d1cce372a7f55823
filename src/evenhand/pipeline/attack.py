"""The attack on finished files: what a reader could work out from what they print."""

from collections.abc import Sequence
from pathlib import Path

from evenhand.data.attack_files.figures_told import more_than_counts
from evenhand.data.attack_files.plain_table import NotATable, read_plain_table
from evenhand.data.attack_files.printed import Printed, printed_by
from evenhand.data.attack_files.results_read import NotResults, from_csv, from_json
from evenhand.data.definitions.load import editions, ethnicity, ladder
from evenhand.domain.codes.grades import Ladder
from evenhand.domain.disclosure.cells import Definitions
from evenhand.domain.disclosure.preset import Preset
from evenhand.domain.disclosure.printed import definitions_of
from evenhand.domain.disclosure.programmes import Contradiction
from evenhand.domain.disclosure.read_back import attack_results
from evenhand.domain.disclosure.release import Released
from evenhand.domain.results.measurement import BROADLY_FLAG
from evenhand.domain.results.result import Result
from evenhand.pipeline.attack_amhp import amhp_files, attack_amhp
from evenhand.pipeline.attack_document import attack_document, is_document, results_beside
from evenhand.pipeline.attack_table import Attacked, attack_table, text_of
from evenhand.pipeline.attack_words import Files, must_be_printed
from evenhand.pipeline.report import results_text
from evenhand.pipeline.wrong_use import NotSafe, WrongUse


def attack_report(released: Released, files: Files, preset: Preset) -> Printed:
    """
    Attack the finished files of one report, by name. Raises NotSafe where the attacker succeeds.

    What they print is given back. Only what the files say is used, and which of the hidden counts are the small ones. Where no
    JSON file is among them, the one that they would have with them is attacked.
    """
    measurement = released.measurement
    name = measurement.body.name
    if "results.json" in files:
        as_json = from_json(files["results.json"].decode("utf-8"))
    else:
        as_json = from_json(results_text([measurement]))
    if "results.csv" in files:
        as_csv = from_csv(files["results.csv"].decode("utf-8"))
        if set(as_csv) != set(as_json):
            raise NotSafe(f"{name}: nothing was written. CSV and JSON do not say the same.")
    try:
        found, _ = attack_results(
            as_json,
            definitions_of(measurement),
            preset,
            released.sensitive,
            released.history,
            released.witness,
        )
    except Contradiction as wrong:
        raise NotSafe(f"{name}: nothing was written. {wrong}") from wrong
    if found:
        raise NotSafe(given_away(name, [each.name for each in found]))
    if exact := more_than_counts(as_json, preset):
        raise NotSafe(
            f"{name}: nothing was written. Figures tell more than the counts printed with them: "
            f"{'; '.join(exact[:5])}."
        )
    printed = printed_by(as_json)
    must_be_printed(files, [measurement], printed)
    return printed


def given_away(body: str, names: Sequence[str]) -> str:
    """Why nothing of a body was written, naming the hidden numbers that could be worked out."""
    said = "; ".join(names[:5]) + (f" and {len(names) - 5} more" if len(names) > 5 else "")
    return (
        f"{body}: nothing was written, because a reader could work out hidden numbers: {said}. "
        "Use fewer groupings or a stricter preset."
    )


def attack_files(paths: Sequence[Path], preset: Preset) -> dict[Path, Attacked]:
    """What each file gives away; reports on AMHP services, which sums join, are attacked together."""
    of_amhps = amhp_files(paths)
    together = attack_amhp(of_amhps, preset) if of_amhps else {}
    return {path: together.get(path) or attack_file(path, preset) for path in paths}


def attack_file(path: Path, preset: Preset) -> Attacked:
    """
    What one file gives away, and of how many hidden counts: our results, or a table with totals.

    Nothing but the file is known, so every hidden count that might be small has to be safe. A
    document (HTML, PDF, Word, Excel) is set against the results.json in its folder.
    """
    if is_document(path):
        made_from, inputs = results_beside(path)
        known = _definitions_for(made_from)
        return attack_document(path, made_from, inputs, known, preset)
    text = text_of(path)
    try:
        results = from_json(text) if path.suffix == ".json" else from_csv(text)
    except NotResults as wrong:
        if path.suffix == ".json":
            raise WrongUse(f"{path.name}: {wrong}") from wrong
        return _attack_table(path, text, preset)
    try:
        found, hidden = attack_results(results, _definitions_for(results), preset)
    except Contradiction as wrong:
        raise WrongUse(f"{path.name}: {wrong}") from wrong
    return Attacked(tuple(found), hidden)


def _attack_table(path: Path, text: str, preset: Preset) -> Attacked:
    try:
        table = read_plain_table(text)
        if not (table.total_rows or table.total_columns):
            raise NotATable("No row or column is called total (or all): there is no sum to use.")
        return attack_table(table, preset)
    except (NotATable, Contradiction) as wrong:
        raise WrongUse(f"{path.name}: {wrong}") from wrong


def _definitions_for(results: Sequence[Result]) -> Definitions:
    known = {(each.standard, each.edition): each for each in editions()}
    used = {result.standard: known[result.standard, result.edition] for result in results}
    ladders: dict[str, Ladder] = {
        standard: ladder(edition.ladder if edition.ladder != "local" else "agenda-for-change")
        for standard, edition in used.items()
    }
    # Which broad groups they are the file does not say.
    broadly = any(BROADLY_FLAG in result.flags for result in results)
    return Definitions(used, ethnicity() if broadly else ethnicity().recording(()), ladders)
