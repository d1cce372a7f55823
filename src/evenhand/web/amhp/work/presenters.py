"""What pages of a consideration show: its parts in words, its legal limits, what is asked about."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeAlias

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from evenhand.data.definitions.amhp_answers import answer_lists
from evenhand.data.definitions.amhp_clocks import rule_book
from evenhand.domain.amhp.clocks import Limit
from evenhand.domain.amhp.clocks_of_work import Running, lasted_in_words
from evenhand.domain.amhp.clocks_rules import Version
from evenhand.domain.amhp.clocks_time import at_london, said_day
from evenhand.domain.amhp.considerations_codes import CodeList, CodeLists
from evenhand.domain.amhp.merging import Fields, Plain
from evenhand.web.amhp.work import fields
from evenhand.web.amhp.work.words import BESIDE_LABELS, LABELS, NO, NOT_RECORDED, YES

Text: TypeAlias = str | Promise
# Times of what stands beside a consideration, and lists that are not called like the field.
_MOMENTS = ("asked", "answered", "since", "until", "starts", "met")
_OF_BESIDE = {"what": "asked", "kind": "note_kind"}
_LISTED = ("request", "referrer", "outcome")


@dataclass(frozen=True)
class Words:
    """What codes, people and times are called: the lists of a body and the names of its people."""

    lists: CodeLists
    people: Mapping[int, str]

    def of(self, name: str, kept: Plain) -> Text:
        """The value of a field in words."""
        if kept is None or kept == "":
            return NOT_RECORDED
        if name in fields.TIMES:
            return moment(datetime.fromisoformat(str(kept)))
        if name in fields.DATES:
            return said_day(datetime.fromisoformat(str(kept)).date())
        if name in fields.FLAGS:
            return YES if kept else NO
        if name in fields.PEOPLE:
            return self.people.get(int(kept), NOT_RECORDED)
        if name in fields.MANY:
            return ", ".join(self._title(name, code) for code in str(kept).split(","))
        if name in fields.CODES:
            return self._title(name, str(kept))
        return str(kept)

    def beside(self, name: str, kept: Plain) -> Text:
        """The value of a field of what stands beside a consideration, in words."""
        if kept is None or kept == "":
            return NOT_RECORDED
        if name in _MOMENTS:
            return moment(datetime.fromisoformat(str(kept)))
        if isinstance(kept, bool):
            return YES if kept else NO
        if name == "reason":
            return title_of(self.lists.delays, str(kept))
        if name == "rule":
            rule = rule_book().rule(str(kept))
            return rule.title if rule else str(kept)
        known = answer_lists().get(_OF_BESIDE.get(name, name))
        return known.title_of(str(kept)) if known else str(kept)

    def _title(self, name: str, code: str) -> str:
        if name in _LISTED:
            return title_of(getattr(self.lists, fields.CODES[name]), code)
        if name == "triage":
            return {"proceed": _("Taken further"), "not appropriate": _("Not taken further")}.get(
                code, code
            )
        return answer_lists()[fields.CODES.get(name, name)].title_of(code)


@dataclass(frozen=True)
class Line:
    """One field of a record in words."""

    label: Text
    said: Text
    empty: bool


@dataclass(frozen=True)
class ClockShown:
    """A legal limit as a page shows it: what runs, when it ends, how long that is, and by what law."""

    title: str
    ends: str
    left: str
    runs: bool
    past: bool
    number: int
    starts: str
    rule: str
    version: Version | None
    notes: tuple[str, ...]


@dataclass(frozen=True)
class FieldBeside:
    """A field that two people changed: what stands, and what was kept beside it."""

    name: str
    label: Text
    stands: Text
    beside: Text


def title_of(known: CodeList, code: str) -> str:
    """The words of a code of a list or of a service's own; the code itself where it is on neither."""
    titles = {each.code: each.title for each in known.codes}
    titles |= {each.code: each.title for each in known.local}
    return titles.get(code, code)


def lines_of(row: object, names: Sequence[str], words: Words) -> list[Line]:
    """Fields of a record in words, in the order of the names."""
    found = []
    for name in names:
        kept = fields.plain(getattr(row, fields.column(name)))
        none = kept in (None, "") or (name == "extended_hours" and kept == "0")
        found.append(Line(LABELS[name], NOT_RECORDED if none else words.of(name, kept), none))
    return found


def clocks_shown(running: Sequence[Running], at: datetime) -> list[ClockShown]:
    """Legal limits with the time that is left, those that run first."""
    return [clock_shown(each, at) for each in running]


def beside_shown(after: Fields, row: object, words: Words) -> list[FieldBeside]:
    """The fields of a change that was kept beside, each with what stands now."""
    return [
        FieldBeside(
            name,
            LABELS[name],
            words.of(name, fields.plain(getattr(row, fields.column(name)))),
            words.of(name, value),
        )
        for name, value in after.items()
    ]


def changes_shown(
    before: Fields, after: Fields, words: Words, *, about: str = ""
) -> list[tuple[Text, Text, Text]]:
    """Fields of a change in words: label, before, after."""
    if about:
        return [
            (BESIDE_LABELS[name], words.beside(name, before.get(name)), words.beside(name, value))
            for name, value in after.items()
        ]
    return [
        (LABELS[name], words.of(name, before.get(name)), words.of(name, value))
        for name, value in after.items()
    ]


def moment(instant: datetime) -> str:
    """An instant as London's clocks show it; BST or GMT is said, since clocks change at night."""
    there = at_london(instant)
    return f"{said_day(there.date())}, {there:%H:%M} {there:%Z}"


def lasted(since: datetime | None, until: datetime | None) -> str:
    """How long something took, in words; "" where a time is missing or they are the wrong way round."""
    if since is None or until is None or until < since:
        return ""
    return lasted_in_words(until - since)


def clock_shown(running: Running, at: datetime) -> ClockShown:
    """One legal limit in words, as it stands at an instant."""
    rule, limit = rule_book().rule(running.rule), running.limit
    left = running.deadline - at if running.deadline else None
    return ClockShown(
        title=rule.title if rule else running.rule,
        ends=_ends(limit, running),
        left=_left(running, left),
        runs=running.runs,
        past=running.runs and left is not None and left < timedelta(0),
        number=running.number,
        starts=moment(running.starts),
        rule=running.rule,
        version=limit.version if limit else None,
        notes=limit.notes if limit else (),
    )


def _ends(limit: Limit | None, running: Running) -> str:
    if limit is None:
        return running.problem
    if limit.ends:
        return _("Ends %(when)s") % {"when": moment(limit.ends)}
    said = limit.in_words()
    return said[0].upper() + said[1:]


def _left(running: Running, left: timedelta | None) -> str:
    if running.over:
        return _("Over: %(when)s") % {"when": moment(running.over)}
    if left is None:
        return ""
    if left < timedelta(0):
        return _("Ended %(long)s ago") % {"long": lasted_in_words(-left)}
    return _("%(long)s left") % {"long": lasted_in_words(left)}
