"""What a published source holds, in the form that the measures count with."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from evenhand.data.readers.item import CheckItem
from evenhand.domain.frameworks.body import Body
from evenhand.domain.results.shares import GroupCount, GroupedCount


@dataclass(frozen=True, kw_only=True)
class Neighbours:
    """Which of a council's statistical neighbours have a figure that could be pooled."""

    of: int
    pooled: tuple[str, ...]
    left_out: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class SourceData:
    """
    One published source, read whole.

    `snapshots` are the days (ISO) or years that it covers, oldest first. `counts` are headcounts
    by group and `figures` are indicators already worked out by the publisher; a source has one or
    the other. `population` is people by finest category, by body. `neighbours` is by (body,
    snapshot, name of the pooled count). `known_as` maps every other name or code of a body, in
    plain words, to its id. `reasons` says, by indicator, why there is no single figure.

    `items` are about the files, `about` is what a reader of one body's figures must know. Where
    an item is an error there are no figures.
    """

    title: str
    credit: str
    bodies: tuple[Body, ...] = ()
    snapshots: tuple[str, ...] = ()
    counts: tuple[GroupedCount, ...] = ()
    figures: tuple[GroupCount, ...] = ()
    population: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    neighbours: Mapping[tuple[str, str, str], Neighbours] = field(default_factory=dict)
    known_as: Mapping[str, str] = field(default_factory=dict)
    reasons: Mapping[str, str] = field(default_factory=dict)
    items: tuple[CheckItem, ...] = ()
    about: Mapping[str, tuple[CheckItem, ...]] = field(default_factory=dict)
    files: tuple[tuple[str, str], ...] = ()
