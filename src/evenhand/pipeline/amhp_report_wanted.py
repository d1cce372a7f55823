"""What is asked for when a report on an AMHP service is, and what it is made from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from evenhand.domain.amhp.considerations_codes import CodeLists
from evenhand.domain.amhp.sight.kept import KeptMonth
from evenhand.domain.disclosure.preset import Preset
from evenhand.pipeline.presets import choose_preset
from evenhand.pipeline.wrong_use import WrongUse

# For whom a report is, and the audience of disclosure control that this is.
READERS = {"service": "internal", "board": "board", "public": "public"}
A_MONTH, A_QUARTER = 1, 3


@dataclass(frozen=True, kw_only=True)
class SightWanted:
    """
    Which report: of `months` months (1 or 3) up to `month`, for whom, by which preset.

    `readers`: service, board or public. WrongUse for anything else.
    """

    month: date
    months: int = A_MONTH
    readers: str = "service"
    preset: str = ""

    def __post_init__(self) -> None:
        if self.readers not in READERS:
            raise WrongUse(
                f"There are no readers called {self.readers}. There are {', '.join(READERS)}."
            )
        if self.months not in (A_MONTH, A_QUARTER):
            raise WrongUse("A report is of one month or of three.")

    @property
    def rules(self) -> Preset | None:
        """The rules by which numbers are protected, None for the service itself."""
        return choose_preset(READERS[self.readers], self.preset)


@dataclass(frozen=True, kw_only=True)
class Given:
    """
    What a report is made from, besides the rows: whose they are, and what is known around them.

    `people` are residents by ethnic category; `codes` the lists with a service's own codes;
    `files` are (name, sha256) of what was read, and `notes` sentences about the records. `kept` is, by
    service, what is kept of months whose rows are deleted. `called` is the name of all bodies together.
    """

    bodies: Sequence[str]
    kind: str = "council"
    people: Mapping[str, int] | None = None
    codes: CodeLists | None = None
    marked_as: str = ""
    files: Sequence[tuple[str, str]] = ()
    notes: Sequence[str] = ()
    kept: Mapping[str, Mapping[date | None, KeptMonth]] = field(default_factory=dict)
    called: str = ""
