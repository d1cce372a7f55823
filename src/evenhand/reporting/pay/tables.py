"""Tables of a pay report: the same for page, PDF and Word."""

from collections.abc import Callable, Sequence

from evenhand.domain.pay import say
from evenhand.domain.pay.counts import NOT_KNOWN
from evenhand.domain.pay.gaps import QUARTERS
from evenhand.domain.pay.report import PayReport
from evenhand.domain.pay.rules import SEX
from evenhand.domain.results import written
from evenhand.domain.results.result import Finding, Result
from evenhand.reporting import figures, words
from evenhand.reporting.pay.arranged import groupings, in_order, latest, of, paired, title
from evenhand.reporting.tables import Cell, Part, Table

Pair = tuple[Result, Result]
NOT_CALCULABLE = str(Finding.NOT_CALCULABLE)


WHICH_WAY = (
    "The limits go the way of the figure: in “7.0% lower (−0.7 to 25.5)” they are 0.7% higher and "
    "25.5% lower."
)


def gap(result: Result) -> str:
    """ "6.1% lower (2.0 to 9.8)", or the word for why there is none."""
    if result.suppressed:
        return figures.HIDDEN
    if result.value is None or result.low is None or result.high is None:
        return NOT_CALCULABLE
    way = -1 if result.value <= -0.05 else 1
    low, high = sorted((way * result.low, way * result.high))
    return f"{say.apart(result.value)} ({_limit(low)} to {_limit(high)})"


def _limit(value: float) -> str:
    """One decimal, or two where one would put a limit on nought."""
    text = f"{value:.1f}" if f"{abs(value):.1f}" != "0.0" else f"{value:.2f}"
    return "0" if not float(text) else text.replace("-", written.MINUS)


def people(result: Result) -> str:
    """People on both sides: "359 and 2,226"."""
    sides = (result.denominator, result.comparator_denominator)
    if result.suppressed or None in sides:
        return ""
    return " and ".join(written.count(n) for n in sides if n is not None)


def gaps(report: PayReport, median: str, mean: str, *, key: str, caption: str) -> Table:
    """Median and mean gap of every group beside each other, one part a grouping."""
    pairs = paired(report, median, mean)
    return _by_grouping(
        report,
        pairs,
        {
            "Group": lambda p: Cell(p[0].group_label),
            "Compared with": lambda p: Cell(p[0].comparator_label),
            **_figures(),
        },
        key=key,
        caption=f"{caption}, {words.period(latest(report))}",
        headers=1,
        note=WHICH_WAY,
    )


def _figures() -> dict[str, Callable[[Pair], Cell]]:
    return {
        "Median gap (95% interval)": lambda p: _shown(p[0], gap(p[0])),
        "Finding, median": lambda p: Cell(str(p[0].finding), "finding"),
        "Mean gap (95% interval)": lambda p: _shown(p[1], gap(p[1])),
        "Finding, mean": lambda p: Cell(str(p[1].finding), "finding"),
        "People": lambda p: Cell(people(p[0]), "number"),
    }


def broken_down(report: PayReport, by: str, *, key: str) -> Table | None:
    """The same in every grade, role, sex or year of starting that figures can be shown of."""
    pairs = paired(report, "median-gap", "mean-gap", by=by)
    if {pair[0].cell for pair in pairs} == {f"{by}: {NOT_KNOWN}"}:
        return None  # nobody's is on record, and the line would be that of everybody
    if not any(r.value is not None for pair in pairs for r in pair):
        return None
    order = {id(r): place for place, r in enumerate(in_order(report, [p[0] for p in pairs], by))}
    pairs.sort(key=lambda pair: order[id(pair[0])])
    several = len({p[0].comparator for p in pairs}) > 1
    compared = {"Compared with": lambda p: Cell(p[0].comparator_label)} if several else {}
    made = _by_grouping(
        report,
        pairs,
        {
            f"{by[0].upper()}{by[1:]}": lambda p: Cell(cell_name(p[0])),
            "Group": lambda p: Cell(p[0].group_label),
            **compared,
            **_figures(),
        },
        key=key,
        caption=f"Hourly pay gaps by {by}, {words.period(latest(report))}",
        headers=2,
        note=""
        if several
        else f"Every line is compared with {pairs[0][0].comparator_label}. {WHICH_WAY}",
    )
    return made if made.parts else None


def cell_name(result: Result) -> str:
    """ "Grade 6", "Women", "Staff nurse", "2019"."""
    by, _, cell = result.cell.partition(": ")
    if by == SEX:
        return {"female": "Women", "male": "Men", "other": "Neither"}.get(cell, "Not known")
    if by == "grade":
        return words.grade(cell, "band" if cell[:1].isdigit() else "")
    return cell[:1].upper() + cell[1:]


def quarters(report: PayReport, *, key: str) -> Table:
    """Each group's share of each quarter, lowest paid first, beside its share of everybody."""
    results = of(report, "quarters")
    parts = []
    for grouping in groupings(report, results):
        mine = [r for r in results if r.grouping == grouping]
        rows = []
        for group in dict.fromkeys(r.group for r in mine):
            by_quarter = {r.cell: r for r in mine if r.group == group}
            first = next(iter(by_quarter.values()))
            shares = [_share(by_quarter[quarter]) for quarter in QUARTERS if quarter in by_quarter]
            rows.append([Cell(first.group_label), *shares, _whole(list(by_quarter.values()))])
        parts.append(Part(title(report, grouping), rows))
    heads = tuple(f"{quarter[0].upper()}{quarter[1:]} quarter" for quarter in QUARTERS)
    return Table(
        key=key,
        caption=f"People in each pay quarter, {words.period(latest(report))}",
        columns=("Group", *heads, "Everybody with known pay"),
        parts=parts if len(parts) > 1 else [Part("", part.rows) for part in parts],
        note="Lower is the lowest-paid quarter, upper the highest-paid.",
    )


def _share(result: Result) -> Cell:
    if result.suppressed:
        return Cell(figures.HIDDEN, "hidden")
    if result.share is None:
        return Cell(NOT_CALCULABLE)
    return Cell(figures.own_share(result), "number")


def _whole(results: Sequence[Result]) -> Cell:
    """The group's share of everybody; hidden only where no quarter of it is shown."""
    for r in results:
        if not r.suppressed and r.comparator_share is not None:
            text = written.share(
                r.comparator_numerator,
                r.comparator_denominator,
                r.comparator_share,
                written.decimals_of(r.flags),
            )
            return Cell(text, "number")
    return Cell(figures.HIDDEN, "hidden") if any(r.suppressed for r in results) else Cell("")


def bonus_shares(report: PayReport, *, key: str) -> Table:
    """Who received a bonus: both sides and how far apart."""
    pairs = [(r, r) for r in of(report, "bonus-share")]
    return _by_grouping(
        report,
        pairs,
        {
            "Group": lambda p: Cell(p[0].group_label),
            "Received a bonus": lambda p: _shown(p[0], figures.own_share(p[0])),
            "Compared with": lambda p: _shown(p[0], figures.compared_with(p[0])),
            "Difference (95% interval)": lambda p: _shown(p[0], figures.value_with_interval(p[0])),
            "Finding": lambda p: Cell(str(p[0].finding), "finding"),
        },
        key=key,
        caption=f"Who received a bonus, {words.period(latest(report))}",
        headers=1,
    )


def tests(report: PayReport, calculations: Sequence[str], *, key: str) -> Table:
    """p of each figure, planned or adjusted for the many."""
    results = [r for calculation in calculations for r in of(report, calculation)]
    return _by_grouping(
        report,
        [(r, r) for r in results if r.p_value is not None],
        {
            "Figure": lambda p: Cell(p[0].title),
            "Group": lambda p: Cell(f"{p[0].group_label}, compared with {p[0].comparator_label}"),
            "p": lambda p: Cell(_p(p[0].p_value), "number"),
            "p, adjusted": lambda p: Cell(
                "planned" if p[0].planned else _p(p[0].p_adjusted), "number"
            ),
        },
        key=key,
        caption=f"How sure: tests, {words.period(latest(report))}",
        headers=2,
    )


def _p(value: float | None) -> str:
    return written.p(value).removeprefix("p ").removeprefix("= ")


def _shown(result: Result, text: str) -> Cell:
    return Cell(figures.HIDDEN, "hidden") if result.suppressed else Cell(text, "number")


def _by_grouping(
    report: PayReport,
    pairs: Sequence[Pair],
    columns: dict[str, Callable[[Pair], Cell]],
    *,
    key: str,
    caption: str,
    headers: int,
    note: str = "",
) -> Table:
    slugs = groupings(report, [pair[0] for pair in pairs])
    parts = [
        Part(
            title(report, slug) if len(slugs) > 1 else "",
            [[read(p) for read in columns.values()] for p in pairs if p[0].grouping == slug],
        )
        for slug in slugs
    ]
    return Table(
        key=key, caption=caption, columns=tuple(columns), parts=parts, headers=headers, note=note
    )
