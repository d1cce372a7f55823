"""Reads who people are, and the rates that are theirs, from a file of inputs."""

from collections.abc import Iterable, Sequence

from evenhand.domain.forecast.supply.kinds import ATTRIBUTES, OLDEST, Among, Kind, People
from evenhand.domain.forecast.supply.model import Cause, Known
from evenhand.domain.forecast.supply.rates import Elsewhere
from evenhand.pipeline.forecast_inputs.tables import Table

_MOST_PEOPLE = 20_000
_YOUNGEST = 16
_TERM = 5


def read_people(table: Table, key: str = "people") -> tuple[People, ...]:
    """The people of an array of tables. Raises WrongUse where a row cannot be."""
    found = []
    for row in table.tables(key):
        found.append(read_row(row, row.whole("count", most=_MOST_PEOPLE)))
        row.all_read()
    if sum(each.count for each in found) > _MOST_PEOPLE:
        fix = f"Forecast at most {_MOST_PEOPLE:,} at once: one region, or one council, at a time."
        raise table.refused(key, "There are too many people.", fix)
    return tuple(found)


def read_row(row: Table, count: int) -> People:
    """What a row says of its people; its other keys are for whoever reads it."""
    words = {name: row.words(name, "") for name in ATTRIBUTES}
    return People(
        kind=Kind(**words, time=row.number("time", 1.0, most=1.0)),
        count=count,
        ages=_ages(row),
        approval_ends_in=row.whole("approval_ends_in", 0, most=_TERM),
    )


def read_cause(
    table: Table | None,
    *,
    left: str,
    people: Sequence[People],
    rest: Known,
    elsewhere: Elsewhere | None,
) -> Cause:
    """
    A rate for everybody and for groups. `left` is the key of how many went; `rest` is for nobody's.

    Where a rate is learnt from counts it is drawn towards `elsewhere`, or the table's own `towards`.
    """
    if table is None:
        return Cause(rest=rest, elsewhere=elsewhere)
    if "towards" in table:
        elsewhere = Elsewhere(
            mean=_above_nought(table, "towards"), within=table.number("within", 2.0)
        )
        if elsewhere.within <= 1:
            fix = "Write how many times higher or lower yours may be: 2 for half to twice."
            raise table.refused("within", "It is no factor above 1.", fix)
    groups = []
    for row in table.tables("groups"):
        among = _among(row, people)
        groups.append((among, read_known(row, left, "person_years")))
        row.all_read()
    if any(key in table for key in ("rate", left, "person_years")):
        rest = read_known(table, left, "person_years")
    table.all_read()
    learnt = [each for each in (*(known for _, known in groups), rest) if each.share is None]
    if elsewhere is None and len(learnt) == 1 and learnt[0].of == 0:
        fix = "Give person_years above 0, a rate, or towards what rate it is to be drawn."
        raise table.refused("person_years", "A rate cannot be learnt from none.", fix)
    return Cause(groups=tuple(groups), rest=rest, elsewhere=elsewhere)


def read_known(table: Table, events: str, of: str, *, rate: str = "rate") -> Known:
    """A rate as it is, or what it is to be learnt from."""
    if rate in table:
        if events in table or of in table:
            fix = f"Write {rate} alone, or {events} and {of}."
            raise table.refused(rate, "It is given twice over.", fix)
        return Known(share=table.share(rate))
    known = Known(events=table.number(events), of=table.number(of))
    if of != "person_years" and known.events > known.of:
        raise table.refused(events, f"It is more than {of}.", "Check both.")
    return known


def said_known(known: Known, events: str, of: str) -> str:
    """A rate as it is told in the list of inputs."""
    if known.share is not None:
        return f"{known.share:g}, taken as it is"
    return f"{known.events:g} {events} of {round(known.of, 1):g} {of}"


def _ages(row: Table) -> tuple[int, int] | None:
    if "age" in row:
        age = row.whole("age", least=_YOUNGEST, most=OLDEST)
        return age, age
    if "ages" not in row:
        return None
    ages = [int(each) for each in row.numbers("ages", most=OLDEST)]
    if len(ages) != 2 or not _YOUNGEST <= ages[0] <= ages[1]:
        fix = f"Write the youngest and the oldest, from {_YOUNGEST} to {OLDEST}: [55, 59]."
        raise row.refused("ages", "They are no range of ages.", fix)
    return ages[0], ages[1]


def _among(row: Table, people: Iterable[People]) -> Among:
    """Those whom a group is about; somebody has to be, or become, among them."""
    wanted = {name: row.words(name) for name in ATTRIBUTES if name in row}
    among = Among(attributes=wanted, ages=_ages(row))
    if not wanted and among.ages is None:
        fix = f"Name one of {', '.join(ATTRIBUTES)}, ages."
        raise row.refused("groups", "It does not say whom it is about.", fix)
    for name, value in wanted.items():
        known = sorted({str(getattr(each.kind, name)) for each in people} - {""})
        if value not in known:
            said = f"There is {', '.join(known)}." if known else "Nobody's is given."
            raise row.refused(name, f"There is nobody with {value}.", said)
    return among


def _above_nought(table: Table, key: str) -> float:
    found = table.share(key)
    if found == 0:
        raise table.refused(key, "It is nought.", "Write a share above 0.")
    return found
