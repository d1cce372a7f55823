"""The guided record of the nearest relative or nominated person: questions, answers, and help.

It stores what was answered and on what basis, "to the best of my knowledge and belief". It finds
nothing: the order of the Act is shown with what was answered, and a person concludes.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from evenhand.domain.amhp.answers import Answer
from evenhand.domain.frameworks.edition import DefinitionIncomplete, Source


@dataclass(frozen=True, kw_only=True)
class Question:
    """
    One question. Without `answers` it takes a few words; with `several`, more than one answer.
    """

    id: str
    title: str
    hint: str = ""
    several: bool = False
    answers: tuple[Answer, ...] = ()

    def in_words(self, given: tuple[str, ...]) -> str:
        """What was answered, in the question's own words; a code that is on no list as it stands."""
        titles = {each.code: each.title for each in self.answers}
        return "; ".join(titles.get(code, code) for code in given)


@dataclass(frozen=True, kw_only=True)
class Guide:
    """
    Questions about one role, for as long as it is law.

    `order` is the order of the Act, the first before the second. `there` and `preferred` name the
    questions of which the answers are laid beside it. `valid_from` is missing where Parliament has
    passed it and no day is appointed: `pending` says so, and it is never asked.
    """

    id: str
    edition: str
    title: str
    role: str
    status: str
    why_draft: str
    questions: tuple[Question, ...]
    sources: tuple[Source, ...]
    statement: str
    intro: str = ""
    order: tuple[Answer, ...] = ()
    order_words: str = ""
    there: str = ""
    preferred: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    pending: str = ""

    def __post_init__(self) -> None:
        if (self.valid_from is None) != bool(self.pending):
            raise DefinitionIncomplete(
                f"Guide {self.id}: it has a day from which it is law (valid_from) or says why it has "
                "none (pending), not both"
            )
        names = [each.id for each in self.questions]
        if twice := {each for each in names if names.count(each) > 1}:
            raise DefinitionIncomplete(
                f"Guide {self.id}: question {', '.join(sorted(twice))} twice"
            )
        if lost := {each for each in (self.there, self.preferred) if each} - set(names):
            raise DefinitionIncomplete(f"Guide {self.id}: no question {', '.join(sorted(lost))}")

    def covers(self, day: date) -> bool:
        """Whether it is law on a day."""
        return (
            self.valid_from is not None
            and self.valid_from <= day
            and (self.valid_to is None or day <= self.valid_to)
        )

    def question(self, name: str) -> Question | None:
        """The question of this name."""
        return self._by_id.get(name)

    @cached_property
    def _by_id(self) -> Mapping[str, Question]:
        return {each.id: each for each in self.questions}


@dataclass(frozen=True, kw_only=True)
class Placed:
    """One place in the order of the Act, and what was answered of it: help, no finding."""

    title: str
    there: bool
    preferred: bool


def placed(guide: Guide, answers: Mapping[str, tuple[str, ...]]) -> tuple[Placed, ...]:
    """The order of the Act, each place with whether it was answered that somebody is there."""
    there, preferred = set(answers.get(guide.there, ())), set(answers.get(guide.preferred, ()))
    return tuple(
        Placed(title=each.title, there=each.code in there, preferred=each.code in preferred)
        for each in guide.order
    )


def guide_on(guides: tuple[Guide, ...], day: date) -> Guide | None:
    """The guide that is law on a day."""
    return next((each for each in guides if each.covers(day)), None)
