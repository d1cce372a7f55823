"""The workforce plans of a demonstration: one of each AMHP service, as its director would ask for it; new posts, pay."""

from collections.abc import Callable
from datetime import datetime

from evenhand.data.synthetic.region import AMHP_SERVICES
from evenhand.web.accounts.queries import account_with
from evenhand.web.bodies.queries import access_to
from evenhand.web.bodies.rules import slug_of
from evenhand.web.forecasts import actions
from evenhand.web.forecasts.forms import Terms
from evenhand.web.forecasts.new_posts import demo as new_posts
from evenhand.web.forecasts.terms import demo as pay_terms
from evenhand.web.forecasts.work import plan
from evenhand.web.releases import demo_people as people

Tell = Callable[[str, int, int], None]
# Approved AMHPs for whom about so many begin training in a year, one in twelve.
ONE_IN = 12


class NoService(RuntimeError):
    """The services and people that the plans belong to are not there."""


def fill(at: datetime, tell: Tell) -> None:
    """Make the plans. Raises NoService."""
    director = account_with(people.address_of("director"))
    manager = account_with(people.address_of("duty-manager"))
    for done, service in enumerate(AMHP_SERVICES):
        tell(f"The workforce plan of {service.council}", done, len(AMHP_SERVICES))
        access = access_to(director, slug_of(service.council)) if director else None
        if access is None or director is None or manager is None:
            raise NoService(f"{service.council} has no director's account. Fill the region first.")
        usual = {name: field.initial for name, field in Terms.base_fields.items()}
        form = Terms(usual | {"starts": service.approved / ONE_IN})
        if not form.is_valid():
            raise NoService(f"The usual figures cannot be: {form.errors.as_text()}")
        made = actions.ask(body=access.body, terms=form.wanted(), by=director, at=at)
        plan(made.pk)
        if not done:
            new_posts.make(body=access.body, by=director, at=at)
        pay_terms.keep(body=access.body, place=done, by=manager, at=at)
    tell("The plans are there", len(AMHP_SERVICES), len(AMHP_SERVICES))
