"""A service's records as rows of its data set: what reports are made from, and what is handed on."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from typing import Any

from django.db.models import Min

from evenhand.data.definitions.amhp_dataset import data_set
from evenhand.domain.amhp.clocks_time import at_london
from evenhand.domain.amhp.considerations_codes import CodeList
from evenhand.domain.amhp.dataset import Kind
from evenhand.domain.amhp.dataset_cells import codes_in
from evenhand.domain.amhp.register_standing import standing
from evenhand.web.amhp.models import (
    Ask,
    Consideration,
    Delay,
    Placement,
    Residents,
    SafetyRecord,
    Shift,
    Trainee,
)
from evenhand.web.amhp.register.queries import logs_of
from evenhand.web.amhp.work.queries import kept_months_of, lists_of
from evenhand.web.bodies.queries import Body

Row = dict[str, Any]
# What the register calls a standing, and what the data set does.
_STATUS = {"approved": "APPROVED", "suspended": "SUSPENDED", "ended": "ENDED"}
_OF_PERSON = (
    "profession",
    "employer",
    "role",
    "service_area",
    "fte",
    "registration_expires",
    "age_band",
    "sex",
    "ethnicity",
    "disability",
    "sexual_orientation",
)


def tables_of(body: Body, at: datetime) -> dict[str, list[Row]]:
    """
    Every table of a body's data set, as it stands at an instant. No names, no free text.

    A code of the service's own is told as the code of the list that it is mapped to.
    """
    return {name: list(rows_of(name, body, at)) for name in TABLES}


def rows_of(table: str, body: Body, at: datetime) -> Iterator[Row]:
    """The rows of one table."""
    return TABLES[table](body, at)


def first_month(body: Body) -> date | None:
    """The month of the first referral that is recorded or counted; None where there is none."""
    found = Consideration.objects.filter(body=body).aggregate(first=Min("referred"))["first"]
    months = [month for month in kept_months_of(body) if month]
    if found:
        months.append(at_london(found).date().replace(day=1))
    return min(months, default=None)


def residents_of(body: Body) -> Residents | None:
    """The newest population that was recorded; None where there is none."""
    return Residents.objects.filter(body=body).first()


def _considerations(body: Body, outcomes: CodeList) -> Iterator[Row]:
    columns = data_set().by_name["considerations"].columns
    people = ("amhp", "second")
    names = [each.name for each in columns if each.name not in people]
    lists = [each.name for each in columns if each.kind is Kind.CODES]
    them = Consideration.objects.filter(body=body).order_by("pk")
    for row in them.values(*names, "amhp__number", "second__number"):
        for name in lists:
            row[name] = codes_in(row[name])
        for name in people:
            row[name] = _pseudonym(row.pop(f"{name}__number"))
        row["outcome"] = _meant(outcomes, row["outcome"])
        yield row


def _delays(body: Body, reasons: CodeList) -> Iterator[Row]:
    them = Delay.objects.filter(consideration__body=body).order_by("pk")
    names = ("reason", "since", "until", "responsible", "consideration__reference")
    for row in them.values(*names):
        row["reason"] = _meant(reasons, row["reason"])
        yield _of_consideration(row)


def _asks(body: Body) -> Iterator[Row]:
    them = Ask.objects.filter(consideration__body=body).order_by("pk")
    names = ("what", "asked", "answered", "answer", "out_of_area", "miles")
    return (_of_consideration(row) for row in them.values(*names, "consideration__reference"))


def _safety(body: Body) -> Iterator[Row]:
    columns = data_set().by_name["safety"].columns
    names = [each.name for each in columns if each.name not in ("amhp", "consideration")]
    them = SafetyRecord.objects.filter(body=body).order_by("pk")
    for row in them.values(*names, "professional__number", "consideration__reference"):
        row["amhp"] = _pseudonym(row.pop("professional__number"))
        yield _of_consideration(row)


def _amhps(body: Body, at: datetime) -> Iterator[Row]:
    training = {
        each.professional_id: each for each in Trainee.objects.filter(professional__body=body)
    }
    for person, log in logs_of(body).items():
        now, trainee = standing(log, at), training.get(person.pk)
        status = _STATUS.get(now.status, "TRAINEE" if trainee else "")
        if not status:
            # Entered and never approved, and not in training: there is no standing to tell.
            continue
        yield {
            "amhp": _pseudonym(person.number),
            "status": status,
            "approved_from": now.approved_from,
            "approved_to": now.approved_to,
            "training_year_from": now.training_year_from,
            "training_hours": now.training_hours,
            "ended": now.ended_on or (trainee.ended if trainee else None),
            "stage": trainee.stage if trainee else "",
            "expected": trainee.expected if trainee else None,
            "languages": codes_in(person.languages),
            "skills": codes_in(person.skills),
            **{name: getattr(person, name) for name in _OF_PERSON},
        }


def _shifts(body: Body) -> Iterator[Row]:
    of_body = {"shift__body": body, "shift__published__isnull": False, "ended": None}
    placed = Counter(Placement.objects.filter(**of_body).values_list("shift_id", flat=True))
    them = Shift.objects.filter(body=body, published__isnull=False).order_by("pk")
    for row in them.values("pk", "kind", "starts", "ends", "role", "needed"):
        row["placed"] = placed[row.pop("pk")]
        # The rota's own words are the list's codes in small letters.
        row["role"] = row["role"].upper()
        yield row


def _meant(known: CodeList, code: str) -> str:
    """The code of the list that a code means; what is on no list stays, to be told as that."""
    found = known.find(code)
    return found.code if found else code


def _of_consideration(row: Row) -> Row:
    row["consideration"] = row.pop("consideration__reference") or ""
    return row


def _pseudonym(number: int | None) -> str:
    return f"A{number}" if number else ""


TABLES: Mapping[str, Callable[[Body, datetime], Iterator[Row]]] = {
    "considerations": lambda body, at: _considerations(body, lists_of(body).outcomes),
    "delays": lambda body, at: _delays(body, lists_of(body).delays),
    "asks": lambda body, at: _asks(body),
    "safety": lambda body, at: _safety(body),
    "amhps": _amhps,
    "shifts": lambda body, at: _shifts(body),
}
