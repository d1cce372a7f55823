"""Which services are below a region, their rows one service after the other, and reports over them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain

from django.utils.dateformat import format as written
from django.utils.translation import gettext as _

from evenhand.web.amhp.models import RegionFile, RegionReport
from evenhand.web.amhp.sight.queries.data_set import (
    TABLES,
    Row,
    first_month,
    residents_of,
    rows_of,
)
from evenhand.web.bodies.queries import Body, below
from evenhand.web.core.keys import unseal


@dataclass(frozen=True, kw_only=True)
class Below:
    """Services below a region: those that a report of a month is over, and others with the reason."""

    services: Sequence[Body]
    left_out: Sequence[tuple[str, str]]

    @property
    def names(self) -> list[str]:
        """What each service is called, every name once."""
        names = [str(each.name) for each in self.services]
        return [
            name if names.count(name) == 1 else f"{name} ({body.slug})"
            for name, body in zip(names, self.services, strict=True)
        ]

    @property
    def residents(self) -> dict[str, int] | None:
        """People of each ethnic category in all areas; None where one of them has not said."""
        kept = [residents_of(body) for body in self.services]
        found: dict[str, int] = {}
        for one in kept:
            if one is None:
                return None
            for category, people in one.people.items():
                found[category] = found.get(category, 0) + people
        return found


def services_below(region: Body, month: date) -> Below:
    """Every body below, by name: in a report of a month, or left out and why."""
    services, left_out = [], []
    for body in below(region):
        first = first_month(body)
        if first is None:
            left_out.append((str(body.name), _("No consideration is recorded there.")))
        elif first > month:
            since = _("Its records begin in %(month)s.") % {"month": written(first, "F Y")}
            left_out.append((str(body.name), since))
        else:
            services.append(body)
    return Below(services=services, left_out=left_out)


class TablesOfMany(Mapping[str, Iterator[Row]]):
    """
    Tables of several services, each row with whose it is: read while they are counted.

    `tell` is called with a service's name before its considerations are read.
    """

    def __init__(self, them: Below, at: datetime, tell: Callable[[str], None]) -> None:
        self._each = list(zip(them.names, them.services, strict=True))
        self._at, self._tell = at, tell

    def __getitem__(self, name: str) -> Iterator[Row]:
        return chain.from_iterable(self._rows(name, called, body) for called, body in self._each)

    def _rows(self, name: str, called: str, body: Body) -> Iterator[Row]:
        if name == "considerations":
            self._tell(called)
        for row in rows_of(name, body, self._at):
            yield row | {"body": called}

    def __iter__(self) -> Iterator[str]:
        return iter(TABLES)

    def __len__(self) -> int:
        return len(TABLES)


def region_reports(region: Body) -> list[RegionReport]:
    """Everything that was asked for, newest first."""
    return list(RegionReport.objects.filter(body=region))


def region_file(report: RegionReport, kind: str) -> bytes | None:
    """A finished file; None where there is none. Raises CannotOpen."""
    found = RegionFile.objects.filter(report=report, kind=kind).first()
    return unseal(bytes(report.body.wrapped_key), bytes(found.sealed)) if found else None
