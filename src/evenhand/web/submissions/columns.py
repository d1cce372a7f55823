"""The page on which it is confirmed, or put right, how the columns of an extract are read."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from evenhand.data.mapping.answers import answers_to, columns_named
from evenhand.data.mapping.proposal import LEAVE_OUT, Question
from evenhand.web.bodies.rules import Refused
from evenhand.web.submissions.answered import AGAIN, CORRECTION, FORGET
from evenhand.web.submissions.rules import must_be_an_answer

Told = Mapping[str, Any]
Sent = Mapping[str, str]
# Values and columns that were read without a question, put right by these fields.
COLUMN, HEADER, OF, VALUE, MEANS = (
    "more-column",
    "more-header",
    "more-of",
    "more-value",
    "more-means",
)


@dataclass(frozen=True)
class Asked:
    """A question as a field: `listed` are the answers and how they read, none where it is free text."""

    field: str
    key: str
    found: str
    examples: tuple[str, ...]
    guess: str
    given: str
    listed: tuple[tuple[str, str], ...]
    confirmed: bool


@dataclass(frozen=True)
class ColumnsPage:
    """The questions by kind, how everything is read now, and what can be read differently."""

    sections: tuple[tuple[str, tuple[Asked, ...]], ...]
    tables: tuple[Told, ...]
    columns: tuple[tuple[str, str], ...]
    headers: tuple[tuple[str, str], ...]
    values: tuple[tuple[str, str], ...]


def columns_page(told: Told, sent: Sent | None) -> ColumnsPage:
    """What the page shows; `sent` are the answers of a form that had mistakes in it."""
    asked = [_asked(place, each, told, sent) for place, each in enumerate(told["questions"])]
    kinds = (
        (_("Tables"), "table"),
        (_("Columns"), "column"),
        (_("What values mean"), "value"),
        (_("Dates, and whose records they are"), ""),
    )
    known = {kind for _title, kind in kinds if kind}
    sections = []
    for title, kind in kinds:
        of = tuple(
            each
            for each in asked
            if each.key.partition("|")[0] == kind
            or (not kind and each.key.partition("|")[0] not in known)
        )
        if of:
            sections.append((title, of))
    tables = told.get("tables", ())
    return ColumnsPage(
        tuple(sections),
        tuple(tables),
        tuple(
            (f"{each['table']}|{name}", f"{each['table']}: {name} ({about.rstrip('.')})")
            for each in tables
            for name, about in columns_named(each["table"])
        ),
        tuple((header, header) for header in _headers(tables)),
        tuple(
            (f"{each['table']}|{name}", f"{each['table']}: {name}")
            for each in tables
            for name in each["columns"]
        ),
    )


def answers_given(told: Told, sent: Sent) -> tuple[dict[str, str], dict[str, str]]:
    """Every answer by the key of its question, and the mistakes by field."""
    answers = dict(told["answers"])
    wrong: dict[str, str] = {}
    for place, each in enumerate(told["questions"]):
        field = f"answer-{place}"
        answer = sent.get(field, each["guess"]).strip() or LEAVE_OUT
        listed = [value for value, _text in _listed(each, told)]
        try:
            must_be_an_answer(answer, listed, free=not listed, asked=each["found"])
        except Refused as why:
            wrong[field] = str(why)
        answers[each["key"]] = answer
        if each["key"].startswith("column|") and answer not in (*each["choices"], LEAVE_OUT):
            answers[CORRECTION + each["key"].partition(AGAIN)[0]] = answer
    _more(told, sent, answers, wrong)
    if sent.get("do") == FORGET:
        return {FORGET: FORGET}, {}
    return answers, wrong


def _more(told: Told, sent: Sent, answers: dict[str, str], wrong: dict[str, str]) -> None:
    column, header = sent.get(COLUMN, ""), sent.get(HEADER, "")
    of, value, means = (sent.get(name, "").strip() for name in (OF, VALUE, MEANS))
    page = columns_page(told, None)
    if bool(column) != bool(header):
        wrong[COLUMN] = _("Choose both: what the column is, and its header in your file.")
    elif column:
        if column not in dict(page.columns) or header not in dict(page.headers):
            wrong[COLUMN] = _("Choose a column and a header from the lists.")
        answers[f"{CORRECTION}column|{column}"] = header
    if not (of or value or means):
        return
    if not (of and value and means) or of not in dict(page.values):
        wrong[OF] = _("Give all three: the column, the value as it is in your file, what it means.")
        return
    question = Question(f"value|{of}|{value}", "", (), "", ())
    listed = dict(answers_to(question))
    if listed and means not in listed:
        known = ", ".join(each for each in listed if each != LEAVE_OUT)
        wrong[MEANS] = _("%(means)s is none of what this column can hold: %(known)s.") % {
            "means": means[:60],
            "known": known,
        }
    answers[CORRECTION + question.key] = means


def _asked(place: int, each: Told, told: Told, sent: Sent | None) -> Asked:
    field = f"answer-{place}"
    given = told["answers"].get(each["key"], each["guess"])
    if sent is not None:
        given = sent.get(field, given)
    return Asked(
        field,
        each["key"],
        each["found"],
        tuple(each["examples"]),
        each["guess"],
        given,
        tuple(_listed(each, told)),
        each["key"] in told["answers"],
    )


def _listed(each: Told, told: Told) -> list[tuple[str, str]]:
    """The answers of a question; for a column, every header of the file is one."""
    listed = [(value, text) for value, text in each["listed"]]
    if each["key"].startswith("column|") and listed:
        table = each["key"].split("|")[1]
        there = {value for value, _text in listed}
        of = [t for t in told.get("tables", ()) if t["table"] == table]
        listed += [(header, header) for header in _headers(of) if header not in there]
    return [(value, _("Leave it out") if value == LEAVE_OUT else text) for value, text in listed]


def _headers(tables: Any) -> list[str]:
    return [h for h in dict.fromkeys(h for each in tables for h in each["headers"]) if h]
