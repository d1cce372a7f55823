"""Code lists of the register: professions, competences, reasons of an end, notices. Dated."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from string import Formatter

from evenhand.domain.amhp.register_entries import EXPIRED
from evenhand.domain.frameworks.edition import DefinitionIncomplete, Source

PLACEHOLDERS = frozenset({"person", "authority", "other", "day", "last_day", "reason", "detail"})


@dataclass(frozen=True, kw_only=True)
class Profession:
    """One limb of Schedule 1: as made, and what stands in its place now."""

    code: str
    as_made: str
    now: str
    valid_from: date
    valid_to: date | None = None
    unconfirmed: str = ""


@dataclass(frozen=True, kw_only=True)
class Leaf:
    """One matter of competence; `item` is the lettered item that it is or is part of, such as "2a"."""

    id: str
    item: str
    title: str
    required: str = ""


@dataclass(frozen=True, kw_only=True)
class Area:
    """A key competence area with its matters. A heading alone, of a draft, has none."""

    number: int
    title: str
    leaves: tuple[Leaf, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Competences:
    """
    What a decision on approval takes into account.

    A matter with `required` needs evidence at re-approval, and says why. The short words are ours; the
    source's are for whoever decides.
    """

    name: str
    title: str
    status: str
    why_draft: str
    areas: tuple[Area, ...]
    sources: tuple[Source, ...]
    valid_from: date | None = None

    def __post_init__(self) -> None:
        ids = [leaf.id for leaf in self.leaves]
        if twice := {each for each in ids if ids.count(each) > 1}:
            raise DefinitionIncomplete(f"Competence {', '.join(sorted(twice))} is there twice")

    @cached_property
    def leaves(self) -> tuple[Leaf, ...]:
        """Every matter, in order."""
        return tuple(leaf for area in self.areas for leaf in area.leaves)

    @cached_property
    def headings(self) -> Mapping[str, Area]:
        """Every area by an id that says of which edition it is, such as "newer-headings:1"."""
        return {f"{self.name}:{area.number}": area for area in self.areas}

    def without_evidence(self, shown: Collection[str]) -> tuple[Leaf, ...]:
        """
        The matters for which there is no evidence yet. ValueError where evidence is for no matter.
        """
        if lost := set(shown) - {leaf.id for leaf in self.leaves}:
            raise ValueError(
                f"There is no matter {', '.join(sorted(lost))} in {self.title}. Write ids such as "
                "1a or 2a-i."
            )
        return tuple(leaf for leaf in self.leaves if leaf.id not in shown)

    def required_without_evidence(self, shown: Collection[str]) -> tuple[Leaf, ...]:
        """Of these, the ones without which re-approval is not ready to be decided."""
        return tuple(leaf for leaf in self.without_evidence(shown) if leaf.required)


@dataclass(frozen=True, kw_only=True)
class EndReason:
    """Why an approval ends, and the regulation that says so."""

    code: str
    title: str
    regulation: str
    words: str
    valid_from: date
    valid_to: date | None = None


@dataclass(frozen=True, kw_only=True)
class Notice:
    """
    A notice that follows from an event. `only_for` are the reasons of an end that it is for.

    `sender` and `to` are words; `each` says for which of several it is sent: "other" for every
    authority that the AMHP acts for, "elsewhere" for every authority known to have approved them.
    It is overdue `days` after it was written: 0 where the law says immediately.
    """

    code: str
    regulation: str
    duty: str
    sender: str
    to: str
    subject: str
    words: str
    days: int
    each: str = ""
    only_for: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        named = {name for _, name, _, _ in Formatter().parse(self.subject + self.words) if name}
        if lost := named - PLACEHOLDERS:
            raise DefinitionIncomplete(
                f"Notice {self.code} has places for {', '.join(sorted(lost))}; known are "
                f"{', '.join(sorted(PLACEHOLDERS))}"
            )
        if self.each not in ("", "other", "elsewhere"):
            raise DefinitionIncomplete(f"Notice {self.code}: each is other, elsewhere or missing")
        if self.days < 0:
            raise DefinitionIncomplete(f"Notice {self.code}: days is 0 or more")

    def send_by(self, written: date) -> date:
        """The last day on which it is not overdue yet."""
        return written + timedelta(days=self.days)


@dataclass(frozen=True, kw_only=True)
class RegisterCodes:
    """Everything that the register is coded with."""

    status: str
    why_draft: str
    professions: tuple[Profession, ...]
    end_reasons: tuple[EndReason, ...]
    notices: tuple[Notice, ...]
    sources: tuple[Source, ...]

    def __post_init__(self) -> None:
        for codes in (self.professions, self.end_reasons, self.notices):
            names = [each.code for each in codes]
            if twice := {each for each in names if names.count(each) > 1}:
                raise DefinitionIncomplete(f"Register: {', '.join(sorted(twice))} is there twice")
        if EXPIRED not in self.reasons:
            raise DefinitionIncomplete(f"Register: the reason {EXPIRED} is missing")

    @cached_property
    def reasons(self) -> Mapping[str, EndReason]:
        """Reasons by their codes."""
        return {each.code: each for each in self.end_reasons}

    @cached_property
    def notice(self) -> Mapping[str, Notice]:
        """Notices by their codes."""
        return {each.code: each for each in self.notices}

    @cached_property
    def profession(self) -> Mapping[str, Profession]:
        """Professions by their codes."""
        return {each.code: each for each in self.professions}
