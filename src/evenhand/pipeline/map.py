"""Maps an unknown extract: proposes its pack.toml, and writes it beside the files."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import MappingProxyType

from evenhand.data.mapping.about import KINDS
from evenhand.data.mapping.answers import answers_to
from evenhand.data.mapping.manifest_text import manifest_text, mapping_text
from evenhand.data.mapping.memory import MAPPING, remember
from evenhand.data.mapping.proposal import LEAVE_OUT, About, Proposal, Question, Unsure
from evenhand.data.mapping.propose import propose
from evenhand.data.mapping.sheets import files_of
from evenhand.data.readers.item import Unusable
from evenhand.data.readers.manifest_file import MANIFEST
from evenhand.data.writers.files import write_whole
from evenhand.pipeline.wrong_use import WrongUse

__all__ = [
    "LEAVE_OUT", "About", "Question", "Unsure", "answers_to", "map_extract", "take_the_guess",
]  # fmt: skip


@dataclass(frozen=True)
class MappedExtract:
    """What was written where, and what is proposed."""

    proposal: Proposal
    manifest: Path
    mapping: Path


def take_the_guess(question: Question) -> str:
    """The answer of `--yes`: what is guessed, whatever it is."""
    return question.guess


def _correct(corrections: Mapping[str, str], proposal: Proposal) -> None:
    """Columns and values as somebody says that they are, whatever was guessed or asked."""
    for key, answer in corrections.items():
        kind, name, column, *text = key.split("|", 3)
        for table in (each for each in proposal.tables if each.table == name):
            if kind == "column" and answer in table.headers:
                table.columns[column] = answer
                break
            if kind == "value" and column in table.columns:
                table.values.setdefault(column, {})[text[0]] = answer


def map_extract(
    extract: Path,
    about: About,
    choose: Callable[[Question], str],
    *,
    today: date,
    like: Path | None = None,
    corrections: Mapping[str, str] = MappingProxyType({}),
) -> MappedExtract:
    """
    Propose and write pack.toml, and the mapping file, in the folder of the extract.

    `corrections` put right what was read wrongly without a question: headers by
    "column|TABLE|COLUMN", meanings by "value|TABLE|COLUMN|TEXT". Raises WrongUse where there is a pack.toml already, no such kind of body, or nothing that could be a table.
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
    _correct(corrections, proposal)
    if proposal.tables:
        write_whole(manifest, manifest_text(proposal))
        write_whole(mapping, mapping_text(proposal))
    return MappedExtract(proposal, manifest, mapping)
