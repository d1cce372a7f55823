"""What a director reads first: at most three sentences, chosen by rule and never by taste."""

from collections.abc import Iterator

from evenhand.domain.amhp.sight.equity import INTERPRETER, PLANNED, Comparison, EquityTable
from evenhand.domain.amhp.sight.groups import ETHNICITY
from evenhand.domain.amhp.sight.report import SightReport
from evenhand.domain.results import written
from evenhand.domain.results.result import Finding
from evenhand.reporting.sight import said

MOST = 3
RULE = (
    "Chosen by rule: the work; what changed, or that nothing did; then a disparity by ethnic group, a "
    "planned comparison first, or else what cannot be told."
)
# What is watched for change, in the order in which it is said first, and what each is called.
WATCHED = {
    "referral to assessment": "the middle wait from referral to assessment",
    "considered": "the number of considerations",
    "lost to beds": "time lost to beds",
    "waiting for a bed": "the middle wait for a bed",
    "lost to doctors": "time lost to doctors",
    "lost to transport": "time lost to transport",
    "incidents": "the number of incidents",
}


def stands_out(report: SightReport) -> list[str]:
    """The sentences, at most three."""
    return [worked(report), *changed(report), *unequal(report)][:MOST]


def worked(report: SightReport) -> str:
    """How many were considered, completed, and ended which way."""
    when, work = said.period(report.shown), report.work
    sums = {
        name: [getattr(each, name) for each in work]
        for name in ("considered", "completed", "detained", "otherwise")
    }
    if any(value is None for values in sums.values() for value in values):
        known = [each for each in sums["considered"] if each is not None]
        if len(known) < len(work) or len(work) > 1:
            return f"The numbers of {when} are in the table of months: some are hidden to protect people."
        return (
            f"In {when}, {written.plural(known[0], 'case was', 'cases were')} considered; how these "
            "ended is hidden to protect people."
        )
    if report.preset is not None and len(work) > 1:
        months = "; ".join(
            f"{said.month(each.month)} {each.considered} considered, {each.otherwise} ended without "
            f"detention, {each.detained} detained"
            for each in work
        )
        return f"Month by month: {months}."
    considered, completed, detained, otherwise = (sum(sums[name]) for name in sums)
    about = "about " if report.preset and report.preset.rounds else ""
    return (
        f"In {when}, {about}{written.plural(considered, 'case was', 'cases were')} considered and "
        f"{about}{written.plural(completed, 'assessment')} came to an end: {about}{otherwise:,} without "
        f"detention and {about}{detained:,} with it."
    )


def changed(report: SightReport) -> Iterator[str]:
    """The first sign of change that is there now; else that there is none."""
    charts = {name: report.charts[name] for name in WATCHED}
    there = [name for name, chart in charts.items() if chart.mean is not None]
    if not there:
        yield "There are too few months to say whether anything changed."
        return
    moved = [name for name in there if charts[name].latest]
    if not moved:
        yield (
            f"Nothing that is watched has changed by more than it always varies: "
            f"{written.some_of([WATCHED[name] for name in there])}."
        )
        return
    first = said.change(charts[moved[0]], report.counts.months, WATCHED[moved[0]])
    more = [WATCHED[name] for name in moved[1:]]
    yield f"{first.rstrip('.')}{'; the same goes for ' + written.some_of(more) if more else ''}."


def unequal(report: SightReport) -> Iterator[str]:
    """The disparity that touches most people among those by ethnic group, planned ones first."""
    tables = [t for t in report.equity if t.dimension.name in (PLANNED, ETHNICITY)]
    found = [
        (table, line)
        for table in tables
        for line in table.compared
        if line.finding is Finding.DISPARITY
    ]
    if found:
        first = min(found, key=lambda pair: _rank(*pair))
        more = len({(t.measure.name, line.group.slug) for t, line in found}) - 1
        also = (
            f" {written.plural(more, 'more disparity is', 'more disparities are')} below."
            if more
            else ""
        )
        yield first[1].reading + also
        return
    told = [line for table in tables for line in table.compared if line.ratio is not None]
    if not told:
        yield "The numbers are too small to compare ethnic groups."
    elif any(line.finding is Finding.CANNOT_TELL for line in told):
        yield (
            "No disparity by ethnic group was found in who is considered, detained, held up or helped by "
            "an interpreter, but for some groups the figures cannot tell: their numbers are small."
        )
    else:
        yield "No disparity by ethnic group was found."


def _rank(table: EquityTable, line: Comparison) -> tuple[bool, bool, int]:
    """Interpreters last: more of them are a difference in need before they are anything else."""
    return (
        table.measure is INTERPRETER,
        table.dimension.name != PLANNED,
        -(line.denominator or 0),
    )
