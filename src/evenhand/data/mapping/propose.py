"""Proposes how an extract is to be read: every sheet, then whose records they are and their ladder."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from evenhand.data.definitions.load import ethnic_words
from evenhand.data.mapping.about import (
    COUNCIL,
    KINDS,
    NHS,
    STANDARDS,
    day_in_data,
    last_march,
    said_day,
    said_organisation,
    year_later,
)
from evenhand.data.mapping.grades import is_afc, rungs_of, surely_afc
from evenhand.data.mapping.layout import find_layout, is_pivot
from evenhand.data.mapping.memory import Memory
from evenhand.data.mapping.one_sheet import OneSheet
from evenhand.data.mapping.profile import days_of, profiles
from evenhand.data.mapping.proposal import (
    About,
    Choose,
    Mapped,
    Proposal,
    Question,
    Unsure,
)
from evenhand.data.mapping.sheets import Sheet, files_of, sheets_of
from evenhand.data.mapping.words import header_words
from evenhand.data.readers.dates import read_date
from evenhand.data.readers.readings import AFC

_ALSO = ("events", "applications")


@dataclass
class _Found:
    """A sheet that became a table."""

    one: OneSheet
    table: Mapped


@dataclass
class _Work:
    choose: Choose
    memory: Memory | None
    unsure: list[Unsure] = field(default_factory=list)
    looked: list[tuple[Sheet, int]] = field(default_factory=list)

    def note(self, where: str, what: str, fix: str) -> None:
        self.unsure.append(Unsure(where, what, fix))


def propose(
    path: Path,
    about: About,
    choose: Choose,
    *,
    today: date,
    memory: Memory | None = None,
) -> Proposal:
    """
    The proposal for the file or folder at `path`. What is not given in `about` is guessed.

    `choose` is asked whatever an earlier mapping does not say; it answers with the guess to accept.
    A guess that was only accepted is still listed as unsure.
    """
    work = _Work(choose, memory)
    found = _one_of_each(list(_tables(path, work)), work)
    proposal = Proposal(about, [each.table for each in found])
    _ladder(proposal, found, work)
    proposal.about = _whose(path, proposal, about, found, work, today)
    for each in found:
        proposal.left_out |= {key: texts for key, texts in each.one.left_out.items() if texts}
        if each.one.system:
            proposal.systems.append(each.one.system.name)
            if each.one.system.note:
                work.note(each.one.sheet.name, each.one.system.note, "Nothing needs doing.")
    proposal.unsure = work.unsure
    return proposal


def _tables(path: Path, work: _Work) -> Iterator[_Found]:
    words = header_words()
    for file in files_of(path):
        for sheet in sheets_of(file, words.knows):
            if problem := _problem(sheet):
                work.note(sheet.name, *problem)
                continue
            layout = find_layout(sheet.rows, words.knows, _is_group)
            if layout is None:
                what = "no row of it was recognised as a header, so it is left out."
                work.note(sheet.name, what, "Where it is a table, describe it in pack.toml.")
                continue
            work.looked.append((sheet, layout.first))
            columns = profiles(sheet.rows, layout)
            if not any(each.filled for each in columns):
                work.note(sheet.name, "there are no rows below its header.", "It is left out.")
                continue
            one = OneSheet(sheet, layout, columns, words, work.choose, work.memory)
            mapped = one.map()
            work.unsure += one.unsure
            if mapped:
                yield _Found(one, mapped)


def _is_group(header: str) -> bool:
    return len(header) > 1 and ethnic_words().meaning(header) is not None


def _problem(sheet: Sheet) -> tuple[str, str] | None:
    if sheet.problem:
        return sheet.problem, "It is left out."
    if not any(any(cell.strip() for cell in row) for row in sheet.rows):
        return "it is empty.", "It is left out."
    if is_pivot(sheet.rows):
        fix = "Ask for the rows that it was made of."
        return "it is a pivot table: it holds sums, and no rows to count.", fix
    return None


def _one_of_each(found: list[_Found], work: _Work) -> list[_Found]:
    """One source of each table, except where several can be put together: those with most columns."""
    kept: list[_Found] = []
    for each in sorted(found, key=lambda f: -len(f.table.columns)):
        there = [other for other in kept if other.table.table == each.table.table]
        if there and each.table.table not in _ALSO:
            what = f"it is {each.table.table}, as {there[0].one.sheet.name} is, which has more columns."
            fix = f"It is left out. Name the right file under tables.{each.table.table}."
            work.note(each.one.sheet.name, what, fix)
        else:
            kept.append(each)
    order = ("staff", "applications", "events", "survey", "counts", "population")
    return sorted(kept, key=lambda f: (order.index(f.table.table), f.one.sheet.name))


def _ladder(proposal: Proposal, found: list[_Found], work: _Work) -> None:
    if work.memory and (entry := work.memory.manifest.ladder):
        proposal.ladder, proposal.rungs = entry.slug, entry.rungs
        if entry.steps:
            proposal.steps = dict(entry.steps)
    staff = next((each for each in found if each.table.table == "staff"), None)
    grades = staff.one.by_name(staff.table, "pay_band") if staff else None
    if staff is None or grades is None or not grades.filled:
        return
    where = f"{staff.one.sheet.name}, {grades.header}"
    if proposal.rungs:
        new = sum(1 for each in grades.values if each not in proposal.rungs)
        if new:
            work.note(where, f"{new} of its grades are new.", "Put them on the ladder in rungs.")
        return
    if proposal.ladder or is_afc(grades):
        if not proposal.ladder and not surely_afc(grades):
            what = "the grades are plain numbers, and were taken for bands of Agenda for Change."
            work.note(where, what, "If they are others, write [ladder] with rungs.")
        proposal.ladder = proposal.ladder or AFC
        return
    pay = staff.one.by_name(staff.table, "salary") or staff.one.by_name(staff.table, "hourly_pay")
    rows = list(staff.one.sheet.rows[staff.one.layout.first :])
    proposal.rungs, how = rungs_of(grades, rows, pay)
    if not proposal.rungs:
        fix = "Write [ladder] with rungs from lowest to highest."
        work.note(where, f"no ladder was made of the grades: {how}.", fix)
        return
    what = f"the grades were put in order {how}; which are lower, middle and upper is not known."
    work.note(where, what, "Check rungs in [ladder], and add steps for the race disparity ratio.")


def _whose(
    path: Path, proposal: Proposal, about: About, found: list[_Found], work: _Work, today: date
) -> About:
    old = work.memory.manifest if work.memory else None
    body = old.body if old else None
    title, titled = said_organisation(work.looked)
    guessed = titled or (NHS if proposal.ladder == AFC or _is_nhs(proposal) else COUNCIL)
    kind = about.kind or (body.kind if body else "") or _ask(
        work, "body|kind", "What kind of body is it?", guessed, KINDS
    )  # fmt: skip
    id_ = about.id or (body.id if body else "") or _ask(
        work, "body|id", "What is the body's short id?", "BODY"
    )  # fmt: skip
    name = about.name or (body.name if body else "") or _ask(
        work, "body|name", "What is the body called on its pages?", title or id_
    )  # fmt: skip
    for key, value, guess in (
        ("kind", kind, guessed),
        ("id", id_, "BODY"),
        ("name", name, title or id_),
    ):
        if not getattr(about, key) and not body and value == guess:
            work.note("pack.toml", f"{key} of [body] is a guess: {value}.", "Put it right there.")
    standards = about.standards or (old.all_standards() if old else ())
    return replace(
        about,
        id=id_,
        name=name,
        kind=kind,
        snapshot=about.snapshot or _day(found, work, today),
        standards=standards or STANDARDS.get(kind, ("nhs-wres",)),
    )


def _is_nhs(proposal: Proposal) -> bool:
    return any(table.table == "counts" and table.across for table in proposal.tables)


def _day(found: list[_Found], work: _Work, today: date) -> date:
    fix = "Give --snapshot, or put it right under [year]."
    if said := said_day(work.looked, today):
        day, where = said
        work.note("pack.toml", f"the day {day} was read from {where}.", fix)
        return day
    if work.memory:
        guess = year_later(max(year.snapshot for year in work.memory.manifest.all_years()))
        why = "it is a year after the last one"
    else:
        guess, why = _likely_day(found, today)
        answer = _ask(work, "year|snapshot", "On which day is the workforce counted?", str(guess))
        said_then, problem = read_date(answer, latest_year=today.year + 1)
        if said_then and said_then != guess:
            return said_then
        if problem:
            why = f"the answer was no day like {today}"
    work.note("pack.toml", f"no file says its day; {guess} is a guess: {why}.", fix)
    return guess


def _likely_day(found: list[_Found], today: date) -> tuple[date, str]:
    days: dict[str, list[date]] = {"staff": [], "events": []}
    for each in found:
        for name in ("start_date", "leave_date", "date"):
            profile = each.one.by_name(each.table, name)
            if profile and each.table.table in days:
                first = each.table.dates == "month-first"
                days[each.table.table] += days_of(profile, month_first=first)
    if day := day_in_data(days["staff"], days["events"], today):
        return day, "the dates in the records end before it"
    return last_march(today), "the last 31 March"


def _ask(
    work: _Work, key: str, found: str, guess: str, choices: tuple[str, ...] = ()
) -> str:  # fmt: skip
    answer = work.choose(Question(key, found, (), guess, choices, free=not choices, must=True))
    return guess if not answer.strip() else answer.strip()
