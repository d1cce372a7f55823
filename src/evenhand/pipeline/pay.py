"""From a pack to a pay audit of each of its bodies."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from evenhand import __version__
from evenhand.data.definitions.load import ethnicity
from evenhand.data.definitions.pay_rules import pay_files, pay_rules, working_week
from evenhand.data.engines.duckdb import Engine
from evenhand.data.engines.pay_counts import pay_counts, pay_of_people, says_full_pay
from evenhand.data.readers.item import CheckItem
from evenhand.data.readers.pack import Pack, read_pack, write_rejected
from evenhand.data.writers.pay_json import pay_json
from evenhand.domain.pay.adjusted import AdjustedGap, StatsmodelsMissing, adjusted_gap
from evenhand.domain.pay.audit import PayAudit, PayQuestion, audit, split_of
from evenhand.domain.pay.counts import PayCount, PersonPay
from evenhand.domain.pay.groups import pairs
from evenhand.domain.pay.line import QUARTER
from evenhand.domain.pay.rules import (
    EACH_OTHER,
    EVERYONE_ELSE,
    LARGEST,
    SEX,
    WHITE,
    Comparison,
    PayRules,
)
from evenhand.domain.results.measurement import Inputs, RowCount
from evenhand.pipeline.wrong_use import NotSafe, WrongUse

LATEST_RULES = "2026-response"
_ANY_GROUPING = (LARGEST, EACH_OTHER, EVERYONE_ELSE)


@dataclass(frozen=True, kw_only=True)
class PayWanted:
    """
    By which rules, and what else: nothing named means what the rules ask for.

    `audience` chooses the minimum group size (internal, board, public); `fewest` overrides it
    upwards, or inside the body down to what the rules allow. `explain` asks for the adjusted gap.
    """

    rules: str = LATEST_RULES
    groupings: tuple[str, ...] = ()
    comparator: str = ""
    audience: str = "internal"
    fewest: int | None = None
    explain: bool = False


@dataclass(frozen=True, kw_only=True)
class PayAudited:
    """What came of it: an audit for each body, or none and the items that say why."""

    audits: tuple[PayAudit, ...]
    items: tuple[CheckItem, ...]
    rows: Mapping[str, RowCount]
    inputs: Inputs | None = None
    audience: str = "internal"

    @property
    def has_errors(self) -> bool:
        """Whether anything in the data has to be put right."""
        return any(item.severity == "error" for item in self.items)


def audit_pack(path: Path, wanted: PayWanted) -> PayAudited:
    """Check a pack, count its people by pay and work out every figure that the rules ask for."""
    rules = _rules(wanted.rules)
    fewest = _fewest(rules, wanted)
    comparisons = _comparisons(rules, wanted)
    with Engine() as engine:
        pack = read_pack(path, engine=engine)
        engine.lock()
        items = (*pack.items, *write_rejected(pack))
        if not pack.readable:
            return PayAudited(audits=(), items=items, rows=pack.rows)
        if "staff" not in pack.tables:
            raise WrongUse(
                "The pack has no staff table, so there is no pay to compare. Add one with "
                "hourly_pay, or with salary and fte."
            )
        question = PayQuestion(
            rules=rules,
            comparisons=comparisons,
            fewest=fewest,
            week=working_week(),
            ladder=pack.ladder,
            ethnicity=ethnicity(),
            terms=pack.terms,
            full_pay_told=says_full_pay(engine.lazy("staff")),
        )
        audits = _audits(engine, pack, question, explain=wanted.explain)
    return PayAudited(
        audits=audits,
        items=items,
        rows=pack.rows,
        inputs=_inputs(pack, rules, wanted),
        audience=wanted.audience,
    )


def pay_text(audited: PayAudited) -> str:
    """
    The audits as JSON, for readers inside the body.

    ValueError where the pack could not be read; NotSafe for other readers.
    """
    _inside_only(audited)
    if audited.inputs is None:
        raise ValueError("a pack that could not be read has no pay audit")
    return pay_json(inputs=audited.inputs, audits=audited.audits, audience=audited.audience)


def pay_lines(audited: PayAudited) -> Iterator[str]:
    """What a person reads on the screen: the latest snapshot's headlines, and what goes with them.

    NotSafe for readers outside the body.
    """
    _inside_only(audited)
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
        yield from (f"  {reading}" for period, reading in told if period == latest)
        for refusal in each.refusals.get(latest, ()):
            yield f"  The gender pay gap service would refuse this return: {refusal}"
        for who in each.who:
            if who.period == latest:
                yield from (f"  Taken: {said}" for said in who.taken)
        yield from (f"  Also asked for: {said}" for said in rules.beside)


def _inside_only(audited: PayAudited) -> None:
    """The minimum sizes of the rules hide gaps; they do not keep a small count from being worked out."""
    if audited.audience != "internal":
        raise NotSafe(
            f"A pay audit for {audited.audience} readers is not written here: the rules' minimum "
            "sizes hide gaps of small groups, but counts in quarters, bonuses and the return could "
            "still give people away. Use --audience internal, and keep it to people who may see "
            "the records."
        )


def _audits(
    engine: Engine, pack: Pack, question: PayQuestion, *, explain: bool
) -> tuple[PayAudit, ...]:
    hours = {body.id: question.week.of(body.kind) for body in pack.bodies}
    counting: dict[str, Any] = {
        "hours": hours,
        "weeks": question.week.weeks_in_year,
        "outside": question.rules.outside,
    }
    staff = engine.lazy("staff")
    by_body: dict[str, list[PayCount]] = {}
    for count in pay_counts(staff, **counting):
        by_body.setdefault(count.body, []).append(count)
    made = []
    for body in pack.bodies:
        if body.id not in by_body:
            continue
        one = audit(question, by_body[body.id], body)
        if explain:
            snapshot = pack.snapshots[-1]
            people = pay_of_people(staff, body=body.id, snapshot=snapshot, **counting)
            period = snapshot.isoformat()
            one = replace(one, adjusted=_adjusted(people, question, body=body.id, period=period))
        made.append(one)
    return tuple(made)


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


def _rules(name: str) -> PayRules:
    try:
        return pay_rules(name)
    except KeyError as unknown:
        raise WrongUse(str(unknown.args[0])) from unknown


def _fewest(rules: PayRules, wanted: PayWanted) -> int:
    if wanted.audience not in ("internal", "board", "public"):
        raise WrongUse(
            f"There is no audience {wanted.audience}. There are internal, board and public."
        )
    internal = wanted.audience == "internal"
    lowest = rules.fewest_allowed if internal else rules.fewest
    if wanted.fewest is None:
        return rules.fewest_internal if internal else rules.fewest
    if wanted.fewest < lowest:
        raise WrongUse(
            f"The rules {rules.rules} show no group of fewer than {lowest} people to "
            f"{wanted.audience} readers. Ask for {lowest} or more."
        )
    return wanted.fewest


def _comparisons(rules: PayRules, wanted: PayWanted) -> tuple[Comparison, ...]:
    """The rules' own, or one for each grouping with the reference asked for."""
    if not wanted.groupings and not wanted.comparator:
        return rules.comparisons
    known = (SEX,) if rules.characteristic == SEX else _groupings()
    if unknown := [slug for slug in wanted.groupings if slug not in known]:
        raise WrongUse(
            f"The rules {rules.rules} know no grouping {', '.join(unknown)}. "
            f"There are {', '.join(known)}."
        )
    own = {each.grouping: each.reference for each in reversed(rules.comparisons)}
    slugs = wanted.groupings or tuple(dict.fromkeys(each.grouping for each in rules.comparisons))
    _check_comparator(wanted.comparator, slugs)
    fallback = "male" if rules.characteristic == SEX else WHITE
    return tuple(
        Comparison(
            grouping=slug,
            reference=wanted.comparator or own.get(slug, fallback),
            headline=place == 0,
        )
        for place, slug in enumerate(slugs)
    )


def _check_comparator(comparator: str, slugs: tuple[str, ...]) -> None:
    groups = {
        group.slug for slug in slugs if slug != SEX for group in ethnicity().grouping(slug).groups
    } | ({"female", "male"} if SEX in slugs else {WHITE})
    if comparator and comparator not in (*_ANY_GROUPING, *groups):
        raise WrongUse(
            f"There is no group {comparator} to compare with in these groupings. "
            f"There are {', '.join((*_ANY_GROUPING, *sorted(groups)))}."
        )


def _groupings() -> tuple[str, ...]:
    return tuple(grouping.slug for grouping in ethnicity().groupings)


def _inputs(pack: Pack, rules: PayRules, wanted: PayWanted) -> Inputs:
    files = (*((file.name, file.sha256) for file in pack.files), *pay_files(rules))
    listed = "".join(f"{name}\0{digest}\n" for name, digest in files)
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
        files=files,
        pack_hash=hashlib.sha256(listed.encode()).hexdigest(),
        options={name: value for name, value in options.items() if value},
    )
