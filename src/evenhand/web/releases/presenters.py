"""What public pages of a release show: its parts with their links, who was counted, how to cite it."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from html import unescape
from itertools import groupby
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from evenhand.reporting.cut import EDITION, INDICATOR, linked
from evenhand.web.releases.queries import Body, Release

WHOLE = "workforce"
COARSEST = "binary"
_HEADING = re.compile(r"<h[12][^>]*>(.*?)</h[12]>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True)
class Group:
    """How many of a workforce are of one group, as the report prints it. `share` is of 1."""

    label: str
    number: int
    of: int
    share: float


@dataclass(frozen=True)
class Workforce:
    """Whom one standard counted on a day, by group: those whose group is known."""

    standard: str
    day: date
    groups: tuple[Group, ...]


@dataclass(frozen=True)
class Beside:
    """A link to another indicator."""

    title: str
    address: str


@dataclass(frozen=True)
class Download:
    """A frozen file: what it is in words, where it is, how large, and its SHA-256."""

    name: str
    what: str
    address: str
    size: int
    digest: str


@dataclass(frozen=True)
class Version:
    """A line of a year's history. `state`: current, superseded, withdrawn; `since` public."""

    number: int
    state: str
    since: datetime
    note: str
    address: str


def by_region(bodies: Iterable[Body]) -> list[tuple[str, list[Body]]]:
    """Bodies below the name of what they belong to; those that belong to nothing come last ("")."""
    ordered = sorted(bodies, key=lambda body: (body.parent is None, _above(body)))
    return [(name, list(of)) for name, of in groupby(ordered, key=_above)]


def workforces(results: Iterable[Mapping[str, Any]], parts: Mapping[str, str]) -> list[Workforce]:
    """
    Who was counted, by each standard's measure of its whole workforce in the newest year.

    Read from the released results: where a number is hidden there, nothing is said here. The names
    of standards are those that the release's own parts have as headings.
    """
    told = [
        each
        for each in results
        if each["grouping"] == COARSEST
        and each["comparator"] == WHOLE
        and not each["suppressed"]
        and None
        not in [each[f"comparator_{part}"] for part in ("numerator", "denominator", "share")]
    ]
    made = []
    for standard, of in groupby(told, key=lambda each: each["standard"]):
        listed = list(of)
        newest = max(each["period"] for each in listed)
        groups: dict[str, Group] = {}
        for each in listed:
            if each["period"] == newest:
                groups.setdefault(each["group"], _group(each))
        title = heading(parts.get(EDITION + standard, "")) or standard
        made.append(Workforce(title, date.fromisoformat(newest), tuple(groups.values())))
    return made


def places(release: Release, names: Iterable[str]) -> dict[str, str]:
    """The page of each indicator by its anchor; `names` are those of the release's parts."""
    return {
        (anchor := name.removeprefix(INDICATOR)): reverse(
            "report-indicator", args=[*address_of(release), anchor]
        )
        for name in names
        if name.startswith(INDICATOR)
    }


def shown(parts: Mapping[str, str], where: dict[str, str]) -> dict[str, str]:
    """The parts with links to the pages of their indicators."""
    return {name: linked(text, where) for name, text in parts.items()}


def heading(part: str) -> str:
    """The first heading of a part as plain text; "" where it has none."""
    found = _HEADING.search(part)
    return plain(found[1]) if found else ""


def plain(part: str) -> str:
    """A part's words without its marks."""
    return " ".join(unescape(_TAG.sub("", part)).split())


def beside(
    parts: Mapping[str, str], anchor: str, where: Mapping[str, str]
) -> tuple[Beside | None, Beside | None]:
    """The indicators before and after one in its report."""
    names = [name for name in parts if name.startswith(INDICATOR)]
    at = names.index(INDICATOR + anchor)
    near = (names[at - 1] if at else None, names[at + 1] if at + 1 < len(names) else None)
    before, after = (
        Beside(heading(parts[name]), where[name.removeprefix(INDICATOR)]) if name else None
        for name in near
    )
    return before, after


def downloads(release: Release, files: Iterable[Any]) -> list[Download]:
    """The files of a release, what people open first first."""
    words = {
        "report.html": _("The whole report on one page"),
        "report.pdf": _("The whole report as a PDF"),
        "board-summary.pdf": _("A summary on one side of paper"),
        "report.docx": _("The whole report as a Word document"),
        "report.xlsx": _("Every table as an Excel workbook"),
        "results.csv": _("Every figure, one a line (CSV)"),
        "results.csv-metadata.json": _("What each column of the CSV file means (CSVW)"),
        "results.json": _("Every figure, for programs (JSON)"),
    }
    order = {name: place for place, name in enumerate(words)}
    return [
        Download(
            each.name,
            words.get(each.name, each.name),
            reverse("report-file", args=[*address_of(release), each.name]),
            each.size,
            each.digest,
        )
        for each in sorted(files, key=lambda each: (order.get(each.name, len(order)), each.name))
    ]


def address_of(release: Release) -> Sequence[Any]:
    """The parts of a version's permanent address."""
    return (release.body.slug, release.snapshot, release.version)


def state_of(release: Release) -> str:
    """As readers are told it: current, superseded, withdrawn."""
    return "current" if release.state == "released" else str(release.state)


def page_of(release: Release) -> str:
    """A version's permanent address on this site."""
    return reverse("report-version", args=address_of(release))


def history(versions: Iterable[Release]) -> list[Version]:
    """Every version of a year, newest first, and what each corrected."""
    return [
        Version(
            each.version,
            state_of(each),
            each.public_from,
            each.correction,
            page_of(each),
        )
        for each in versions
    ]


def _above(body: Body) -> str:
    return body.parent.name if body.parent else ""


def _group(told: Mapping[str, Any]) -> Group:
    return Group(
        told["group_label"],
        told["comparator_numerator"],
        told["comparator_denominator"],
        told["comparator_share"],
    )
