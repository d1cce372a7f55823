"""A year's records as rows of a pack's tables, in Evenhand's own names and codes."""

from collections.abc import Callable

from evenhand.data.synthetic.pair.export import Row
from evenhand.data.synthetic.pair.payroll import Payroll
from evenhand.data.synthetic.pair.people import Person
from evenhand.data.synthetic.pair.years import Year

Id = Callable[[int], str]

# Some hold a second, small post beside their own, which has a row of its own in the list.
_HAS_SECOND_POST = "Social worker"
_ONE_IN = 45
_SECOND_FTE = 0.2
_SECOND_POST = {
    "role": "Emergency duty team worker",
    "fte": _SECOND_FTE,
    "team": "Emergency duty team",
}


def rows_of(year: Year, person_id: Id, payroll: Payroll) -> dict[str, list[Row]]:
    """A year's records by table."""
    return {
        "staff": _staff_rows(year, person_id, payroll),
        "applications": _application_rows(year),
        "events": _event_rows(year, person_id),
        "survey": _survey_rows(year),
    }


def _staff_rows(year: Year, person_id: Id, payroll: Payroll) -> list[Row]:
    rows: list[Row] = []
    when = year.snapshot.year
    for person in year.staff:
        row = staff_row(person, person_id)
        rows.append(row | payroll.columns(person, when, person.fte))
        if person.job.title == _HAS_SECOND_POST and person.number % _ONE_IN == 0:
            rows.append(row | _SECOND_POST | payroll.columns(person, when, _SECOND_FTE))
    return rows


def staff_row(person: Person, person_id: Id) -> dict[str, object]:
    """Every staff column that either of the two systems has, but for pay."""
    job = person.job
    return {
        "person": person_id(person.number),
        "ethnic_category": person.category,
        "sex": person.sex,
        "birth_date": person.born,
        "pay_band": person.rung,
        "contract": person.contract,
        "staff_group": job.group,
        "role": job.title,
        "profession": job.profession,
        "registration": job.registered,
        "fte": person.fte,
        "start_date": person.started,
        "leave_date": person.left,
        "leaving_reason": person.reason,
        "board": job.board,
        "voting": job.voting,
        "executive": job.executive,
        "senior_manager": job.senior,
        "amhp": person.amhp,
        "employer": job.employer,
        "host": job.host,
        "route": job.route,
        "setting": job.setting,
        "service": job.service,
        "team": person.team,
    }


def _event_rows(year: Year, person_id: Id) -> list[Row]:
    """Everything that happened in the year."""
    return [
        {
            "person": person_id(event.number),
            "date": event.day,
            "kind": event.kind,
            "ethnic_category": event.category,
        }
        for event in year.events
    ]


def _application_rows(year: Year) -> list[Row]:
    """Every application of the year."""
    return [
        {
            "vacancy": each.vacancy,
            "pay_band": each.rung,
            "senior_post": each.senior,
            "ethnic_category": each.category,
            "shortlisted": each.shortlisted,
            "appointed": each.appointed,
        }
        for each in year.applications
    ]


def _survey_rows(year: Year) -> list[Row]:
    """One row for each person who answered, without a trace of who."""
    return [{"ethnic_category": each.category, **each.answers} for each in year.survey]
