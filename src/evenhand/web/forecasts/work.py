"""
What the worker does for a workforce plan.

Rows of the service are read and counted in memory; what is kept is the answer, without any row.
"""

from django.utils import timezone
from django.utils.translation import gettext as _

from evenhand.domain.amhp.clocks_time import at_london
from evenhand.domain.amhp.register_entries import Event
from evenhand.pipeline.forecast_plan import PlanTerms, plan_of
from evenhand.pipeline.forecast_supply_register import counts_of_logs
from evenhand.web.amhp.register.queries import logs_of
from evenhand.web.amhp.sight import queries as sight
from evenhand.web.forecasts import actions
from evenhand.web.forecasts.queries import Plan
from evenhand.web.submissions.actions.background import says
from evenhand.web.submissions.doing import Clock, doing


def plan(number: int, clock: Clock = timezone.now) -> None:
    """Make one that was asked for."""
    with doing(Plan, number, clock) as found:
        if found is None:
            return
        says(found, _("Reading the records"), at=clock())
        tables = sight.tables_of(found.body, clock())
        residents = sight.residents_of(found.body)
        says(found, _("Living the service through"), at=clock())
        at = clock()
        logs = logs_of(found.body)
        # A service may have work in its records and nobody on its register yet.
        approved = any(
            entry.event is Event.APPROVE for log in logs.values() for entry in log.entries
        )
        name = str(found.body.name)
        register = counts_of_logs(logs.values(), at, name=name) if approved else None
        answer = plan_of(
            tables,
            PlanTerms.model_validate(found.terms),
            name=name,
            today=at_london(at).date(),
            residents=residents.people if residents else {},
            register=register,
        )
        actions.keep(plan=found, answer=answer, at=clock())
