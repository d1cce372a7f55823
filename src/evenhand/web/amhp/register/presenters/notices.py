"""Notices of everybody on the register: what waits to be sent, and what is overdue."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from evenhand.data.definitions.amhp_register import register_codes
from evenhand.web.amhp.register.queries import (
    Notice,
    Professional,
    authority_of,
    name_of,
    send_by,
    written_on,
)
from evenhand.web.amhp.sealed import opened


@dataclass(frozen=True, kw_only=True)
class NoticeLine:
    """One notice in a list. `late`: its last day is over."""

    notice: Notice
    person: Professional
    name: str
    sender: str
    subject: str
    duty: str
    regulation: str
    written: date
    send_by: date
    late: bool


def notice_lines(notices: Iterable[Notice], today: date) -> list[NoticeLine]:
    """Notices in the order given, with whom they are about and what the law says of each."""
    codes = register_codes().notice
    lines = []
    for each in notices:
        person, known = each.entry.professional, codes.get(each.kind)
        name, of_the_person = name_of(person), known is not None and known.sender == "{person}"
        lines.append(
            NoticeLine(
                notice=each,
                person=person,
                name=name,
                sender=name if of_the_person else authority_of(person.body),
                subject=opened(person.body, each.sealed_letter).split("\n")[0],
                duty=known.duty if known else "",
                regulation=known.regulation if known else "",
                written=written_on(each),
                send_by=send_by(each),
                late=send_by(each) < today,
            )
        )
    return lines
