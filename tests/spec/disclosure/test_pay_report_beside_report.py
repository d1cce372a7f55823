"""A pay report and a race equality report of the same people"""

from pathlib import Path

import pytest
from tests.factories.joint_attacker import PAID, STAFF, Count, JointAttacker, of_group
from tests.factories.packs import make_pack

from evenhand.domain.disclosure.preset import is_small
from evenhand.domain.results.result import Result
from evenhand.pipeline.measure import Wanted, measure_pack
from evenhand.pipeline.pay import audit_pack
from evenhand.pipeline.pay_choice import PayWanted, preset_of
from evenhand.pipeline.presets import USUAL_PRESET, preset_called
from evenhand.pipeline.release import release_all

# How many people of each code are in each grade, in both blocks of staff.
_CODES = {"A": 7, "H": 3, "J": 2, "N": 3, "M": 2, "G": 1, "R": 1, "S": 1, "Z": 1, "99": 1}
_GRADES = ("4", "5", "6", "7", "8a")
_BLOCKS = ("clinical", "non-clinical")
PERIOD = "2025-03-31"
GROUPINGS = ("binary", "broad-5-2021")


def staff() -> list[dict[str, object]]:
    """Some 200 people: few of most groups in each grade, none of some, one or two of unknown group."""
    rows: list[dict[str, object]] = []
    for at, grade in enumerate(_GRADES):
        for side, block in enumerate(_BLOCKS):
            for place, (code, usual) in enumerate(_CODES.items()):
                n = usual + (at + 2 * place + 3 * side) % 4 - 1 if usual > 1 else (at + place) % 3
                rows += [
                    {
                        "person": f"{grade}{block}{code}{each}",
                        "ethnic_category": code,
                        "pay_band": grade,
                        "staff_group": block,
                        "contract": "permanent",
                        "hourly_pay": 12 + 4 * at + (7 * each + place) % 5 / 2,
                        "bonus": 300 + 10 * each if each % 2 else None,
                        "full_pay": "yes",
                    }
                    for each in range(max(n, 0))
                ]
    return rows


@pytest.mark.parametrize("audience", ["board", "public"])
def test_together_they_tell_no_small_count(tmp_path: Path, audience: str) -> None:
    """
    Whoever has both can neither tell a hidden number of people at a grade, nor that it is small.

    The reader knows that everybody in the pay figures is on the staff, and in which grade.
    """
    pack = make_pack(tmp_path, staff=staff())
    rules = preset_called(USUAL_PRESET[audience])
    wanted = Wanted(groupings=GROUPINGS, linked=True)
    (measurement,) = measure_pack(pack, wanted).measurements
    (report,) = release_all([measurement], rules, audience, lambda *_: None)
    pay = audit_pack(pack, PayWanted(audience=audience))
    (audit,) = pay.audits

    reader = JointAttacker()
    reader.reads([r for r in report.measurement.results if r.indicator == "1"], rules)
    reader.reads_pay(audit, preset_of(audit.rules, audit.rules.fewest, audience))
    known = {count for count, *_ in reader.limits}
    assert Count(PERIOD, PAID, of_group("binary", "white"), grade="5") in known
    counts = _of_grades(measurement.results)
    small = {count: n for count, n in counts.items() if is_small(n, rules)}
    assert len(small) > 20
    told = {}
    for count, n in small.items():
        low, high = reader.interval((1, count))
        assert low <= n <= high
        if high < rules.threshold or high - low + 1 < rules.threshold:
            told[count] = low, high
    assert told == {}


def _of_grades(results: tuple[Result, ...]) -> dict[Count, int]:
    """What is true of each group, and of people of unknown group, in each line."""
    found: dict[Count, int] = {}
    for r in results:
        if r.indicator == "1":
            sides = (
                (of_group(r.grouping, r.group), r.numerator),
                (frozenset({"not-stated"}), r.not_stated_numerator),
                (frozenset({"not-known"}), r.not_known_numerator),
            )
            for people, n in sides:
                found[Count(r.period, STAFF, people, r.cell)] = n or 0
    return found
