"""The page of a comparison: one HTML file that needs nothing else."""

from evenhand.domain.measures.compared import FEWEST_BODIES, OUTSIDE, Comparison
from evenhand.reporting import words
from evenhand.reporting.compare import sentences
from evenhand.reporting.compare.arranged import MeasureStandings, by_measure, nobody_has
from evenhand.reporting.compare.differing import heterogeneity, means
from evenhand.reporting.compare.funnel_chart import funnel
from evenhand.reporting.compare.rank_chart import rank_bars
from evenhand.reporting.compare.tables import by_year, every_body
from evenhand.reporting.compare.years_chart import years
from evenhand.reporting.page import LONGEST_NAME, MARKED, environment

MOST_POINTS = 3
LONG = 40
# With more measures the list of contents is folded, and so is all but the answer of those that do
# not stand out: else a page is as long as fifty phones.
MOST_LISTED = 12


def render_comparison(comparison: Comparison) -> str:
    """The page as text. The same comparison gives the same text, byte for byte."""
    every = list(by_measure(comparison))
    measures = [of for of in every if not of.empty]
    standing_out = _stands_out(measures)
    apart = {point["anchor"] for point in standing_out}
    many = len(measures) > MOST_LISTED
    own = comparison.bodies.get(comparison.own)
    periods = comparison.periods
    return (
        environment()
        .get_template("compare.html.jinja")
        .render(
            comparison=comparison,
            marked=marked(comparison),
            nobody_has=nobody_has(every),
            own_name=words.shortened(own.name, LONGEST_NAME) if own else "",
            bodies=len(comparison.bodies),
            period=_period(periods),
            standing_out=standing_out,
            sections=[
                _section(of, f"m{at}", folded=many and f"m{at}" not in apart)
                for at, of in enumerate(measures, start=1)
            ],
            fewest=FEWEST_BODIES,
            long=LONG,
            most_listed=MOST_LISTED,
        )
    )


def marked(comparison: Comparison) -> str:
    """For whom it is; of published figures that are compared as they are, that they are that."""
    if comparison.audience == "internal" and comparison.made_from:
        return f"Made from {comparison.made_from}"
    return MARKED[comparison.audience]


def _period(periods: tuple[str, ...]) -> str:
    if not periods:
        return ""
    first, last = words.period(periods[0]), words.period(periods[-1])
    return first if first == last else f"{first} to {last}"


def _section(of: MeasureStandings, key: str, *, folded: bool) -> dict[str, object]:
    several = len(of.together) > 1
    return {
        "anchor": key,
        "folded": folded,
        "name": of.name,
        "answer": sentences.answer(of),
        "means": sentences.means(of.last),
        "sure": [each for each in (heterogeneity(of.last), means(of.last)) if each],
        "without": of.last.without,
        "funnel": funnel(of, key=f"{key}-funnel"),
        "ranks": rank_bars(of, key=f"{key}-ranks"),
        "years": years(of, key=f"{key}-years"),
        "table": every_body(of, key=f"{key}-table"),
        "by_year": by_year(of, key=f"{key}-by-year") if several else None,
        "breaks": _breaks(of),
    }


def _breaks(of: MeasureStandings) -> list[str]:
    """Every break of the body that asked; without one, how many bodies have one."""
    broken = [each for each in of.standings if each.break_before]
    if any(each.own for each in of.standings):
        return [f"{words.period(each.period)}: {each.break_before}." for each in broken if each.own]
    count = len({each.body for each in broken})
    if not count:
        return []
    return [
        f"{count} of the organisations have a break in their years: see the file of standings (CSV)."
    ]


def _stands_out(measures: list[MeasureStandings]) -> list[dict[str, str]]:
    """At most three sentences: where the body that asked lies outside, else where most bodies do."""
    found: list[tuple[float, str, str]] = []
    for at, of in enumerate(measures, start=1):
        if of.last.reason:
            continue
        if of.own is None:
            outside = sum(each.where in OUTSIDE for each in of.shown)
            if outside:
                found.append((-outside / len(of.shown), of.name, f"m{at}"))
        elif of.own.where in OUTSIDE:
            found.append((float(of.own.where.name.startswith("FAR")) * -1, of.name, f"m{at}"))
    found.sort(key=lambda each: each[0])
    by_anchor = {f"m{at}": of for at, of in enumerate(measures, start=1)}
    return [
        {"text": f"{name}. {sentences.answer(by_anchor[anchor])[0]}", "anchor": anchor}
        for _, name, anchor in found[:MOST_POINTS]
    ]
