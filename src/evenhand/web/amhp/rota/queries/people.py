"""People of the register as the rota takes them: names opened, and when they may not act. Two queries."""

from collections.abc import Collection

from django.utils.translation import gettext as _

from evenhand.domain.amhp.rota import Person
from evenhand.domain.amhp.rota_acting import barred_by
from evenhand.web.amhp.models import Professional as Professional
from evenhand.web.amhp.register.queries import authority_of, logs_of, name_of
from evenhand.web.amhp.register.queries import own as own
from evenhand.web.bodies.queries import Body


def professional_with(body: Body, row: int) -> Professional | None:
    """Somebody on this body's register, by the number of their row."""
    return Professional.objects.filter(body=body, pk=row).select_related("body").first()


def people_of(body: Body, rows: Collection[int] | None = None) -> dict[int, Person]:
    """Everybody on a body's register, or those of these rows, by row, in the order of the register."""
    return {
        each.pk: Person(
            id=each.pk,
            name=name_of(each),
            skills=frozenset(codes(each.skills) + codes(each.languages)),
            barred=barred_by(log, authority_of(body)),
        )
        for each, log in logs_of(body, training=False, only=rows).items()
    }


def former(number: int) -> Person:
    """
    Somebody who was placed and is removed from the register since, by a number below 0.

    Nobody knows any more who it was; whether they could act then was seen when they were placed.
    """
    return Person(id=number, name=_("A former AMHP"), skills=frozenset(), barred=())


def codes(text: str) -> list[str]:
    """Codes that are kept with commas."""
    return [each for each in text.split(",") if each]
