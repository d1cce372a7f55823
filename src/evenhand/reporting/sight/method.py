"""How the figures of the report on an AMHP service come about, and what they cannot say."""

from collections.abc import Iterator

from evenhand.domain.amhp.sight.counts import WAITS
from evenhand.domain.amhp.sight.equity import INTERPRETER
from evenhand.domain.amhp.sight.report import SightReport
from evenhand.domain.results import written
from evenhand.domain.statistics.xmr import Rule
from evenhand.reporting.sight import said

ATTENDED = (
    "Arranged and attended counts every assessment that an AMHP went to, whether or not it came to an "
    "end; completed counts those that did. Whoever attends in vain has worked too. A month is that of "
    "the referral, by London's clocks."
)
HOURS_LOST = (
    "Hours lost are those between the start and the end of each delay of which both are recorded. Two "
    "delays at the same time count twice. What is recorded as no delay is in no figure."
)
ASKS = (
    "What was asked of others is counted in the month in which it was asked, each time that it was asked. "
    "Waits are those between asking and an answer of which both times are recorded."
)
SAFETY = "Only what was recorded: a visit without a safety record is not known to have been safe."
REGISTER_CHANGES = (
    "A register changes by a person now and then. Readers are taken not to know who joined or left "
    "between two reports."
)
NO_POPULATION = "No population was given, so rates for every 100,000 residents are not worked out."
NO_CAUSE = (
    "These are differences, not causes: who lives where, and who refers whom, is not in them."
)
TARGET = (
    "The target is the community's own share, at today's number of AMHPs, in five equal yearly steps, "
    "rounded up. It is a sum, not a forecast: who leaves and who comes decides."
)


def year_in_words(report: SightReport) -> str:
    """The twelve months that groups are counted over."""
    return said.period(report.counts.year)


def year(report: SightReport) -> str:
    """Which months groups are counted over, and why."""
    when = year_in_words(report)
    if report.preset is None:
        return (
            f"Groups are counted over twelve months, {when}: in one month their numbers are too small to "
            "say anything."
        )
    return (
        f"Groups are counted over a whole year from April to March, {when}, never over the twelve months "
        "up to each report: the difference of two such reports would tell of single months."
    )


def not_known(report: SightReport) -> Iterator[str]:
    """What a reader should have in mind."""
    if report.counts.undated:
        many = written.plural(report.counts.undated, "consideration has", "considerations have")
        yield f"{many} no time at all and {'is' if report.counts.undated == 1 else 'are'} in no month."
    for dimension in report.dimensions[:1]:
        unknown = [
            (group.label, report.counts.groups[dimension.name][group.slug].considered)
            for group in dimension.groups
            if group not in dimension.known
        ]
        told = "; ".join(f"{label.lower()} {said.number(count)}" for label, count in unknown)
        yield f"Of those considered in the year, ethnic group: {told}. Whatever they are could change findings."
    for name, title in WAITS.items():
        if not any(each.middle is not None for each in report.counts.waits[name]):
            yield f"{title}: no month has enough times recorded."
    yield from report.notes
    yield (
        "Nothing here says whether a decision was right. The report counts, and never scores a person "
        "or recommends detention."
    )


def worked_out(report: SightReport) -> Iterator[str]:
    """The method, rule by rule."""
    rules = ", ".join(str(rule) for rule in Rule)
    yield (
        "Change over time: XmR charts. The mean and the limits (2.66 times the mean moving range either "
        f"way) are of the first twelve of the months shown. A change is said where one of four rules "
        f"fires: {rules}. They are those of NHS England's Making Data Count, whose tools wait for six or "
        "seven points in a row: here it is seven on one side, six rising or falling."
    )
    yield (
        "With fewer than six months there are no limits; with fewer than twelve they are on trial. One "
        "month in a hundred or so fires a rule by chance: a sign of change is a reason to ask, not a finding."
    )
    yield (
        "Groups are compared by ratios of shares with Koopman's 95% interval, and tested by the score "
        "test, or Fisher's exact test where any number is below five. A rate is a share of residents, one "
        "person counted as often as they were considered; its own interval is Byar's, exact below ten."
    )
    yield (
        "A disparity is a ratio whose interval and test both say that it is not 1 and that lies outside 0.80 "
        "to 1.25; inside, it is a slight difference. The comparison of all minority groups with White was "
        "planned; the others of one table are one family of tests (Benjamini and Hochberg)."
    )
    yield f"{INTERPRETER.title}: people of whom it is not recorded whether one was needed are left out."
    if report.preset is not None:
        yield (
            "Every figure is worked out from the numbers as they stand here, hidden and rounded. Which numbers "
            "of a month are hidden is decided from that month alone, and totals of several months are not "
            "given. A correction made after a report was released can be seen by comparing reports: release "
            "a month once it is final."
        )


def inputs(report: SightReport) -> Iterator[str]:
    """What it was made from, so that it can be made again."""
    made = report.inputs
    yield f"Evenhand {made.version}, {', '.join(made.editions)}."
    yield f"Asked for: {', '.join(f'{name} {value}' for name, value in made.options.items())}."
    if report.several:
        yield f"Services: {written.some_of(list(report.bodies), most=200)}."
    for name, digest in made.files:
        yield f"{name}: SHA-256 {digest}."
