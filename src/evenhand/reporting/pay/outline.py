"""A pay report as a row of blocks: what page, PDF and Word are all made from."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from evenhand.domain.pay.report import PayReport
from evenhand.domain.pay.rules import SEX
from evenhand.domain.results import written
from evenhand.reporting import words
from evenhand.reporting.charts.svg import Picture
from evenhand.reporting.documents.blocks import Block, Bullets, Heading, Paragraph
from evenhand.reporting.documents.outline import Outline
from evenhand.reporting.marking import caution, marks
from evenhand.reporting.page import LONGEST_NAME, period
from evenhand.reporting.pay import about, answers, behind, charts, method, tables
from evenhand.reporting.pay.arranged import (
    BONUS_MEAN,
    BONUS_MEDIAN,
    MEAN,
    MEDIAN,
    headline,
    latest,
    of,
)
from evenhand.reporting.pay.quarter_chart import quarters as quarter_chart
from evenhand.reporting.pay.year_chart import years as year_chart
from evenhand.reporting.sections import LONG
from evenhand.reporting.tables import Table

NO_ACTION = "No action is recorded yet."


def kind(report: PayReport) -> str:
    """What the report is called."""
    of_sex = report.audit.rules.characteristic == SEX
    return "Gender pay gap report" if of_sex else "Ethnicity pay gap report"


def outline(report: PayReport, *, paper: bool = True) -> Outline:
    """The whole report of one body; on `paper`, long tables are told by their coarsest groups."""
    name = words.shortened(report.audit.body.name, LONGEST_NAME)
    return Outline(
        title=f"{kind(report)}: {name}",
        kind=kind(report),
        body_name=name,
        period=period(report),
        marks=marks(report),
        blocks=tuple(_on_paper(_blocks(report)) if paper else _blocks(report)),
    )


def _on_paper(blocks: Iterable[Block]) -> Iterator[Block]:
    """Nobody reads hundreds of lines on paper: where they stand is told instead."""
    for block in blocks:
        if not isinstance(block, Table) or block.length <= LONG:
            yield block
            continue
        first = replace(block, parts=block.parts[:1])
        if len(block.parts) > 1 and first.length <= LONG:
            yield first
        lines = written.plural(block.length, "line")
        yield Paragraph(
            f"{block.caption}: {lines} in all, on the page (pay.html) and in the workbook (pay.xlsx).",
            "quiet",
        )


def _blocks(report: PayReport) -> Iterator[Block]:
    rules = report.audit.rules
    yield Paragraph(f"{rules.title}. {rules.force_words}")
    for sentence in caution(report):
        yield Paragraph(sentence, "caution")
    if report.audience != "internal":
        yield Paragraph(method.NOT_COMPARED, "quiet")
    yield Heading("What stands out", 1)
    yield Bullets(tuple(answers.stands_out(report)) or ("No figure can be shown.",), numbered=True)
    yield Paragraph(f"{method.NO_CAUSE} These are figures of the latest year.", "quiet")
    yield from _hourly(report)
    yield from _quarters(report)
    yield from _bonuses(report)
    yield from _broken_down(report)
    yield from _promotion(report)
    yield from _parts(report)
    yield from _years(report)
    yield from _who(report)
    yield from _returns(report)
    yield Heading("What is being done", 1)
    yield Paragraph(NO_ACTION)
    yield Heading("What is not known", 1)
    yield Bullets(tuple(method.not_known(report)))
    yield from behind.sources(report)
    yield from behind.records(report)
    yield from behind.inputs(report)


def _hourly(report: PayReport) -> Iterator[Block]:
    yield Heading("Hourly pay", 1, new_page=True)
    yield Paragraph("Are people of different groups paid alike by the hour?", "question")
    yield from _answers(answers.paid(r) for w in (MEDIAN, MEAN) for r in headline(of(report, w)))
    yield from _drawn(
        charts.gaps(report, MEDIAN, key="median", what="median hourly pay"),
        charts.gaps(report, MEAN, key="mean", what="mean hourly pay"),
    )
    yield Heading("The numbers", 2)
    yield from _table(
        tables.gaps(report, MEDIAN, MEAN, key="gaps", caption="Hourly pay gaps of every group")
    )
    yield Heading("How sure", 2)
    yield from _table(tables.tests(report, (MEDIAN, MEAN), key="tests"))
    yield Paragraph(method.MANY_TESTS, "quiet")
    yield Heading("How it was worked out", 2)
    yield Bullets(method.gaps(report))


def _quarters(report: PayReport) -> Iterator[Block]:
    if not of(report, "quarters"):
        return
    yield Heading("Pay quarters", 1)
    yield Paragraph("Who is among the highest-paid, and who among the lowest?", "question")
    yield from _answers(answers.quarters(report))
    yield from _drawn(quarter_chart(report, key="quarters"))
    yield Heading("The numbers", 2)
    yield from _table(tables.quarters(report, key="quarter-numbers"))
    yield Heading("How it was worked out", 2)
    yield Bullets(method.QUARTERS)


def _bonuses(report: PayReport) -> Iterator[Block]:
    shares = of(report, "bonus-share")
    if not shares:
        return
    yield Heading("Bonuses", 1)
    yield Paragraph("Who received a bonus, and were bonuses alike?", "question")
    yield from _answers(dict.fromkeys(r.reading for r in headline(shares)))
    if all(r.denominator is None and not r.suppressed for r in shares):
        return
    gaps = [r for which in (BONUS_MEDIAN, BONUS_MEAN) for r in headline(of(report, which))]
    yield from _answers(answers.paid(r) for r in gaps)
    yield from _drawn(charts.gaps(report, BONUS_MEDIAN, key="bonus", what="the median bonus"))
    yield Heading("The numbers", 2)
    yield from _table(tables.bonus_shares(report, key="bonus-shares"))
    caption = "Bonus gaps among those who received one"
    yield from _table(
        tables.gaps(report, BONUS_MEDIAN, BONUS_MEAN, key="bonus-gaps", caption=caption)
    )
    yield Heading("How it was worked out", 2)
    yield Bullets(method.BONUSES)


def _broken_down(report: PayReport) -> Iterator[Block]:
    made = {
        by: tables.broken_down(report, by, key=f"by-{by.replace(' ', '-')}")
        for by in ("grade", "role", "sex", "start year")
    }
    if not any(made.values()):
        return
    yield Heading("By grade, role, sex and year of starting", 1)
    yield Paragraph("Are people in the same place paid alike?", "question")
    yield from _drawn(charts.by_grade(report, key="grades"))
    for by, table in made.items():
        if table is not None:
            yield Heading(f"By {by}", 2)
            yield from _table(table)
    if report.audience != "internal":
        yield Paragraph(
            "Grades, roles and years of which no figure can be shown are left out.", "quiet"
        )
    yield Paragraph(
        "Like is compared with like here, but who is in which grade or role is no accident: see "
        "what equal promotion would change.",
        "quiet",
    )


def _promotion(report: PayReport) -> Iterator[Block]:
    table = about.steps(report, key="steps")
    if table is None:
        return
    yield Heading("What equal promotion would change", 1)
    planned = {(r.grouping, r.group) for r in headline(of(report, MEAN))}
    told = [
        each.reading
        for each in report.audit.steps
        if each.period == latest(report)
        and (each.grouping, each.group) in planned
        and each.step == "every step"
    ]
    yield from _answers(told)
    yield from _table(table)
    yield Heading("How it was worked out", 2)
    yield Bullets(method.PROMOTION)


def _parts(report: PayReport) -> Iterator[Block]:
    if not report.audit.adjusted:
        return
    yield Heading("The explained and the unexplained part", 1)
    yield from _answers(each.reading for each in report.audit.adjusted)
    yield from _table(about.parts(report, key="parts"))
    yield Heading("How it was worked out", 2)
    yield Bullets(method.PARTS)


def _years(report: PayReport) -> Iterator[Block]:
    table = about.years(report, key="years")
    if table is None:
        return
    yield Heading("Over the years", 1)
    planned = {(r.grouping, r.group, r.comparator) for r in headline(of(report, MEAN))}
    yield from _answers(
        each.reading
        for each in report.audit.changes
        if each.period == latest(report) and (each.grouping, each.group, each.comparator) in planned
    )
    yield from _drawn(year_chart(report, key="years-chart"))
    yield from _table(table)


def _who(report: PayReport) -> Iterator[Block]:
    yield Heading("Who is counted", 1)
    yield from _table(about.who(report, key="who"))
    yield from _table(about.workforce(report, key="workforce"))
    told = [each.reading for each in report.audit.declared if each.period == latest(report)]
    taken = [s for each in report.audit.who if each.period == latest(report) for s in each.taken]
    yield Heading("What was taken for granted", 2)
    yield Bullets((*told, *taken))


def _returns(report: PayReport) -> Iterator[Block]:
    figures = report.audit.returns.get(latest(report))
    if figures is None:
        return
    yield Heading("The figures for the gender pay gap service", 1)
    yield from _table(about.gender_return(figures, latest(report), key="return"))
    if report.audience != "internal":
        yield Paragraph(method.RETURN_IS_EXACT, "quiet")
    if refused := report.audit.refusals.get(latest(report), ()):
        yield Paragraph("The service would refuse this return:")
        yield Bullets(refused)
    else:
        yield Paragraph("The service would take these figures.")


def _answers(said: Iterable[str]) -> Iterator[Block]:
    yield from (Paragraph(each, "answer") for each in said)


def _drawn(*pictures: Picture | None) -> Iterator[Block]:
    yield from (each for each in pictures if each is not None)


def _table(table: Table | None) -> Iterator[Block]:
    if table is None or not table.length:
        return
    yield table
    if table.note:
        yield Paragraph(table.note, "quiet")
