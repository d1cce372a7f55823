"""The report on an AMHP service, from its data set or from rows of the site: the use case of both."""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from evenhand import __version__
from evenhand.data.definitions.amhp_answers import answer_lists
from evenhand.data.definitions.amhp_codes import code_lists
from evenhand.data.definitions.amhp_dataset import codes_of, data_set
from evenhand.data.definitions.load import ethnicity
from evenhand.domain.amhp.considerations import Consideration
from evenhand.domain.amhp.considerations_counts import by_outcome, delays_of, lasted_by_reason
from evenhand.domain.amhp.sight.asks import AsksOf, asks_kept, asks_of
from evenhand.domain.amhp.sight.cases import Case, Rows, cases
from evenhand.domain.amhp.sight.counts import Counting, MonthSafety, Tally, WorkCounts
from evenhand.domain.amhp.sight.groups import BINARY, BROAD, FINE, Dimension, dimensions, ethnic
from evenhand.domain.amhp.sight.hide import Way
from evenhand.domain.amhp.sight.kept import KeptMonth
from evenhand.domain.amhp.sight.months import SERIES, YEAR, last_day, last_whole_year, up_to
from evenhand.domain.amhp.sight.protect import (
    GivenAway,
    protected,
    safety_told,
)
from evenhand.domain.amhp.sight.protect_register import register_told, too_few
from evenhand.domain.amhp.sight.register import Register, register
from evenhand.domain.amhp.sight.report import SightReport
from evenhand.domain.amhp.sight.safety import cover, safety
from evenhand.domain.amhp.sight.together import (
    EachOf,
    Own,
    own_report,
    protected_together,
    register_together,
    safety_together,
)
from evenhand.domain.disclosure.preset import Preset, protection_in_words
from evenhand.domain.disclosure.suppress import CannotProtect
from evenhand.domain.frameworks.body import Body
from evenhand.domain.results.measurement import Inputs
from evenhand.pipeline.amhp_report_wanted import READERS, Given, SightWanted
from evenhand.pipeline.report import HASH_KEPT
from evenhand.pipeline.wrong_use import NotSafe


@dataclass
class Counted:
    """
    Considerations counted, service by service; `shown` are those of a report for the service itself,
    and `asks` what was asked for on their account, by whoever counted which.

    `own` is what each one's own report tells, where several processes have worked that out; `each_of`
    gives them more.
    """

    each: dict[str, Tally]
    shown: list[Consideration] = field(default_factory=list)
    asks: list[dict[date, KeptMonth]] = field(default_factory=list)
    own: dict[str, Own] = field(default_factory=dict)
    each_of: EachOf | None = None


def report_of(
    tables: Rows,
    given: Given,
    wanted: SightWanted,
    counted: Callable[[], Counted] | None = None,
) -> SightReport:
    """
    The report, from rows with the data set's columns (`domain.amhp.sight.cases.cases`).

    `counted` gives considerations that are counted already; their rows are then not looked at.
    Raises NotSafe where a reader outside could work out what is hidden.
    """
    rules, work = wanted.rules, Work(given, wanted)
    known, months = work.known, work.months
    residents = _residents(given.people or {})
    on_register = _register(tables, given, wanted, known[0], residents)
    safe = _safety(tables, given, months, rules)
    covered = cover(tables.get("shifts", ()), months)
    if counted is None:
        found = work.counted(cases(tables, body=given.bodies[0]))
        found.asks = work.asks(tables.get("asks", ()))
    else:
        found = counted()
    several = len(given.bodies) > 1
    name = given.called or (f"{len(given.bodies)} AMHP services" if several else given.bodies[0])
    return SightReport(
        body=Body(id=name, name=name, kind="region" if several else given.kind),
        bodies=tuple(given.bodies),
        shown=work.shown,
        counts=work.told(found),
        dimensions=known,
        residents=residents,
        safety=safe,
        cover=covered,
        asks=() if rules else _asks(found, given, work.shown),
        register=on_register,
        inputs=_inputs(given, wanted),
        audience=READERS[wanted.readers],
        preset=rules,
        protection=protection_in_words(rules) if rules else "",
        marked_as=given.marked_as,
        notes=tuple(given.notes) if rules is None else (),
        titles=_titles(),
        ends={each.code: each.ends for each in code_lists().outcomes.codes if each.ends},
    )


class Work:
    """Considerations counted as a report wants them: for each service by itself where there are several."""

    def __init__(self, given: Given, wanted: SightWanted) -> None:
        self.bodies, self.kept = given.bodies, given.kept
        self.codes = given.codes or code_lists()
        self.rules = wanted.rules
        self.known = dimensions(ethnicity())
        if self.rules is None:
            self.known = (*self.known, ethnic(ethnicity(), FINE))
        self.months = up_to(wanted.month, SERIES)
        self.shown = self.months[-wanted.months :]
        self.year = up_to(last_whole_year(wanted.month) if self.rules else wanted.month, YEAR)

    def counted(self, them: Iterable[Case]) -> Counted:
        """Every case, counted for its service."""
        each = {body: self._counting() for body in self.bodies}
        shown, now = frozenset(self.shown), []
        for case in them:
            each[case.body].add((case,))
            if self.rules is None and case.day and case.day.replace(day=1) in shown:
                now.append(case.consideration)
        for body, months in self.kept.items():
            for month, kept in months.items():
                if body in each:
                    each[body].take_kept(month, kept, body)
        return Counted({body: counting.tally for body, counting in each.items()}, now)

    def asks(self, rows: Iterable[Mapping[str, Any]]) -> list[dict[date, KeptMonth]]:
        """What was asked for: told to a service itself alone, so that nobody else's rows are read."""
        return [asks_kept(rows, self.shown)] if self.rules is None else []

    def own_reports(self, found: Counted) -> dict[str, Own]:
        """What each service's own report tells, where rules ask for protection."""
        if self.rules is None:
            return {}
        ways: list[Way] = []
        return {
            body: own_report(self._counting(tally).done(), self.known, self.rules, ways)
            for body, tally in found.each.items()
        }

    def told(self, found: Counted) -> WorkCounts:
        """The counts, protected where rules ask for it. Raises NotSafe."""
        whole = self._counting()
        for tally in found.each.values():
            whole.tally.take_in(tally)
        counts = whole.done()
        if self.rules is None:
            return self._with_codes(counts, found.shown)
        if len(found.each) > 1:
            each = [self._counting(tally).done() for tally in found.each.values()]
            own = [found.own[body] for body in found.each] if found.own else ()
            return protected_together(counts, each, self.known, self.rules, own, found.each_of)
        try:
            return protected(counts, self.known, self.rules)
        except (GivenAway, CannotProtect) as wrong:
            raise NotSafe(
                f"{self.bodies[0]}: nothing was written, because a reader could work out hidden "
                f"numbers: {wrong}."
            ) from wrong

    def _counting(self, tally: Tally | None = None) -> Counting:
        return Counting(self.codes, self.months, self.year, self.known, tally)

    def _with_codes(self, counts: WorkCounts, them: Sequence[Consideration]) -> WorkCounts:
        """With every outcome and reason of the months shown, those kept of deleted rows too."""
        kept = [
            found
            for months in self.kept.values()
            for month, found in months.items()
            if month in self.shown
        ]
        lasted = lasted_by_reason(them, self.codes.delays)
        for found in kept:
            for (reason,), number in found.under("reason").items():
                times = found.times("reason", reason)
                untimed = [None] * (number - len(times))
                lasted[reason] = [*lasted.get(reason, ()), *times, *untimed]
        return replace(
            counts,
            outcomes={
                code: number + sum(found.number("outcome", code) for found in kept)
                for code, number in by_outcome(them, self.codes.outcomes).items()
            },
            reasons=delays_of(lasted, self.codes.delays),
        )


def _asks(found: Counted, given: Given, shown: Sequence[date]) -> tuple[AsksOf, ...]:
    order = [each.code for each in answer_lists()["asked"].codes]
    kept = (given.kept.get(body, {}) for body in given.bodies)
    return asks_of((*found.asks, *kept), shown, order)


def _residents(people: Mapping[str, int]) -> dict[str, int]:
    """Residents of every group of the groupings in use; nothing where nobody said."""
    if not people:
        return {}
    return {
        group.slug: sum(people.get(category, 0) for category in group.categories)
        for grouping in (FINE, BROAD, BINARY)
        for group in ethnicity().grouping(grouping).groups
    }


def _safety(
    tables: Rows, given: Given, months: Sequence[date], rules: Preset | None
) -> tuple[MonthSafety, ...]:
    """Safety records by month, as readers may be told them."""
    each = _by_body(tables.get("safety", ()), given)
    kept = tuple(safety((row for rows in each.values() for row in rows), months))
    if rules is None:
        return kept
    if len(each) > 1:
        return safety_together(kept, [tuple(safety(rows, months)) for rows in each.values()], rules)
    return tuple(safety_told(month, rules) for month in kept)


def _by_body(rows: Iterable[Mapping[str, Any]], given: Given) -> dict[str, list[Mapping[str, Any]]]:
    """Rows of each service that has any; a row without "body" is of the first."""
    found: dict[str, list[Mapping[str, Any]]] = {}
    for row in rows:
        found.setdefault(row.get("body", given.bodies[0]), []).append(row)
    return found


def _register(
    tables: Rows,
    given: Given,
    wanted: SightWanted,
    broad: Dimension,
    residents: Mapping[str, int],
) -> Register | None:
    """The register's health, None where the set has no such table or it cannot be told."""
    each, rules = _by_body(tables.get("amhps", ()), given), wanted.rules
    if not each:
        return None
    rows = [row for of in each.values() for row in of]
    group_of = {
        code: broad.of(_of_ethnicity(code)) for code in {row.get("ethnicity", "") for row in rows}
    }

    def counted(them: Iterable[Mapping[str, Any]]) -> Register:
        day = last_day(wanted.month)
        return register(them, day, ethnic=broad, group_of=group_of, residents=residents)

    found = counted(rows)
    if rules is None:
        return found
    if len(each) > 1:
        return register_together(found, [counted(of) for of in each.values()], rules)
    if too_few(found, rules):
        return None
    try:
        return register_told(found, rules)
    except CannotProtect:
        return None


def _of_ethnicity(code: str) -> Case:
    return next(cases({"considerations": [{"reference": "one", "ethnicity": code}]}))


def _titles() -> dict[str, dict[str, str]]:
    lists = {
        name: {each.code: each.title for each in found.codes}
        for name, found in answer_lists().items()
    }
    codes = code_lists()
    for name in ("outcomes", "delays"):
        lists[name] = {each.code: each.title for each in getattr(codes, name).codes}
    profession = data_set().by_name["amhps"].by_name["profession"]
    lists["profession"] = {each.code: each.title for each in codes_of(profession)}
    return lists


def _inputs(given: Given, wanted: SightWanted) -> Inputs:
    """What went in. Hashes of records are for the service alone, as in every report."""
    outside = wanted.rules is not None
    text = "".join(f"{name}\0{digest}\n" for name, digest in given.files)
    options: dict[str, Any] = {
        "month": f"{wanted.month:%Y-%m}",
        "months": str(wanted.months),
        "readers": wanted.readers,
        "preset": wanted.preset,
    }
    return Inputs(
        version=__version__,
        editions=(f"AMHP data set {data_set().edition}",),
        files=() if outside else tuple(given.files),
        pack_hash=HASH_KEPT if outside else hashlib.sha256(text.encode()).hexdigest(),
        options={name: value for name, value in options.items() if value},
    )
