"""Whether people of different groups are considered, detained, delayed and understood alike."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from evenhand.domain.amhp.sight.counts import GroupCounts, Told
from evenhand.domain.amhp.sight.groups import BINARY, ETHNICITY, Dimension, Group, is_unknown
from evenhand.domain.results.finding import RATIO_BAND, SIGNIFICANT, findings, too_small
from evenhand.domain.results.reading import people_of, ratio_sentence
from evenhand.domain.results.result import Finding
from evenhand.domain.statistics import power, rates, ratios, shares, significance

PER = 100_000
PLANNED = f"{ETHNICITY}-{BINARY}"


@dataclass(frozen=True, kw_only=True)
class Measure:
    """
    One question asked of every group: which count, of which whole, and how it is said.

    The whole of a rate is the residents; `outcome` follows "as likely".
    """

    name: str
    title: str
    numerator: str
    whole: str
    outcome: str

    @property
    def is_rate(self) -> bool:
        """Whether it is asked of the community and not of those considered."""
        return self.whole == "residents"


CONSIDERED = Measure(
    name="considered", title="Considered, for every 100,000 residents", numerator="considered",
    whole="residents", outcome="to have their case considered by an AMHP",
)  # fmt: skip
DETAINED = Measure(
    name="detained", title="Detained, once considered", numerator="detained",
    whole="considered", outcome="to be detained once they were considered",
)  # fmt: skip
DELAYED = Measure(
    name="delayed", title="Held up by a delay, once considered", numerator="delayed",
    whole="considered", outcome="to be held up by a delay",
)  # fmt: skip
INTERPRETER = Measure(
    name="interpreter", title="With an interpreter, of those of whom it is recorded",
    numerator="interpreter", whole="interpreter_known", outcome="to have an interpreter",
)  # fmt: skip
MEASURES = (CONSIDERED, DETAINED, DELAYED, INTERPRETER)


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """
    One group's line: its counts, its share or rate with 95% limits, and its ratio to the reference.

    Shares run from 0 to 1; a rate is for every 100,000 residents. `finding` is None for the
    reference itself and for people of whom the group is not known. `detectable` is the smallest
    ratio above 1 that would probably be found.
    """

    group: Group
    numerator: Told
    denominator: Told
    share: float | None
    share_low: float | None
    share_high: float | None
    ratio: float | None = None
    low: float | None = None
    high: float | None = None
    p: float | None = None
    p_adjusted: float | None = None
    finding: Finding | None = None
    reading: str = ""
    detectable: float | None = None


@dataclass(frozen=True, kw_only=True)
class EquityTable:
    """One measure over the groups of one dimension. `hidden`: nothing of it can be shown, and why."""

    measure: Measure
    dimension: Dimension
    lines: tuple[Comparison, ...]
    hidden: str = ""

    @property
    def compared(self) -> tuple[Comparison, ...]:
        """The lines that have a finding."""
        return tuple(line for line in self.lines if line.finding is not None)


def equity_table(
    measure: Measure,
    dimension: Dimension,
    groups: Mapping[str, GroupCounts],
    residents: Mapping[str, int],
    *,
    fewest: bool,
) -> EquityTable:
    """
    A measure over groups: from the counts as they may be told, and nothing else.

    `fewest`: no figure rests on fewer than ten people, as long as nothing has been through
    disclosure control. The binary comparison was planned; the others are one family of tests.
    """
    counts = [
        _sides(measure, groups[each.slug], residents.get(each.slug)) for each in dimension.groups
    ]
    base = next(
        pair for each, pair in zip(dimension.groups, counts, strict=True)
        if each.slug == dimension.reference
    )  # fmt: skip
    asked = [
        place
        for place, each in enumerate(dimension.groups)
        if not is_unknown(each.slug) and each.slug != dimension.reference
    ]
    x = np.array([_number(counts[place][0]) for place in asked])
    n = np.array([_number(counts[place][1]) for place in asked])
    x0, n0 = np.full(len(x), _number(base[0])), np.full(len(x), _number(base[1]))
    # Nobody among the reference has no ratio; decisions.md calls it not calculable.
    value, low, high = ratios.koopman(x, n, np.where(x0 > 0, x0, np.nan), n0)
    p, _ = significance.p_value(x, n, x0, n0)
    adjusted = p if dimension.name == PLANNED else significance.adjust(p, np.zeros(len(p)))
    differs = ((low > 1) | (high < 1)) & (adjusted < SIGNIFICANT)
    hide = np.isnan(x) | np.isnan(n) | np.isnan(x0) | np.isnan(n0)
    if fewest:
        hide |= too_small(np.nan_to_num(n), np.nan_to_num(n0))
    found = findings(value=value, low=low, high=high, differs=differs, hide=hide, band=RATIO_BAND)
    seen = power.detectable_ratio(n, n0, shares.share(x0, n0))
    lines = []
    for place, (group, pair) in enumerate(zip(dimension.groups, counts, strict=True)):
        line = _line(measure, group, pair)
        if place in asked:
            at = asked.index(place)
            line = _compared(
                line, measure, dimension, found[at],
                tuple(_or_none(each[at]) for each in (value, low, high, p, adjusted, seen)),
            )  # fmt: skip
        lines.append(line)
    return EquityTable(measure=measure, dimension=dimension, lines=tuple(lines))


def _sides(measure: Measure, counts: GroupCounts, residents: int | None) -> tuple[Told, Told]:
    whole = residents if measure.is_rate else getattr(counts, measure.whole)
    return getattr(counts, measure.numerator), whole


def _number(told: Told) -> float:
    return float("nan") if told is None else float(told)


def _or_none(value: float) -> float | None:
    return None if np.isnan(value) else float(value)


def _line(measure: Measure, group: Group, pair: tuple[Told, Told]) -> Comparison:
    x, n = _number(pair[0]), _number(pair[1])
    if measure.is_rate:
        share, low, high = (float(each) for each in rates.rate_limits(x, n, PER))
    else:
        share = float(shares.share(x, n))
        low, high = (float(each) for each in shares.wilson(x, n))
    return Comparison(
        group=group,
        numerator=pair[0],
        denominator=pair[1],
        share=_or_none(share),
        share_low=_or_none(low),
        share_high=_or_none(high),
    )


def _compared(
    line: Comparison,
    measure: Measure,
    dimension: Dimension,
    finding: Finding,
    numbers: Sequence[float | None],
) -> Comparison:
    who = spoken_of(dimension, line.group)
    reference = spoken_of(dimension, dimension.group(dimension.reference))
    if finding is Finding.TOO_SMALL:
        said = f"The numbers are too small to compare {who} with {reference}."
        return replace(line, finding=finding, reading=said)
    value, low, high, p, adjusted, seen = numbers
    if finding is Finding.NOT_CALCULABLE or value is None or low is None or high is None:
        said = (
            f"{who[0].upper()}{who[1:]} cannot be compared with {reference}: one side has nobody."
        )
        return replace(line, finding=Finding.NOT_CALCULABLE, reading=said)
    return replace(
        line,
        ratio=value,
        low=low,
        high=high,
        p=p,
        p_adjusted=adjusted,
        finding=finding,
        detectable=seen,
        reading=ratio_sentence(
            over=who, under=reference, outcome=measure.outcome, value=value, low=low, high=high,
            finding=finding,
        ),
    )  # fmt: skip


def spoken_of(dimension: Dimension, group: Group) -> str:
    """ "Black people", "people from other ethnic groups", "disabled people"."""
    if dimension.name.startswith(ETHNICITY):
        return people_of(group.label, "people")
    if group.label.startswith("Deaf"):  # a community's own name keeps its capital
        return group.label
    return group.label[0].lower() + group.label[1:]
