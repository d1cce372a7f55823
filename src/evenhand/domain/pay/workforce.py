"""Who counts, who is in which group, and how many have told: what stands beside every pay gap."""

from collections.abc import Iterable
from dataclasses import dataclass

from evenhand.domain.pay.counts import BONUS, EVERYBODY, FROM_SALARY, HOURLY, REDUCED, PayCount
from evenhand.domain.pay.groups import Split
from evenhand.domain.pay.line import too_few
from evenhand.domain.pay.rules import SEX, Force, PayRules, WorkingWeek
from evenhand.domain.pay.spread import Place, Spread
from evenhand.domain.results import written
from evenhand.domain.statistics import shares

_SILENT_ABOUT_LEAVE = (
    "The extract does not say who was on reduced pay because of leave: everybody with a rate of "
    "pay was taken to be on full pay."
)


@dataclass(frozen=True, kw_only=True)
class WhoCounted:
    """
    People of one body at one snapshot, and what was taken for granted about them, in sentences.

    relevant = full_pay + reduced; full_pay = pay_known + pay_not_known; `from_salary` of those
    known were worked out from a salary.
    """

    body: str
    period: str
    relevant: int
    full_pay: int
    reduced: int
    pay_known: int
    pay_not_known: int
    from_salary: int
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
) -> WhoCounted:
    """The numbers of one body and snapshot, from its own counts."""
    n = dict.fromkeys((HOURLY, REDUCED, FROM_SALARY, BONUS), 0)
    not_known, bonus_known = 0, False
    for count in counts:
        if count.by == EVERYBODY:
            n[count.what] += count.n
            not_known += count.n if count.what == HOURLY and count.pay is None else 0
            bonus_known |= count.what == BONUS and count.pay is not None
    taken = [
        *_about_pay(n[HOURLY] - not_known, n[FROM_SALARY], not_known, week, kind),
        *_about_rules(rules, kind, period, n[BONUS]),
    ]
    if not full_pay_told:
        taken.append(_SILENT_ABOUT_LEAVE)
    if not bonus_known:
        taken.append("The extract holds no bonuses: bonus figures cannot be worked out.")
    return WhoCounted(
        body=body,
        period=period,
        relevant=n[BONUS],
        full_pay=n[HOURLY],
        reduced=n[REDUCED],
        pay_known=n[HOURLY] - not_known,
        pay_not_known=not_known,
        from_salary=n[FROM_SALARY],
        bonus_known=bonus_known,
        taken=tuple(taken),
    )


def _about_pay(
    known: int, from_salary: int, not_known: int, week: WorkingWeek, kind: str
) -> list[str]:
    said = []
    if from_salary:
        mixed = (
            " Where all pay is worked out so, the gaps in percent are the same whatever the hours."
            if from_salary == known
            else " Others have an hourly pay of their own, so the gaps depend on these hours."
        )
        said.append(
            f"Hourly pay of {written.plural(from_salary, 'person', 'people')} was worked out from "
            f"salary and full-time equivalent: salary ÷ ({week.weeks_in_year} weeks × "
            f"{week.of(kind):g} hours × full-time equivalent). The salary was taken to be what is "
            f"paid, without bonus, not what full time would pay.{mixed}"
        )
    if not_known:
        said.append(
            f"{written.plural(not_known, 'person has', 'people have')} neither an hourly pay nor a "
            "salary with a full-time equivalent: no pay was guessed, and they are in no pay figure."
        )
    return said


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


def declared(place: Place, spread: Spread, split: Split) -> Declared | None:
    """The declaration rate; None where there is nobody."""
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
        numerator=known,
        denominator=whole,
        share=known / whole,
        share_low=float(low),
        share_high=float(high),
        reading=f"The {what} of {written.share(known, whole)} relevant employees is on record.",
    )
