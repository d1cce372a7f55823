"""What pages and files of a return show."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from evenhand.data.definitions.amhp_return import title_of
from evenhand.domain.amhp.returns.checks import ERROR, Before, Query
from evenhand.domain.amhp.returns.edition import ALL, FTE, Figures, Item, ReturnEdition, said
from evenhand.domain.amhp.returns.protect import HIDDEN, Told, ToldFigures
from evenhand.domain.frameworks.role import Right
from evenhand.web.amhp.returns.queries import AmhpReturn
from evenhand.web.submissions.states import MOVES, State

# What can be done with a return on its own page: which move it is, by what name the page asks for it.
TO_DO = {
    "send": "send to review",
    "pass": "",
    "changes": "request changes",
    "sign": "sign off",
    "back": "take back",
    "release": "release",
    "withdraw": "withdraw",
    "withdraw-release": "withdraw release",
}


@dataclass(frozen=True, kw_only=True)
class Line:
    """One number of a return: `group` is "" for the item itself. `before` is last year's."""

    item: str
    group: str
    words: str
    number: str
    before: str = ""
    about: str = ""


@dataclass(frozen=True, kw_only=True)
class Table:
    """
    A heading with its numbers.

    `open`: something in it has to be put right, or somebody was asked and did not know.
    """

    slug: str
    title: str
    lines: tuple[Line, ...]
    open: bool = False

    @property
    def first(self) -> Line | None:
        """The number that the table begins with; None where it begins with groups."""
        return self.lines[0] if self.lines[0].number else None


def told_in_words(value: Told) -> str:
    """A number that leaves the authority, hidden and not known kept apart."""
    if isinstance(value, str):
        return _("hidden") if value == HIDDEN else value
    return said(value) if value is not None else _("not known")


def words_of(item: Item) -> str:
    """An item's words, with its unit where they leave it open."""
    open_still = item.unit == FTE and FTE not in item.words.lower()
    return f"{item.words} ({item.unit})" if open_still else item.words


def tables(
    edition: ReturnEdition,
    figures: Figures | ToldFigures,
    before: Before | None = None,
    found: Iterable[Query] = (),
) -> list[Table]:
    """Every part that has numbers. A group of nought that was nought last year too stands there."""
    made = []
    wrong = {each.item for each in found if each.severity == ERROR}
    unsaid = {each.id for each in edition.asked if figures.get(each.id, {}).get(ALL) is None}
    for part in edition.parts:
        lines = [
            line
            for item in edition.of_part(part.slug)
            if item.id in figures
            for line in _lines(edition, item, figures[item.id], before)
        ]
        if lines:
            made.append(
                Table(
                    slug=part.slug,
                    title=part.title,
                    lines=tuple(lines),
                    open=any(each.item in wrong | unsaid for each in lines),
                )
            )
    return made


def _lines(
    edition: ReturnEdition, item: Item, groups: Mapping[str, Told], before: Before | None
) -> Iterator[Line]:
    then = before.figures.get(item.id, {}) if before else {}
    if not item.by or ALL in groups:
        yield Line(
            item=item.id,
            group=ALL,
            words=words_of(item),
            number=told_in_words(groups.get(ALL)),
            before=said(then[ALL]) if ALL in then else "",
            about=item.definition,
        )
        return
    yield Line(
        item=item.id, group=ALL, words=edition.words_of(item), number="", about=item.definition
    )
    if not groups:
        yield Line(item=item.id, group=ALL, words="", number=_("not known"))
    for group, number in groups.items():
        if number or then.get(group):
            yield Line(
                item=item.id,
                group=group,
                words=title_of(item.by, group),
                number=told_in_words(number),
                before=said(then[group]) if group in then else "",
            )


def rows(
    edition: ReturnEdition, figures: Figures | ToldFigures, /, **more: object
) -> Iterator[dict[str, object]]:
    """One row a number, for a file: `number` is empty and `why` says so where there is none."""
    for item in edition.items:
        for group, number in figures.get(item.id, {}).items():
            hidden = isinstance(number, str)
            yield {
                **more,
                "item": item.id,
                "words": edition.words_of(item),
                "unit": item.unit,
                "group": group,
                "group in words": title_of(item.by, group) if group else "",
                "number": None if hidden else number,
                "why": "hidden to protect people"
                if hidden
                else "not known"
                if number is None
                else "",
            }


def by_what_to_do(
    edition: ReturnEdition, found: Iterable[Query]
) -> list[tuple[str, str, list[tuple[str, str]]]]:
    """
    What a check found, by how grave it is and what to do: each of these is said once.

    Each message stands with the part of the return whose numbers it is about; "": none.
    """
    part = {each.id: each.part for each in edition.items}
    groups: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for each in found:
        groups.setdefault((each.severity, each.fix), []).append(
            (each.message, part.get(each.item, ""))
        )
    return [(severity, fix, messages) for (severity, fix), messages in groups.items()]


def may_do(one: AmhpReturn, rights: Collection[Right]) -> list[str]:
    """What somebody with these rights can do with a return as it stands."""
    state = State(one.state)
    found = []
    for name, move in TO_DO.items():
        if name == "pass":
            can = state is State.IN_REVIEW and Right.REVIEW in rights and one.reviewed_at is None
        else:
            step = MOVES[move]
            can = state in step.before and step.right in rights
            if name == "sign":
                can = can and one.reviewed_at is not None
        if can:
            found.append(name)
    return found
