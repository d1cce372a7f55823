"""Forecasts of representation of a demonstration, as a contributor would ask for them."""

from collections.abc import Callable
from datetime import datetime

from evenhand.web.accounts.queries import account_with
from evenhand.web.bodies.queries import access_to
from evenhand.web.bodies.rules import slug_of
from evenhand.web.forecasts.representation import actions
from evenhand.web.forecasts.representation.forms import Terms
from evenhand.web.forecasts.representation.work import forecast
from evenhand.web.releases import demo_people as people

Tell = Callable[[str, int, int], None]
# A council and a trust whose files of two years are there: of the others they are deleted by now.
BODIES = ("Carrow Vale Council", "Carrow Vale Mental Health NHS Trust")


class NoBody(RuntimeError):
    """The body and the person that the forecast belongs to are not there."""


def fill(at: datetime, tell: Tell) -> None:
    """Make the forecasts. Raises NoBody."""
    contributor = account_with(people.address_of("contributor"))
    terms = {name: field.initial for name, field in Terms.base_fields.items()}
    for done, name in enumerate(BODIES):
        tell(f"The years to come of {name}'s grades", done, len(BODIES))
        access = access_to(contributor, slug_of(name)) if contributor else None
        if access is None:
            raise NoBody(f"{name} has no contributor's account. Fill the region first.")
        form = Terms(terms)
        if not form.is_valid():
            raise NoBody(f"The usual figures cannot be: {form.errors.as_text()}")
        made = actions.ask(body=access.body, terms=form.wanted(), by=contributor, at=at)
        forecast(made.pk)
        made.refresh_from_db()
        if made.problem:
            raise NoBody(f"{name}: {made.problem}")
    tell("The forecasts are there", len(BODIES), len(BODIES))
