"""The pay audit of one body: every figure that a set of rules asks for, and what goes with it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from evenhand.domain.codes.ethnicity import Ethnicity
from evenhand.domain.codes.grades import Ladder
from evenhand.domain.frameworks.body import Body
from evenhand.domain.pay.adjusted import AdjustedGap
from evenhand.domain.pay.counts import (
    BONUS,
    BREAKDOWNS,
    EVERYBODY,
    GRADE,
    HOURLY,
    PayCount,
    with_sexes,
)
from evenhand.domain.pay.figures import Drawn, gap_lines, no_bonus_lines, quarter_lines, share_lines
from evenhand.domain.pay.gender_return import GenderReturn, gender_return, refused
from evenhand.domain.pay.groups import Pair, Split, pairs, split_by_ethnicity, split_by_sex
from evenhand.domain.pay.line import Line
from evenhand.domain.pay.promotion import StepChange, equal_steps
from evenhand.domain.pay.results import results
from evenhand.domain.pay.rules import (
    EACH_OTHER,
    SEX,
    Calculation,
    Comparison,
    PayRules,
    WorkingWeek,
)
from evenhand.domain.pay.spread import Place, Spread, spreads
from evenhand.domain.pay.workforce import (
    Declared,
    GroupShare,
    WhoCounted,
    declared,
    group_shares,
    who_counted,
)
from evenhand.domain.results.result import Result


@dataclass(frozen=True, kw_only=True)
class PayQuestion:
    """
    What to work out. `comparisons` are the rules' own unless others were chosen; `fewest` is the
    fewest people on a side that may be shown; `breakdowns` are of hourly pay.
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


@dataclass(frozen=True, kw_only=True)
class PayAudit:
    """
    Everything about one body.

    `returns` and `refusals` (what the gender pay gap service would refuse) are by snapshot, and
    there for the gender rules alone. `adjusted` is worked out on request.
    """

    body: Body
    rules: PayRules
    snapshots: tuple[str, ...]
    results: tuple[Result, ...]
    who: tuple[WhoCounted, ...]
    workforce: tuple[GroupShare, ...]
    declared: tuple[Declared, ...]
    steps: tuple[StepChange, ...]
    adjusted: tuple[AdjustedGap, ...] = ()
    returns: Mapping[str, GenderReturn] = field(default_factory=dict)
    refusals: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def audit(question: PayQuestion, counts: Sequence[PayCount], body: Body) -> PayAudit:
    """The audit of one body from its own counts, for each snapshot that they have."""
    counts = [count for count in counts if count.body == body.id]
    rules, snapshots = question.rules, tuple(sorted({count.snapshot for count in counts}))
    laid_out = [_LaidOut(question, comparison, counts) for comparison in question.comparisons]
    lines: list[Line] = []
    workforce: dict[tuple[str, str, str], GroupShare] = {}
    told: list[Declared] = []
    for snapshot in snapshots:
        seen: set[str] = set()
        for one in laid_out:
            lines += [
                line
                for line in one.lines(body.id, snapshot, with_quarters=one.split.slug not in seen)
                if line.calculation in rules.calculations
            ]
            seen.add(one.split.slug)
            if Calculation.WORKFORCE in rules.calculations:
                for share in one.workforce(body.id, snapshot):
                    workforce[share.period, share.grouping, share.group] = share
        if laid_out and Calculation.DECLARATION in rules.calculations:
            told += laid_out[0].declared(body.id, snapshot)
    returns = _returns(question, laid_out, body.id, snapshots)
    return PayAudit(
        body=body,
        rules=rules,
        snapshots=snapshots,
        results=tuple(results(rules, lines, bodies={body.id: body}, fewest=question.fewest)),
        who=tuple(_who(question, counts, body, snapshot) for snapshot in snapshots),
        workforce=tuple(workforce.values()),
        declared=tuple(told),
        steps=tuple(step for one in laid_out for step in one.steps(body.id, snapshots)),
        returns=returns,
        refusals={period: refused(figures) for period, figures in returns.items()},
    )


def split_of(question: PayQuestion, comparison: Comparison) -> Split:
    """How a comparison tells people apart."""
    if comparison.grouping == SEX:
        return split_by_sex()
    return split_by_ethnicity(question.ethnicity.grouping(comparison.grouping), question.terms)


class _LaidOut:
    """One comparison's split, with all spreads of the body in it."""

    def __init__(
        self, question: PayQuestion, comparison: Comparison, counts: Sequence[PayCount]
    ) -> None:
        self.question, self.comparison = question, comparison
        self.split = split_of(question, comparison)
        self.spreads = spreads(with_sexes(counts), self.split)
        self._drawn = Drawn(self.split)

    def at(self, body: str, snapshot: str, what: str) -> Spread | None:
        """The spread of everybody, if anybody was counted."""
        return self.spreads.get(Place(body, snapshot, what, EVERYBODY, ""))

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
            headline = self.comparison.headline
            yield from quarter_lines(place, hourly, self.split, fewest, planned=headline)
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

    def workforce(self, body: str, snapshot: str) -> list[GroupShare]:
        """Shares of relevant employees."""
        everybody = self.at(body, snapshot, BONUS)
        if everybody is None:
            return []
        place = Place(body, snapshot, BONUS, EVERYBODY, "")
        return group_shares(place, everybody, self.split, self.question.fewest)

    def declared(self, body: str, snapshot: str) -> list[Declared]:
        """The declaration rate, if there is anybody."""
        everybody = self.at(body, snapshot, BONUS)
        place = Place(body, snapshot, BONUS, EVERYBODY, "")
        rate = None if everybody is None else declared(place, everybody, self.split)
        return [rate] if rate else []

    def steps(self, body: str, snapshots: Sequence[str]) -> Iterator[StepChange]:
        """What equal promotion would change, for each pair and snapshot.

        Where every group is set against every other it would be the same told many times over.
        """
        if self.comparison.reference == EACH_OTHER:
            return
        for snapshot in snapshots:
            grades = [
                (rung, self.spreads[place])
                for rung in self.question.ladder.rungs
                if (place := Place(body, snapshot, HOURLY, GRADE, rung)) in self.spreads
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


def _who(
    question: PayQuestion, counts: Sequence[PayCount], body: Body, snapshot: str
) -> WhoCounted:
    return who_counted(
        (count for count in counts if count.snapshot == snapshot),
        question.rules,
        question.week,
        body=body.id,
        kind=body.kind,
        period=snapshot,
        full_pay_told=question.full_pay_told,
    )


def _returns(
    question: PayQuestion, laid_out: Sequence[_LaidOut], body: str, snapshots: Sequence[str]
) -> dict[str, GenderReturn]:
    """The return that the gender pay gap service asks for, where the rules are those."""
    if question.rules.characteristic != SEX:
        return {}
    found = {}
    for snapshot in snapshots:
        for one in laid_out:
            hourly, bonus = one.at(body, snapshot, HOURLY), one.at(body, snapshot, BONUS)
            if hourly is not None:
                found[snapshot] = gender_return(hourly, bonus, one.split)
    return found
