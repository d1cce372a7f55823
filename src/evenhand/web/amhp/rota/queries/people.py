"""People of the register as the rota takes them: names opened, and when they may not act. Two queries."""

from collections import defaultdict
from collections.abc import Collection

from evenhand.domain.amhp.clocks_time import Start
from evenhand.domain.amhp.register_entries import Entry, Event, PersonLog
from evenhand.domain.amhp.rota import Person
from evenhand.domain.amhp.rota_acting import barred_by
from evenhand.web.accounts.models import User
from evenhand.web.amhp.models import Entry as Row
from evenhand.web.amhp.models import Professional as Professional
from evenhand.web.amhp.sealed import opened
from evenhand.web.bodies.queries import Body

_EVENTS = frozenset(Event)


def own(body: Body, user: User) -> Professional | None:
    """The person on the register whose account this is."""
    return Professional.objects.filter(body=body, user=user).select_related("body").first()


def professional_of(body: Body, row: int) -> Professional | None:
    """Somebody on this body's register, by the number of their row."""
    return Professional.objects.filter(body=body, pk=row).first()


def people_of(body: Body) -> dict[int, Person]:
    """Everybody on a body's register, by number of the row, in the order of the register."""
    return _people(body, list(Professional.objects.filter(body=body)))


def these(body: Body, those: Collection[Professional]) -> dict[int, Person]:
    """The same of some people, whose rows were read already: one query."""
    return _people(body, list({each.pk: each for each in those}.values()))


def _people(body: Body, rows: list[Professional]) -> dict[int, Person]:
    logs = _logs(rows)
    return {
        each.pk: Person(
            id=each.pk,
            name=opened(body, each.sealed_name),
            skills=frozenset(codes(each.skills) + codes(each.languages)),
            barred=barred_by(logs[each.pk], str(body.name)),
        )
        for each in rows
    }


def _logs(rows: list[Professional]) -> dict[int, PersonLog]:
    """Their entries as the rules of the register take them; nothing sealed is opened."""
    kept: defaultdict[int, list[Row]] = defaultdict(list)
    found = Row.objects.filter(professional__in=[each.pk for each in rows])
    for row in found.defer("sealed_note"):
        kept[row.professional_id].append(row)
    return {
        each.pk: PersonLog(
            person=str(each.number),
            entries=tuple(_entry(row, str(each.number)) for row in _standing(kept[each.pk])),
            registered_to=each.registration_expires,
        )
        for each in rows
    }


def _standing(rows: list[Row]) -> list[Row]:
    """Those that nothing corrects, without those that only take another out."""
    gone = {each.corrects_id for each in rows}
    return [
        each
        for each in rows
        if each.pk not in gone and (each.event in _EVENTS or not each.corrects_id)
    ]


def _entry(row: Row, person: str) -> Entry:
    event = Event(row.event)
    return Entry(
        id=row.pk,
        person=person,
        event=event,
        start=Start(row.on),
        authority=row.authority,
        hours=float(row.hours or 0),
        agreed=bool(row.agreed),
        reason=row.detail if event is Event.END else "",
    )


def codes(text: str) -> list[str]:
    """Codes that are kept with commas."""
    return [each for each in text.split(",") if each]
