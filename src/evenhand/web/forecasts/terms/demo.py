"""Pay and terms of a demonstration's councils: the smaller pays less, and more leave it."""

from datetime import datetime

from evenhand.domain.amhp.clocks_time import at_london
from evenhand.web.accounts.queries import User
from evenhand.web.bodies.queries import Body
from evenhand.web.forecasts.terms import actions, rules

FIGURES = (
    {
        "salary_low": 40_221, "salary_high": 45_718, "allowance": 1500, "leave_days": 30,
        "out_of_hours_pay": 180, "out_of_hours": "on call from home", "amhps": 88, "leavers": 7,
        "posts": 96, "vacancies": 6, "days_sick": 640, "days_available": 19_300,
        "exit_retired": 4, "exit_moved": 2, "exit_workload": 1,
    },
    {
        "salary_low": 38_626, "salary_high": 43_693, "allowance": 0, "leave_days": 28,
        "amhps": 31, "leavers": 11, "posts": 38, "vacancies": 9, "days_sick": 410,
        "days_available": 6_800, "exit_moved": 6, "exit_pay": 4, "exit_health": 1,
    },
)  # fmt: skip


def keep(*, body: Body, place: int, by: User, at: datetime) -> None:
    """What the council in this place says of the last year that is over, and of the one before."""
    figures, year = FIGURES[place], rules.last_year(at_london(at).date())
    unchanged = {name: figures[name] for name in ("salary_low", "salary_high", "leave_days")}
    actions.keep(body=body, year=year - 1, figures=unchanged, seen=0, by=by, at=at)
    actions.keep(body=body, year=year, figures=figures, seen=0, by=by, at=at)
