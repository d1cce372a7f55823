"""From measurements to what an audience may see, and the attack on the finished files."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from evenhand.data.attack_files.cross_table import NotATable, read_cross_table
from evenhand.data.attack_files.page_read import not_in_results
from evenhand.data.attack_files.results_read import NotResults, from_csv, from_json
from evenhand.data.definitions.load import editions, ethnicity, ladder
from evenhand.data.definitions.presets import preset as find_preset
from evenhand.domain.codes.grades import Ladder
from evenhand.domain.disclosure.attack import attack, wide_enough
from evenhand.domain.disclosure.cells import Definitions
from evenhand.domain.disclosure.network import complete
from evenhand.domain.disclosure.preset import Preset
from evenhand.domain.disclosure.programmes import Contradiction
from evenhand.domain.disclosure.release import (
    GivenAway,
    Released,
    attack_results,
    definitions_of,
    release,
)
from evenhand.domain.disclosure.suppress import CannotProtect
from evenhand.domain.results.measurement import Measurement
from evenhand.domain.results.result import Result
from evenhand.pipeline.report import Tell, write_reports
from evenhand.pipeline.wrong_use import NotSafe, WrongUse

AUDIENCES = ("internal", "board", "public")
# Board: exact counts from 10 up, which a board paper can discuss. Public: the rounded rule of the
# mental health statistics, which also stands up to next year's report.
USUAL_PRESET = {"board": "regulator", "public": "mhsds"}
YEARS_ASSUMED = (
    "Years were checked one by one. It is assumed that enough people come, go and change between "
    "two snapshots that the difference of two years tells nothing about one person."
)


def choose_preset(audience: str, slug: str = "", *, trial: bool = False) -> Preset | None:
    """
    The preset asked for, or the audience's usual one; None for internal readers.

    Until releases are compared with earlier ones, board and public reports are made on trial only.
    """
    if audience not in AUDIENCES:
        raise WrongUse(f"There is no audience {audience}. There are {', '.join(AUDIENCES)}.")
    if audience != "internal" and not trial:
        raise WrongUse(
            f"A report for {audience} readers cannot be released yet: disclosure control hides "
            "small numbers, but does not yet compare a release with earlier ones, which could "
            "give people away. Use --audience internal, or --trial to see what it would hide."
        )
    if audience == "internal":
        if slug:
            raise WrongUse("A preset is for board and public readers: give --audience as well.")
        return None
    return preset_called(slug or USUAL_PRESET[audience])


def preset_called(slug: str) -> Preset:
    """The preset with this slug; WrongUse where there is none."""
    try:
        return find_preset(slug)
    except KeyError as unknown:
        raise WrongUse(str(unknown.args[0])) from unknown


def release_all(
    measurements: Sequence[Measurement], preset: Preset, audience: str, tell: Tell
) -> list[Released]:
    """What the audience may see of each body. Raises NotSafe, naming body and tables."""
    made = []
    for done, measurement in enumerate(measurements):
        tell(f"Protecting {measurement.body.name}", done, len(measurements))
        try:
            released = release(measurement, preset, audience)
        except (CannotProtect, Contradiction) as wrong:
            raise NotSafe(f"{measurement.body.name}: nothing was written. {wrong}") from wrong
        if released.given_away:
            raise NotSafe(_sentence(measurement.body.name, released.given_away))
        made.append(released)
    return made


def write_released(
    released: Sequence[Released], preset: Preset, out: Path, tell: Tell
) -> list[Path]:
    """Write the reports; raises NotSafe, and leaves nothing, where an attack on the files succeeds."""
    by_body = {each.measurement.body.id: each for each in released}

    def check(measurement: Measurement, folder: Path) -> None:
        names = ("report.html", "results.csv", "results.json")
        texts = {name: (folder / name).read_bytes().decode("utf-8") for name in names}
        attack_report(by_body[measurement.body.id], texts, preset)

    return write_reports([each.measurement for each in released], out, tell, check=check)


def attack_report(released: Released, texts: Mapping[str, str], preset: Preset) -> None:
    """
    Attack the finished files of one report. Raises NotSafe where the attacker succeeds.

    Only what the files say is used, and which of the hidden counts are the small ones.
    """
    definitions = definitions_of(released.measurement)
    name = released.measurement.body.name
    as_json = from_json(texts["results.json"])
    if set(from_csv(texts["results.csv"])) != set(as_json):
        raise NotSafe(f"{name}: nothing was written. The CSV and JSON files do not say the same.")
    found, _ = attack_results(as_json, definitions, preset, released.sensitive)
    if found:
        raise NotSafe(_sentence(name, [each.name for each in found]))
    if strange := not_in_results(texts["report.html"], as_json):
        said = ", ".join(f"{x} of {n}" for x, n in strange[:5])
        raise NotSafe(f"{name}: nothing was written. The page tells more than its results: {said}.")


def _sentence(body: str, names: Sequence[str]) -> str:
    said = "; ".join(names[:5]) + (f" and {len(names) - 5} more" if len(names) > 5 else "")
    return (
        f"{body}: nothing was written, because a reader could work out hidden numbers: {said}. "
        "Use fewer groupings or a stricter preset."
    )


def attack_file(path: Path, preset: Preset) -> tuple[list[GivenAway], int]:
    """
    What one file gives away, and of how many hidden counts: our results, or a table with totals.

    Nothing but the file is known, so every hidden count that might be small has to be safe.
    """
    text = path.read_text(encoding="utf-8-sig")
    try:
        results = from_json(text) if path.suffix == ".json" else from_csv(text)
    except NotResults as wrong:
        if path.suffix == ".json":
            raise WrongUse(f"{path.name}: {wrong}") from wrong
        return _attack_table(path, text, preset)
    return attack_results(results, _definitions_for(results), preset)


def _attack_table(path: Path, text: str, preset: Preset) -> tuple[list[GivenAway], int]:
    try:
        made = complete(read_cross_table(text, preset))
        targets = np.flatnonzero(made.high == np.inf)
        low, high = attack(made.system.equations, made.low, made.high, targets=targets)
    except (NotATable, Contradiction) as wrong:
        raise WrongUse(f"{path.name}: {wrong}") from wrong
    bad = ~wide_enough(low, high, preset) & (low < preset.threshold)
    return [
        GivenAway(str(made.system.names[t]), float(a), float(b))
        for t, a, b in zip(targets[bad].tolist(), low[bad], high[bad], strict=True)
    ], len(targets)


def _definitions_for(results: Sequence[Result]) -> Definitions:
    known = {(each.standard, each.edition): each for each in editions()}
    used = {result.standard: known[result.standard, result.edition] for result in results}
    ladders: dict[str, Ladder] = {
        standard: ladder(edition.ladder if edition.ladder != "local" else "agenda-for-change")
        for standard, edition in used.items()
    }
    return Definitions(used, ethnicity(), ladders)
