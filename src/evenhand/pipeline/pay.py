"""From a pack to a pay audit of each of its bodies, for those who may see the records or for others."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from evenhand import __version__
from evenhand.data.definitions.load import ethnicity
from evenhand.data.definitions.pay_rules import pay_files, working_week
from evenhand.data.engines.duckdb import Engine
from evenhand.data.engines.pay_counts import pay_counts, pay_of_people, says_full_pay
from evenhand.data.readers.item import CheckItem
from evenhand.data.readers.pack import Pack, read_pack, write_rejected
from evenhand.domain.disclosure.preset import protection_in_words
from evenhand.domain.disclosure.programmes import Contradiction
from evenhand.domain.disclosure.suppress import CannotProtect
from evenhand.domain.frameworks.body import Body
from evenhand.domain.pay.adjusted import AdjustedGap, StatsmodelsMissing, adjusted_gap
from evenhand.domain.pay.audit import PayAudit, audit, draft
from evenhand.domain.pay.changes import PayChange
from evenhand.domain.pay.counts import PayCount, PersonPay
from evenhand.domain.pay.groups import pairs
from evenhand.domain.pay.laid_out import PayQuestion, split_of
from evenhand.domain.pay.line import QUARTER
from evenhand.domain.pay.release import ReleasedPay, release_pay
from evenhand.domain.pay.report import PayReport
from evenhand.domain.pay.rules import PayRules
from evenhand.domain.results.measurement import Inputs, RowCount
from evenhand.pipeline.counting import broad_only
from evenhand.pipeline.pay_choice import (
    PayWanted,
    comparisons_of,
    fewest_of,
    preset_of,
    rules_called,
)
from evenhand.pipeline.report import HASH_KEPT
from evenhand.pipeline.wrong_use import NotSafe, WrongUse

# Of the tables of a pack, those that a pay audit reads.
_TABLES = ("", "staff", "bodies")


@dataclass(frozen=True, kw_only=True)
class PayAudited:
    """
    What came of it: a report for each body, or none and the items that say why.

    `released` has, by body, what was done to protect people, where readers outside are to read it.
    """

    reports: tuple[PayReport, ...]
    items: tuple[CheckItem, ...]
    rows: Mapping[str, RowCount]
    released: Mapping[str, ReleasedPay] = field(default_factory=dict)

    @property
    def audits(self) -> tuple[PayAudit, ...]:
        """The audits themselves."""
        return tuple(report.audit for report in self.reports)

    @property
    def has_errors(self) -> bool:
        """Whether anything in the data has to be put right."""
        return any(item.severity == "error" for item in self.items)


def audit_pack(path: Path, wanted: PayWanted) -> PayAudited:
    """
    Check a pack, count its people by pay and work out every figure that the rules ask for.

    For readers outside, what could give people away is hidden; NotSafe where nothing protects them.
    """
    rules = rules_called(wanted.rules)
    fewest = fewest_of(rules, wanted)
    comparisons = comparisons_of(rules, wanted)
    with Engine() as engine:
        pack = read_pack(path, engine=engine)
        engine.lock()
        items = (*pack.items, *write_rejected(pack))
        if not pack.readable:
            return PayAudited(reports=(), items=items, rows=pack.rows)
        if "staff" not in pack.tables:
            raise WrongUse(_no_staff(pack))
        question = PayQuestion(
            rules=rules,
            comparisons=comparisons,
            fewest=fewest,
            week=working_week(),
            ladder=pack.ladder,
            ethnicity=ethnicity().recording({category for _, category in broad_only(engine, pack)}),
            terms=pack.terms,
            full_pay_told=says_full_pay(engine.lazy("staff")),
            outside=wanted.outside,
        )
        made = list(_audited(engine, pack, question, wanted))
    about = _about(pack, items, question, wanted)
    return PayAudited(
        reports=tuple(PayReport(audit=one, **about) for one, _ in made),
        items=items,
        rows=pack.rows,
        released={one.body.id: released for one, released in made if released is not None},
    )


def _no_staff(pack: Pack) -> str:
    columns = "hourly_pay, or with salary and weekly_hours or fte"
    if "staff" in pack.rows:
        return (
            "No row of the staff table could be used, so there is no pay to compare. Put right what "
            f"`evenhand check` finds in it: it needs rows with {columns}."
        )
    return f"The pack has no staff table, so there is no pay to compare. Add one with {columns}."


Made = tuple[PayAudit, ReleasedPay | None]


def _audited(
    engine: Engine, pack: Pack, question: PayQuestion, wanted: PayWanted
) -> Iterator[Made]:
    """Each body that has staff: its audit, and what was done to protect people in it."""
    counting: dict[str, Any] = {
        "hours": {body.id: question.week.of(body.kind) for body in pack.bodies},
        "weeks": question.week.weeks_in_year,
        "outside": question.rules.outside,
    }
    staff = engine.lazy("staff")
    by_body: dict[str, list[PayCount]] = {}
    for count in pay_counts(staff, **counting):
        by_body.setdefault(count.body, []).append(count)
    for body in pack.bodies:
        if body.id not in by_body:
            continue
        parts: tuple[AdjustedGap, ...] = ()
        if wanted.explain:
            snapshot = pack.snapshots[-1]
            people = pay_of_people(staff, body=body.id, snapshot=snapshot, **counting)
            parts = _adjusted(people, question, body=body.id, period=snapshot.isoformat())
        if wanted.outside:
            released = _released(question, by_body[body.id], body, parts, wanted.audience)
            yield released.audit, released
        else:
            yield replace(audit(question, by_body[body.id], body), adjusted=parts), None


def _released(
    question: PayQuestion,
    counts: Sequence[PayCount],
    body: Body,
    parts: Sequence[AdjustedGap],
    audience: str,
) -> ReleasedPay:
    preset = preset_of(question.rules, question.fewest, audience)
    try:
        released = release_pay(draft(question, counts, body), counts, preset, parts)
    except (CannotProtect, Contradiction) as wrong:
        raise NotSafe(f"{body.name}: nothing was written. {wrong}") from wrong
    if released.given_away:
        raise NotSafe(given_away(body.name, released.given_away))
    return released


def given_away(body: str, names: Sequence[str]) -> str:
    """Why nothing of a body was written, naming what could be worked out."""
    said = "; ".join(names[:5]) + (f" and {len(names) - 5} more" if len(names) > 5 else "")
    return (
        f"{body}: nothing was written, because a reader could work out hidden numbers or pay: "
        f"{said}. Use fewer groupings, or a higher --fewest."
    )


def _about(
    pack: Pack, items: Sequence[CheckItem], question: PayQuestion, wanted: PayWanted
) -> dict[str, Any]:
    """What every body's report has in common."""
    about: dict[str, Any] = {
        "inputs": _inputs(pack, question.rules, wanted),
        "ethnicity": question.ethnicity,
        "ladder": question.ladder,
        "fewest": question.fewest,
        "audience": wanted.audience,
        "marked_as": pack.marked_as,
    }
    if wanted.outside:
        preset = preset_of(question.rules, question.fewest, wanted.audience)
        return about | {"protection": protection_in_words(preset), "preset": preset}
    mine = [item for item in items if item.table in _TABLES]
    return about | {
        "rows": {name: rows for name, rows in pack.rows.items() if name in _TABLES},
        "warnings": tuple(_said(item) for item in mine if item.severity == "warning"),
        "errors": tuple(_said(item) for item in mine if item.severity == "error"),
    }


def _said(item: CheckItem) -> str:
    return f"{item.place}: {item.message}" if item.place else item.message


def pay_lines(audited: PayAudited) -> Iterator[str]:
    """What a person reads on the screen: the latest snapshot's headlines, and what goes with them."""
    for each in audited.audits:
        rules, latest = each.rules, each.snapshots[-1]
        yield f"{each.body.name}, {latest}, by the rules {rules.rules}: {rules.title}."
        if rules.why_draft:
            yield f"  Draft: {rules.why_draft}"
        for result in each.results:
            if result.planned and result.period == latest and result.kind != QUARTER:
                yield f"  {result.title}: {result.reading}"
        told = [(rate.period, rate.reading) for rate in each.declared]
        told += [(parts.period, parts.reading) for parts in each.adjusted]
        told += [(c.period, c.reading) for c in each.changes if _is_headline(c, each)]
        yield from (f"  {reading}" for period, reading in told if period == latest)
        for refusal in each.refusals.get(latest, ()):
            yield f"  The gender pay gap service would refuse this return: {refusal}"
        for who in each.who:
            if who.period == latest:
                yield from (f"  Taken: {said}" for said in who.taken)
        yield from (f"  Also asked for: {said}" for said in rules.beside)
        if released := audited.released.get(each.body.id):
            yield (
                f"  {released.hidden:,} of {released.figures:,} figures hidden: "
                f"{released.first:,} numbers are small, {released.others:,} more protect them."
            )


def _is_headline(change: PayChange, audit: PayAudit) -> bool:
    names = (change.calculation, change.grouping, change.group, change.comparator)
    return any(
        (r.indicator, r.grouping, r.group, r.comparator) == names and r.planned
        for r in audit.results
    )


def _adjusted(
    people: Sequence[PersonPay], question: PayQuestion, *, body: str, period: str
) -> tuple[AdjustedGap, ...]:
    """The headline pairs of the latest snapshot."""
    found = []
    for comparison in question.comparisons:
        if not comparison.headline:
            continue
        split = split_of(question, comparison)
        sizes = [0] * len(split.columns)
        for person in people:
            sizes[split.column(person.category, person.sex)] += 1
        try:
            found += [
                adjusted_gap(people, pair, split, body=body, period=period)
                for pair in pairs(split, comparison, sizes)
            ]
        except StatsmodelsMissing as missing:
            raise WrongUse(str(missing)) from missing
    return tuple(found)


def _inputs(pack: Pack, rules: PayRules, wanted: PayWanted) -> Inputs:
    """What went in. Hashes of records are for the body alone, as in every report (HASH_KEPT)."""
    own = tuple((file.name, file.sha256) for file in pack.files)
    definitions = pay_files(rules)
    listed = "".join(f"{name}\0{digest}\n" for name, digest in (*own, *definitions))
    options = {
        "groupings": " ".join(wanted.groupings),
        "comparator": wanted.comparator,
        "audience": wanted.audience,
        "fewest": "" if wanted.fewest is None else str(wanted.fewest),
        "explain": "yes" if wanted.explain else "",
    }
    return Inputs(
        version=__version__,
        editions=(f"pay-gap {rules.rules}",),
        files=definitions if wanted.outside else (*own, *definitions),
        pack_hash=HASH_KEPT if wanted.outside else hashlib.sha256(listed.encode()).hexdigest(),
        options={name: value for name, value in options.items() if value},
    )
