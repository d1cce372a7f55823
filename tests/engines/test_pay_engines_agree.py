"""DuckDB's counts by distinct pay value against the plain loops."""

from hypothesis import HealthCheck, example, given, settings
from tests.factories.kept_engine import kept_engine
from tests.factories.pay import HOURS, OUTSIDE, WEEKS, Row, staff_rows, table

from evenhand.data.engines import pay_in_memory
from evenhand.data.engines.pay_counts import pay_counts, pay_of_people, says_full_pay

# Asking takes longer than counting: few lists, of many people.
ROWS = staff_rows(fewest=15, most=45)
FEW = settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@FEW
@given(rows=ROWS)
@example(rows=[])
def test_both_engines_count_the_same_pay(rows: list[Row]) -> None:
    with kept_engine(threads=1) as engine:
        engine.load("staff", table(rows))
        staff = engine.lazy("staff")
        counted = pay_counts(staff, hours=HOURS, weeks=WEEKS, outside=OUTSIDE)
        told = says_full_pay(staff)
    assert told == any(row["full_pay"] is not None for row in rows)
    keyed = {tuple(count[:-1]): count.n for count in counted}
    assert len(keyed) == len(counted)
    assert keyed == pay_in_memory.pay_counts(rows, hours=HOURS, weeks=WEEKS, outside=OUTSIDE)


@FEW
@given(rows=ROWS)
def test_the_rows_of_the_adjusted_gap_are_the_people_whose_pay_is_counted(rows: list[Row]) -> None:
    for row in rows:
        row["body"], row["snapshot"] = rows[0]["body"], rows[0]["snapshot"]
    known = {"hours": HOURS, "weeks": WEEKS, "outside": OUTSIDE}
    where = {"body": rows[0]["body"], "snapshot": rows[0]["snapshot"]}
    with kept_engine(threads=1) as engine:
        engine.load("staff", table(rows))
        people = pay_of_people(engine.lazy("staff"), **where, **known)
    counted = pay_in_memory.pay_counts(rows, **known)
    pay = [key[-1] for key, n in counted.items() if key[2:4] == ("hourly", "") for _ in range(n)]
    assert sorted(person.hourly_pay for person in people) == sorted(p for p in pay if p is not None)
