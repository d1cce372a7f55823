"""Lists of answers that a page offers: codes and their words, by the list's name."""

from dataclasses import dataclass
from functools import cached_property

from evenhand.domain.frameworks.edition import DefinitionIncomplete


@dataclass(frozen=True, kw_only=True)
class Answer:
    """One answer: what is kept, and its words."""

    code: str
    title: str


@dataclass(frozen=True, kw_only=True)
class AnswerList:
    """One list, in the order in which it is offered. A code is there once."""

    name: str
    title: str
    codes: tuple[Answer, ...]

    def __post_init__(self) -> None:
        if len({each.code for each in self.codes}) < len(self.codes):
            raise DefinitionIncomplete(f"Answers {self.name}: a code is there twice")

    def title_of(self, code: str) -> str:
        """The words of a code; the code itself where it is on the list no more."""
        return self._titles.get(code, code)

    @property
    def choices(self) -> list[tuple[str, str]]:
        """Codes and words, as a form takes them."""
        return [(each.code, each.title) for each in self.codes]

    @cached_property
    def _titles(self) -> dict[str, str]:
        return {each.code: each.title for each in self.codes}


@dataclass(frozen=True, kw_only=True)
class AnswerFile:
    """One file of lists: its edition, and why it is a draft while it is one."""

    edition: str
    status: str
    why_draft: str = ""
    lists: tuple[AnswerList, ...]
