"""The AMHP services of a demonstration: two councils of the made-up region have one."""

from collections.abc import Callable
from datetime import datetime

from evenhand.data.definitions.load import ethnicity
from evenhand.data.synthetic.amhp.made_service import make_service
from evenhand.data.synthetic.amhp.persons import population
from evenhand.data.synthetic.region import AMHP_SERVICES, COUNCILS
from evenhand.web.accounts.queries import account_with
from evenhand.web.amhp import demo_returns
from evenhand.web.amhp.made_up_rows import Who, load
from evenhand.web.amhp.sight.actions import keep_residents
from evenhand.web.bodies.queries import access_to
from evenhand.web.bodies.rules import slug_of
from evenhand.web.releases import demo_people as people

Tell = Callable[[str, int, int], None]


class NoRegion(RuntimeError):
    """The bodies and people that the services belong to are not there."""


def fill(seed: int, at: datetime, tell: Tell) -> None:
    """Make the services as they are at a moment. Raises NoRegion."""
    for done, service in enumerate(AMHP_SERVICES):
        tell(f"The AMHP service of {service.council}", done, len(AMHP_SERVICES))
        amhp = account_with(people.address_of("amhp"))
        access = access_to(amhp, slug_of(service.council)) if amhp else None
        if access is None:
            raise NoRegion(f"{service.council} has no AMHP's account. Fill the region first.")
        made = make_service(
            seed + done,
            authority=service.council,
            neighbours=[name for name in COUNCILS if name != service.council],
            approved=service.approved,
            residents=service.residents,
            now=at,
        )
        who = Who(
            amhp=amhp,
            duty_manager=account_with(people.address_of("duty-manager")),
            register_keeper=account_with(people.address_of("register-keeper")),
            by=people.BY,
        )
        load(access.body, made, who, at)
        keep_residents(
            body=access.body,
            year=at.year - 1,
            people=residents_of(service.residents),
            source="Made up for the demonstration",
            by=account_with(people.address_of("director")),
            at=at,
        )
        demo_returns.fill(access.body, service.residents, at)
    tell("The AMHP services are there", len(AMHP_SERVICES), len(AMHP_SERVICES))


def residents_of(people: int) -> dict[str, int]:
    """So many people of an area by ethnic category, as a census table is kept."""
    return {
        str(ethnicity().find_category(code)): round(share * people)
        for code, share in population().items()
    }
