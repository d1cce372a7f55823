"""Published claims with numbers in them: each sum done again, and whether it comes out as printed."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What is worked out of the figures of a sum, in their order."""

    SUM = "sum"
    SHARE = "share"
    SHARE_ADDED = "share-added"
    SHARE_INSTEAD = "share-instead"
    SHARE_INSTEAD_ADDED = "share-instead-added"
    PART = "part"
    PART_AS = "part-as"
    RISE = "rise"
    RISE_A_YEAR = "rise-a-year"
    EACH = "each"
    YEARS_TO = "years-to"
    PLUS_MIDDLE = "plus-middle"
    BEFORE_ON_COSTS = "before-on-costs"
    BEFORE_ON_COSTS_ONLY = "before-on-costs-only"
    ORGANISATIONS = "organisations"
    ORGANISATION_SHARE = "organisation-share"


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One published number, with what it counts and of when."""

    id: str
    value: float
    unit: str
    words: str
    as_of: str


@dataclass(frozen=True, kw_only=True)
class Organisation:
    """People in one type of organisation."""

    name: str
    headcount: int


@dataclass(frozen=True, kw_only=True)
class Sum:
    """
    One sum behind a claim: figures by id, and the least and most that was printed, where it was.

    `differs` says in words what does not agree; it is there where the sum comes out otherwise.
    """

    words: str
    kind: Kind
    of: tuple[str, ...]
    unit: str
    printed: tuple[float, float] | None = None
    differs: str = ""
    organisation: str = ""


@dataclass(frozen=True, kw_only=True)
class Contradiction:
    """What the source says elsewhere that does not go with the claim."""

    words: str


@dataclass(frozen=True, kw_only=True)
class Claim:
    """A claim, where it stands, the sums under it and what contradicts it."""

    id: str
    says: str
    where: str
    sums: tuple[Sum, ...]
    contradictions: tuple[Contradiction, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Named:
    """A new role, or where its staff come from; `adds` where that brings somebody new."""

    id: str
    words: str
    adds: bool = True


@dataclass(frozen=True, kw_only=True)
class NewRoles:
    """The whole report as data."""

    title: str
    source: str
    date: str
    doubt: str
    figures: tuple[Figure, ...]
    organisations: tuple[Organisation, ...]
    claims: tuple[Claim, ...]
    roles: tuple[Named, ...]
    origins: tuple[Named, ...]

    def figure(self, name: str) -> Figure:
        """The figure with this id; KeyError where there is none."""
        return {each.id: each for each in self.figures}[name]


@dataclass(frozen=True, kw_only=True)
class Done:
    """A sum done again; `agrees` is None where nothing was printed to agree with."""

    sum: Sum
    value: float
    agrees: bool | None


@dataclass(frozen=True, kw_only=True)
class Checked:
    """A claim with its sums done again."""

    claim: Claim
    sums: tuple[Done, ...]

    @property
    def agrees(self) -> bool | None:
        """Whether every sum that has a printed result comes out so; None where none was printed."""
        compared = [done.agrees for done in self.sums if done.agrees is not None]
        return all(compared) if compared else None


def checked_claims(report: NewRoles) -> tuple[Checked, ...]:
    """Every claim of the report with its sums done again, in its order."""
    known = {each.id: each.value for each in report.figures}
    return tuple(
        Checked(
            claim=claim,
            sums=tuple(_done(each, known, report.organisations) for each in claim.sums),
        )
        for claim in report.claims
    )


def said(value: float, unit: str) -> str:
    """A number with its unit, as people write it."""
    if unit.startswith("£"):
        return f"£{value:,.0f}{unit.removeprefix('£')}"
    text = f"{value:,.1f}".removesuffix(".0")
    return f"{text}%" if unit == "%" else f"{text} {unit}"


def _done(one: Sum, known: Mapping[str, float], organisations: Sequence[Organisation]) -> Done:
    value = _value(one, known, organisations)
    if one.printed is None:
        return Done(sum=one, value=value, agrees=None)
    least, most = one.printed
    # What is printed in whole numbers agrees with what rounds to it, halves up.
    return Done(sum=one, value=value, agrees=least <= math.floor(value + 0.5) <= most)


def _value(one: Sum, known: Mapping[str, float], organisations: Sequence[Organisation]) -> float:
    total = float(sum(each.headcount for each in organisations))
    if one.kind is Kind.ORGANISATIONS:
        return total
    if one.kind is Kind.ORGANISATION_SHARE:
        there = sum(each.headcount for each in organisations if each.name == one.organisation)
        return 100 * there / total
    return _WAYS[one.kind](*(known[name] for name in one.of))


_WAYS: Mapping[Kind, Callable[..., float]] = {
    Kind.SUM: lambda *parts: math.fsum(parts),
    Kind.SHARE: lambda part, base: 100 * part / base,
    Kind.SHARE_ADDED: lambda part, base: 100 * part / (base + part),
    Kind.SHARE_INSTEAD: lambda part, out, into, base: 100 * (part - out + into) / base,
    Kind.SHARE_INSTEAD_ADDED: lambda part, out, into, base: (
        100 * (part - out + into) / (base + part - out + into)
    ),
    Kind.PART: lambda percent, whole: percent * whole / 100,
    Kind.PART_AS: lambda whole, part, base: whole * part / base,
    Kind.RISE: lambda before, after: 100 * (after - before) / before,
    Kind.RISE_A_YEAR: lambda before, after, years: 100 * ((after / before) ** (1 / years) - 1),
    Kind.EACH: lambda whole, by: whole / by,
    Kind.YEARS_TO: lambda whole, now, more: whole / (now + more),
    Kind.PLUS_MIDDLE: lambda first, least, most: first + (least + most) / 2,
    Kind.BEFORE_ON_COSTS: lambda whole, beside, percent: (whole - beside) / (1 + percent / 100),
    Kind.BEFORE_ON_COSTS_ONLY: lambda whole, percent: whole / (1 + percent / 100),
}
