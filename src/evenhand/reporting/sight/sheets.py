"""The report on an AMHP service as a workbook: one table a sheet, with every month of the series."""

from collections.abc import Iterator

from evenhand.domain.amhp.sight.report import SightReport
from evenhand.reporting import words
from evenhand.reporting.documents.sheets import Column, Sheet, Value, of_table
from evenhand.reporting.documents.workbook import Workbook
from evenhand.reporting.marking import caution, marks
from evenhand.reporting.page import LONGEST_NAME
from evenhand.reporting.sight import method, opening, said, tables
from evenhand.reporting.sight.outline import KIND
from evenhand.reporting.tables import Table

_NO_FIGURE = "[no figure]"
_SIGNS = {
    "hidden": "There is a number, and it is not shown, to protect people. It is not a nought.",
    tables.TOO_FEW: "Too few times were recorded to tell a figure of them.",
    _NO_FIGURE: "The month has no figure, or too few times to tell one.",
}


def render_xlsx(report: SightReport) -> bytes:
    """The whole workbook. The same report gives the same bytes."""
    name = words.shortened(report.body.name, LONGEST_NAME)
    book = Workbook(title=f"{KIND}: {name}", marks=marks(report))
    book.add_cover(
        [said.period(report.shown), *caution(report), *opening.stands_out(report), method.NO_CAUSE]
    )
    sheets = list(_sheets(report))
    book.add_contents(sheets)
    book.add(sheets)
    return book.saved()


def _sheets(report: SightReport) -> Iterator[Sheet]:
    yield _notes(report)
    months = len(report.counts.months)
    named: list[tuple[str, Table | None]] = [
        ("Work", tables.work(report, key="work", months=months)),
        ("Outcomes", tables.outcomes(report, key="outcomes")),
        ("Waits", tables.waits(report, key="waits")),
        ("Delays", tables.obstacles(report, key="obstacles")),
        ("Reasons", tables.reasons(report, key="reasons")),
        ("Asks", tables.asks(report, key="asks")),
        ("Safety", tables.safety(report, key="safety", months=months)),
        ("Cover", tables.cover(report, key="cover")),
    ]
    if report.register is not None:
        named += [
            ("Approvals", tables.endings(report.register, key="endings")),
            ("Ages", tables.ages(report, report.register, key="ages")),
            ("Due", tables.soon(report.register, key="soon")),
            ("Workforce", tables.workforce(report.register, key="workforce")),
        ]
    when = method.year_in_words(report)
    named += [
        (
            f"{each.measure.name} {each.dimension.name}",
            tables.equity(each, key="equity", period=when),
        )
        for each in report.equity
    ]
    if report.several:
        named.append(("Services", tables.services(report, key="services")))
    for name, table in named:
        if table is not None and table.length:
            yield of_table(table, name=name, notes=[table.note] if table.note else [])
    yield _series(report)


def _notes(report: SightReport) -> Sheet:
    rows: list[list[Value]] = [[sign, meaning] for sign, meaning in _SIGNS.items()]
    for about, told in (
        ("What is not known", method.not_known(report)),
        ("How it was worked out", method.worked_out(report)),
        ("What it was made from", method.inputs(report)),
    ):
        rows += [[about, each] for each in told]
    columns = (Column("About"), Column("Note"))
    return Sheet(name="Notes", title="Notes", notes=(), columns=columns, rows=rows)


def _series(report: SightReport) -> Sheet:
    """Every series that is watched for change, month by month, with its mean and limits."""
    rows: list[list[Value]] = []
    for name, chart in report.charts.items():
        limits = [
            _NO_FIGURE if each is None else each for each in (chart.mean, chart.low, chart.high)
        ]
        rows += [
            [name, said.month(month), _NO_FIGURE if value is None else value, *limits,
             "yes" if place in chart.fired else "no"]
            for place, (month, value) in enumerate(zip(report.counts.months, chart.values, strict=True))
        ]  # fmt: skip
    columns = (
        Column("Series"), Column("Month"), Column("Figure", "figure"), Column("Mean", "figure"),
        Column("Lower limit", "figure"), Column("Upper limit", "figure"), Column("A rule is about it"),
    )  # fmt: skip
    return Sheet(
        name="Series", title="Series watched for change", notes=(), columns=columns, rows=rows
    )
