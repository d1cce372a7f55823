"""A return as readers outside the authority may be told it: the desk of a region or country.

They may have the service's own board reports of the same year as well. So what both tell is told by
the same rules and comes out alike: the year's totals and ethnic groups (sight.protect), the register
(sight.protect_register). What the return adds is protected beside them, and dropped where a reader
of everything could tell a hidden number.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from evenhand.domain.amhp.returns.edition import ALL, ReturnEdition, Value, single
from evenhand.domain.amhp.returns.fill import Filled
from evenhand.domain.amhp.sight.counts import MonthDelays, WorkCounts
from evenhand.domain.amhp.sight.groups import Dimension
from evenhand.domain.amhp.sight.hide import Name, Sums, month_sums, told_of
from evenhand.domain.amhp.sight.protect import (
    FEWEST_TIMED,
    GivenAway,
    delays_told,
    protected,
    sums_of_month,
)
from evenhand.domain.amhp.sight.protect_register import (
    register_sums,
    register_told,
    too_few,
)
from evenhand.domain.amhp.sight.register import APPROVED, SUSPENDED, TRAINEE, Register, register
from evenhand.domain.disclosure.preset import Preset
from evenhand.domain.disclosure.suppress import CannotProtect

# What stands where a number is not shown to protect people. None is "not known", as everywhere.
HIDDEN = "hidden"
Told = int | float | str | None
ToldFigures = dict[str, dict[str, Told]]
_YEAR = "the year"
_SOCIAL_WORKERS, _OTHERS = "SW", "other professions"
_MONTH = ("considered", "attended", "completed", "detained", "otherwise")


@dataclass(frozen=True, kw_only=True)
class Outside:
    """Who reads, by which rules: `ways` are all that board reports break a year down by."""

    ways: Sequence[Dimension]
    group_of: Mapping[str, str]
    preset: Preset


def told(edition: ReturnEdition, filled: Filled, day: date, outside: Outside) -> ToldFigures:
    """The items that leave the authority, by item and group."""
    found: ToldFigures = {item.id: {ALL: single(filled.figures, item.id)} for item in edition.asked}
    for item in ("places", "places-filled", "months"):
        found[item] = {ALL: single(filled.figures, item)}
    found |= _people(filled, day, outside)
    found |= _work(filled, outside)
    return {item.id: found[item.id] for item in edition.items if item.id in found}


def _shown(value: Value) -> Told:
    return HIDDEN if value is None else value


def _people(filled: Filled, day: date, outside: Outside) -> ToldFigures:
    if not filled.people:
        return {item: {ALL: None} for item in ("people", "fte", "trainees")}
    rows = [row for row in filled.people if not _had_ended(row, day)]
    ethnic = outside.ways[0]
    found = register(rows, day, ethnic=ethnic, group_of=outside.group_of, residents={})
    try:
        if too_few(found, outside.preset):
            raise CannotProtect("too few people")
        shown = register_told(found, outside.preset)
    except CannotProtect:
        return {item: {ALL: HIDDEN} for item in ("people", "fte", "trainees")}
    here = [row for row in rows if row["status"] in (APPROVED, SUSPENDED)]
    people = told_of(
        register_sums(found).counts, register_sums(found).hidden(outside.preset), outside.preset
    )["people"]
    return {
        "people": {ALL: _shown(people)},
        "people-status": {APPROVED: _shown(shown.approved), SUSPENDED: _shown(shown.suspended)},
        "fte": {ALL: _fte(found, people)},
        "people-age": {name: _shown(n) for name, n in shown.ages.items()},
        "people-ethnicity": {each.slug: _shown(each.people) for each in shown.workforce},
        "trainees": {ALL: _shown(shown.trainees)},
        **_beside(found, here, outside.preset),
    }


def _had_ended(row: Mapping[str, Any], day: date) -> bool:
    return bool(row["status"] == TRAINEE and row.get("ended") and row["ended"] <= day)


def _fte(found: Register, people: int | None) -> Told:
    """Rounded to whole ones, of ten people or more; nobody's own share can be told from it."""
    if found.fte is None:
        return None
    if people is None or (found.fte_known or 0) < FEWEST_TIMED:
        return HIDDEN
    return round(found.fte)


def _beside(found: Register, here: Sequence[Mapping[str, Any]], preset: Preset) -> ToldFigures:
    """Professions and sex: parts of all people that no board report tells, protected beside them."""
    base, extra = register_sums(found), Sums()
    extra.show("people", len(here), worth=20.0)
    social = sum(row.get("profession") == _SOCIAL_WORKERS for row in here)
    ways: dict[str, dict[str, int]] = {
        "people-profession": {_SOCIAL_WORKERS: social, _OTHERS: len(here) - social},
        "people-sex": dict.fromkeys(("FEMALE", "MALE", "NOT_KNOWN"), 0),
    }
    for row in here:
        sex = row.get("sex") or ""
        ways["people-sex"][sex if sex in ("FEMALE", "MALE") else "NOT_KNOWN"] += 1
    for way, groups in ways.items():
        for name, count in groups.items():
            extra.show((way, name), count)
        extra.part("people", *[(way, name) for name in groups])
    gone = base.hidden(preset)
    if "people" in gone:
        return {}
    extra.elsewhere.add("people")
    try:
        hidden = extra.hidden(preset)
    except CannotProtect:
        return {}
    if _joined(base, extra).given_away(preset, gone | hidden):
        return {}
    shown = told_of(extra.counts, hidden, preset)
    return {
        way: {name: _shown(shown[way, name]) for name in groups} for way, groups in ways.items()
    }


def _joined(one: Sums, other: Sums) -> Sums:
    return Sums(
        counts=one.counts | other.counts,
        printed=one.printed | other.printed,
        sums=[*one.sums, *other.sums],
    )


def _work(filled: Filled, outside: Outside) -> ToldFigures:
    if single(filled.figures, "considered") is None:
        return {item: {ALL: None} for item in ("considered", "detained", "delayed")}
    counts, preset = filled.work, outside.preset
    try:
        shown = protected(counts, outside.ways, preset)
    except (GivenAway, CannotProtect):
        return {item: {ALL: HIDDEN} for item in ("considered", "detained", "delayed")}
    year = shown.whole_year
    groups = shown.groups[outside.ways[0].name]
    return {
        "considered": {ALL: _shown(year.considered)},
        "considered-ethnicity": {name: _shown(n.considered) for name, n in groups.items()},
        **_what_came_of_it(counts, shown, preset),
        "detained": {ALL: _shown(year.detained)},
        "detained-ethnicity": {name: _shown(n.detained) for name, n in groups.items()},
        "delayed": {ALL: _shown(year.delayed)},
        **_delays(counts, preset),
    }


def _what_came_of_it(counts: WorkCounts, shown: WorkCounts, preset: Preset) -> ToldFigures:
    """Attended and completed over the year, where no month's hidden number follows from them."""
    whole = {kind: sum(getattr(month, kind) or 0 for month in counts.work) for kind in _MONTH}
    attended, completed = whole["attended"], whole["completed"]
    year = month_sums(
        _YEAR,
        whole["detained"],
        whole["otherwise"],
        attended - completed,
        whole["considered"] - attended,
    )
    year.elsewhere |= {
        (_YEAR, kind)
        for kind in ("considered", "detained")
        if getattr(shown.whole_year, kind) is not None
    }
    hidden_items: ToldFigures = {"attended": {ALL: HIDDEN}, "completed": {ALL: HIDDEN}}
    try:
        hidden = year.hidden(preset)
    except CannotProtect:
        return hidden_items
    gone, joined = set(hidden), year
    for month in counts.work:
        sums = sums_of_month(month)
        gone |= sums.hidden(preset)
        joined = _with_elsewhere(_joined(joined, sums), year.elsewhere)
    joined.sums += [
        ((_YEAR, kind), tuple((month.month, kind) for month in counts.work)) for kind in _MONTH
    ]
    if joined.given_away(preset, frozenset(gone)):
        return hidden_items
    found = told_of(year.counts, hidden, preset)
    return {kind: {ALL: _shown(found[_YEAR, kind])} for kind in ("attended", "completed")}


def _with_elsewhere(sums: Sums, names: set[Name]) -> Sums:
    sums.elsewhere |= names
    return sums


def _delays(counts: WorkCounts, preset: Preset) -> ToldFigures:
    """Delays of the year by what stood in the way, and hours: by the rules of a month's delays."""
    numbers: dict[str, Told] = {}
    hours: dict[str, Told] = {}
    for name, months in counts.obstacles.items():
        known = [month.hours for month in months if month.hours is not None]
        year = MonthDelays(
            month=counts.months[0],
            number=sum(month.number or 0 for month in months),
            timed=sum(month.timed or 0 for month in months),
            hours=sum(known) if known else None,
            largest=max((month.largest or 0.0 for month in months), default=0.0),
        )
        shown = delays_told(year, preset)
        numbers[name], hours[name] = _shown(shown.number), _shown(shown.hours)
    return {"delays-reason": numbers, "delay-hours-reason": hours}
