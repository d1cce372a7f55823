"""The record of regulation 8(1), exactly (a) to (h), and the count of the workforce."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.utils.translation import gettext as _

from evenhand.data.definitions.amhp_answers import answer_lists
from evenhand.data.definitions.amhp_register import register_codes
from evenhand.domain.amhp.clocks_time import at_london, said_day
from evenhand.domain.amhp.register import replay
from evenhand.domain.amhp.register_entries import PersonLog
from evenhand.domain.amhp.register_history import Agreement, Approval, Suspension
from evenhand.domain.amhp.register_record import StatutoryRecord, statutory_record
from evenhand.web.amhp.register.queries import Professional

# What the count is by: the column of a person, and the list that its codes are of.
COUNTED = {
    "employer": "employer",
    "role": "role",
    "age_band": "own_age_band",
    "ethnicity": "ethnicity",
}


@dataclass(frozen=True)
class Counted:
    """One table of the count: title, and rows of words, people and full-time equivalents."""

    title: str
    rows: list[tuple[str, int, Decimal]]


def heads() -> list[str]:
    """The eight columns, with the letters of the regulation."""
    return [
        _("(a) Name"),
        _("(b) Profession"),
        _("(c) Date of approval"),
        _("(d) Suspensions under regulation 6"),
        _("(e) Training completed under regulation 5(a)"),
        _("(f) Approvals within the previous five years"),
        _("(g) Other authorities for which they agreed to act"),
        _("(h) End of approval and its reason"),
    ]


def records(
    logs: Mapping[Professional, PersonLog], names: Mapping[int, str], authority: str, at: datetime
) -> list[list[str]]:
    """A row for everybody whom this authority approved, sorted by name."""
    rows = []
    for professional, log in logs.items():
        record = statutory_record(replay(log, at), authority, name=names[professional.pk])
        if record is not None:
            rows.append(_row(record, professional.profession))
    return sorted(rows)


def _row(record: StatutoryRecord, profession: str) -> list[str]:
    known = register_codes().profession.get(record.profession or profession)
    ended = record.ended
    return [
        record.name,
        known.now if known else _("Not recorded"),
        said_day(record.approved_on),
        _several(_suspension(each) for each in record.suspensions),
        _several(
            f"{said_day(each.day)}: {each.hours:g} h {each.detail}" for each in record.training
        ),
        _several(_approval(each) for each in record.previous_approvals),
        _several(_agreement(each) for each in record.acts_for),
        f"{said_day(ended[0])}: {_reason(ended[1])}" if ended else "",
    ]


def _several(parts: Iterable[str]) -> str:
    return "; ".join(each.strip() for each in parts)


def _between(since: datetime, until: datetime | None) -> str:
    first = said_day(at_london(since).date())
    if until is None:
        return _("from %(first)s") % {"first": first}
    return _("%(first)s to %(last)s") % {"first": first, "last": said_day(at_london(until).date())}


def _suspension(each: Suspension) -> str:
    return _between(each.since, each.until)


def _agreement(each: Agreement) -> str:
    return f"{each.authority}, {_between(each.since, each.until)}"


def _approval(each: Approval) -> str:
    return _("%(who)s from %(first)s to %(last)s") % {
        "who": each.authority,
        "first": said_day(each.first),
        "last": said_day(each.followed or each.ended or each.last),
    }


def _reason(code: str) -> str:
    known = register_codes().reasons[code]
    return f"{known.title} (regulation {known.regulation})"


def count(people: list[Professional]) -> tuple[int, Decimal, int, list[Counted]]:
    """Headcount, full-time equivalents, for how many these are not recorded, and the tables."""
    professions = {code: each.now for code, each in register_codes().profession.items()}
    tables = [_counted(_("Profession"), "profession", professions, people)]
    for column, name in COUNTED.items():
        known = answer_lists()[name]
        tables.append(_counted(known.title, column, dict(known.choices), people))
    unknown = sum(each.fte is None for each in people)
    return len(people), _fte(people), unknown, tables


def _counted(
    title: str, column: str, words: Mapping[str, str], people: list[Professional]
) -> Counted:
    found = Counter(getattr(each, column) for each in people)
    codes = [*words, *sorted(set(found) - set(words) - {""}), ""]
    return Counted(
        title,
        [
            (
                words.get(code, code) or _("Not asked"),
                found[code],
                _fte([each for each in people if getattr(each, column) == code]),
            )
            for code in codes
        ],
    )


def _fte(people: list[Professional]) -> Decimal:
    return sum((each.fte for each in people if each.fte is not None), Decimal(0))
