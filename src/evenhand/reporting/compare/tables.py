"""The tables beside the pictures: every body, every year, and those without a figure."""

from evenhand.domain.measures.compared import Standing
from evenhand.domain.results import written
from evenhand.reporting import words
from evenhand.reporting.compare import sentences
from evenhand.reporting.compare.arranged import MeasureStandings
from evenhand.reporting.compare.funnel_chart import limits_said
from evenhand.reporting.tables import Cell, Part, Table

COLUMNS = (
    "Organisation",
    "Counts",
    "Figure",
    "95% interval",
    "Funnel (its 95% limits)",
    "Rank (95% interval)",
    "Cannot be told apart from",
    "Shrunken figure",
)
HIDDEN = ("too few people", "hidden")
PADDED = "half a person added to each count, as one is nobody"


def every_body(of: MeasureStandings, *, key: str) -> Table:
    """All bodies of the latest year, the one that asked first, then from the lowest."""
    known = sorted(of.shown, key=lambda each: not each.own)
    without = [each for each in of.latest if each.value is None]
    parts = [Part("", [_row(each) for each in known])] if known else []
    if without:
        heading = "Without a figure" if known else ""
        parts.append(Part(heading, [_without(each) for each in without]))
    padded = f" A dagger (†): {PADDED}." if any(each.padded for each in known) else ""
    return Table(
        key=key,
        caption=f"{of.name}, every organisation, {words.period(of.last.period)}",
        columns=COLUMNS,
        parts=parts,
        note="Ranks are from the lowest figure. A shrunken figure is drawn towards the mean of all "
        f"organisations, the more the less is known of the organisation.{padded}",
    )


def by_year(of: MeasureStandings, *, key: str) -> Table:
    """Each year: the body that asked, all bodies pooled, and what changed."""
    own = {each.period: each for each in of.standings if each.own}
    columns = ["Year"]
    if own:
        columns += ["Figure", "95% interval", "Rank (95% interval)", "What changed before it"]
    columns += ["All organisations pooled", "Organisations with a figure", "Without"]
    rows = []
    for each in of.together:
        row = [Cell(words.period(each.period))]
        if own:
            row += _own_year(own.get(each.period))
        pooled = sentences.figure(each.pooled, each.unit) or "too few organisations"
        row += [Cell(pooled, "number"), Cell(str(each.bodies), "number"),
                Cell(str(each.without), "number")]  # fmt: skip
        rows.append(row)
    return Table(
        key=key,
        caption=f"{of.name}, by year",
        columns=tuple(columns),
        parts=[Part("", rows)],
    )


def _own_year(each: Standing | None) -> list[Cell]:
    if each is None:
        return [Cell("not in these figures", "quiet"), Cell(""), Cell(""), Cell("")]
    if each.value is None:
        return [_reason(each), Cell(""), Cell(""), Cell(each.break_before or "nothing")]
    return [
        Cell(_figure(each), "number"),
        Cell(sentences.interval(each.low, each.high, each.unit), "number"),
        Cell(sentences.rank(each) or "too few organisations", "number"),
        Cell(each.break_before or "nothing"),
    ]


def _row(each: Standing) -> list[Cell]:
    if each.where is None:
        placed = [Cell("too few organisations", "quiet") for _ in range(4)]
    else:
        where = f"{words.sentence(each.where).rstrip('.')} ({limits_said(each)})"
        shrunken = sentences.figure(each.shrunken, each.unit)
        limits = sentences.interval(each.shrunken_low, each.shrunken_high, each.unit)
        placed = [
            Cell(where, "compared"),
            Cell(sentences.rank(each), "number"),
            Cell(f"{each.alike} of {each.ranked - 1}", "number"),
            Cell(f"{shrunken} ({limits})", "number"),
        ]
    return [
        Cell(f"{each.body_name} (own organisation)" if each.own else each.body_name),
        Cell(counts(each), "compared"),
        Cell(_figure(each), "number"),
        Cell(sentences.interval(each.low, each.high, each.unit), "number"),
        *placed,
    ]


def _without(each: Standing) -> list[Cell]:
    reason = _reason(each)
    return [
        Cell(f"{each.body_name} (own organisation)" if each.own else each.body_name),
        Cell(reason.text, reason.look, span=len(COLUMNS) - 1),
    ]


def _reason(each: Standing) -> Cell:
    hidden = any(word in each.reason.casefold() for word in HIDDEN)
    return Cell(words.sentence(each.reason), "hidden" if hidden else "quiet")


def _figure(each: Standing) -> str:
    return sentences.figure(each.value, each.unit) + ("†" if each.padded else "")


def counts(each: Standing) -> str:
    """Both counts of both sides; of a weighted share the number of answers."""
    if each.numerator is None or each.denominator is None:
        known = each.denominator is not None
        return f"{written.count(round(each.denominator or 0))} answers" if known else "not known"
    said = f"{each.numerator:,.0f} of {each.denominator:,.0f}"
    if each.comparator_numerator is None or each.comparator_denominator is None:
        return said
    return f"{said} against {each.comparator_numerator:,.0f} of {each.comparator_denominator:,.0f}"
