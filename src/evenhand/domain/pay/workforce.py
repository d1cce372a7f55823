"""Who counts, who is in which group, and how many have told: what stands beside every pay gap."""

from collections.abc import Iterable
from dataclasses import dataclass

from evenhand.domain.pay.counts import (
    BONUS,
    EVERYBODY,
    FROM_HOURS,
    FROM_SALARY,
    HOURLY,
    REDUCED,
    PayCount,
)
from evenhand.domain.pay.groups import Split
from evenhand.domain.pay.line import too_few
from evenhand.domain.pay.rules import SEX, Force, PayRules, WorkingWeek
from evenhand.domain.pay.spread import Place, Spread
from evenhand.domain.results import written
from evenhand.domain.statistics import shares

_NO_BONUSES = "The extract holds no bonuses: bonus figures cannot be worked out."
_SILENT_ABOUT_LEAVE = (
    "The extract does not say who was on reduced pay because of leave: everybody with a rate of "
    "pay was taken to be on full pay."
)
_NO_PAY = (
    "neither an hourly pay nor a salary with hours or a full-time equivalent: no pay was guessed, "
    "and they are in no pay figure."
)
_WHAT_A_SALARY_IS = (
    "The salary was taken to be what is paid, without bonus, not what full time would pay."
)


@dataclass(frozen=True, kw_only=True)
class WhoCounted:
    """
    People of one body at one snapshot, and what was taken for granted about them, in sentences.

    relevant = full_pay + reduced; full_pay = pay_known + pay_not_known. Of those known, the pay of
    `from_salary` was worked out from a salary and full-time equivalent, of `from_hours` from a
    salary and their own weekly hours. For readers outside some of them are None: hidden.
    """

    body: str
    period: str
    relevant: int | None
    full_pay: int | None
    reduced: int | None
    pay_known: int | None
    pay_not_known: int | None
    from_salary: int | None
    from_hours: int | None
    bonus_known: bool
    taken: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class GroupShare:
    """A group's share of relevant employees, with 95% limits; None where it is too small to show."""

    body: str
    period: str
    grouping: str
    group: str
    group_label: str
    numerator: int | None
    denominator: int | None
    share: float | None
    share_low: float | None
    share_high: float | None
    suppressed: bool


@dataclass(frozen=True, kw_only=True)
class Declared:
    """How many relevant employees have an ethnicity (or sex) on record."""

    body: str
    period: str
    characteristic: str
    whom: str
    numerator: int
    denominator: int
    share: float
    share_low: float
    share_high: float
    reading: str


def who_counted(
    counts: Iterable[PayCount],
    rules: PayRules,
    week: WorkingWeek,
    *,
    body: str,
    kind: str,
    period: str,
    full_pay_told: bool,
    outside: bool = False,
) -> WhoCounted:
    """The numbers of one body and snapshot; `outside`, assumptions are told without how many."""
    n = dict.fromkeys((HOURLY, REDUCED, FROM_SALARY, FROM_HOURS, BONUS), 0)
    not_known, bonus_known = 0, False
    for count in counts:
        if count.by == EVERYBODY:
            n[count.what] += count.n
            not_known += count.n if count.what == HOURLY and count.pay is None else 0
            bonus_known |= count.what == BONUS and count.pay is not None
    of_salary = n[FROM_SALARY], n[FROM_HOURS]
    taken = (
        *_about_salaries(n[HOURLY] - not_known, *of_salary, week, kind, outside=outside),
        *_about_missing(not_known, outside=outside),
        *_about_rules(rules, kind, period, n[BONUS]),
        *(() if full_pay_told else (_SILENT_ABOUT_LEAVE,)),
        *(() if bonus_known else (_NO_BONUSES,)),
    )
    return WhoCounted(
        body=body,
        period=period,
        relevant=n[BONUS],
        full_pay=n[HOURLY],
        reduced=n[REDUCED],
        pay_known=n[HOURLY] - not_known,
        pay_not_known=not_known,
        from_salary=n[FROM_SALARY],
        from_hours=n[FROM_HOURS],
        bonus_known=bonus_known,
        taken=taken,
    )


def _about_salaries(
    known: int, from_salary: int, from_hours: int, week: WorkingWeek, kind: str, *, outside: bool
) -> list[str]:
    said = []
    if from_hours:
        said.append(
            f"Hourly pay of {_people(from_hours, outside)} was worked out from "
            f"salary and weekly hours: salary ÷ ({week.weeks_in_year} weeks × hours of a week). "
            f"{_WHAT_A_SALARY_IS}"
        )
    if from_salary:
        mixed = (
            " Where all pay is worked out so, the gaps in percent are the same whatever the hours."
            if from_salary == known
            else " Others have an hourly pay or hours of their own, so the gaps depend on these hours."
        )
        said.append(
            f"Hourly pay of {_people(from_salary, outside)} was worked out from "
            f"salary and full-time equivalent: salary ÷ ({week.weeks_in_year} weeks × "
            f"{week.of(kind):g} hours × full-time equivalent). {_WHAT_A_SALARY_IS}{mixed}"
        )
    return said


def _about_missing(not_known: int, *, outside: bool) -> list[str]:
    if not not_known:
        return []
    have = "Some people have" if outside else written.plural(not_known, "person has", "people have")
    return [f"{have} {_NO_PAY}"]


def _people(n: int, outside: bool) -> str:
    return "some people" if outside else written.plural(n, "person", "people")


def _about_rules(rules: PayRules, kind: str, period: str, relevant: int) -> list[str]:
    said = [rules.force_words]
    if rules.employees_from and relevant < rules.employees_from and rules.force is Force.LAW:
        said.append(
            f"The records hold fewer than {rules.employees_from} relevant employees: below that "
            "number the rules bind nobody."
        )
    if len(period) == len("2025-03-31") and period[5:] != rules.snapshot(kind):
        said.append(
            f"The snapshot of these records is {period}; the rules take the day "
            f"{rules.snapshot(kind)} (month and day) for a body of this kind."
        )
    return said


def group_shares(place: Place, spread: Spread, split: Split, fewest: int) -> list[GroupShare]:
    """Every group's share of relevant employees, those of unknown group included."""
    people = spread.people + spread.unpaid
    whole = int(people.sum())
    found = []
    for column, slug in enumerate(split.columns):
        n = int(people[column])
        small = too_few((n, whole), fewest)
        low, high = shares.wilson(n, whole)
        shown = None if small or not whole else (n / whole, float(low), float(high))
        found.append(
            GroupShare(
                body=place.body,
                period=place.snapshot,
                grouping=split.slug,
                group=slug,
                group_label=split.labels[slug],
                numerator=None if small else n,
                denominator=None if small else whole,
                share=shown[0] if shown else None,
                share_low=shown[1] if shown else None,
                share_high=shown[2] if shown else None,
                suppressed=small,
            )
        )
    return found


def declared(place: Place, spread: Spread, split: Split, whom: str) -> Declared | None:
    """The declaration rate; None where there is nobody. `whom`: "relevant employees"."""
    people = spread.people + spread.unpaid
    whole, known = int(people.sum()), int(people[: len(split.groups)].sum())
    if not whole:
        return None
    low, high = shares.wilson(known, whole)
    what = SEX if split.slug == SEX else "ethnicity"
    return Declared(
        body=place.body,
        period=place.snapshot,
        characteristic=what,
        whom=whom,
        numerator=known,
        denominator=whole,
        share=known / whole,
        share_low=float(low),
        share_high=float(high),
        reading=on_record(what, written.share(known, whole), whom),
    )


def on_record(what: str, share: str, whom: str) -> str:
    """ "The ethnicity of 41 of 68 (60.3%) relevant employees is on record." """
    return f"The {what} of {share} {whom} is on record."
