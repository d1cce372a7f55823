"""What the live board and the pages of waits show."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise

from evenhand.domain.amhp.clocks_of_work import lasted_in_words
from evenhand.web.amhp.sight.queries.now import OnBoard, Watched
from evenhand.web.amhp.sight.words import WAITS
from evenhand.web.amhp.work.presenters import ClockShown, clock_shown
from evenhand.web.amhp.work.words import how_far


@dataclass(frozen=True, kw_only=True)
class WaitShown:
    """A wait in words: what for, how long, and what was done about it."""

    name: str
    title: str | Promise
    lasted: str
    passed: bool
    route: str
    told: datetime | None


@dataclass(frozen=True, kw_only=True)
class RowShown:
    """One open consideration on the board."""

    number: int
    reference: str
    how_far: Promise
    amhp: str
    clock: ClockShown | None
    waits: tuple[WaitShown, ...]
    asks: tuple[tuple[str, str, str], ...]

    @property
    def to_escalate(self) -> bool:
        """Whether a wait is past its limit and nobody was told."""
        return any(each.passed and not each.told for each in self.waits)


def waits_shown(waits: tuple[Watched, ...] | list[Watched], at: datetime) -> tuple[WaitShown, ...]:
    """Waits in words, as they stand at an instant."""
    return tuple(
        WaitShown(
            name=each.waiting.wait,
            title=WAITS[each.waiting.wait],
            lasted=lasted_in_words(each.waiting.lasted(at)),
            passed=each.passed(at),
            route=each.limit.route if each.limit else "",
            told=each.told.at if each.told else None,
        )
        for each in waits
    )


def row_shown(
    one: OnBoard, names: Mapping[int, str], asked: Mapping[str, str], at: datetime
) -> RowShown:
    """One line of the board; `names` of AMHPs by row, `asked` the words of what was asked for."""
    row, limit = one.next.row, one.next.limit
    return RowShown(
        number=row.pk,
        reference=row.reference,
        how_far=how_far(one.next.status, row.open),
        amhp=names.get(row.amhp_id, ""),
        clock=clock_shown(limit, at) if limit else None,
        waits=waits_shown(one.waits, at),
        asks=tuple(
            (
                asked.get(each.what, each.what),
                each.of,
                lasted_in_words(max(at - each.asked, at - at)),
            )
            for each in one.asks
        ),
    )
