"""One comparison of a pay audit laid out: who is set against whom, and every figure before findings."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from evenhand.domain.codes.ethnicity import Ethnicity
from evenhand.domain.codes.grades import Ladder
from evenhand.domain.pay.counts import (
    BONUS,
    BREAKDOWNS,
    EVERYBODY,
    GRADE,
    HOURLY,
    LEVEL,
    PayCount,
    with_derived,
)
from evenhand.domain.pay.figures import Drawn, gap_lines, no_bonus_lines, quarter_lines, share_lines
from evenhand.domain.pay.gaps import Ints, quarters
from evenhand.domain.pay.groups import (
    Pair,
    Split,
    pairs,
    split_by_ethnicity,
    split_by_sex,
    split_finest,
)
from evenhand.domain.pay.line import Line
from evenhand.domain.pay.promotion import StepChange, equal_steps
from evenhand.domain.pay.rules import EACH_OTHER, SEX, Comparison, PayRules, WorkingWeek
from evenhand.domain.pay.spread import Place, Spread, spreads
from evenhand.domain.pay.workforce import Declared, GroupShare, declared, group_shares


@dataclass(frozen=True, kw_only=True)
class PayQuestion:
    """
    What to work out. `comparisons` are the rules' own unless others were chosen; `fewest` is the
    fewest people on a side that may be shown; `breakdowns` are of hourly pay.

    `outside`: for readers who may not see the records. Then everything by group is counted among
    the same people, and promotion is told by levels of grades.
    """

    rules: PayRules
    comparisons: tuple[Comparison, ...]
    fewest: int
    week: WorkingWeek
    ladder: Ladder
    ethnicity: Ethnicity
    breakdowns: tuple[str, ...] = BREAKDOWNS
    terms: Mapping[str, str] = field(default_factory=dict)
    full_pay_told: bool = False
    outside: bool = False


def split_of(question: PayQuestion, comparison: Comparison) -> Split:
    """How a comparison tells people apart."""
    if comparison.grouping == SEX:
        return split_by_sex()
    grouping = question.ethnicity.grouping(comparison.grouping)
    return split_by_ethnicity(question.ethnicity, grouping, question.terms)


class LaidOut:
    """One comparison's split, with all spreads of the body in it."""

    def __init__(
        self, question: PayQuestion, comparison: Comparison, counts: Sequence[PayCount]
    ) -> None:
        self.question, self.comparison = question, comparison
        self.split = split_of(question, comparison)
        levels = question.ladder.steps
        derived = list(with_derived(counts, levels))
        self.spreads = spreads(derived, self.split)
        self.finest = split_finest(self.split, question.ethnicity)
        self._finely = spreads(
            (count for count in counts if (count.what, count.by) == (HOURLY, EVERYBODY)),
            self.finest,
        )
        self._drawn = Drawn(self.split)

    def at(self, body: str, snapshot: str, what: str) -> Spread | None:
        """The spread of everybody, if anybody was counted."""
        return self.spreads.get(Place(body, snapshot, what, EVERYBODY, ""))

    def quarters(self, body: str, snapshot: str) -> Ints:
        """
        People [4, columns] in each quarter.

        They are shared out as finely as the records tell them apart and then put together, so that
        what one grouping says of a quarter fits what another says.
        """
        finely = self._finely[Place(body, snapshot, HOURLY, EVERYBODY, "")]
        column_of = np.array([self.split.member[slug] for slug in self.finest.columns])
        belongs = column_of[:, None] == np.arange(len(self.split.columns))
        return np.asarray(quarters(finely.n) @ belongs.astype(np.int64))

    def pairs(self, body: str, snapshot: str) -> list[Pair]:
        """Who is compared with whom; the largest group is that of all relevant employees."""
        everybody = self.at(body, snapshot, BONUS)
        if everybody is None:
            return []
        sizes = (everybody.people + everybody.unpaid).tolist()
        return pairs(self.split, self.comparison, sizes)

    def lines(self, body: str, snapshot: str, *, with_quarters: bool) -> Iterator[Line]:
        """All lines of one snapshot, everybody's first and then the breakdowns."""
        fewest = self.question.fewest
        two_sides = self.pairs(body, snapshot)
        hourly, bonus = self.at(body, snapshot, HOURLY), self.at(body, snapshot, BONUS)
        for place, spread in self._places(body, snapshot):
            yield from gap_lines(place, spread, two_sides, self._drawn, self.split, fewest)
        if hourly is not None and with_quarters:
            place = Place(body, snapshot, HOURLY, EVERYBODY, "")
            shared, headline = self.quarters(body, snapshot), self.comparison.headline
            yield from quarter_lines(place, hourly, shared, self.split, fewest, planned=headline)
        if bonus is None:
            return
        place = Place(body, snapshot, BONUS, EVERYBODY, "")
        if not len(bonus.values):
            yield from no_bonus_lines(place, bonus, two_sides, self.split)
        else:
            yield from share_lines(place, bonus, two_sides, self.split, fewest)
            yield from gap_lines(place, bonus, two_sides, self._drawn, self.split, fewest)

    def _places(self, body: str, snapshot: str) -> list[tuple[Place, Spread]]:
        wanted = {EVERYBODY: 0} | {by: i for i, by in enumerate(self.question.breakdowns, start=1)}
        rungs = {rung: i for i, rung in enumerate(self.question.ladder.rungs)}
        found = [
            (place, spread)
            for place, spread in self.spreads.items()
            if (place.body, place.snapshot, place.what) == (body, snapshot, HOURLY)
            and place.by in wanted
            # By sex the whole is the comparison itself.
            and not (place.by == SEX and self.split.slug == SEX)
        ]
        return sorted(
            found,
            key=lambda each: (wanted[each[0].by], rungs.get(each[0].cell, -1), each[0].cell),
        )

    def _whole(self, body: str, snapshot: str) -> Spread | None:
        """
        Relevant employees; for readers outside, those in the pay figures.

        How many people two such numbers differ by would be told otherwise: those on leave.
        """
        if not self.question.outside:
            return self.at(body, snapshot, BONUS)
        paid = self.at(body, snapshot, HOURLY)
        return None if paid is None else Spread(paid.values, paid.n, np.zeros_like(paid.unpaid))

    def workforce(self, body: str, snapshot: str) -> list[GroupShare]:
        """Shares of relevant employees."""
        whole = self._whole(body, snapshot)
        if whole is None:
            return []
        place = Place(body, snapshot, BONUS, EVERYBODY, "")
        return group_shares(place, whole, self.split, self.question.fewest)

    def declared(self, body: str, snapshot: str) -> list[Declared]:
        """The declaration rate, if there is anybody."""
        whole = self._whole(body, snapshot)
        place = Place(body, snapshot, BONUS, EVERYBODY, "")
        whom = "people in the pay figures" if self.question.outside else "relevant employees"
        rate = None if whole is None else declared(place, whole, self.split, whom)
        return [rate] if rate else []

    def steps(self, body: str, snapshots: Sequence[str]) -> Iterator[StepChange]:
        """What equal promotion would change, for each pair and snapshot.

        Where every group is set against every other it would be the same told many times over.
        """
        if self.comparison.reference == EACH_OTHER:
            return
        by, rungs = GRADE, self.question.ladder.rungs
        if self.question.outside:
            by, rungs = LEVEL, tuple(self.question.ladder.steps)
        for snapshot in snapshots:
            grades = [
                (rung, self.spreads[place])
                for rung in rungs
                if (place := Place(body, snapshot, HOURLY, by, rung)) in self.spreads
                and len(self.spreads[place].values)
            ]
            for pair in self.pairs(body, snapshot):
                yield from equal_steps(
                    pair,
                    grades,
                    body=body,
                    period=snapshot,
                    grouping=self.split.slug,
                    fewest=self.question.fewest,
                )
