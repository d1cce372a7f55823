"""The groups and grades that a forecast of representation counts by."""

from collections.abc import Sequence

from evenhand.data.definitions.load import ethnicity
from evenhand.domain.codes.ethnicity import Grouping
from evenhand.domain.codes.grades import Ladder
from evenhand.pipeline.wrong_use import WrongUse

WHITE = "white"
STEPS, RUNGS = "steps", "rungs"


def grouping_called(slug: str) -> Grouping:
    """The grouping with this slug. WrongUse where there is none."""
    try:
        return ethnicity().grouping(slug)
    except KeyError as unknown:
        known = ", ".join(each.slug for each in ethnicity().groupings)
        raise WrongUse(f"There is no grouping {slug}. There are {known}.") from unknown


class Groups:
    """The groups of a grouping, with all that are White as one."""

    def __init__(self, grouping: Grouping) -> None:
        white = set(grouping.white)
        self.place = {
            category: WHITE if slug in white else slug
            for category, slug in grouping.group_of.items()
        }
        self.names = tuple(dict.fromkeys([WHITE, *self.place.values()]))
        self.labels = {each.slug: each.label for each in grouping.groups} | {WHITE: "White"}

    def of(self, category: str) -> int | None:
        """The place of a category's group; None where it is not known."""
        slug = self.place.get(category)
        return None if slug is None else self.names.index(slug)


class Grades:
    """The ladder's steps, lowest first, or its rungs."""

    def __init__(self, ladder: Ladder, by: str) -> None:
        if by not in (STEPS, RUNGS):
            raise WrongUse(f"--grades is to be {STEPS} or {RUNGS}, and it is {by}.")
        self.notes: tuple[str, ...] = ()
        if by == STEPS and ladder.steps:
            self.names = tuple(ladder.steps)
            told = (f"{name} is {_ends(rungs)}" for name, rungs in ladder.steps.items())
            self.notes = (f"Grades are the steps of the ladder: {'; '.join(told)}.",)
            self.place = {
                rung: place for place, rungs in enumerate(ladder.steps.values()) for rung in rungs
            }
        else:
            self.names = ladder.rungs
            self.place = {rung: place for place, rung in enumerate(ladder.rungs)}


def _ends(rungs: Sequence[str]) -> str:
    return rungs[0] if len(rungs) == 1 else f"{rungs[0]} to {rungs[-1]}"
