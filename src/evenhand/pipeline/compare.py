"""Bodies compared: from packs or a published file to one comparison, for whoever is to read it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from evenhand import __version__
from evenhand.data.readers.item import CheckItem
from evenhand.data.sources.predecessors import PredecessorsMistake, read_predecessors
from evenhand.data.sources.staff_survey_bodies import is_by_organisation
from evenhand.domain.measures.compare import Material, compare_material, gathered
from evenhand.domain.measures.compared import Comparison
from evenhand.domain.measures.succession import Succession
from evenhand.domain.results.measurement import Measurement
from evenhand.pipeline.attack import attack_report
from evenhand.pipeline.compare_peers import find_own, find_peers
from evenhand.pipeline.compare_survey import material_of_survey
from evenhand.pipeline.measure import Measured, Wanted, measure_pack
from evenhand.pipeline.presets import choose_preset, preset_called
from evenhand.pipeline.release import release_all
from evenhand.pipeline.report import as_printed
from evenhand.pipeline.sources import STAFF_SURVEY, measure_source
from evenhand.pipeline.wrong_use import WrongUse

Tell = Callable[[str, int, int], None]
# One grouping: a comparison of many bodies in every group would find something by chance alone.
USUAL_GROUPINGS = ("binary",)
PUBLISHED = "published data"
ONE_AFTER_ANOTHER = (
    "For {audience} readers give one pack that holds all years: only then can it be known what the "
    "years together tell about single people."
)


@dataclass(frozen=True, kw_only=True)
class Asked:
    """
    What to compare: `own` is a name or id, `peers` all, kind, region, neighbours, a file or a list.

    `reference` is the folder of neighbour files, `predecessors` a table of bodies that merged.
    """

    wanted: Wanted
    source: str = ""
    own: str = ""
    peers: str = "all"
    reference: Path | None = None
    predecessors: Path | None = None
    audience: str = "internal"
    preset: str = ""


@dataclass(frozen=True, kw_only=True)
class Compared:
    """What came of it: a comparison, or None and the items that say why."""

    comparison: Comparison | None
    items: tuple[CheckItem, ...]
    # What was compared, where it was protected for its readers first; and which bodies merged.
    printed: tuple[Measurement, ...] = ()
    merged: tuple[str, ...] = ()

    @property
    def has_errors(self) -> bool:
        """Whether anything in the data has to be put right."""
        return any(item.severity == "error" for item in self.items)


def compare_packs(packs: Sequence[Path], asked: Asked, tell: Tell) -> Compared:
    """
    Measure every pack, or the published file, and compare all bodies in them.

    For other than internal readers each body's results are released first, exactly as its own
    report would be, and nothing but what that report prints is compared.
    """
    preset = choose_preset(asked.audience, asked.preset)
    successions = _successions(asked)
    if asked.source == STAFF_SURVEY and is_by_organisation(packs[0]):
        return _of_survey(packs[0], asked, successions)
    if preset is not None and len(packs) > 1:
        raise WrongUse(ONE_AFTER_ANOTHER.format(audience=asked.audience))
    measured = [_measured(pack, asked, linked=preset is not None) for pack in packs]
    items = tuple(dict.fromkeys(item for each in measured for item in each.items))
    found = [one for each in measured for one in each.measurements]
    if not found:
        return Compared(comparison=None, items=items)
    protection = ""
    if preset is not None:
        days = [day for each in found for day in each.snapshots]
        preset = preset_called(asked.preset or preset.slug, snapshots=days)
        released = release_all(found, preset, asked.audience, tell)
        for each in released:
            attack_report(each, {}, preset)
        found = [as_printed(each.measurement) for each in released]
        protection = found[0].protection
    comparison = _compared(gathered(found), asked, successions, order=_out_of_order(measured))
    comparison = replace(
        comparison,
        editions=tuple(dict.fromkeys(name for each in found for name in each.inputs.editions)),
        protection=protection,
        marked_as=max((each.marked_as for each in found), default=""),
        credit=max((each.note for each in found), default=""),
        made_from=PUBLISHED if asked.source else "",
        notes=tuple(dict.fromkeys((*_errors(found), *comparison.notes, *_about_editions(found)))),
        inputs={**comparison.inputs, **_hashes(found)},
    )
    return Compared(
        comparison=comparison,
        items=items,
        printed=tuple(found) if preset is not None else (),
        merged=tuple(line.new for line in successions),
    )


def _of_survey(path: Path, asked: Asked, successions: Sequence[Succession]) -> Compared:
    if asked.audience != "internal":
        raise WrongUse(
            "The staff survey's figures of organisations have not been through disclosure control "
            "here: they can be compared for internal readers only."
        )
    material, credit, inputs = material_of_survey(path)
    comparison = _compared(material, asked, successions)
    comparison = replace(
        comparison,
        credit=credit,
        made_from=PUBLISHED,
        inputs={**comparison.inputs, **inputs},
    )
    return Compared(comparison=comparison, items=())


def _compared(
    material: Material,
    asked: Asked,
    successions: Sequence[Succession],
    order: Sequence[str] = (),
) -> Comparison:
    gone = {line.old for line in successions}
    bodies = {id_: body for id_, body in material.bodies.items() if id_ not in gone}
    own = find_own(bodies, asked.own)
    peers = find_peers(bodies, own, asked.peers, asked.reference)
    made = compare_material(material, own=own, peers=peers, successions=successions)
    options = {"own": asked.own, "peers": asked.peers, "edition": asked.wanted.edition}
    inputs = {"version": __version__} | {name: value for name, value in options.items() if value}
    return replace(made, audience=asked.audience, notes=(*order, *made.notes), inputs=inputs)


def _measured(pack: Path, asked: Asked, *, linked: bool) -> Measured:
    wanted = replace(
        asked.wanted,
        groupings=asked.wanted.groupings or USUAL_GROUPINGS,
        linked=linked,
    )
    if asked.source:
        return measure_source(asked.source, pack, wanted, reference=asked.reference)
    return measure_pack(pack, wanted)


def _successions(asked: Asked) -> tuple[Succession, ...]:
    if asked.predecessors is None:
        return ()
    try:
        return read_predecessors(asked.predecessors)
    except PredecessorsMistake as wrong:
        raise WrongUse(str(wrong)) from wrong


def _out_of_order(measured: Sequence[Measured]) -> tuple[str, ...]:
    """Packs may be given in any order: that they were put in order is said."""
    firsts = [each.measurements[0].snapshots[0] for each in measured if each.measurements]
    if firsts == sorted(firsts):
        return ()
    return ("The packs were not given in the order of their years: the years were put in order.",)


def _hashes(measurements: Sequence[Measurement]) -> dict[str, str]:
    """The hash of each pack's inputs; none where its readers are not to know it."""
    found = dict.fromkeys(each.inputs.pack_hash for each in measurements if each.inputs.files)
    return {f"inputs {place}": value for place, value in enumerate(found, start=1)}


def _about_editions(measurements: Sequence[Measurement]) -> Iterator[str]:
    """What its edition says of every figure, and that a draft is one."""
    for edition in dict.fromkeys(
        (each.title, each.edition, each.note, each.why_draft)
        for one in measurements
        for each in one.editions
    ):
        title, name, note, why_draft = edition
        if note:
            yield note
        if why_draft:
            yield f"{title}, edition {name}, is a draft. {why_draft}"


def _errors(measurements: Sequence[Measurement]) -> list[str]:
    """What is wrong in the records, for those who may know: it can hold small numbers."""
    inside = (each for each in measurements if each.audience == "internal")
    return [error for each in inside for error in each.errors]
