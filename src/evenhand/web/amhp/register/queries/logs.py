"""The entries of the register as the rules take them, and who may act: with two queries a body."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date, datetime

from evenhand.domain.amhp.clocks_time import at_london
from evenhand.domain.amhp.register_entries import Event, PersonLog
from evenhand.domain.amhp.register_may_act import Answer
from evenhand.domain.amhp.register_may_act import may_act as answer_of
from evenhand.domain.amhp.register_standing import Standing
from evenhand.domain.amhp.register_standing import standing as standing_of
from evenhand.web.amhp.models import Entry, Professional
from evenhand.web.amhp.register.said import TAKEN_OUT, entry_of
from evenhand.web.amhp.sealed import opened
from evenhand.web.bodies.queries import Body


def log_of(professional: Professional, *, leaving_out: int | None = None) -> PersonLog:
    """
    Everything that counts of one person, with names and words opened; `leaving_out` one entry.

    What was corrected or taken out is left out: see `entries_of` for all of it.
    """
    rows = list(professional.entries.all())
    body = professional.body
    counting = [each for each in standing_rows(rows) if each.pk != leaving_out]
    return PersonLog(
        person=name_of(professional),
        entries=tuple(
            entry_of(each, str(professional.number), opened(body, each.sealed_note))
            for each in counting
        ),
        registered_to=professional.registration_expires,
    )


def logs_of(
    body: Body, *, training: bool = True, only: Collection[int] | None = None
) -> dict[Professional, PersonLog]:
    """
    The same of everybody on a body's register, by number: nothing sealed is opened. Two queries.

    `only` are numbers of rows: nobody else's is looked for.

    Without `training`, of which there is most, it says no less about who may act, and says it sooner.
    """
    kept: defaultdict[int, list[Entry]] = defaultdict(list)
    rows = Entry.objects.filter(professional__body=body).defer("sealed_note")
    if not training:
        rows = rows.exclude(event=Event.TRAINING, corrects=None)
    people = Professional.objects.filter(body=body).select_related("body", "trainee")
    if only is not None:
        rows, people = rows.filter(professional__in=only), people.filter(pk__in=only)
    for row in rows:
        kept[row.professional_id].append(row)
    return {
        each: PersonLog(
            person=str(each.number),
            entries=tuple(entry_of(row, str(each.number)) for row in standing_rows(kept[each.pk])),
            registered_to=each.registration_expires,
        )
        for each in people
    }


def standing_rows(rows: Iterable[Entry]) -> list[Entry]:
    """The rows that nothing corrects, without those that only take another out."""
    rows = list(rows)
    gone = {each.corrects_id for each in rows}
    return [each for each in rows if each.pk not in gone and each.event != TAKEN_OUT]


def standing(professional: Professional, at: datetime) -> Standing:
    """Where somebody stands at an instant."""
    return standing_of(log_of(professional), at)


def may_act(professional: Professional, at: datetime, authority: str = "") -> Answer:
    """May this person act, at this instant, for this authority (their own, where none is named)?"""
    return answer_of(log_of(professional), at, authority)


def those_who_may_act(body: Body, at: datetime) -> list[Professional]:
    """Everybody on a body's register who may act for it at an instant, by number: two queries."""
    logs, authority = logs_of(body, training=False), authority_of(body)
    return [each for each, log in logs.items() if answer_of(log, at, authority).yes]


class Acting:
    """Who of a body's register may act, asked by the thousand: the register is read once."""

    def __init__(self, body: Body) -> None:
        self._logs = logs_of(body, training=False)
        self._known: dict[tuple[int, datetime | date, str], Answer] = {}
        self._entered = {
            (each.pk, entry.day) for each, log in self._logs.items() for entry in log.entries
        }

    @property
    def people(self) -> list[Professional]:
        """Everybody on the register, by number."""
        return list(self._logs)

    def may_act(self, professional: Professional, at: datetime, authority: str) -> Answer:
        """The same answer as `may_act` gives: it changes within a day only where an entry is of that."""
        day = at_london(at).date()
        when = at if (professional.pk, day) in self._entered else day
        asked = (professional.pk, when, authority)
        if asked not in self._known:
            self._known[asked] = answer_of(self._logs[professional], at, authority)
        return self._known[asked]


def authority_of(body: Body) -> str:
    """The name by which the register knows a body."""
    return str(body.name)


def names_of(people: Iterable[Professional]) -> dict[int, str]:
    """Names by the person's row."""
    return {each.pk: name_of(each) for each in people}


def name_of(professional: Professional) -> str:
    """A person's name."""
    return opened(professional.body, professional.sealed_name)
