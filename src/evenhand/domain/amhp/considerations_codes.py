"""Codes of considerations: dated, and with what a service added of its own mapped to them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cached_property

from evenhand.domain.frameworks.edition import DefinitionIncomplete, Source


class Ends(StrEnum):
    """How a consideration ended, whatever the code. What ended without detention stands beside it."""

    DETAINED = "detained"
    COMMUNITY = "order in the community"
    WITHOUT_DETENTION = "ended without detention"
    NOT_COMPLETED = "not completed"
    NOT_RECORDED = "not recorded"

    @property
    def completed(self) -> bool:
        """Whether an assessment came to its end."""
        return self in (Ends.DETAINED, Ends.COMMUNITY, Ends.WITHOUT_DETENTION)


@dataclass(frozen=True, kw_only=True)
class Code:
    """
    One code, for as long as it is in use.

    `ends` is for outcomes only. `stages` are what a delay may hold up ("assessment", "admission");
    empty for codes of other lists.
    """

    code: str
    title: str
    valid_from: date
    valid_to: date | None = None
    ends: Ends | None = None
    stages: tuple[str, ...] = ()

    def covers(self, day: date) -> bool:
        """Whether the code was in use on a day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, kw_only=True)
class LocalCode:
    """A code that one service added, and the code of the list that it is counted under."""

    code: str
    title: str
    maps_to: str
    valid_from: date
    valid_to: date | None = None

    def covers(self, day: date) -> bool:
        """Whether the service used the code on a day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, kw_only=True)
class CodeList:
    """One list of codes. A local code maps to a code of the list, and takes none of its names."""

    name: str
    title: str
    status: str
    codes: tuple[Code, ...]
    sources: tuple[Source, ...]
    why_draft: str = ""
    local: tuple[LocalCode, ...] = ()

    def __post_init__(self) -> None:
        names = [each.code for each in self.codes] + [each.code for each in self.local]
        if twice := {each for each in names if names.count(each) > 1}:
            raise DefinitionIncomplete(
                f"Codes {self.name}: {', '.join(sorted(twice))} is there twice"
            )
        if lost := {each.maps_to for each in self.local} - set(self._by_code):
            raise DefinitionIncomplete(
                f"Codes {self.name}: a local code maps to {', '.join(sorted(lost))}, which is no code "
                "of the list. Map it to one that is."
            )

    def with_local(self, local: tuple[LocalCode, ...]) -> "CodeList":
        """The list with a service's own codes. DefinitionIncomplete where one maps to nothing."""
        return replace(self, local=local)

    def find(self, code: str, day: date | None = None) -> Code | None:
        """The code of the list that a code means, where it was in use on the day; else nothing."""
        meant = code
        for each in self.local:
            if each.code == code:
                if day is not None and not each.covers(day):
                    return None
                meant = each.maps_to
        found = self._by_code.get(meant)
        return found if found is not None and (day is None or found.covers(day)) else None

    @cached_property
    def _by_code(self) -> Mapping[str, Code]:
        return {each.code: each for each in self.codes}


@dataclass(frozen=True, kw_only=True)
class CodeLists:
    """The lists that a consideration is coded with."""

    outcomes: CodeList
    delays: CodeList
    requests: CodeList
    referrers: CodeList

    def __post_init__(self) -> None:
        if not all(each.ends for each in self.outcomes.codes):
            raise DefinitionIncomplete(
                "Codes outcomes: each says how the consideration ended (ends)"
            )
        if not all(each.stages for each in self.delays.codes):
            raise DefinitionIncomplete("Codes delays: each says what it holds up (stages)")
