"""A sheet at hand, and what may be shown of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from evenhand.data.definitions.load import labels
from evenhand.data.mapping.content import understood
from evenhand.data.mapping.grades import is_grade
from evenhand.data.mapping.layout import Layout
from evenhand.data.mapping.memory import Memory
from evenhand.data.mapping.profile import Profile, shapes
from evenhand.data.mapping.proposal import Choose, Mapped, Unsure
from evenhand.data.mapping.sheets import Sheet
from evenhand.data.mapping.values import Label, unknown_labels
from evenhand.data.mapping.words import HeaderWords, System
from evenhand.data.readers.columns import Column, Reads
from evenhand.data.readers.manifest import TableEntry

# Those whose values are codes. A word of an open list, such as a profession, is not shown either.
_SHOWN_KINDS = (Reads.ETHNICITY, Reads.LABEL, Reads.YES_NO, Reads.BAND)


@dataclass
class AtHand:
    """A sheet, who answers about it, and what was found to be unsure or left out."""

    sheet: Sheet
    layout: Layout
    columns: Sequence[Profile]
    words: HeaderWords
    choose: Choose
    memory: Memory | None = None
    unsure: list[Unsure] = field(default_factory=list)
    left_out: dict[str, tuple[str, ...]] = field(default_factory=dict)
    system: System | None = None
    # The source of the earlier pack that has the same headers.
    before: TableEntry | None = None

    def by_name(self, mapped: Mapped, name: str) -> Profile | None:
        """What the file has for a mapped column."""
        header = mapped.columns.get(name)
        return next((each for each in self.columns if each.header == header), None)

    def note(self, what: str, fix: str) -> None:
        """List something as unsure."""
        self.unsure.append(Unsure(self.sheet.name, what, fix))

    def examples(self, column: Column, profile: Profile) -> tuple[str, ...]:
        """Values only where they are codes that are known; else what they look like."""
        hide = column.personal or self.words.hides(profile.header)
        if column.reads in _SHOWN_KINDS and not hide:
            known = tuple(value for value in profile.examples() if _is_known(column, value))
            if known:
                return known
        return shapes(profile.values)

    def labels(self, column: Column, profile: Profile, codes: Mapping[str, str]) -> list[Label]:
        """The values of a column that the readers do not know."""
        known = bool(self.before and column.name in self.before.columns)
        personal = [
            each
            for each in self.columns
            if each is not profile
            and (self.words.hides(each.header) or len(each.values) > each.filled / 2)
        ]
        return unknown_labels(column, profile, codes, personal, of_before=known)


def _is_known(column: Column, value: str) -> bool:
    """Whether a value is a word of our own lists."""
    if column.reads is Reads.BAND:
        return is_grade(value)
    if column.reads is Reads.LABEL:
        return labels().find(column.labels, value) is not None
    return understood(column, value)
