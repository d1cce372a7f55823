"""Reads of the register: who is on it, what was entered, what is due."""

from datetime import date

from evenhand.data.definitions.amhp_register import competences
from evenhand.domain.amhp.register_entries import Event
from evenhand.domain.amhp.register_periods import YEARS_OF_APPROVAL
from evenhand.web.accounts.models import User
from evenhand.web.amhp.models import (
    Arrangement,
    Entry,
    Establishment,
    Evidence,
    LocalCondition,
    Professional,
    Trainee,
)
from evenhand.web.bodies.queries import Body


def professional_of(body: Body, number: int) -> Professional | None:
    """Somebody on this body's register."""
    found = Professional.objects.filter(body=body, number=number)
    return found.select_related("body", "user", "trainee").first()


def own(body: Body, user: User) -> Professional | None:
    """The person on the register whose account this is."""
    found = Professional.objects.filter(body=body, user=user)
    return found.select_related("body", "user", "trainee").first()


def trainees_of(body: Body) -> list[Trainee]:
    """Everybody in training or once in training, the next to be approved first."""
    found = Trainee.objects.filter(professional__body=body).select_related("professional__body")
    return sorted(found, key=lambda each: (each.expected or date.max, each.professional.number))


def entries_of(professional: Professional) -> list[Entry]:
    """Everything that was entered about somebody, in the order of its days; corrected ones too."""
    return list(professional.entries.select_related("by").order_by("on", "pk"))


def entry_of_body(body: Body, number: int) -> Entry | None:
    """One entry of this body's register."""
    found = Entry.objects.filter(professional__body=body, pk=number)
    return found.select_related("professional__body", "professional__trainee").first()


def is_corrected(entry: Entry) -> bool:
    """Whether another entry has taken the place of this one."""
    return Entry.objects.filter(corrects=entry).exists()


def training_to_decide(body: Body) -> list[Entry]:
    """Training whose hours nobody has agreed or not agreed yet, the oldest first."""
    found = Entry.objects.filter(
        professional__body=body, event=Event.TRAINING, agreed=None, corrected_by=None
    )
    return list(found.select_related("professional__body", "by").order_by("on", "pk"))


def evidence_of(professional: Professional) -> list[Evidence]:
    """Evidence by leaf of the competences."""
    return list(professional.evidence.select_related("by"))


def evidence_that_is_missing(professional: Professional, on: date) -> list[str]:
    """Matters that need evidence for a term from a day on, without any of the five years before."""
    since = on.replace(year=on.year - YEARS_OF_APPROVAL, day=min(on.day, 28))
    shown = set(
        professional.evidence.filter(on__gte=since, on__lte=on).values_list("leaf", flat=True)
    )
    known = competences()
    missing = known.required_without_evidence(shown & {leaf.id for leaf in known.leaves})
    return [f"{leaf.id} {leaf.title}" for leaf in missing]


def arrangements_of(body: Body) -> list[Arrangement]:
    """What the authority arranges, the newest of each kind first."""
    return list(Arrangement.objects.filter(body=body).select_related("by"))


def conditions_of(body: Body) -> list[LocalCondition]:
    """Local conditions, the newest of each kind first."""
    return list(LocalCondition.objects.filter(body=body))


def establishments_of(body: Body) -> list[Establishment]:
    """How many the service is to have, newest first."""
    return list(Establishment.objects.filter(body=body))
