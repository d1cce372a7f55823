"""What a release reckons with and what a reader of it can make up"""

from datetime import date
from pathlib import Path
from random import Random

from tests.factories.packs import make_pack

from evenhand.domain.disclosure.printed import definitions_of
from evenhand.domain.disclosure.read_back import attack_results
from evenhand.domain.disclosure.release import release
from evenhand.pipeline.measure import Wanted, measure_pack
from evenhand.pipeline.presets import preset_called

SNAPSHOTS = (date(2023, 3, 31), date(2024, 3, 31), date(2025, 3, 31))
CATEGORIES = (*"AAAAAAACHJLMNNPRSGZ", "99")


def three_years_of_few_groups() -> list[dict[str, object]]:
    """150 people, of whom seven leave and seven come each year; of mixed groups only one is told."""
    chance, rows = Random(6), list[dict[str, object]]()
    staff = [_somebody(chance, at) for at in range(150)]
    for year, snapshot in enumerate(SNAPSHOTS, start=1):
        rows += [person | {"year": snapshot} for person in staff]
        for at in range(7):
            staff[chance.randrange(len(staff))] = _somebody(chance, 150 * year + at)
    return rows


def _somebody(chance: Random, number: int) -> dict[str, object]:
    return {
        "person": f"P{number}",
        "ethnic_category": chance.choice(CATEGORIES),
        "pay_band": chance.choice(("4", "5", "6", "7", "8a")),
        "staff_group": chance.choice(("clinical", "non-clinical")),
    }


def test_a_release_minds_every_sum_that_a_reader_makes_of_changes_between_years(
    tmp_path: Path,
) -> None:
    """
    A change that few people made is made up of two counts that perhaps no page prints. Whoever minds
    the change minds the sums of those counts too: a release must not be found unsafe by its reader.
    """
    years = [{"snapshot": day, "standards": ["nhs-wres"]} for day in SNAPSHOTS]
    manifest = {"year": None, "years": years}
    staff = three_years_of_few_groups()
    events = [
        {
            "person": each["person"],
            "year": each["year"],
            "date": each["year"],
            "kind": "disciplinary",
        }
        for each in staff[::12]
    ]
    pack = make_pack(tmp_path, manifest=manifest, staff=staff, events=events)
    (measurement,) = measure_pack(pack, Wanted(linked=True)).measurements
    rules = preset_called("board")
    made = release(measurement, rules, "board")
    assert made.given_away == ()
    found, _ = attack_results(
        made.measurement.results,
        definitions_of(made.measurement),
        rules,
        made.sensitive,
        made.history,
        made.witness,
    )
    assert found == []
