"""The report on an AMHP service as a row of blocks: what page, PDF and Word are all made from."""

from collections.abc import Iterable, Iterator

from evenhand.domain.amhp.sight.counts import WAITS
from evenhand.domain.amhp.sight.equity import MEASURES as ALL_MEASURES
from evenhand.domain.amhp.sight.equity import EquityTable, Measure, spoken_of
from evenhand.domain.amhp.sight.groups import ETHNICITY
from evenhand.domain.amhp.sight.register import Register
from evenhand.domain.amhp.sight.report import SightReport
from evenhand.domain.results import written
from evenhand.domain.results.result import Finding
from evenhand.reporting import words
from evenhand.reporting.charts.svg import Picture
from evenhand.reporting.documents.blocks import Block, Bullets, Heading, Paragraph
from evenhand.reporting.documents.outline import Outline
from evenhand.reporting.marking import caution, marks
from evenhand.reporting.page import LONGEST_NAME
from evenhand.reporting.sight import dot_chart, method, opening, said, tables, xmr_chart
from evenhand.reporting.tables import Table

KIND = "AMHP service report"
NO_ACTION = "No action is recorded in the data set."
_ANSWERS = 3


def outline(report: SightReport) -> Outline:
    """The whole report."""
    name = words.shortened(report.body.name, LONGEST_NAME)
    return Outline(
        title=f"{KIND}: {name}",
        kind=KIND,
        body_name=name,
        period=said.period(report.shown),
        marks=marks(report),
        blocks=tuple(_blocks(report)),
    )


def _blocks(report: SightReport) -> Iterator[Block]:
    for sentence in caution(report):
        yield Paragraph(sentence, "caution")
    yield Heading("What stands out", 1)
    yield Bullets(tuple(opening.stands_out(report)), numbered=True)
    yield Paragraph(opening.RULE, "quiet")
    yield from _work(report)
    yield from _waits(report)
    yield from _obstacles(report)
    yield from _safety(report)
    if report.register is not None:
        yield from _register(report, report.register)
    yield from _equity(report)
    if report.register is not None:
        yield from _workforce(report.register)
    if report.several:
        yield from _services(report)
    yield Heading("What is being done", 1)
    yield Paragraph(NO_ACTION)
    yield Heading("What is not known", 1)
    yield Bullets(tuple(method.not_known(report)))
    yield Heading("How this was worked out", 1)
    yield Bullets(tuple(method.worked_out(report)))
    yield Heading("What it was made from", 1)
    yield Bullets(tuple(method.inputs(report)))


def _work(report: SightReport) -> Iterator[Block]:
    yield Heading("The work", 1, new_page=True)
    yield Paragraph("How much was asked of the service, and how did it end?", "question")
    yield Paragraph(opening.worked(report), "answer")
    yield from _charted(
        report, "considered", "the number of considerations", "Considerations", key="considered"
    )
    yield Heading("The numbers", 2)
    yield from _table(tables.work(report, key="work"))
    yield from _table(tables.outcomes(report, key="outcomes"))
    yield Paragraph(method.ATTENDED, "quiet")


def _waits(report: SightReport) -> Iterator[Block]:
    yield Heading("How long people waited", 1)
    yield Paragraph("Did the wait for an assessment, a bed or admission change?", "question")
    for name, title in WAITS.items():
        if any(each.middle is not None for each in report.counts.waits[name]):
            what = (
                f"the middle wait {title[0].lower()}{title[1:]}"
                if name != "place of safety"
                else "the middle time at a place of safety"
            )
            yield from _charted(report, name, what, "Median, in hours", key=name.replace(" ", "-"))
    yield Heading("The numbers", 2)
    yield from _table(tables.waits(report, key="waits"))


def _obstacles(report: SightReport) -> Iterator[Block]:
    yield Heading("What held the work up", 1)
    yield Paragraph("How much time was lost to beds, doctors and transport?", "question")
    yield Paragraph(_lost(report), "answer")
    for name in ("beds", "doctors", "transport"):
        yield from _charted(
            report, f"lost to {name}", f"time lost to {name}", "Hours lost", key=f"lost-{name}"
        )
    yield Heading("The numbers", 2)
    yield from _table(tables.obstacles(report, key="obstacles"))
    yield from _table(tables.reasons(report, key="reasons"))
    yield Paragraph(method.HOURS_LOST, "quiet")
    if report.asks:
        yield from _table(tables.asks(report, key="asks"))
        yield Paragraph(method.ASKS, "quiet")


def _lost(report: SightReport) -> str:
    told = []
    for name in ("beds", "doctors", "transport"):
        months = [each for each in report.counts.obstacles[name] if each.month in report.shown]
        if all(each.hours is not None for each in months):
            told.append(f"{said.hours(sum(each.hours or 0.0 for each in months))} to {name}")
    if not told:
        return f"Too few delays have both times to say how many hours were lost in {said.period(report.shown)}."
    about = "About " if report.preset else ""
    return f"{about}{words.listed(told)} were lost in {said.period(report.shown)}."


def _safety(report: SightReport) -> Iterator[Block]:
    yield Heading("Safety of AMHPs", 1)
    yield Paragraph("Were those who do the work safe, and looked after?", "question")
    months = [each for each in report.safety if each.month in report.shown]
    counts = [(each.incidents, each.lone) for each in months]
    if any(value is None for pair in counts for value in pair):
        answer = (
            "How many incidents and lone visits there were is in part hidden to protect people."
        )
    else:
        incidents, lone = (sum(pair[at] or 0 for pair in counts) for at in (0, 1))
        about = "About " if report.preset and report.preset.rounds else ""
        answer = (
            f"{about}{written.plural(incidents, 'incident')} and {about.lower()}"
            f"{written.plural(lone, 'lone visit')} were recorded in {said.period(report.shown)}."
        )
    yield Paragraph(answer, "answer")
    yield from _charted(
        report, "incidents", "the number of incidents", "Incidents recorded", key="incidents"
    )
    yield Heading("The numbers", 2)
    yield from _table(tables.safety(report, key="safety"))
    yield Paragraph(method.SAFETY, "quiet")


def _register(report: SightReport, register: Register) -> Iterator[Block]:
    yield Heading("Capacity and the register", 1)
    yield Paragraph("Are there enough AMHPs, now and in the next two years?", "question")
    yield Paragraph(_capacity(report, register), "answer")
    yield Heading("The numbers", 2)
    yield from _table(tables.endings(register, key="endings"))
    yield from _table(tables.ages(report, register, key="ages"))
    yield from _table(tables.soon(register, key="soon"))
    yield from _table(tables.cover(report, key="cover"))
    if report.preset is not None:
        yield Paragraph(method.REGISTER_CHANGES, "quiet")


def _capacity(report: SightReport, register: Register) -> str:
    on, about = words.day(register.on), "about " if report.preset and report.preset.rounds else ""
    said_parts = [
        f"On {on}, {about}{said.number(register.approved)} AMHPs were approved and able to act"
        if register.approved is not None
        else f"On {on}, the number of approved AMHPs is hidden to protect people"
    ]
    if register.suspended:
        said_parts.append(f"{about}{register.suspended} suspended")
    ending = [each.ending for each in register.quarters]
    if all(each is not None for each in ending):
        said_parts.append(
            f"the approval of {about}{sum(each or 0 for each in ending):,} ends within two years"
        )
    if register.trainees is not None:
        said_parts.append(
            f"{about}{written.plural(register.trainees, 'person is', 'people are')} in training"
        )
    if register.short_of_training is not None and register.training_known:
        said_parts.append(
            f"{about}{register.short_of_training} of {register.training_known} have fewer than 18 hours of "
            "training so far in their approval year"
        )
    return f"{'; '.join(said_parts)}."


def _equity(report: SightReport) -> Iterator[Block]:
    yield Heading("Equity", 1, new_page=True)
    yield Paragraph(
        "Are people of different groups considered, detained, held up and understood alike?",
        "question",
    )
    yield Paragraph(method.year(report))
    for measure in ALL_MEASURES:
        by_measure = [each for each in report.equity if each.measure is measure]
        if by_measure:
            yield from _measure(report, measure, by_measure)
    if not report.residents:
        yield Paragraph(method.NO_POPULATION, "quiet")
    yield Paragraph(method.NO_CAUSE, "quiet")


def _measure(report: SightReport, measure: Measure, of: list[EquityTable]) -> Iterator[Block]:
    yield Heading(measure.title, 2)
    ethnic = [each for each in of if each.dimension.name.startswith(ETHNICITY)]
    yield from _answers(_readings(of))
    when = method.year_in_words(report)
    for table in of:
        key = f"{measure.name}-{table.dimension.name}"
        if table in ethnic[:1]:
            title = _title(table)
            yield from _drawn(dot_chart.ratios(table, key=f"{key}-chart", title=title, period=when))
        yield from _table(tables.equity(table, key=key, period=when))
    yield from _table(tables.how_sure(ethnic[0], key=f"{measure.name}-sure")) if ethnic else ()


def _readings(of: Iterable[EquityTable]) -> list[str]:
    """Differences that were found, planned ones first; else that none was, or cannot be told."""
    lines = [line for table in of for line in table.compared]
    for wanted in (Finding.DISPARITY, Finding.SLIGHT):
        if found := [line.reading for line in lines if line.finding is wanted]:
            return found[:_ANSWERS]
    if any(line.finding is Finding.CANNOT_TELL for line in lines):
        return ["No difference was found; for some groups the figures cannot tell."]
    return ["No difference was found."] if any(line.ratio for line in lines) else [
        "The numbers are too small to compare groups."
    ]  # fmt: skip


def _title(table: EquityTable) -> str:
    found = [line for line in table.compared if line.finding is Finding.DISPARITY]
    if not found:
        return f"{table.measure.title}: no disparity found by ethnic group"
    who = [spoken_of(table.dimension, line.group) for line in found]
    return f"{table.measure.title}: a disparity for {words.listed(who)}"


def _workforce(register: Register) -> Iterator[Block]:
    yield Heading("AMHPs and their community", 1)
    yield Paragraph("Do AMHPs look like the people they serve? (standard 3.4)", "question")
    below = [each.label for each in register.workforce if each.path]
    if not any(each.residents for each in register.workforce):
        answer = "No population was given, so AMHPs cannot be set beside their community."
    elif any(each.people is None for each in register.workforce):
        answer = "Some numbers are hidden to protect people, so shares and a target cannot be worked out."
    elif below:
        answer = f"{words.listed(below)} {'is' if len(below) == 1 else 'are'} fewer among AMHPs than in the community."
    else:
        answer = "Every group is at its share of the community or above it."
    yield Paragraph(answer, "answer")
    yield from _table(tables.workforce(register, key="workforce"))
    yield Paragraph(method.TARGET, "quiet")


def _services(report: SightReport) -> Iterator[Block]:
    yield Heading("Services side by side", 1)
    yield Paragraph("Do services differ by more than chance?", "question")
    when = method.year_in_words(report)
    yield from _drawn(dot_chart.funnel(report.counts.services, key="funnel", period=when))
    yield from _table(tables.services(report, key="services"))


def _charted(report: SightReport, name: str, what: str, unit: str, *, key: str) -> Iterator[Block]:
    """The picture, whose title says whether anything changed; the sentence alone where there is none."""
    series, months = report.charts[name], report.counts.months
    picture = xmr_chart.chart(series, months, key=f"{key}-chart", what=what, unit=unit)
    if picture is None:
        yield Paragraph(said.change(series, months, what))
    else:
        yield picture


def _answers(told: Iterable[str]) -> Iterator[Block]:
    yield from (Paragraph(each, "answer") for each in told)


def _drawn(*pictures: Picture | None) -> Iterator[Block]:
    yield from (each for each in pictures if each is not None)


def _table(table: Table | None) -> Iterator[Block]:
    if table is None or not table.length:
        return
    yield table
    if table.note:
        yield Paragraph(table.note, "quiet")
