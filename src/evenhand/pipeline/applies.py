"""Which of the standards asked for are for which bodies: said before anything is measured."""

from collections.abc import Iterator, Sequence
from datetime import date

from evenhand.data.definitions.load import edition
from evenhand.data.readers.item import CheckItem, found
from evenhand.domain.frameworks.body import Body
from evenhand.domain.frameworks.edition import Edition, Kind
from evenhand.domain.measures.names import is_count
from evenhand.domain.results.shares import GroupCount


def in_force(standard: str, snapshots: Sequence[str]) -> Edition:
    """The edition of the last snapshot. KeyError, with a sentence, where there is none."""
    latest = snapshots[-1]
    # A source that names years only is measured by the edition in force at the year's end.
    day = date.fromisoformat(latest if len(latest) > 4 else f"{latest}-12-31")
    return edition(standard, day=day)


def about_standards(
    standards: Sequence[str], bodies: Sequence[Body], snapshots: Sequence[str]
) -> list[CheckItem]:
    """What a person should know about the fit of standards and bodies, as check items."""
    if not standards:
        return [found("no-standards", "The pack asks for no standard.")]
    items: list[CheckItem] = []
    editions = []
    for standard in dict.fromkeys(standards):
        try:
            editions.append(in_force(standard, snapshots))
        except KeyError as none:
            items.append(found("no-edition", str(none.args[0]), value=standard))
    for body in bodies:
        items += _about_body(body, editions)
    return items


def _about_body(body: Body, editions: Sequence[Edition]) -> Iterator[CheckItem]:
    away = [each for each in editions if body.kind not in each.body_kinds]
    if len(away) == len(editions) and editions:
        asked = ", ".join(each.standard for each in editions)
        words = f"{asked} is not for a body of kind {body.kind}: {body.id} has no report."
        yield found("body-not-measured", words, value=body.kind)
        return
    for each in away:
        words = (
            f"{each.standard} is not for a body of kind {body.kind}: not measured for {body.id}."
        )
        yield found("standard-not-for-body", words, value=body.kind)


def about_cells(editions: Sequence[Edition], figures: Sequence[GroupCount]) -> list[CheckItem]:
    """Rows of ready counts whose cell their indicator does not have."""
    items = []
    for each in editions:
        cells = {
            one.id: {cell.name for cell in one.cells}
            for one in each.indicators
            if one.kind is Kind.BOARD_DIFFERENCE
        }
        unknown = {
            (row.indicator, row.cell)
            for row in figures
            if row.indicator in cells
            and row.standard in ("", each.standard)
            and row.cell not in cells[row.indicator]
            and not is_count(row.cell)
        }
        for indicator, cell in sorted(unknown):
            known = ", ".join(sorted(cells[indicator]))
            words = f"{each.standard} {indicator} has no cell “{cell}”. It has {known}."
            items.append(found("unknown-cell", words, table="counts", column="cell", value=cell))
    return items
