"""Maps an unknown extract: proposes its pack.toml, and writes it beside the files."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from evenhand.data.mapping.about import KINDS
from evenhand.data.mapping.manifest_text import manifest_text, mapping_text
from evenhand.data.mapping.memory import MAPPING, remember
from evenhand.data.mapping.proposal import LEAVE_OUT, About, Proposal, Question, Unsure
from evenhand.data.mapping.propose import propose
from evenhand.data.mapping.sheets import files_of
from evenhand.data.readers.item import Unusable
from evenhand.data.readers.manifest_file import MANIFEST
from evenhand.data.writers.files import write_whole
from evenhand.pipeline.wrong_use import WrongUse

__all__ = ["LEAVE_OUT", "About", "Question", "Unsure", "map_extract", "take_the_guess"]


@dataclass(frozen=True)
class MappedExtract:
    """What was written where, and what is proposed."""

    proposal: Proposal
    manifest: Path
    mapping: Path


def take_the_guess(question: Question) -> str:
    """The answer of `--yes`: what is guessed, whatever it is."""
    return question.guess


def map_extract(
    extract: Path,
    about: About,
    choose: Callable[[Question], str],
    *,
    today: date,
    like: Path | None = None,
) -> MappedExtract:
    """
    Propose and write pack.toml, and the mapping file, in the folder of the extract.

    Raises WrongUse where there is a pack.toml already, no such kind of body, or nothing that could be a table.
    """
    if about.kind not in ("", *KINDS):
        raise WrongUse(f"--kind is to be one of {', '.join(KINDS)}.")
    folder = extract if extract.is_dir() else extract.parent
    manifest, mapping = folder / MANIFEST, folder / MAPPING
    for there in (manifest, mapping):
        if there.exists():
            raise WrongUse(
                f"There is a {there.name} in {folder} already. Move it away first; to map files like"
                f" it, put them in a folder of their own and give --like {manifest}."
            )
    if not files_of(extract):
        raise WrongUse(f"There is no CSV, XLSX or Parquet file in {extract}. Name another folder.")
    try:
        memory = remember(like) if like else None
    except Unusable as refusal:
        raise WrongUse(f"--like: {refusal.item.message} {refusal.item.fix}".strip()) from refusal
    proposal = propose(extract, about, choose, today=today, memory=memory)
    if proposal.tables:
        write_whole(manifest, manifest_text(proposal))
        write_whole(mapping, mapping_text(proposal))
    return MappedExtract(proposal, manifest, mapping)
