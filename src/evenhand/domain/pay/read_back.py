"""What the finished files of a pay audit tell: of how many people, and of whose mean pay."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from evenhand.domain.disclosure.preset import could_be
from evenhand.domain.pay.cells import OF_MEANS, PAID, QUARTER, RELEVANT, PayCell, printed_by, sides
from evenhand.domain.pay.counts import EVERYBODY, LEVEL
from evenhand.domain.pay.groups import Split
from evenhand.domain.pay.protect import Guard

Row = Mapping[str, object]


@dataclass(frozen=True, kw_only=True)
class _Figure:
    """The names of a figure, as a row of a file has them."""

    calculation: str
    period: str
    cell: str
    group: str
    comparator: str


class Told:
    """Everything that files tell of the cells of one audit, put together row by row."""

    def __init__(self, splits: Mapping[str, Split], levels: Iterable[str]) -> None:
        self.splits, self.levels = splits, tuple(levels)
        self.counts: dict[PayCell, int] = {}
        self.means: set[PayCell] = set()
        self.strange: list[str] = []
        self.returned = False

    def figures(self, rows: Iterable[Row]) -> None:
        """Rows of results."""
        for row in rows:
            split = self.splits[str(row["grouping"])]
            figure = _Figure(
                calculation=str(row["indicator"]),
                **{name: str(row[name]) for name in ("period", "cell", "group", "comparator")},
            )
            shown = row["value"] is not None
            for field, cell in printed_by(figure, split).items():
                self._count(cell, row[field])
                if shown and figure.calculation in OF_MEANS and "denominator" in field:
                    self._mean(cell, beside=field.startswith("not_"))

    def shares(self, rows: Iterable[Row]) -> None:
        """Rows of the workforce by group."""
        for row in rows:
            split, period = self.splits[str(row["grouping"])], str(row["period"])
            self._count(_paid(period, split.members(str(row["group"]))), row["numerator"])
            self._count(_paid(period, split.everybody), row["denominator"])

    def declared(self, rows: Iterable[Row]) -> None:
        """Rows of who has told."""
        split = next(iter(self.splits.values()))
        for row in rows:
            period = str(row["period"])
            self._count(_paid(period, split.members(*split.groups)), row["numerator"])
            self._count(_paid(period, split.everybody), row["denominator"])

    def who(self, rows: Iterable[Row]) -> None:
        """Rows of who counts."""
        split = next(iter(self.splits.values()))
        for row in rows:
            everybody = _paid(str(row["period"]), split.everybody)
            self._count(everybody, row["pay_known"])
            self._count(everybody._replace(of=RELEVANT), row["relevant"])
            for field in ("full_pay", "reduced", "pay_not_known", "from_salary", "from_hours"):
                if row[field] is not None:
                    self.strange.append(f"{field} {row['period']}")

    def steps(self, rows: Iterable[Row]) -> None:
        """Rows of what equal promotion would change: worked out from every level of grades."""
        for row in rows:
            if row["gap"] is None:
                continue
            split, period = self.splits[str(row["grouping"])], str(row["period"])
            both = sides(split, str(row["group"]), str(row["comparator"]))
            for people in both:
                for level in self.levels:
                    self._mean(PayCell(period, PAID, LEVEL, level, people), beside=False)

    def adjusted(self, rows: Iterable[Row]) -> None:
        """Rows of the explained and the unexplained part."""
        for row in rows:
            split, period = self.splits[str(row["grouping"])], str(row["period"])
            both = sides(split, str(row["group"]), str(row["comparator"]))
            fields = ("denominator", "comparator_denominator")
            for people, field in zip(both, fields, strict=True):
                self._count(_paid(period, people), row[field])

    def returns(self, figures: Mapping[str, object]) -> None:
        """The law's return: shares of exact numbers, to a tenth of a per cent."""
        self.returned |= bool(figures)

    def given_away(self, guard: Guard) -> tuple[str, ...]:
        """What an attacker who has the files can tell and must not: empty when all is well."""
        place = guard.system.place
        strange = [str(cell) for cell in (*self.counts, *self.means) if cell not in place]
        wrong = [
            str(cell)
            for cell, n in self.counts.items()
            if cell in place and guard.prints(cell) != n
        ]
        if strange or wrong or self.strange:
            return (*self.strange, *strange, *wrong)
        # A level of which a mean is told has a number of people that follows from it nearly.
        exact = {cell for cell in self.means if cell.by}
        if self.returned:
            exact |= {cell for cell in self.counts if cell.by in (EVERYBODY, QUARTER)}
        known = {cell: could_be(n, guard.preset) for cell, n in self.counts.items()}
        for cell in exact:
            known[cell] = (int(guard.system.values[place[cell]]),) * 2
        return guard.attacked(known, self.means)

    def _count(self, cell: PayCell, n: object) -> None:
        if isinstance(n, int):
            self.counts[cell] = n

    def _mean(self, cell: PayCell, *, beside: bool) -> None:
        if not beside:
            self.means.add(cell)


def _paid(period: str, people: frozenset[str]) -> PayCell:
    return PayCell(period, PAID, EVERYBODY, "", people)
