"""What is proposed for an extract: the tables of a pack.toml, and what is not sure about them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

LEAVE_OUT = "leave out"


@dataclass(frozen=True)
class Question:
    """
    Something to confirm: what was found, examples that are no one person's, what is guessed.

    `guess` is one of `choices` or LEAVE_OUT. An answer is one of these; or, where it is `free`, any
    text; or one of `names`, a longer list that is shown when asked for. Where there `must` be an
    answer, it cannot be left out. `key` is the same for the same thing next year.
    """

    key: str
    found: str
    examples: tuple[str, ...]
    guess: str
    choices: tuple[str, ...]
    free: bool = False
    names: tuple[str, ...] = ()
    must: bool = False


Choose = Callable[[Question], str]


@dataclass(frozen=True)
class Unsure:
    """Something to look at: where, what and why, and how to put it right in pack.toml."""

    where: str
    what: str
    fix: str

    def line(self) -> str:
        """One line of it."""
        return f"{self.where}: {self.what} {self.fix}"


@dataclass
class Mapped:
    """One table: `headers` are all that the file has, mapped or not, to know them again."""

    table: str
    file: str
    sheet: str = ""
    header_rows: int = 1
    dates: str = ""
    one_person_a_row: bool = False
    columns: dict[str, str] = field(default_factory=dict)
    values: dict[str, dict[str, str]] = field(default_factory=dict)
    same: dict[str, str] = field(default_factory=dict)
    across: dict[str, str] = field(default_factory=dict)
    headers: tuple[str, ...] = ()

    def not_used(self) -> tuple[str, ...]:
        """The headers of columns that were mapped to nothing."""
        used = {*self.columns.values(), *self.across}
        return tuple(header for header in self.headers if header and header not in used)


@dataclass(frozen=True)
class About:
    """Whose records they are, and when; what is not known is guessed and listed."""

    id: str = ""
    name: str = ""
    kind: str = ""
    snapshot: date | None = None
    standards: tuple[str, ...] = ()


@dataclass
class Proposal:
    """Everything that goes into pack.toml, and what does not: what is unsure."""

    about: About
    tables: list[Mapped] = field(default_factory=list)
    rungs: tuple[str, ...] = ()
    ladder: str = ""
    steps: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    unsure: list[Unsure] = field(default_factory=list)
    left_out: dict[str, tuple[str, ...]] = field(default_factory=dict)
    systems: list[str] = field(default_factory=list)
