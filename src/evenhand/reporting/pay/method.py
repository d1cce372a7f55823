"""How a pay report was worked out, what it does not know, and what it cannot say, in sentences."""

from collections.abc import Iterator

from evenhand.domain.frameworks.edition import Status
from evenhand.domain.pay.adjusted import WHAT_IT_CANNOT_SAY
from evenhand.domain.pay.report import PayReport
from evenhand.domain.pay.resample import TIMES
from evenhand.domain.pay.rules import SEX
from evenhand.domain.pay.say import DIRECTION_WORDS, NOT_A_CAUSE
from evenhand.domain.results import written
from evenhand.domain.results.result import Finding
from evenhand.reporting import words
from evenhand.reporting.pay.arranged import headline, latest, of

NO_CAUSE = (
    "A gap is a difference, not its cause: it is not by itself evidence of discrimination, and no "
    "gap is no evidence that there is none."
)
GAPS = (
    f"A gap is {DIRECTION_WORDS}",
    (
        "The median is the pay of the person in the middle of a group; the mean is its pay added up and "
        "shared out. One very high pay moves the mean and hardly the median."
    ),
    (
        f"The interval comes from drawing each group's people again {TIMES:,} times, with replacement, "
        "as many as there are (the bootstrap, with a fixed seed)."
    ),
    (
        "A disparity is said only where interval and test exclude no gap and the gap is wider than the "
        "band of what is no more than slight."
    ),
)
GAP_TEST = "The test of a gap is a z test on the spread of those draws."
QUARTERS = (
    (
        "Everybody whose pay is known, sorted by hourly pay, in four parts as equal as can be. People on "
        "one rate that lies across a line are shared between the quarters in proportion to their groups."
    ),
    (
        "A group's share of a quarter is set beside its share of everybody. The interval (Newcombe's) "
        "and the test set the quarter against the other three."
    ),
)
BONUSES = (
    (
        "A blank means none, once anybody in the year has a bonus on record. Bonus gaps are over those "
        "who received one."
    ),
)
PROMOTION = (
    (
        "Of those who reach a grade, some stand above it. One step made equal gives the group the other "
        "side's share there and leaves everything else; every step made equal spreads the group over "
        "the grades as the other side is. Each grade's pay stays as it is."
    ),
    NOT_A_CAUSE,
)
RETURN_IS_EXACT = "The service takes shares of exact numbers, so these differ a little from the rounded ones above."
PARTS = (
    (
        "The gap of mean log pay is split in two by a pooled model (Oaxaca-Blinder): the part that goes "
        "with what the records say of people, and the rest. Intervals by drawing people again."
    ),
    WHAT_IT_CANNOT_SAY,
)
MANY_TESTS = (
    "Headline figures were planned and are judged by their own p. All others of one grouping and "
    "year are adjusted as one family (Benjamini-Hochberg)."
)
NOT_COMPARED = (
    "Protected by itself: it was not set beside other reports on the same people. Its numbers of "
    "people are rounded as those of a race equality report are, so that each adds little to the "
    "other. Beside another breakdown of the same pay they can tell of few people: look at both "
    "together before the second is given out. Years were checked one by one, and it is assumed that "
    "enough people come, go and change between two of them."
)
FROM_ROUNDED = (
    (
        "Numbers of people, and of those who received a bonus, are rounded, totals on their own, so rows "
        "need not add up. Shares, how far they are apart, their limits and tests are worked out from the "
        "rounded numbers, as if these were exact: limits do not allow for the rounding."
    ),
    (
        "Gaps in pay are worked out from everybody's pay and told with one decimal. Their limits are "
        "told in steps of about a tenth of their distance from the gap, and tests and changes between "
        "years are worked out from the limits as they are printed: finer ones would tell how many people "
        "there are."
    ),
)


def gaps(report: PayReport) -> tuple[str, ...]:
    """How gaps were worked out, and for readers outside what was rounded."""
    return (*GAPS, GAP_TEST) if report.audience == "internal" else (*GAPS, *FROM_ROUNDED)


def not_known(report: PayReport) -> Iterator[str]:
    """What the figures leave open."""
    results = [r for r in report.audit.results if r.period == latest(report)]
    hidden = sum(r.suppressed for r in results)
    if hidden:
        yield (
            f"{written.plural(hidden, 'figure')} of {len(results):,} for the last year are hidden to "
            "protect people. There is a number, and it is not shown."
        )
    unclear = [
        f"{r.title.lower()} ({r.group_label})"
        for which in ("median-gap", "mean-gap", "bonus-share")
        for r in headline(of(report, which))
        if r.finding is Finding.CANNOT_TELL
    ]
    if unclear:
        yield f"The figures cannot tell whether there is a difference: {words.listed(unclear)}."
    characteristic = "sex" if report.audit.rules.characteristic == SEX else "ethnicity"
    for rate in report.audit.declared:
        if rate.period == latest(report):
            yield (
                f"{rate.reading} The {characteristic} of the others is not, and they are in no gap."
            )
    yield "Why pay differs: no figure here says so."
    if not report.audit.adjusted:
        yield (
            "How much of a gap goes with grade, role, sex, time in post and part-time work: the "
            "explained and the unexplained part are worked out on request."
        )


def about_rules(report: PayReport) -> Iterator[str]:
    """What is not settled in the rules themselves."""
    rules = report.audit.rules
    if rules.status is Status.DRAFT:
        yield f"Draft: {rules.why_draft}"
    for what, why in rules.unconfirmed.items():
        yield f"Not confirmed, {what}: {why}"
