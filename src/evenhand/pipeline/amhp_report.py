"""The report on an AMHP service, from its data set or from rows of the site: the use case of both."""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from evenhand import __version__
from evenhand.data.definitions.amhp_answers import answer_lists
from evenhand.data.definitions.amhp_codes import code_lists
from evenhand.data.definitions.amhp_dataset import codes_of, data_set
from evenhand.data.definitions.load import ethnicity
from evenhand.domain.amhp.considerations_counts import by_outcome, delays_by_reason
from evenhand.domain.amhp.sight.cases import Case, Rows, cases
from evenhand.domain.amhp.sight.counts import Counting, WorkCounts
from evenhand.domain.amhp.sight.groups import BINARY, BROAD, FINE, Dimension, dimensions, ethnic
from evenhand.domain.amhp.sight.months import SERIES, YEAR, last_day, last_whole_year, up_to
from evenhand.domain.amhp.sight.protect import (
    GivenAway,
    protected,
    protected_together,
    safety_told,
)
from evenhand.domain.amhp.sight.protect_register import register_told, too_few
from evenhand.domain.amhp.sight.register import Register, register
from evenhand.domain.amhp.sight.report import SightReport
from evenhand.domain.amhp.sight.safety import cover, safety
from evenhand.domain.disclosure.preset import Preset, protection_in_words
from evenhand.domain.disclosure.suppress import CannotProtect
from evenhand.domain.frameworks.body import Body
from evenhand.domain.results.measurement import Inputs
from evenhand.pipeline.amhp_report_wanted import READERS, Given, SightWanted
from evenhand.pipeline.report import HASH_KEPT
from evenhand.pipeline.wrong_use import NotSafe


def report_of(tables: Rows, given: Given, wanted: SightWanted) -> SightReport:
    """
    The report, from rows with the data set's columns (`domain.amhp.sight.cases.cases`).

    Raises NotSafe where a reader outside could work out what is hidden.
    """
    rules = wanted.rules
    known = dimensions(ethnicity())
    if rules is None:
        known = (*known, ethnic(ethnicity(), FINE))
    months = up_to(wanted.month, SERIES)
    shown = months[-wanted.months :]
    year = up_to(last_whole_year(wanted.month) if rules else wanted.month, YEAR)
    work = _Work(given, known, months, year, shown)
    counts = work.counted(cases(tables, body=given.bodies[0]), rules)
    kept = tuple(safety(tables.get("safety", ()), months))
    residents = _residents(given.people or {})
    on_register = _register(tables, wanted, known[0], residents, rules)
    several = len(given.bodies) > 1
    name = f"{len(given.bodies)} AMHP services" if several else given.bodies[0]
    return SightReport(
        body=Body(id=name, name=name, kind="region" if several else given.kind),
        bodies=tuple(given.bodies),
        shown=shown,
        counts=counts,
        dimensions=known,
        residents=residents,
        safety=tuple(safety_told(each, rules) for each in kept) if rules else kept,
        cover=cover(tables.get("shifts", ()), months),
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


class _Work:
    """Considerations counted: for each service by itself where there are several."""

    def __init__(
        self,
        given: Given,
        known: Sequence[Dimension],
        months: Sequence[date],
        year: Sequence[date],
        shown: Sequence[date],
    ) -> None:
        self.codes = given.codes or code_lists()
        self.known, self.shown = known, frozenset(shown)
        self.counting: Callable[[], Counting] = lambda: Counting(self.codes, months, year, known)
        self.bodies = given.bodies

    def counted(self, them: Iterator[Case], rules: Preset | None) -> WorkCounts:
        """Everything, protected where rules ask for it."""
        each = {body: self.counting() for body in self.bodies}
        now: list[Case] = []
        for case in them:
            each[case.body].add((case,))
            if rules is None and case.day and case.day.replace(day=1) in self.shown:
                now.append(case)
        whole = self.counting()
        for one in each.values():
            whole.take_in(one)
        counts = whole.done()
        if rules is None:
            considered = [case.consideration for case in now]
            return replace(
                counts,
                outcomes=by_outcome(considered, self.codes.outcomes),
                reasons=delays_by_reason(considered, self.codes.delays),
            )
        if len(each) > 1:
            return protected_together(counts, [one.done() for one in each.values()], rules)
        try:
            return protected(counts, self.known, rules)
        except (GivenAway, CannotProtect) as wrong:
            raise NotSafe(
                f"{self.bodies[0]}: nothing was written, because a reader could work out hidden "
                f"numbers: {wrong}."
            ) from wrong


def _residents(people: Mapping[str, int]) -> dict[str, int]:
    """Residents of every group of the groupings in use; nothing where nobody said."""
    if not people:
        return {}
    return {
        group.slug: sum(people.get(category, 0) for category in group.categories)
        for grouping in (FINE, BROAD, BINARY)
        for group in ethnicity().grouping(grouping).groups
    }


def _register(
    tables: Rows,
    wanted: SightWanted,
    broad: Dimension,
    residents: Mapping[str, int],
    rules: Preset | None,
) -> Register | None:
    """The register's health, None where the set has no such table or it cannot be told."""
    rows = list(tables.get("amhps", ()))
    if not rows:
        return None
    groups = {row.get("ethnicity", "") for row in rows}
    found = register(
        rows,
        last_day(wanted.month),
        ethnic=broad,
        group_of={code: broad.of(_of_ethnicity(code)) for code in groups},
        residents=residents,
    )
    if rules is None:
        return found
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
