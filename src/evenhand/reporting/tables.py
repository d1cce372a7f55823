"""Tables of results: what each column is and what each cell says."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from evenhand.domain.codes.ethnicity import Grouping
from evenhand.domain.frameworks.edition import Direction, Kind
from evenhand.domain.results import written
from evenhand.domain.results.result import Finding, Result
from evenhand.reporting import figures, words, working
from evenhand.reporting.arrange import IndicatorResults, minority


@dataclass(frozen=True, slots=True)
class Cell:
    """
    One cell: its text and how it is drawn (`hidden`, `finding`, `number`, `quiet`).

    The last cell of a row may span the columns that are left.
    """

    text: str
    look: str = ""
    span: int = 1


@dataclass(frozen=True, slots=True)
class Part:
    """Rows of a table that belong together, under a heading of their own if there are several."""

    heading: str
    rows: list[list[Cell]]


@dataclass(frozen=True, kw_only=True)
class Table:
    """A table as it is printed. The first `headers` cells of each row name the row."""

    key: str
    caption: str
    columns: tuple[str, ...]
    parts: list[Part]
    headers: int = 1
    note: str = ""

    @property
    def length(self) -> int:
        """How many rows it has."""
        return sum(len(part.rows) for part in self.parts)


Reader = Callable[[Result], Cell]
HIDDEN, NOT_APPLICABLE, NOT_CALCULABLE, NOT_KNOWN = (
    "hidden", "not applicable", "not calculable", "not known",
)  # fmt: skip
# Columns of people of unknown ethnicity: their number can be hidden where the figure is shown.
_UNKNOWN = ("Not stated", "Not known")


def numbers(of: IndicatorResults, groupings: Sequence[Grouping], *, key: str) -> Table:
    """The last year's figures, one part a grouping, with people of unknown ethnicity last."""
    results = [r for grouping in groupings for r in _asked_about(of, grouping)]
    columns = _columns(of, results)
    caption = _caption(of, "", groupings)
    made = _table(of, groupings, columns, key=key, caption=caption)
    first = next((r for r in of.latest if not r.suppressed), None)
    if first is None or figures.is_bounded(first):  # bounds do not say who is in no group
        return made
    if not any(result.cell for result in results):
        made.parts.append(Part("Ethnicity unknown", _unknown_rows(first, width=len(columns))))
    return made


def workings(of: IndicatorResults, groupings: Sequence[Grouping], *, key: str) -> Table:
    """Each figure's formula with its own numbers."""
    columns: dict[str, Reader] = {
        "Worked out as": lambda r: Cell(working.formula(r)),
        "Interval and test": lambda r: Cell(working.method(r), "quiet"),
    }
    caption = _caption(of, "how each figure was worked out", groupings)
    return _table(of, groupings, columns, key=key, caption=caption)


def how_sure(of: IndicatorResults, *, key: str) -> Table:
    """What could have been seen, and what unknown ethnicity could hide, for every group."""
    columns: dict[str, Reader] = {
        "Smallest ratio that would probably be seen": lambda r: _number(
            "" if r.detectable is None else written.ratio(r.detectable)
        ),
        "Years of such figures to see a ratio of 1.25": lambda r: _number(
            "" if r.years_to_pool is None else written.plural(r.years_to_pool, "year")
        ),
        "Lowest and highest, whatever the unknown ethnicities are": lambda r: _number(
            figures.bounds(r)
        ),
    }
    caption = _caption(of, "what could and could not be seen", of.groupings)
    made = _table(of, of.groupings, columns, key=key, caption=caption)
    told = [Part(p.heading, [row for row in p.rows if _tells(row[-3:])]) for p in made.parts]
    made.parts[:] = [part for part in told if part.rows]
    return made


def _tells(cells: Sequence[Cell]) -> bool:
    return any(cell.look != "quiet" for cell in cells)


def by_year(of: IndicatorResults, grouping: Grouping, *, key: str) -> Table:
    """Every year of one grouping, oldest first."""
    every = tuple(result for result in of.results if result.grouping == grouping.slug)
    place = {cell: index for index, cell in enumerate(of.cells)}
    results = sorted(
        minority(every, grouping),
        key=lambda r: (place.get(r.cell, len(place)), r.group, r.period),
    )
    names = _names(of, results) | {"Year": lambda r: Cell(words.period(r.period))}
    columns = names | _columns(of, results)
    return Table(
        key=key,
        caption=f"{of.indicator.title}, year by year: {grouping.title}",
        columns=tuple(columns),
        parts=[Part("", [_row(result, columns) for result in results])],
        headers=len(names),
        note=_note(of, results),
    )


def _table(
    of: IndicatorResults,
    groupings: Sequence[Grouping],
    columns: dict[str, Reader],
    *,
    key: str,
    caption: str,
) -> Table:
    by_grouping = [(grouping.title, _asked_about(of, grouping)) for grouping in groupings]
    results = [result for _, each in by_grouping for result in each]
    names = _names(of, results)
    parts = [
        Part(title if len(groupings) > 1 else "", [_row(r, names | columns) for r in each])
        for title, each in by_grouping
        if each
    ]
    return Table(
        key=key,
        caption=caption,
        columns=(*names, *columns),
        parts=parts,
        headers=len(names),
        note=_note(of, results),
    )


def _asked_about(of: IndicatorResults, grouping: Grouping) -> tuple[Result, ...]:
    """Of two groups that make up the whole, one says it all; of more, every one is printed."""
    results = of.in_grouping(grouping)
    return minority(results, grouping) if len(grouping.groups) == 2 else results


def _caption(of: IndicatorResults, what: str, groupings: Sequence[Grouping]) -> str:
    line = of.cells[0] if len(of.cells) == 1 else ""
    parts = [of.indicator.title, line, what, groupings[0].title if len(groupings) == 1 else ""]
    return f"{': '.join(filter(None, parts))}, {words.period(of.periods[-1])}"


def _names(of: IndicatorResults, results: Sequence[Result]) -> dict[str, Reader]:
    """The columns that name a row: its line, and its group where there are several."""
    names: dict[str, Reader] = {}
    if any(result.cell for result in results):
        ladder = of.indicator.kind is Kind.REPRESENTATION
        line = words.spaced(of.edition.grade_word) if ladder else "Line"
        names[line] = lambda r: Cell(_line(of, r))
    if not names or len({r.group for r in results}) > 1:
        names["Group"] = lambda r: Cell(r.group_label)
    return names


def _line(of: IndicatorResults, result: Result) -> str:
    line = words.grade(result.cell, of.edition.grade_word) or "All"
    return f"{line} (beside the ladder)" if result.cell in of.beside_ladder else line


def _row(result: Result, columns: dict[str, Reader]) -> list[Cell]:
    """One result's cells, none of them blank: what has no number says why."""
    cells = ((name, read(result)) for name, read in columns.items())
    return [cell if cell.text else _absent(result, name) for name, cell in cells]


def _absent(result: Result, column: str) -> Cell:
    """Hidden, not known, not calculable and not applicable are four different things."""
    if result.suppressed:
        return Cell(HIDDEN, "quiet")
    if column in _UNKNOWN:
        return Cell(NOT_KNOWN, "quiet")
    if column.startswith("Change"):
        return Cell("no earlier year", "quiet")
    calculable = result.value is not None or figures.is_bounded(result)
    return Cell(NOT_APPLICABLE if calculable else NOT_CALCULABLE, "quiet")


def _columns(of: IndicatorResults, results: Sequence[Result]) -> dict[str, Reader]:
    """What is said of each result; what is the same for all of them is said in the note."""
    which = {
        Direction.COMPARATOR_OVER_GROUP: "Ratio, compared group ÷ this group",
        Direction.GROUP_OVER_COMPARATOR: "Ratio, this group ÷ compared group",
        Direction.GROUP_MINUS_COMPARATOR: "Difference",
    }[of.indicator.direction]
    columns: dict[str, Reader] = {
        "This group": lambda r: _shown(r, figures.own_share(r), look=_look(r))
    }
    if not _same_comparator(results):
        columns["Compared with"] = lambda r: _shown(r, figures.compared_with(r), look="compared")
    columns |= {
        f"{which} (95% interval)": lambda r: _shown(
            r, figures.value_with_interval(r), look=_look(r)
        ),
        "Finding": lambda r: Cell(str(r.finding), "finding"),
        "p": lambda r: _number(_p(r.p_value)),
    }
    if not all(result.planned for result in results):
        columns["p, adjusted"] = lambda r: _number(_adjusted(r))
    if of.indicator.kind is not Kind.DISPARITY_RATIO:
        columns["People, more or fewer"] = lambda r: _number(figures.people(r))
    columns |= _change_column(results)
    if of.indicator.kind is Kind.REPRESENTATION:
        columns["Not stated"] = lambda r: _number(_briefly(figures.not_stated(r)))
        columns["Not known"] = lambda r: _number(_briefly(figures.not_known(r)))
    # A column in which no line has anything (weighted bounds have no test) is left out.
    return {
        name: read for name, read in columns.items() if any(read(result).text for result in results)
    }


def _change_column(results: Sequence[Result]) -> dict[str, Reader]:
    """Headed by the year that all changes are counted from, or each with its own."""
    moved = [result for result in results if result.change is not None]
    since = {result.change_from for result in moved if result.change_from}
    if not moved:
        return {}
    if len(since) == 1:
        name = f"Change since {words.year(since.pop())}"
        return {name: lambda r: Cell(figures.moved(r), "change")}
    return {"Change": lambda r: Cell(figures.change(r), "change")}


def _look(result: Result) -> str:
    """Bounds are too long for one line."""
    return "compared" if figures.is_bounded(result) else "number"


def _p(value: float | None) -> str:
    return written.p(value).removeprefix("p ").removeprefix("= ")


def _adjusted(result: Result) -> str:
    """Planned tests are judged by their own p value."""
    if result.p_value is None:
        return ""
    return "planned" if result.planned else _p(result.p_adjusted)


def _number(text: str) -> Cell:
    return Cell(text, "number")


def _shown(result: Result, text: str, *, look: str = "number") -> Cell:
    return Cell(figures.HIDDEN, "hidden") if result.suppressed else Cell(text, look)


def _briefly(share: str) -> str:
    """ "12 (5.3%)" of "12 of 226 (5.3%)": the whole of a grade stands in the same row."""
    count, _, rest = share.partition(" of ")
    return f"{count} {rest.partition(' ')[2]}".strip()


def _unknown_rows(result: Result, *, width: int) -> list[list[Cell]]:
    """Unknown ethnicity is always shown, last, and never inside a group."""
    rest = Cell("in no group, so not compared", "quiet", span=width - 1)
    said = (("Not stated", figures.not_stated(result)), ("Not known", figures.not_known(result)))
    return [[Cell(label, "quiet"), Cell(text, "quiet"), rest] for label, text in said if text]


def _same_comparator(results: Sequence[Result]) -> str:
    """What every result of several is compared with, if it is one and the same figure."""
    shown = [figures.compared_with(r) for r in results if not r.suppressed]
    return shown[0] if len(shown) > 1 and len(set(shown)) == 1 else ""


def _note(of: IndicatorResults, results: Sequence[Result]) -> str:
    """The common comparator, and the standard's own word for a group where it differs."""
    said = []
    if same := _same_comparator(results):
        said.append(f"Every line is compared with {same}.")
    own = of.edition.minority_label
    label = next((r.group_label for r in results if of.broad(r) == "bme"), own)
    if label != own:
        said.append(f"“{label}” here is what this standard calls “{own}”.")
    return " ".join(said)


def findings_in(results: Sequence[Result]) -> dict[Finding, int]:
    """How many results have each finding, in the order in which findings are asked."""
    return {
        finding: n
        for finding in Finding
        if (n := sum(result.finding is finding for result in results))
    }
