"""A pay report as a workbook that people and programs can both read: one table a sheet."""

import math
from collections.abc import Callable, Iterator, Sequence

from evenhand.domain.pay import say
from evenhand.domain.pay.changes import AS_IF_OTHERS
from evenhand.domain.pay.report import PayReport
from evenhand.domain.results.result import Result
from evenhand.reporting import figures, words
from evenhand.reporting.documents.sheets import (
    FIRST_YEAR,
    HIDDEN,
    NOT_APPLICABLE,
    NOT_CALCULABLE,
    NOT_KNOWN,
    SHORTHAND,
    Column,
    Sheet,
    Value,
    form_of_shares,
    of_table,
)
from evenhand.reporting.documents.workbook import Workbook
from evenhand.reporting.marking import caution, marks
from evenhand.reporting.page import LONGEST_NAME, period
from evenhand.reporting.pay import about, answers, method
from evenhand.reporting.pay.arranged import size, title
from evenhand.reporting.pay.outline import kind

_HOW_TO_READ = (
    "A cell holds its number as it was worked out and shows it with fewer digits. The sheet Notes "
    "explains words in square brackets and how figures are worked out."
)
# Sheets of figures: name of the tab, and which calculations stand on it.
_FIGURES = {
    "Hourly pay": ("median-gap", "mean-gap"),
    "Quarters": ("quarters",),
    "Bonuses": ("bonus-share", "bonus-median-gap", "bonus-mean-gap"),
}
_WITH_COUNTS = ("quarters", "bonus-share")
_Read = Callable[[Result], Value]


def render_xlsx(report: PayReport) -> bytes:
    """The whole workbook. The same report gives the same bytes."""
    name = words.shortened(report.audit.body.name, LONGEST_NAME)
    book = Workbook(title=f"{kind(report)}: {name}", marks=marks(report))
    book.add_cover(_cover(report))
    sheets = list(_sheets(report))
    book.add_contents(sheets)
    book.add(sheets)
    return book.saved()


def _cover(report: PayReport) -> list[str]:
    rules, inputs = report.audit.rules, report.inputs
    return [
        period(report),
        *caution(report),
        *([] if report.audience == "internal" else [method.NOT_COMPARED]),
        f"{rules.title}. {rules.force_words}",
        *answers.stands_out(report),
        method.NO_CAUSE,
        _HOW_TO_READ,
        f"Made by Evenhand {inputs.version} from the year pack {inputs.pack_hash}.",
    ]


def _sheets(report: PayReport) -> Iterator[Sheet]:
    yield _notes(report)
    for name, calculations in _FIGURES.items():
        results = [r for r in report.audit.results if r.indicator in calculations and
                   (name == "Quarters" or not r.cell)]  # fmt: skip
        if results:
            yield _of_results(report, results, name=name)
    broken_down = [r for r in report.audit.results if ": " in r.cell]
    if broken_down:
        yield _of_results(report, broken_down, name="Broken down")
    if report.audit.changes:
        yield _changes(report)
    for name, table in (
        ("Equal promotion", about.steps(report, key="steps")),
        ("Parts of the gap", about.parts(report, key="parts") if report.audit.adjusted else None),
        ("Workforce", about.workforce(report, key="workforce")),
        ("Who counts", about.who(report, key="who")),
    ):
        if table is not None and table.length:
            yield of_table(table, name=name, notes=[table.note] if table.note else [])
    for snapshot, filled in report.audit.returns.items():
        table = about.gender_return(filled, snapshot, key="return")
        yield of_table(table, name=f"Return {words.year(snapshot)}")


def _notes(report: PayReport) -> Sheet:
    rows: list[list[Value]] = [[sign, meaning] for sign, meaning in SHORTHAND.items()]
    for about_what, said in (
        ("Gaps", method.gaps(report)),
        ("Many tests", (method.MANY_TESTS,)),
        ("Quarters", method.QUARTERS),
        ("Bonuses", method.BONUSES),
        ("Equal promotion", method.PROMOTION),
        ("Parts of the gap", method.PARTS),
        ("Changes", (AS_IF_OTHERS,)),
        ("What is not known", tuple(method.not_known(report))),
        ("The rules", (*report.audit.rules.beside, *method.about_rules(report))),
        ("What was taken for granted", _taken(report)),
        ("What is wrong with the records", report.errors),
        ("What to know about the records", report.warnings),
    ):
        rows += [[about_what, each] for each in said]
    columns = (Column("About"), Column("Note"))
    return Sheet(name="Notes", title="Notes", notes=(), columns=columns, rows=rows)


def _taken(report: PayReport) -> tuple[str, ...]:
    return tuple(dict.fromkeys(said for who in report.audit.who for said in who.taken))


def _of_results(report: PayReport, results: Sequence[Result], *, name: str) -> Sheet:
    """Every figure, the last year first, coarse groups before fine ones."""
    reads = _columns(report, results)
    ordered = sorted(results, key=lambda r: size(report, r.grouping))
    ordered.sort(key=lambda r: r.period, reverse=True)
    return Sheet(
        name=name,
        title=f"{name}, {period(report)}",
        notes=(f"A gap is {say.DIRECTION_WORDS}",),
        columns=tuple(column for column, _ in reads),
        rows=[[read(result) for _, read in reads] for result in ordered],
    )


def _columns(report: PayReport, results: Sequence[Result]) -> list[tuple[Column, _Read]]:
    made: list[tuple[Column, _Read]] = [
        (Column("Year"), lambda r: words.period(r.period)),
        (Column("Figure"), lambda r: r.title),
        (Column("Grouping"), lambda r: title(report, r.grouping)),
    ]
    if any(r.cell for r in results):
        made.append((Column("Line"), lambda r: r.cell))
    made.append((Column("Group"), lambda r: r.group_label))
    counted = any(r.indicator in _WITH_COUNTS for r in results)
    for side, who in (("", "This group"), ("comparator_", "Compared")):
        if side:
            made.append((Column("Compared with"), lambda r: r.comparator_label))
        if counted:
            made.append((Column(f"{who}: people with it", "count"), _count(f"{side}numerator")))
        made.append((Column(f"{who}: out of", "count"), _count(f"{side}denominator")))
        if counted:
            made.append((Column(f"{who}: share", form_of_shares(results)), _number(f"{side}share")))
    made += [
        (Column("Figure, in percent or points", "figure"), _number("value")),
        (Column("Limits: from", "figure"), _number("low")),
        (Column("Limits: to", "figure"), _number("high")),
        (Column("Finding"), lambda r: str(r.finding)),
        (Column("p", "p"), _number("p_value")),
        (Column("p, adjusted", "p"), _number("p_adjusted")),
        (Column("Planned test"), lambda r: "yes" if r.planned else "no"),
        (Column("Change"), lambda r: figures.change(r) or (HIDDEN if r.suppressed else FIRST_YEAR)),
        (Column("Why there is no figure"), lambda r: r.reason or NOT_APPLICABLE),
    ]
    return made


def _number(field: str, *, missing: str = NOT_CALCULABLE) -> _Read:
    def read(result: Result) -> Value:
        value: float | None = getattr(result, field)
        if result.suppressed:
            return HIDDEN
        return missing if value is None or math.isnan(value) else value

    return read


def _count(field: str) -> _Read:
    """A gap is no share: nobody is "with it"."""

    def read(result: Result) -> Value:
        if field.endswith("numerator") and result.indicator not in _WITH_COUNTS:
            return NOT_APPLICABLE
        return _number(field, missing=NOT_KNOWN)(result)

    return read


def _changes(report: PayReport) -> Sheet:
    def number(value: float | None, *, hidden: bool) -> Value:
        return HIDDEN if hidden else NOT_CALCULABLE if value is None else value

    rows: list[list[Value]] = [
        [
            words.year(each.period_from),
            words.year(each.period),
            each.title,
            title(report, each.grouping),
            each.group_label,
            each.comparator_label,
            *(
                number(value, hidden=each.suppressed)
                for value in (
                    each.value_from, each.value, each.difference, each.low, each.high, each.p
                )
            ),
            HIDDEN if each.suppressed else str(each.change),
            each.reading,
        ]
        for each in report.audit.changes
    ]  # fmt: skip
    heads = (
        Column("From"), Column("To"), Column("Figure"), Column("Grouping"), Column("Group"),
        Column("Compared with"), Column("Figure then", "figure"), Column("Figure now", "figure"),
        Column("Change", "figure"), Column("Limits: from", "figure"),
        Column("Limits: to", "figure"), Column("p", "p"), Column("How it moved"),
        Column("In words"),
    )  # fmt: skip
    return Sheet(
        name="Changes",
        title="How figures moved over the years",
        notes=(AS_IF_OTHERS,),
        columns=heads,
        rows=rows,
    )
