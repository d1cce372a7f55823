"""Tables of what stands beside the gaps: who counts, who told, promotion, years, the return."""

from evenhand.domain.pay import say
from evenhand.domain.pay.changes import AS_IF_OTHERS, PayChange
from evenhand.domain.pay.gaps import QUARTERS
from evenhand.domain.pay.gender_return import GenderReturn
from evenhand.domain.pay.promotion import ALL_STEPS, StepChange
from evenhand.domain.pay.report import PayReport
from evenhand.domain.results import reading, written
from evenhand.domain.results.result import Result, Unit
from evenhand.reporting import figures, words
from evenhand.reporting.pay.arranged import latest, size, title
from evenhand.reporting.pay.tables import NOT_CALCULABLE
from evenhand.reporting.tables import Cell, Part, Table

HIDDEN_CELL = Cell(figures.HIDDEN, "hidden")
_WHO = {
    "relevant": "Relevant employees",
    "full_pay": "Of these, on full pay",
    "reduced": "On reduced pay because of leave",
    "pay_known": "On full pay and with known hourly pay: in the pay figures",
    "pay_not_known": "On full pay, hourly pay not known",
    "from_salary": "Hourly pay worked out from salary and full-time equivalent",
    "from_hours": "Hourly pay worked out from salary and weekly hours",
}


def who(report: PayReport, *, key: str) -> Table:
    """How many people are in the figures, year by year; what is not told to anybody is left out."""
    years = {each.period: each for each in report.audit.who}
    rows = []
    for field, label in _WHO.items():
        numbers = [getattr(each, field) for each in years.values()]
        if all(n is None for n in numbers):
            continue
        cells = [HIDDEN_CELL if n is None else Cell(written.count(n), "number") for n in numbers]
        rows.append([Cell(label), *cells])
    return Table(
        key=key,
        caption="Who counts",
        columns=("People", *(words.period(period) for period in years)),
        parts=[Part("", rows)],
    )


def workforce(report: PayReport, *, key: str) -> Table | None:
    """Every group's share of the workforce in the last year, people in no group last."""
    shares = [each for each in report.audit.workforce if each.period == latest(report)]
    if not shares:
        return None
    slugs = sorted(dict.fromkeys(s.grouping for s in shares), key=lambda s: size(report, s))
    parts = [
        Part(
            title(report, slug) if len(slugs) > 1 else "",
            [
                [
                    Cell(each.group_label),
                    HIDDEN_CELL
                    if each.suppressed
                    else Cell(
                        written.share(
                            each.numerator, each.denominator, each.share, report.decimals
                        ),
                        "number",
                    ),
                ]
                for each in shares
                if each.grouping == slug
            ],
        )
        for slug in slugs
    ]
    outside = report.audience != "internal"
    return Table(
        key=key,
        caption=f"The workforce by group, {words.period(latest(report))}",
        columns=("Group", "Of all in the pay figures" if outside else "Of relevant employees"),
        parts=parts,
    )


def steps(report: PayReport, *, key: str) -> Table | None:
    """The gap as it is and as it would be, for each pair and step."""
    changes = [each for each in report.audit.steps if each.period == latest(report)]
    if not changes:
        return None
    return Table(
        key=key,
        caption=f"What equal promotion would change, {words.period(latest(report))}",
        columns=("Group", "Compared with", "Step made equal", "Mean gap now", "Mean gap then"),
        parts=[Part("", [_step(each) for each in changes])],
        headers=3,
        note="Mean hourly pay of people on the ladder of grades.",
    )


def _step(change: StepChange) -> list[Cell]:
    then = change.gap_with_equal_step
    numbers = [
        HIDDEN_CELL if value is None else Cell(say.apart(value), "number")
        for value in (change.gap, then)
    ]
    step = "Every step" if change.step == ALL_STEPS else change.step
    return [Cell(change.group_label), Cell(change.comparator_label), Cell(step), *numbers]


def years(report: PayReport, *, key: str) -> Table | None:
    """Each year's figure side by side, and the change from the first to the last."""
    last = [change for change in report.audit.changes if change.period == latest(report)]
    if not last:
        return None
    told = {(*names(r), r.period): r for r in report.audit.results if not r.cell}
    slugs = sorted(dict.fromkeys(c.grouping for c in last), key=lambda slug: size(report, slug))
    parts = [
        Part(
            title(report, slug) if len(slugs) > 1 else "",
            [
                [
                    Cell(change.title),
                    Cell(change.group_label),
                    *(_year(told.get((*names(change), y)), change.unit) for y in report.snapshots),
                    _moved(change),
                ]
                for change in last
                if change.grouping == slug
            ],
        )
        for slug in slugs
    ]
    periods = tuple(words.year(period) for period in report.snapshots)
    return Table(
        key=key,
        caption=f"Year by year, {periods[0]} to {periods[-1]}",
        columns=("Figure", "Group", *periods, "Change (95% interval)"),
        parts=parts,
        headers=2,
        note=AS_IF_OTHERS,
    )


def names(figure: Result | PayChange) -> tuple[str, ...]:
    """What one figure is known by in every year."""
    which = figure.indicator if isinstance(figure, Result) else figure.calculation
    return which, figure.grouping, figure.group, figure.comparator


def _year(result: Result | None, unit: Unit) -> Cell:
    if result is None or (result.value is None and not result.suppressed):
        return Cell(NOT_CALCULABLE)
    if result.suppressed or result.value is None:
        return HIDDEN_CELL
    said = say.apart if unit is Unit.PERCENT else reading.points
    return Cell(said(result.value), "number")


def _moved(change: PayChange) -> Cell:
    if change.suppressed:
        return HIDDEN_CELL
    if change.difference is None:
        return Cell(NOT_CALCULABLE)
    limits = written.interval(change.low, change.high, unit="points")
    return Cell(f"{written.points(change.difference)} ({limits})", "number")


def gender_return(figures_of: GenderReturn, period: str, *, key: str) -> Table:
    """The fourteen figures that the gender pay gap service asks for."""
    numbers = {
        "Mean gap in hourly pay": figures_of.mean_gap,
        "Median gap in hourly pay": figures_of.median_gap,
        "Mean gap in bonus pay": figures_of.bonus_mean_gap,
        "Median gap in bonus pay": figures_of.bonus_median_gap,
        "Men who received a bonus": figures_of.men_with_bonus,
        "Women who received a bonus": figures_of.women_with_bonus,
    }
    for place, quarter in enumerate(QUARTERS):
        numbers[f"Men in the {quarter} quarter"] = figures_of.men[place]
        numbers[f"Women in the {quarter} quarter"] = figures_of.women[place]
    return Table(
        key=key,
        caption=f"Figures for the gender pay gap service, {words.period(period)}",
        columns=("Figure", "Percent"),
        parts=[
            Part(
                "",
                [
                    [Cell(name), Cell("none" if n is None else f"{n}%", "number")]
                    for name, n in numbers.items()
                ],
            )
        ],
    )


def parts(report: PayReport, *, key: str) -> Table:
    """The explained and the unexplained part of each gap, in log points."""
    rows = []
    for each in report.audit.adjusted:
        names = [Cell(each.group_label), Cell(each.comparator_label)]
        if each.gap is None or each.explained is None or each.unexplained is None:
            rows.append([*names, Cell(each.reason), Cell(""), Cell("")])
            continue
        rows.append(
            [
                *names,
                Cell(f"{each.gap:.1f}", "number"),
                Cell(_part(each.explained, each.explained_limits), "number"),
                Cell(_part(each.unexplained, each.unexplained_limits), "number"),
            ]
        )
    return Table(
        key=key,
        caption=f"The parts of the mean gap in log pay, {words.period(latest(report))}",
        columns=("Group", "Compared with", "Gap", "Explained (95%)", "Unexplained (95%)"),
        parts=[Part("", rows)],
        headers=2,
        note="In log points, which are close to percent. A positive gap means the group is paid less.",
    )


def _part(value: float, limits: tuple[float, float] | None) -> str:
    if limits is None:
        return written.signed(value)
    return f"{written.signed(value)} ({written.interval(*limits, unit='points')})"
