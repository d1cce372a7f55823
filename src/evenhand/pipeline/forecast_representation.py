"""A forecast of representation: from year packs, or from a dozen figures in a file."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from evenhand.data.readers.item import CheckItem
from evenhand.domain.forecast.representation import Asked, Representation, representation
from evenhand.domain.forecast.representation_flows import Floats, Flows, Recruitment
from evenhand.domain.forecast.representation_parity import Against
from evenhand.pipeline.forecast_inputs.tables import Table, read_table
from evenhand.pipeline.forecast_representation_packs import flows_of_packs
from evenhand.pipeline.forecast_representation_tables import Residents
from evenhand.pipeline.wrong_use import WrongUse

_OPTIONS = ("senior", "within", "against", "years", "replications", "seed")
_ROUNDING = 0.001
_MOST_SEED = 2**31 - 1
MOST_YEARS, MOST_REPLICATIONS, MOST_PEOPLE = 60, 20_000, 2_000_000


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What to answer, as it was asked; None and empty mean the file's own, or the usual."""

    body: str = ""
    grouping: str = "binary"
    grades: str = "steps"
    senior: tuple[str, ...] = ()
    within: float | None = None
    against: str = ""
    years: int | None = None
    replications: int | None = None
    seed: int | None = None


@dataclass(frozen=True, kw_only=True)
class Forecast:
    """The answer, or None and the items that say why. `inputs` says whose the figures are."""

    answer: Representation | None
    flows: Flows | None
    items: tuple[CheckItem, ...] = ()
    body: str = ""
    inputs: str = ""
    notes: tuple[str, ...] = ()
    labels: Mapping[str, str] = field(default_factory=dict)
    marked_as: str = ""

    @property
    def has_errors(self) -> bool:
        """Whether anything in the data has to be put right."""
        return any(item.severity == "error" for item in self.items)


def forecast_of_packs(
    packs: Sequence[Path], wanted: Wanted, residents: Residents | None = None
) -> Forecast:
    """
    From year packs. WrongUse, in words, where their records cannot tell.

    `residents` are taken where the packs do not say who lives there.
    """
    read = flows_of_packs(
        packs,
        body=wanted.body,
        grouping=wanted.grouping,
        grades=wanted.grades,
        residents=residents,
    )
    if read.flows is None:
        return Forecast(answer=None, flows=None, items=read.items)
    asked = _asked(_with_wanted(Table({}, "The packs"), wanted), read.flows)
    return Forecast(
        answer=representation(read.flows, asked),
        flows=read.flows,
        items=read.items,
        body=read.body,
        inputs=_whose(read.flows, asked, read.community_from),
        notes=read.notes,
        labels=read.labels,
        marked_as=read.marked_as,
    )


def _whose(flows: Flows, asked: Asked, community_from: str) -> str:
    """Which inputs are the body's own; who lives there is from a published table, where it is used."""
    pool = flows.recruitment is not None and flows.recruitment.applied is None
    own = "Every figure is the body's own, counted from its records"
    if asked.against is Against.COMMUNITY or (pool and flows.community is not None):
        return f"{own}, but for who lives there: that is borrowed, from {community_from}."
    if community_from:
        return f"{own}. Who lives there is borrowed, from {community_from}, and in none of them."
    return f"{own}. Nothing is borrowed from published figures."


def forecast_of_file(path: Path, wanted: Wanted) -> Forecast:
    """From typed figures. WrongUse, in words, where they are missing or impossible."""
    return forecast_of_typed(read_table(path), wanted)


def forecast_of_typed(typed: Table, wanted: Wanted) -> Forecast:
    """The same of figures that are read already."""
    table = _with_wanted(typed, wanted)
    flows = _typed_flows(table)
    asked = _asked(table, flows)
    made_up = table.flag("made_up", False)
    table.all_read()
    return Forecast(
        answer=representation(flows, asked),
        flows=flows,
        inputs=f"Every figure was typed, in {typed.where}: which are the body's own and which "
        "are borrowed, only whoever typed them knows.",
        notes=()
        if flows.recruitment is not None
        else ("There are no shortlists among the figures: policies of recruitment are left out.",),
        marked_as="made up" if made_up else "",
    )


def _with_wanted(table: Table, wanted: Wanted) -> Table:
    """The question: what was asked on the command line, else what the file asks."""
    given = {
        name: value for name in _OPTIONS if (value := getattr(wanted, name)) not in (None, "", ())
    }
    given = {key: list(value) if key == "senior" else value for key, value in given.items()}
    return Table({**table.content, **given}, table.where)


def _asked(table: Table, flows: Flows) -> Asked:
    """What is neither asked on the command line nor in the file is the usual."""
    senior = table.names("senior") if "senior" in table else flows.grades[1:]
    if unknown := [grade for grade in senior if grade not in flows.grades]:
        fix = f"There are {', '.join(flows.grades)}."
        raise table.refused("senior", f"There is no grade {unknown[0]}.", fix)
    against = Against(table.one_of("against", Against, Against.WORKFORCE))
    if against is Against.COMMUNITY and flows.community is None:
        raise WrongUse(
            f"{table.where}: who lives there is not known, so nothing can be compared with the "
            "community. Give a population table or community shares, or compare with the workforce."
        )
    return Asked(
        senior=tuple(senior),
        within=table.share("within", 0.02),
        against=against,
        years=table.whole("years", 30, least=5, most=MOST_YEARS),
        replications=table.whole("replications", 1000, least=100, most=MOST_REPLICATIONS),
        seed=table.whole("seed", 1, most=_MOST_SEED),
    )


def _typed_flows(table: Table) -> Flows:
    grades = table.names("grades")
    if len(grades) < 2:
        raise WrongUse(f"{table.where}: grades needs two or more, the lowest first.")
    tables = table.table_or_empty("groups")
    groups = tuple(tables.content)
    if len(groups) < 2:
        raise WrongUse(f"{table.where}: give two or more groups, each under [groups.NAME].")
    read = [_Group(tables.table_or_empty(name), grades) for name in groups]
    if not sum(group.stock.sum() for group in read):
        raise WrongUse(
            f"{table.where}: nobody is in stock at any grade. Give the people there are."
        )
    years = table.number("years_of_data", 1.0, least=0.1, most=100)
    parts = [group.flows(years) for group in read]
    moved, left, hired = (np.array(each) for each in zip(*parts, strict=True))
    comparator = table.one_of("comparator", groups)
    recruitment, community = _recruitment(table, read), _community(table, read)
    for group in read:
        group.table.all_read()
    return Flows(
        grades=grades,
        groups=groups,
        comparator=comparator,
        stock=np.array([group.stock for group in read]),
        moved=moved,
        left=left,
        hired=hired,
        recruitment=recruitment,
        community=community,
    )


class _Group:
    """One group's typed figures by grade."""

    def __init__(self, table: Table, grades: Sequence[str]) -> None:
        self.table, self.size = table, len(grades)
        self.stock = self.row("stock", most=MOST_PEOPLE)
        if (self.stock != np.floor(self.stock)).any():
            raise WrongUse(f"{table.where}: stock is to be whole people, and it is not.")
        self.leaving = self.row("leaving", most=1)
        self.rising = np.append(self.row("promotion", most=1, size=self.size - 1), 0)
        self.hired = self.row("hired", most=MOST_PEOPLE)
        if over := np.flatnonzero(self.leaving + self.rising > 1).tolist():
            raise WrongUse(
                f"{table.where}: leaving and promotion from {grades[over[0]]} together pass 1. "
                "Nobody can do both in one year: lower one."
            )

    def row(self, key: str, *, most: float, size: int | None = None) -> Floats:
        """A number for each grade."""
        size = self.size if size is None else size
        found = self.table.some_numbers(key, most=most)
        if len(found) != size:
            raise WrongUse(
                f"{self.table.where}: {key} has {len(found)} numbers and needs {size}, one for each "
                + ("grade." if size == self.size else "grade but the highest.")
            )
        return np.array(found)

    def flows(self, years: float) -> tuple[Floats, Floats, Floats]:
        """People's years moved, left and hired. Where nobody is, the rate is as of one person."""
        seen = np.where(self.stock > 0, self.stock, 1) * years
        moved = np.diag(seen * (1 - self.leaving - self.rising))
        moved += np.diag((seen * self.rising)[:-1], 1)
        return moved, seen * self.leaving, self.hired * years


def _recruitment(table: Table, groups: Sequence[_Group]) -> Recruitment | None:
    """Shortlists by grade. All groups have them or none; the same of applicants."""
    keys = ("shortlisted", "appointed", "applied")
    if not any(_all_or_none(table, groups, key) for key in keys):
        return None
    shortlisted = np.array([group.row("shortlisted", most=MOST_PEOPLE) for group in groups])
    appointed = np.array([group.row("appointed", most=MOST_PEOPLE) for group in groups])
    applied = None
    if _all_or_none(table, groups, "applied"):
        applied = np.array([group.row("applied", most=MOST_PEOPLE) for group in groups])
    if (appointed > shortlisted).any():
        raise WrongUse(f"{table.where}: more people were appointed than shortlisted. Check both.")
    if applied is not None and (shortlisted > applied).any():
        raise WrongUse(f"{table.where}: more people were shortlisted than applied. Check both.")
    return Recruitment(shortlisted=shortlisted, appointed=appointed, applied=applied)


def _community(table: Table, groups: Sequence[_Group]) -> Floats | None:
    if not _all_or_none(table, groups, "community"):
        return None
    shares = np.array([group.table.share("community") for group in groups])
    if abs(shares.sum() - 1) > _ROUNDING:
        raise WrongUse(
            f"{table.where}: the groups' shares of the community make {shares.sum():g}, not 1."
        )
    return np.asarray(shares / shares.sum())


def _all_or_none(table: Table, groups: Sequence[_Group], key: str) -> bool:
    having = [group for group in groups if key in group.table]
    if having and len(having) < len(groups):
        raise WrongUse(f"{table.where}: give {key} of every group, or of none.")
    return bool(having)
