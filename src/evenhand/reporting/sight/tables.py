"""Tables of the report on an AMHP service: the same for page, PDF, Word and workbook."""

from collections.abc import Callable, Iterable, Sequence
from datetime import timedelta

from evenhand.domain.amhp.considerations_codes import Ends
from evenhand.domain.amhp.considerations_counts import NOT_TAKEN_FURTHER, OFF_THE_LIST, OPEN
from evenhand.domain.amhp.sight.counts import WAITS, MonthWork
from evenhand.domain.amhp.sight.equity import Comparison, EquityTable, Measure
from evenhand.domain.amhp.sight.groups import Dimension, is_unknown
from evenhand.domain.amhp.sight.protect_register import AGE_UNKNOWN, OLDER_TOGETHER, YOUNGER
from evenhand.domain.amhp.sight.register import Register
from evenhand.domain.amhp.sight.report import SightReport
from evenhand.domain.results import written
from evenhand.domain.results.result import Finding
from evenhand.reporting import words
from evenhand.reporting.sight import said
from evenhand.reporting.tables import Cell, Part, Table

# In print a year of months is enough; the workbook has all of them.
MONTHS_SHOWN = 13
TOO_FEW = "too few"
_NOT_RECORDED = "Not recorded"
_WORK: dict[str, Callable[[MonthWork], int | None]] = {
    "Considered": lambda m: m.considered,
    "Arranged and attended": lambda m: m.attended,
    "Completed": lambda m: m.completed,
    "Ended without detention": lambda m: m.otherwise,
    "Detained": lambda m: m.detained,
}


def number(value: int | None) -> Cell:
    """A count, or the hatched cell of one that is hidden."""
    return Cell(said.HIDDEN, "hidden") if value is None else Cell(written.count(value), "number")


def work(report: SightReport, *, key: str, months: int = MONTHS_SHOWN) -> Table:
    """Each month's work, the newest first."""
    rows = [
        [Cell(said.month(each.month)), *(number(read(each)) for read in _WORK.values())]
        for each in report.counts.work[-months:][::-1]
    ]
    return _one(key, "Considerations, month by month", ("Month", *_WORK), rows)


def outcomes(report: SightReport, *, key: str) -> Table | None:
    """How considerations ended, by the codes: those without detention beside those with it."""
    counted = report.counts.outcomes
    if not counted:
        return None
    titles = report.titles.get("outcomes", {})
    parts = []
    for end in (Ends.WITHOUT_DETENTION, Ends.COMMUNITY, Ends.DETAINED, Ends.NOT_COMPLETED):
        codes = [code for code in counted if report.ends.get(code) is end]
        rows = [[Cell(titles.get(code, code)), number(counted[code])] for code in codes]
        rows.append([Cell("All of these"), number(sum(counted[code] for code in codes))])
        parts.append(Part(str(end)[0].upper() + str(end)[1:], rows))
    beside = {
        "Not taken further": counted[NOT_TAKEN_FURTHER],
        "No outcome yet": counted[OPEN],
        _NOT_RECORDED: counted.get("NOT_RECORDED", 0) + counted[OFF_THE_LIST],
    }
    parts.append(
        Part("No assessment that came to an end", [[Cell(k), number(v)] for k, v in beside.items()])
    )
    caption = f"How considerations ended, {said.period(report.shown)}"
    return Table(key=key, caption=caption, columns=("Outcome", "Considerations"), parts=parts)


def waits(report: SightReport, *, key: str) -> Table:
    """The middle of each wait in the months of the report, beside the usual one."""
    rows = []
    for name, title in WAITS.items():
        chart = report.charts[name]
        for each in report.counts.waits[name]:
            if each.month not in report.shown:
                continue
            many = [] if report.preset else [number(each.number)]
            middle = (
                said.lasted(each.middle)
                if each.middle is not None
                else TOO_FEW
                if report.preset
                else said.NONE
            )
            rows.append([
                Cell(title), Cell(said.month(each.month)), *many, Cell(middle),
                Cell(_usual(chart.mean)), Cell(_limits(chart.low, chart.high)),
            ])  # fmt: skip
    columns = (
        "Wait",
        "Month",
        *([] if report.preset else ["Timed"]),
        "Middle (median)",
        "Mean of the baseline",
        "Limits",
    )
    return _one(key, "How long steps took", columns, rows, headers=2)


def _usual(mean: float | None) -> str:
    return "too few months" if mean is None else said.lasted(timedelta(hours=mean))


def _limits(low: float | None, high: float | None) -> str:
    if low is None or high is None:
        return ""
    return f"{said.lasted(timedelta(hours=low))} to {said.lasted(timedelta(hours=high))}"


def obstacles(report: SightReport, *, key: str) -> Table:
    """What held work up in the months of the report: how often, and hours lost."""
    rows = []
    for name, months in report.counts.obstacles.items():
        for each in months:
            if each.month in report.shown:
                hours = TOO_FEW if each.hours is None else said.hours(each.hours)
                rows.append(
                    [
                        Cell(_capital(name)),
                        Cell(said.month(each.month)),
                        number(each.number),
                        Cell(hours),
                    ]
                )
    note = "" if report.preset is None else (
        "Hours are told to the nearest five, of ten delays or more of which none is more than half of them."
    )  # fmt: skip
    return _one(
        key,
        "What held the work up",
        ("Delay", "Month", "Delays", "Hours lost"),
        rows,
        headers=2,
        note=note,
    )


def reasons(report: SightReport, *, key: str) -> Table | None:
    """Delays by the codes of their reasons, for the service itself."""
    if not report.counts.reasons:
        return None
    titles = report.titles.get("delays", {})
    rows = [
        [Cell(titles.get(each.reason, "On no list")), number(each.number), number(each.timed),
         Cell(said.hours(each.total / timedelta(hours=1)) if each.timed else said.NONE),
         *_spans(each.middle, each.longest)]
        for each in report.counts.reasons
    ]  # fmt: skip
    caption = f"Delays by reason, {said.period(report.shown)}"
    columns = ("Reason", "Delays", "With both times", "Hours lost", "Middle", "Longest")
    return _one(key, caption, columns, rows)


def asks(report: SightReport, *, key: str) -> Table | None:
    """What was asked of others, and what came of it, for the service itself."""
    if not report.asks:
        return None
    titles = report.titles.get("asked", {})
    came = ("FOUND", "REFUSED", "NONE", "NO_ANSWER", "")
    rows = [
        [Cell(titles.get(each.what, "On no list")), number(each.asked),
         *(number(each.answers.get(code, 0)) for code in came), number(each.timed),
         *_spans(each.middle, each.longest)]
        for each in report.asks
    ]  # fmt: skip
    columns = (
        "Asked for", "Asked", "Found", "Refused", "None there", "No answer came", "Not recorded yet",
        "With both times", "Middle wait", "Longest",
    )  # fmt: skip
    return _one(key, f"What was asked of others, {said.period(report.shown)}", columns, rows)


def _spans(*spans: timedelta | None) -> list[Cell]:
    return [Cell(said.lasted(each), "time") for each in spans]


def safety(report: SightReport, *, key: str, months: int = MONTHS_SHOWN) -> Table:
    """Safety records month by month, the newest first."""
    rows = [
        [Cell(said.month(m.month)), number(m.recorded), number(m.lone), number(m.incidents), number(m.racist),
         number(m.debriefs_offered), Cell(TOO_FEW if m.hours_over is None else said.hours(m.hours_over))]
        for m in report.safety[-months:][::-1]
    ]  # fmt: skip
    columns = (
        "Month", "Visits recorded", "Alone", "Incidents", "Of these racist", "De-brief offered after one",
        "Past the end of shifts",
    )  # fmt: skip
    return _one(key, "Safety of AMHPs, month by month", columns, rows)


def cover(report: SightReport, *, key: str) -> Table | None:
    """Hours of shifts that were needed and covered."""
    months = [each for each in report.cover if each.month in report.counts.months[-MONTHS_SHOWN:]]
    if not months:
        return None
    rows = [
        [Cell(said.month(m.month)), Cell(said.hours(m.needed)), Cell(said.hours(m.covered)),
         Cell(written.percent(m.covered / m.needed))]
        for m in months[::-1] if m.needed
    ]  # fmt: skip
    return _one(
        key, "Shifts and time on call", ("Month", "Person-hours needed", "Covered", "Share"), rows
    )


def endings(register: Register, *, key: str) -> Table:
    """How many approvals end when, and how many trainees are expected by then."""
    outside = all(each.expected is None for each in register.quarters)
    rows = [
        [Cell(f"{words.day(each.first)} to {words.day(each.last)}"), number(each.ending),
         *([] if outside else [number(each.expected)])]
        for each in register.quarters
    ]  # fmt: skip
    columns = ("Between", "Approvals that end", *([] if outside else ["Trainees expected"]))
    return _one(key, "Whose approval ends when", columns, rows)


def soon(register: Register, *, key: str) -> Table | None:
    """By pseudonym: approvals in the year ahead, registrations in the next 90 days."""
    if not register.endings:
        return None
    rows = [[Cell(e.amhp), Cell(_capital(e.what)), Cell(words.day(e.on))] for e in register.endings]
    return _one(
        key, "Due in the year ahead, by the service's own references", ("AMHP", "Ends", "On"), rows
    )


def ages(report: SightReport, register: Register, *, key: str) -> Table:
    """How old people on the register are; those not told, not known and not asked last."""
    titles = {**report.titles.get("own_age_band", {}), YOUNGER: "Under 55", OLDER_TOGETHER: "55 and over",
              AGE_UNKNOWN: "Not told, not known or not asked", "": "Not asked", "?": "Not known"}  # fmt: skip
    order = list(titles)
    rows = [
        [Cell(titles.get(name, name)), number(count)]
        for name, count in sorted(register.ages.items(), key=lambda pair: order.index(pair[0]) if pair[0] in order else 99)
        if count != 0
    ]  # fmt: skip
    return _one(key, "Ages of those on the register", ("Age", "People"), rows)


def workforce(register: Register, *, key: str) -> Table:
    """AMHPs by ethnic group beside the community, with the way to the community's share."""
    whole = sum(each.people or 0 for each in register.workforce)
    residents = sum(each.residents or 0 for each in register.workforce)
    hidden = any(each.people is None for each in register.workforce)
    rows = []
    for each in register.workforce:
        share = (
            ""
            if hidden or not whole or each.people is None
            else written.percent(each.people / whole)
        )
        local = written.percent(each.residents / residents) if each.residents and residents else ""
        path = (
            ", ".join(map(str, each.path))
            if each.path
            else _no_path(each.people, local, unknown=is_unknown(each.slug))
        )
        rows.append([Cell(each.label), number(each.people), Cell(share), Cell(local), Cell(path)])
    columns = (
        "Ethnic group",
        "AMHPs",
        "Share of AMHPs",
        "Share of the community",
        "People at the end of each of five years",
    )
    return _one(key, "AMHPs and their community by ethnic group", columns, rows)


def _no_path(people: int | None, local: str, *, unknown: bool) -> str:
    if unknown or people is None or not local:
        return ""
    return "at its share or above"


def equity(table: EquityTable, *, key: str, period: str) -> Table:
    """A measure of every group: both numbers, the share or rate, the ratio, the finding."""
    rate = table.measure.is_rate
    rows = [
        [Cell(line.group.label), *_counts(line, rate=rate), *_compared(line)]
        for line in table.lines
    ]
    columns = (
        table.dimension.title.partition(" (")[0], "Considered" if rate else "Numbers",
        "For every 100,000 (95% interval)" if rate else "Share (95% interval)", "Ratio (95% interval)", "p", "Finding",
    )  # fmt: skip
    caption = f"{equity_title(table.measure, table.dimension)}, {period}"
    return _one(key, caption, columns, rows)


def equity_title(measure: Measure, dimension: Dimension) -> str:
    """What a table of groups shows, before the months that it is about."""
    return f"{measure.title}, by {dimension.title[0].lower()}{dimension.title[1:]}"


def _counts(line: Comparison, *, rate: bool) -> list[Cell]:
    if line.numerator is None or (line.denominator is None and not rate):
        return [Cell(said.HIDDEN, "hidden"), Cell("", "quiet")]
    # Nobody known to live there: there is nothing that the number is of.
    if line.denominator is None or (rate and not line.denominator):
        return [Cell(written.count(line.numerator), "number"), Cell("", "quiet")]
    both = f"{written.count(line.numerator)} of {written.count(line.denominator)}"
    if line.share is None or line.share_low is None or line.share_high is None:
        return [Cell(both, "number"), Cell("", "quiet")]
    form = _per if rate else written.percent
    return [
        Cell(both, "number"),
        Cell(f"{form(line.share)} ({form(line.share_low)} to {form(line.share_high)})", "number"),
    ]


def _per(value: float) -> str:
    return f"{value:,.0f}" if value >= 10 else f"{value:.1f}"


def _compared(line: Comparison) -> list[Cell]:
    if line.finding is None:
        unknown = is_unknown(line.group.slug)
        return [Cell("" if unknown else "compared with", "quiet"), Cell(""), Cell("")]
    finding = Cell(str(line.finding), "finding")
    if line.finding in (Finding.TOO_SMALL, Finding.NOT_CALCULABLE) or line.ratio is None:
        return [Cell("", "quiet"), Cell(""), finding]
    interval = written.interval(line.low, line.high, unit="ratio")
    p = written.p(line.p)
    if line.p_adjusted is not None and line.p_adjusted != line.p:
        p = f"{p} (adjusted {written.p(line.p_adjusted).removeprefix('p ')})"
    return [Cell(f"{written.ratio(line.ratio)} ({interval})", "number"), Cell(p), finding]


def how_sure(table: EquityTable, *, key: str) -> Table | None:
    """The smallest ratio that would probably have been seen, of every group."""
    rows = [
        [Cell(line.group.label), Cell(written.ratio(line.detectable), "number")]
        for line in table.compared
        if line.detectable is not None
    ]
    if not rows:
        return None
    columns = ("Group", "Smallest ratio that would probably be seen")
    return _one(key, f"{table.measure.title}: what could have been seen", columns, rows)


def services(report: SightReport, *, key: str) -> Table:
    """Every service's year: considered, and detained of these."""
    rows = []
    for each in report.counts.services:
        share = ""
        if each.considered and each.detained is not None and each.detained <= each.considered:
            share = written.percent(each.detained / each.considered)
        rows.append([Cell(each.body), number(each.considered), number(each.detained), Cell(share)])
    return _one(key, "Services, by name", ("Service", "Considered", "Detained", "Share"), rows)


def _one(
    key: str,
    caption: str,
    columns: Iterable[str],
    rows: Sequence[list[Cell]],
    *,
    headers: int = 1,
    note: str = "",
) -> Table:
    return Table(
        key=key, caption=caption, columns=tuple(columns), parts=[Part("", list(rows))], headers=headers, note=note
    )  # fmt: skip


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
