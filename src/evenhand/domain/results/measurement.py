"""A measurement: everything that one run found out about one body, ready to be read or written."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from operator import attrgetter

from evenhand.domain.codes.ethnicity import Ethnicity
from evenhand.domain.codes.grades import Ladder
from evenhand.domain.frameworks.body import Body
from evenhand.domain.frameworks.edition import Edition, Kind
from evenhand.domain.results.moves import Linked
from evenhand.domain.results.result import Result


@dataclass(frozen=True, slots=True, kw_only=True)
class RowCount:
    """
    What became of the rows of one table: read = used + rejected + repeated.

    `rejected` rows are kept and shown, never lost; of rows repeated to the letter one is used.
    """

    read: int
    used: int
    rejected: int
    repeated: int = 0


@dataclass(frozen=True, slots=True)
class Placement:
    """How many people of a profession work where, for whom, and by which route."""

    body: str
    snapshot: str
    profession: str
    employer: str
    host: str
    route: str
    setting: str
    amhp: bool
    people: int


@dataclass(frozen=True, kw_only=True)
class Inputs:
    """What went in: with the same inputs, editions and version the same numbers come out.

    `files` are (name, sha256 in hex) pairs; `pack_hash` is over all of them.
    """

    version: str
    editions: tuple[str, ...]
    files: tuple[tuple[str, str], ...]
    pack_hash: str
    options: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Measurement:
    """
    One body's results and what a reader needs to judge them.

    `snapshots` are the days measured, oldest first, in the text that `Result.period` has.
    `ladders` are by standard. `linked` says who came, went and changed between snapshots; `team`
    that only one team of the body was measured. `warnings` and `errors` are sentences.
    `marked_as` is printed on every page ("made up"); `terms` is what the body calls groups, by
    slug. `for_returns` are the results too small to show, with their numbers: for the standards' own
    returns and for nothing else. Raises ValueError where another reader than the body has any.
    """

    body: Body
    editions: tuple[Edition, ...]
    results: tuple[Result, ...]
    snapshots: tuple[str, ...]
    inputs: Inputs
    ethnicity: Ethnicity
    ladders: Mapping[str, Ladder] = field(default_factory=dict)
    placements: tuple[Placement, ...] = ()
    rows: Mapping[str, RowCount] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()
    errors: tuple[str, ...] = ()
    marked_as: str = ""
    terms: Mapping[str, str] = field(default_factory=dict)
    note: str = ""
    linked: tuple[Linked, ...] = ()
    team: str = ""
    # For whom it is; under which rules of disclosure control, in words, where it has been through.
    audience: str = "internal"
    protection: str = ""
    for_returns: tuple[Result, ...] = field(default=(), repr=False)

    def __post_init__(self) -> None:
        if self.for_returns and self.audience != "internal":
            raise ValueError(f"exact small counts are not for {self.audience} readers")


# Flags that say nothing about the numbers of one figure.
BROADLY_FLAG = "some known only by a broad group"
SAFE_FLAGS = (
    "draft edition", "unconfirmed definition", "weighted", "hidden by its publisher", BROADLY_FLAG,
)  # fmt: skip

# Every field of a result that is a number or None.
NUMBERS = tuple(
    each.name
    for each in fields(Result)
    if each.name not in {"confidence", "planned", "suppressed", "unit"}
    and ("int" in str(each.type) or "float" in str(each.type))
)


def without_numbers(result: Result) -> Result:
    """The result as anyone may see it: where it is suppressed, nothing in it tells a number.

    A measurement's results have been here already. Whoever writes or shows results asks here all
    the same, so that one slip elsewhere cannot print what was to be hidden.
    """
    if not result.suppressed:
        return result
    kept = tuple(flag for flag in result.flags if flag in SAFE_FLAGS)
    if _is_emptied(result) and result.reading == result.reason and result.flags == kept:
        return result
    return emptied(result, reading=result.reason, flags=kept)


def emptied(result: Result, **fields: object) -> Result:
    """The result without any number, and with these fields as given."""
    return replace(result, **{**_EMPTIED, **fields})  # type: ignore[arg-type]


# What is left of the fields that tell of a number.
_EMPTIED: dict[str, object] = {
    **dict.fromkeys(NUMBERS),
    "people_reading": "",
    "change": None,
    "p_method": "",
    "change_from": "",
}
_told = attrgetter(*_EMPTIED)
_NOTHING = tuple(_EMPTIED.values())


def _is_emptied(result: Result) -> bool:
    return bool(_told(result) == _NOTHING)


def told_broadly(found: Iterable[Result], recorded: Ethnicity) -> list[Result]:
    """
    The results of one body, with a flag where its people are not all known as finely as the grouping.

    It stands on every result of the grouping, whoever is in it: it tells of no figure.
    """
    finer = {g.slug for g in recorded.groupings if len(recorded.not_known_in(g)) > 1}
    return [
        replace(each, flags=(*each.flags, BROADLY_FLAG)) if each.grouping in finer else each
        for each in found
    ]


def kept_apart(found: Iterable[Result]) -> tuple[tuple[Result, ...], tuple[Result, ...]]:
    """
    Results as anyone may see them, and those too small to show with their numbers.

    The second are `Measurement.for_returns`. They stay marked as suppressed, so that every writer
    but the return's would empty them. Answers to a survey are not among them: the survey promised
    those who answered that so few are shown to nobody, and its own figures are what is collected.
    """
    found = tuple(found)
    small = tuple(each for each in found if each.suppressed and each.kind != Kind.SURVEY_SHARE)
    return tuple(map(without_numbers, found)), small
