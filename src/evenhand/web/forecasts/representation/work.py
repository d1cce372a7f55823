"""
What the worker does for a forecast of representation.

The files of the body's years are opened in a folder that is gone afterwards; what is kept is the
answer, without any row.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from evenhand.pipeline.forecast_inputs.tables import Table
from evenhand.pipeline.forecast_representation import (
    Forecast,
    Wanted,
    forecast_of_packs,
    forecast_of_typed,
)
from evenhand.pipeline.forecast_representation_linked import RecordsCannotTell
from evenhand.pipeline.forecast_representation_tables import Residents
from evenhand.pipeline.forecast_representation_told import as_json
from evenhand.pipeline.wrong_use import WrongUse
from evenhand.web.amhp.sight.queries import residents_of
from evenhand.web.core.working_folder import working_folder
from evenhand.web.forecasts.representation import actions, queries, rules
from evenhand.web.forecasts.representation.queries import Representation
from evenhand.web.forecasts.representation.rules import Held
from evenhand.web.submissions.actions.background import says
from evenhand.web.submissions.doing import Clock, doing
from evenhand.web.submissions.queries import body_id_of, list_of_files
from evenhand.web.submissions.work import lay_out


def forecast(number: int, clock: Clock = timezone.now) -> None:
    """Make one that was asked for."""
    with doing(Representation, number, clock) as found:
        if found is None:
            return
        try:
            answer = _answer(found, clock)
        except RecordsCannotTell as why:
            # What to do instead stands on the page, and is not what it is at the command line.
            raise WrongUse(why.why) from None
        actions.keep(forecast=found, answer=answer, at=clock())


def _answer(found: Representation, clock: Clock) -> dict[str, Any]:
    typed = queries.typed_of(found)
    wanted = Wanted(against=found.terms["against"], within=found.terms["within"])
    if typed is not None:
        says(found, _("Looking ahead"), at=clock())
        made = forecast_of_typed(Table(typed["figures"], _("the form")), wanted)
        first_year = found.made.year
        told: dict[str, Any] = {"figures": "typed", "source": typed["source"]}
    else:
        years = rules.used(queries.held(found.body))
        if why := rules.why_not(years, found.body.keep_rows_days):
            raise RecordsCannotTell(why, "")
        says(found, _("Reading the years"), at=clock())
        made = _of_years(found, years, wanted)
        first_year = rules.days_of(years)[-1].year
        told = {"figures": "years", "years": [_as_json(each) for each in years]}
    if made.answer is None:
        raise WrongUse(_("The files of a year cannot be read any more. Check that year again."))
    return as_json(made) | told | {"first_year": first_year}


def _of_years(found: Representation, years: Sequence[Held], wanted: Wanted) -> Forecast:
    """From files that are opened in a folder of their own, and gone with it."""
    submissions = [queries.year(found.body, each.number) for each in years]
    size = sum(file.size for each in submissions for file in list_of_files(each, "upload"))
    with working_folder(needed=4 * size) as above:
        packs = [
            lay_out(each, above / f"the year to {each.snapshot.isoformat()}")
            for each in submissions
        ]
        return forecast_of_packs(
            packs, replace(wanted, body=body_id_of(found.body)), _residents(found)
        )


def _residents(found: Representation) -> Residents | None:
    """Who lives there, as the AMHP service of the body has recorded it; None where nobody has."""
    recorded = residents_of(found.body)
    if recorded is None:
        return None
    return Residents(people=recorded.people, source=f"{recorded.source} ({recorded.year})")


def _as_json(year: Held) -> dict[str, Any]:
    return {
        "number": year.number,
        "version": year.version,
        "snapshots": [each.isoformat() for each in year.snapshots],
    }
