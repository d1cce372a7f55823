"""The desk of a region or country: which councils sent a return, and returns side by side."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from evenhand.data.definitions.amhp_return import return_edition, title_of
from evenhand.domain.amhp.returns import compare
from evenhand.domain.amhp.returns.compare import Compared
from evenhand.domain.amhp.returns.edition import ALL
from evenhand.domain.amhp.returns.protect import HIDDEN, ToldFigures
from evenhand.domain.disclosure.preset import Preset
from evenhand.domain.frameworks.role import Right
from evenhand.web.amhp.returns.presenters import rows, told_in_words
from evenhand.web.amhp.returns.queries import AmhpReturn, Content
from evenhand.web.bodies.queries import Body
from evenhand.web.submissions.states import in_words
from evenhand.web.submissions.whose_turn import WHO, turn_of

_NOT_BEGUN = gettext_lazy("not begun")


@dataclass(frozen=True, kw_only=True)
class Line:
    """One council's return of a year: where it stands, since when, and who can do the next thing."""

    body: Body
    state: str
    since: datetime | None
    turn: str


@dataclass(frozen=True, kw_only=True)
class Side:
    """One council beside the others: numbers as they are told, then rates and shares in words."""

    name: str
    cells: tuple[str, ...]


# Two tables: of people and posts, and of the work.
PEOPLE_HEADS = (
    gettext_lazy("AMHPs"),
    gettext_lazy("For every 100,000 people"),
    gettext_lazy("Full-time equivalents"),
    gettext_lazy("Vacant posts"),
    gettext_lazy("In training"),
)
WORK_HEADS = (
    gettext_lazy("Considerations"),
    gettext_lazy("For every 100,000 people"),
    gettext_lazy("Ended in detention"),
    gettext_lazy("With a delay"),
)


def lines_of(
    bodies: Sequence[Body], newest: Mapping[int, tuple[AmhpReturn, datetime]]
) -> list[Line]:
    """Every council, whether or not it has begun."""
    made = []
    for body in bodies:
        found = newest.get(body.pk)
        if found is None:
            turn = str(WHO[Right.UPLOAD])
            made.append(Line(body=body, state=str(_NOT_BEGUN), since=None, turn=turn))
            continue
        one, since = found
        made.append(Line(body=body, state=in_words(one.state), since=since, turn=turn_of(one)))
    return made


def counted(lines: Sequence[Line]) -> list[tuple[str, int]]:
    """How many councils are in each state, the most first."""
    return Counter(each.state for each in lines).most_common()


def side_by_side(
    readable: Mapping[int, AmhpReturn], contents: Sequence[Content], preset: Preset
) -> tuple[list[Side], list[Side]]:
    """Each council whose return is signed off, then all of them together: people, and the work."""
    shown: list[tuple[str, ToldFigures]] = [
        (str(each.body.name), each.told or {})
        for each in sorted(readable.values(), key=lambda one: one.body.name)
    ]
    if len(shown) > 1:
        sums = compare.together([each.figures for each in contents], preset)
        told: ToldFigures = {name: {ALL: value} for name, value in sums.items()}
        months = [each.told.get("months", {}).get(ALL) for each in contents]
        told["months"] = {ALL: min((n for n in months if isinstance(n, int)), default=None)}
        for item in ("residents", "posts-fte", "vacant-fte"):
            values = [each.figures.get(item, {}).get(ALL) for each in contents]
            known = [value for value in values if value is not None]
            told[item] = {ALL: sum(known) if len(known) == len(values) else None}
        # Each is told rounded already, so that anybody can add them up.
        fte = [each.told.get("fte", {}).get(ALL) for each in contents]
        whole = [value for value in fte if isinstance(value, int | float)]
        told["fte"] = {ALL: sum(whole) if len(whole) == len(fte) else HIDDEN}
        shown.append((_("All of these together"), told))
    return (
        [Side(name=name, cells=_of_people(told)) for name, told in shown],
        [Side(name=name, cells=_of_work(told)) for name, told in shown],
    )


def _of_people(told: ToldFigures) -> tuple[str, ...]:
    def number(item: str) -> str:
        return told_in_words(told.get(item, {}).get(ALL))

    return (
        number("people"),
        _rate(compare.rate(told, "people")),
        number("fte"),
        _share(compare.vacant(told)),
        number("trainees"),
    )


def _of_work(told: ToldFigures) -> tuple[str, ...]:
    number = told_in_words(told.get("considered", {}).get(ALL))
    return (
        number,
        _rate(compare.rate(told, "considered", a_year=True)),
        _share(compare.share(told, "detained", "considered")),
        _share(compare.share(told, "delayed", "considered")),
    )


def _rate(one: Compared) -> str:
    if one.value is None or one.low is None or one.high is None:
        return _why(one)
    return _("%(value).1f (%(low).1f to %(high).1f)") % {
        "value": one.value,
        "low": one.low,
        "high": one.high,
    }


def _share(one: Compared) -> str:
    if one.value is None:
        return _why(one)
    if one.low is None or one.high is None:
        return f"{one.value:.0%}"
    return _("%(value)s (%(low)s to %(high)s)") % {
        "value": f"{one.value:.0%}",
        "low": f"{one.low:.0%}",
        "high": f"{one.high:.0%}",
    }


def _why(one: Compared) -> str:
    if one.why == compare.PART:
        return _("part of a year")
    return _("hidden") if one.why == HIDDEN else _("not known")


def items_with_groups(readable: Mapping[int, AmhpReturn]) -> list[tuple[str, str]]:
    """Items of which at least one council's desk figures have groups: id and words."""
    edition = return_edition()
    there = {
        item
        for each in readable.values()
        for item, groups in (each.told or {}).items()
        if ALL not in groups
    }
    return [
        (item.id, edition.words_of(item)) for item in edition.items if item.id in there and item.of
    ]


def by_group(readable: Mapping[int, AmhpReturn], item: str) -> tuple[list[str], list[Side]]:
    """One item's groups as columns, a council a row."""
    known = return_edition().by_id[item]
    told = {each.body.name: (each.told or {}).get(item, {}) for each in readable.values()}
    groups = list(dict.fromkeys(group for of in told.values() for group in of))
    sides = [
        Side(
            name=str(name),
            cells=tuple(
                told_in_words(of[group]) if group in of else _("hidden") for group in groups
            ),
        )
        for name, of in sorted(told.items())
    ]
    return [title_of(known.by, group) for group in groups], sides


def state_rows(lines: Sequence[Line], day: str) -> list[dict[str, object]]:
    """The list as rows of a file."""
    return [
        {
            "body": each.body.name,
            "year to": day,
            "state": each.state,
            "since": timezone.localtime(each.since).date().isoformat() if each.since else None,
            "next": each.turn,
        }
        for each in lines
    ]


def figure_rows(readable: Mapping[int, AmhpReturn]) -> Iterator[dict[str, object]]:
    """Every number that the desk reads, one a row."""
    for one in sorted(readable.values(), key=lambda each: each.body.name):
        yield from rows(
            return_edition(one.edition),
            one.told or {},
            body=one.body.name,
            day=one.day.isoformat(),
            version=one.version,
            state=in_words(one.state),
            edition=one.edition,
        )
