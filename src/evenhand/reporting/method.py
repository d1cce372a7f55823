"""How the figures were worked out, and how complete the records are: words for the last pages."""

from collections.abc import Sequence

from evenhand.domain.frameworks.edition import Kind
from evenhand.domain.results import written
from evenhand.domain.results.finding import SIGNIFICANT
from evenhand.domain.results.measurement import BROADLY_FLAG
from evenhand.domain.results.result import Result
from evenhand.reporting import figures, words
from evenhand.reporting.arrange import IndicatorResults
from evenhand.reporting.tables import Cell, Part, Table

BROADLY = ". People of whom only a broad group is recorded are known here, and not known in finer groupings"


def kinds_used(indicators: Sequence[IndicatorResults]) -> list[str]:
    """Each kind of indicator in this report, once."""
    return [str(kind) for kind in dict.fromkeys(of.indicator.kind for of in indicators)]


def families(indicators: Sequence[IndicatorResults]) -> str:
    """How many tests were planned, and how the others were judged."""
    latest = [r for of in indicators for r in of.latest if r.p_value is not None]
    planned = sum(result.planned for result in latest)
    others = len(latest) - planned
    return (
        f"{written.plural(planned, 'test')} of the last year {'was' if planned == 1 else 'were'} "
        "planned in advance: White against all other ethnic groups together, in the main line of "
        "each indicator, but not in single grades. Planned tests are judged by their own p value, "
        f"below {SIGNIFICANT:g}, and marked “planned” in the tables. "
        f"{written.plural(others, 'other test')} {'looks' if others == 1 else 'look'} at each grade, at further lines and at finer "
        "groups. Among so many, some would look unusual by chance, so within each grouping and "
        "year their p values are adjusted (Benjamini and Hochberg), and the adjusted value decides."
    )


def completeness(indicators: Sequence[IndicatorResults]) -> Table | None:
    """
    How many people have no stated or no known ethnicity, for each indicator and year.

    People of whom a broad group is recorded are known, where a grouping of such groups was measured.
    """
    rows = []
    for of in indicators:
        for period in of.periods:
            result = _widest(of, period)
            if result is None:
                continue
            rows.append(
                [
                    Cell(of.indicator.title),
                    Cell(words.period(period)),
                    _unknown(figures.not_stated(result), result.not_stated_denominator, of),
                    _unknown(figures.not_known(result), result.not_known_denominator, of),
                ]
            )
    if not rows:
        return None
    return Table(
        key="completeness",
        caption="People whose ethnicity is not stated (asked, and declined) or not known"
        + (BROADLY if any(BROADLY_FLAG in r.flags for of in indicators for r in of.latest) else ""),
        columns=("Indicator", "Year", "Not stated", "Not known"),
        parts=[Part("", rows)],
    )


def _widest(of: IndicatorResults, period: str) -> Result | None:
    """The result that covers most people, to stand for the indicator; one that hides their number
    where none tells it."""
    shown = [result for result in of.during(period) if not result.suppressed]
    told = [r for r in shown if figures.not_stated(r) and figures.not_known(r)]
    return max(told, key=_how_wide, default=None)


def _how_wide(result: Result) -> tuple[int, bool, int]:
    known = BROADLY_FLAG not in result.flags
    return _told(result), known, result.not_stated_denominator or 0


def _told(result: Result) -> int:
    """How many of its two numbers are not hidden."""
    both = (figures.not_stated(result), figures.not_known(result))
    return sum(text != figures.BESIDE_HIDDEN for text in both)


def _unknown(said: str, n: int | None, of: IndicatorResults) -> Cell:
    if n is None:
        return Cell(said, "quiet")
    if of.indicator.kind in (Kind.REPRESENTATION, Kind.BOARD_DIFFERENCE):
        return Cell(said, "number")
    return Cell(written.plural(n, "person", "people"), "number")
