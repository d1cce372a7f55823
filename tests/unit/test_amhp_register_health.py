"""The health of a register, as reports tell it."""

from datetime import date

from evenhand.data.definitions.load import ethnicity
from evenhand.domain.amhp.sight.groups import BROAD, ethnic
from evenhand.domain.amhp.sight.register import register

ON = date(2026, 3, 31)


def test_somebody_whose_training_has_ended_is_in_training_no_more() -> None:
    rows = [
        {"amhp": "T1", "status": "TRAINEE", "ended": None},
        {"amhp": "T2", "status": "TRAINEE", "ended": date(2026, 1, 9)},
    ]
    found = register(rows, ON, ethnic=ethnic(ethnicity(), BROAD), group_of={}, residents={})
    assert found.trainees == 1
