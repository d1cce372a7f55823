"""People on a council's register, entered through the actions. Their names are numbers."""

from datetime import date, datetime

from tests.factories import site
from tests.factories.amhp_service import Service

from evenhand.domain.amhp.register_entries import Event
from evenhand.domain.amhp.register_periods import beginning_of
from evenhand.web.amhp.models import Entry, Professional
from evenhand.web.amhp.register import actions
from evenhand.web.amhp.register.said import Said

DIRECTOR = "The director"
APPROVED = date(2024, 3, 15)
# A council's spreadsheet in which every row is right.
GOOD = """person,name,event,date,authority,hours,agreed,detail
7,Person A,approve,2024-03-15,,,,"profession NURSE, registered to 2027-01-01, course 2023-07-01"
7,,training,2024-06-01,,6,yes,Law
7,,suspend,2025-06-02T14:00,,,,Suspended by the regulator
9,Person B,approve,2020-01-01,,,,
9,,end,2023-01-01,,,,"REQ, moved away"
"""


class Register(Service):
    """A council with a register and its keeper. `at` of actions is noon of `today` unless told."""

    today = date(2026, 3, 31)

    @property
    def keeper(self) -> object:
        """The account of the register keeper."""
        self.as_role("register-keeper")
        return self.users["register-keeper"]

    def now(self, day: date | None = None) -> datetime:
        """Noon of a day."""
        return beginning_of(day or self.today).replace(hour=12)

    def person(self, name: str = "Person A", **told: object) -> Professional:
        """Somebody on the register, without any entry."""
        told = {"name": name, "profession": "SW", **told}
        return actions.add_person(body=self.body, told=told, by=self.keeper, at=self.now())

    def entry(self, who: Professional, event: Event, on: date, **said: object) -> Entry:
        """An entry about somebody, as a person decided it."""
        corrects = said.pop("corrects", None)
        at, by = said.pop("at", self.now()), said.pop("by", self.keeper)
        if event in (Event.APPROVE, Event.REAPPROVE):
            said = {"authority": self.body.name, "profession": "SW", **said}
        told = Said(event=event, on=on, **{"decided_by": DIRECTOR, "words": "As agreed", **said})
        return actions.add_entry(professional=who, said=told, corrects=corrects, by=by, at=at)

    def approved(self, name: str = "Person A", on: date = APPROVED, **told: object) -> Professional:
        """Somebody approved on a day."""
        who = self.person(name, **told)
        self.entry(who, Event.APPROVE, on)
        return who


def register() -> Register:
    """A council with nobody on its register."""
    return Register(site.body())
