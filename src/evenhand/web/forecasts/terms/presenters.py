"""Pay and terms as pages and the file show them: a council's own, and the table of the desk."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from evenhand.domain.forecast.terms_facts import Range
from evenhand.domain.forecast.terms_shares import Share, Shares
from evenhand.pipeline.forecast_terms import Row
from evenhand.pipeline.forecast_terms_desk import HIDDEN, NOT_KNOWN, TOLD, Desk, ToldShare, desk_of
from evenhand.web.bodies.queries import Body
from evenhand.web.forecasts.terms import words
from evenhand.web.forecasts.terms.queries import PayTerms

Cells = tuple[str, ...]


def value(name: str, number: float | None) -> str:
    """A figure with its pound sign, or that it is not known."""
    if number is None:
        return _("Not known")
    if name in words.IN_POUNDS:
        return f"£{number:,.0f}"
    return f"{number:,.4g}" if name in words.FACTS else f"{number:,.0f}"


def exact(figures: Mapping[str, Any]) -> list[tuple[Any, str]]:
    """Every item and what was typed, for the council's own people."""
    return [
        (label, str(figures.get(name) or _("Not known")))
        if name == words.OUT_OF_HOURS
        else (label, value(name, figures.get(name)))
        for name, label in words.EVERY.items()
    ]


def row_of(number: int, body: Body, figures: Mapping[str, Any]) -> Row:
    """One council as `evenhand forecast terms` reads it."""
    above = body.parent
    return Row(
        number=number,
        authority=body.name,
        region=above.name if above is not None and above.kind == "region" else "",
        values={name: each for name, each in figures.items() if name != words.OUT_OF_HOURS},
        words=str(figures.get(words.OUT_OF_HOURS, "")),
    )


def table_of(bodies: Sequence[Body], found: Mapping[int, PayTerms]) -> "Table":
    """The table of these councils; those that said nothing are named."""
    given = [each for each in bodies if each.pk in found]
    rows = [row_of(n, each, found[each.pk].figures) for n, each in enumerate(given, start=1)]
    silent = tuple(each.name for each in bodies if each.pk not in found)
    return Table(desk=desk_of(rows), rows=tuple(rows), silent=silent)


def _percent(share: float | None, places: int = 0) -> str:
    return _("Not known") if share is None else f"{share * 100:.{places}f}%"


def _verdict(differs: bool | None) -> str:
    if differs is None:
        return _("Cannot be told")
    return _("More than chance") if differs else _("May be chance")


def _interval(low: float, high: float) -> str:
    return _("%(low)s to %(high)s") % {"low": _percent(low), "high": _percent(high)}


@dataclass(frozen=True, kw_only=True)
class Table:
    """What the desk reads of a year."""

    desk: Desk
    rows: tuple[Row, ...]
    silent: tuple[str, ...]

    facts = words.FACTS

    @property
    def differ(self) -> list[str]:
        """What differs from the others by more than chance."""
        told = [
            (_("left in the year"), each.authority, each.share, each.others)
            for each in self.desk.turnover
            if each.differs
        ]
        for what, found in (
            (_("posts not filled"), self.desk.vacancies),
            (_("days lost to sickness"), self.desk.sickness),
        ):
            told += [
                (what, each.count.authority, each.share, each.others)
                for each in (found.each if found else ())
                if each.differs
            ]
        return [
            _("%(council)s, %(what)s: %(own)s, the others %(others)s")
            % {"council": who, "what": what, "own": _percent(own), "others": _percent(others)}
            for what, who, own, others in told
        ]

    @property
    def can_tell(self) -> bool:
        """Whether there is anything that could differ by more than chance."""
        desk = self.desk
        shares = [each.differs for each in desk.turnover]
        for found in (desk.vacancies, desk.sickness):
            shares += [each.differs for each in (found.each if found else ())]
        return any(each is not None for each in shares)

    @property
    def set_by_employers(self) -> list[tuple[str, Cells]]:
        """Council by council, what is paid and given."""
        return [
            (row.authority, tuple(value(name, row.values.get(name)) for name in words.FACTS))
            for row in self.rows
        ]

    @property
    def ranges(self) -> list[tuple[str, Cells]]:
        """The lowest, the middle and the highest; the middle of each region where there are several."""
        compared = {each.name: each.compared for each in self.desk.facts}

        def cells(pick: Any) -> Cells:
            return tuple(
                value(name, pick(compared[name])) if name in compared else _("Not known")
                for name in words.FACTS
            )

        found = [
            (_("Lowest"), cells(lambda each: each.all.lowest)),
            (_("Middle"), cells(lambda each: each.all.median)),
            (_("Highest"), cells(lambda each: each.all.highest)),
        ]
        regions = sorted({row.region for row in self.rows if row.region})
        for region in regions if len(regions) > 1 else ():
            name = _("Middle of %(region)s") % {"region": region}
            found.append((name, cells(lambda each, region=region: _middle(each.regions, region))))
        return found

    @property
    def some_left(self) -> bool:
        """Whether any council said how many left; it may be hidden."""
        return any(each.why != NOT_KNOWN for each in self.desk.turnover)

    @property
    def turnover(self) -> list[tuple[str, Cells]]:
        return [(each.authority, _turnover(each)) for each in self.desk.turnover]

    @property
    def vacancies(self) -> list[tuple[str, Cells]]:
        return list(_shares(self.desk.vacancies))

    @property
    def sickness(self) -> list[tuple[str, Cells]]:
        found = self.desk.sickness
        if found is None:
            return []
        whole = _percent(found.share, 1)
        return [
            (each.count.authority, (_percent(each.share, 1), whole, _verdict(each.differs)))
            for each in found.each
        ]

    @property
    def reasons(self) -> list[tuple[Any, str]]:
        """Every reason; nothing where none is known."""
        told = self.desk.reasons
        if not told:
            return []
        called = {"all": _("All whose reason is known")} | words.REASONS

        def said(name: str) -> str:
            if name not in told:
                return _("Not known")
            number = told[name]
            return _hidden() if number is None else f"{number:,}"

        return [(label, said(name)) for name, label in called.items()]


def _middle(regions: Sequence[Range], region: str) -> float | None:
    return next((each.median for each in regions if each.region == region), None)


def _hidden() -> str:
    return _("Hidden to protect people")


def _turnover(each: ToldShare) -> Cells:
    if each.why != TOLD or each.low is None or each.high is None:
        word = _hidden() if each.why == HIDDEN else _("Not known")
        return (word, "", "", "", "")
    return (
        _("%(x)s of %(n)s") % {"x": each.x, "n": each.n},
        _percent(each.share),
        _interval(each.low, each.high),
        _percent(each.others),
        _verdict(each.differs),
    )


def _shares(found: Shares | None) -> Iterator[tuple[str, Cells]]:
    for each in found.each if found else ():
        yield (
            each.count.authority,
            (
                _("%(x)s of %(n)s") % {"x": each.count.x, "n": each.count.n},
                _percent(each.share),
                _interval(each.low, each.high),
                _percent(each.others),
                _verdict(each.differs),
            ),
        )


def file_rows(table: Table, year: int) -> Iterator[dict[str, Any]]:
    """Every number of the table, a row each; `why` says why a number is not there."""
    for row in table.rows:
        for name in words.FACTS:
            number = row.values.get(name)
            yield _line(year, row.authority, row.region, name, value=number)
        yield _line(year, row.authority, row.region, words.OUT_OF_HOURS, value=row.words or None)
    for told in table.desk.turnover:
        yield _line(
            year, told.authority, told.region, "turnover", x=told.x, n=told.n, value=told.share,
            low=told.low, high=told.high, others=told.others, differs=told.differs,
            why="" if told.why == TOLD else told.why,
        )  # fmt: skip
    for each in table.desk.vacancies.each if table.desk.vacancies else ():
        yield _share_line(year, "vacancies", each, each.count.x, each.count.n)
    for each in table.desk.sickness.each if table.desk.sickness else ():
        yield _share_line(year, "sickness", each, None, None)
    for name, count in table.desk.reasons.items():
        reason = "exit_all" if name == "all" else name
        yield _line(
            year, _("All of these together"), "", reason, x=count, value=count,
            why=HIDDEN if count is None else "",
        )  # fmt: skip


def _share_line(year: int, item: str, each: Share, x: int | None, n: int | None) -> dict[str, Any]:
    count, whole = each.count, n is not None
    # Of days a share that is exact would tell how many they were.
    share = each.share if whole else round(each.share, 3)
    return _line(
        year, count.authority, count.region, item, x=x, n=n, value=share,
        low=each.low if whole else None, high=each.high if whole else None,
        others=each.others if whole else None, differs=each.differs,
    )  # fmt: skip


def _line(
    year: int, council: str, region: str, item: str, *, value: float | str | None,
    x: int | None = None, n: int | None = None, low: float | None = None, high: float | None = None,
    others: float | None = None, differs: bool | None = None, why: str = "",
) -> dict[str, Any]:  # fmt: skip
    told = {
        "year_to": f"{year}-03-31",
        "council": council,
        "region": region,
        "item": item,
        "value": value,
        "x": x,
        "n": n,
        "low_95": low,
        "high_95": high,
        "others": others,
        "more_than_chance": None if differs is None else "yes" if differs else "no",
        "why": why or ("not known" if value is None else ""),
    }
    return {name: "" if each is None else each for name, each in told.items()}
