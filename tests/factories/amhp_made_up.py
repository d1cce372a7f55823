"""A small made-up AMHP service in the database, as a demonstration loads it."""

from datetime import datetime

from tests.factories.amhp_service import Service
from tests.factories.site import member

from evenhand.data.synthetic.amhp.service import MadeService, make_service
from evenhand.web.amhp.made_up_rows import Who, load


def loaded(service: Service, at: datetime) -> MadeService:
    """Two years of a service of twelve, written by members of the service."""
    made = make_service(
        1,
        authority=service.body.name,
        neighbours=("Carrow Vale Council",),
        approved=12,
        residents=40_000,
        now=at,
    )
    for role in ("amhp", "duty-manager", "register-keeper"):
        service.users.setdefault(role, member(service.body, role))
    who = Who(
        amhp=service.users["amhp"],
        duty_manager=service.users["duty-manager"],
        register_keeper=service.users["register-keeper"],
        by="test",
    )
    load(service.body, made, who, at)
    return made
