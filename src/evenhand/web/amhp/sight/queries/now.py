"""Every read of the line of sight: what waits now, obstacles, limits, meetings. Body first."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from evenhand.domain.amhp.considerations import Consideration as Told
from evenhand.domain.amhp.considerations import Status
from evenhand.domain.amhp.rota_cover import Gap
from evenhand.domain.amhp.waits import Wait, Waiting, waits_of
from evenhand.web.amhp.models import Ask, Consideration, Escalation, Forum, Obstacle, Threshold
from evenhand.web.amhp.rota.queries import On, gaps, on_now
from evenhand.web.amhp.sealed import opened
from evenhand.web.amhp.work.queries import NextLimit, next_limits
from evenhand.web.bodies.queries import Body

# Nobody has begun with these yet.
NOT_BEGUN = (Status.NOTHING_DATED, Status.REFERRED, Status.ACCEPTED)


@dataclass(frozen=True, kw_only=True)
class Watched:
    """A wait of one consideration: its limit where there is one, and whether it was escalated."""

    waiting: Waiting
    limit: Threshold | None
    told: Escalation | None

    def passed(self, at: datetime) -> bool:
        """Whether its limit has passed."""
        return self.waiting.passed(self.limit.minutes if self.limit else None, at)


@dataclass(frozen=True, kw_only=True)
class OnBoard:
    """One open consideration on the board: its next limit, its waits, what was asked and not answered."""

    next: NextLimit
    waits: tuple[Watched, ...]
    asks: tuple[Ask, ...]


@dataclass(frozen=True, kw_only=True)
class Board:
    """What a duty manager sees now. `gaps` are of the next twelve hours of the published rota."""

    waiting: int
    in_progress: int
    on: tuple[On, ...]
    gaps: tuple[Gap, ...]
    rows: tuple[OnBoard, ...]

    @property
    def may_act(self) -> int:
        """How many of those on may act."""
        return sum(each.may_act for each in self.on)


@dataclass(frozen=True, kw_only=True)
class ObstacleShown:
    """An obstacle with its words opened."""

    row: Obstacle
    text: str
    answer: str


def board(body: Body, at: datetime, until: datetime) -> Board:
    """The live board; gaps of the rota up to `until`. The same number of queries however much waits."""
    open_now = next_limits(body)
    limits = thresholds_of(body)
    told: defaultdict[int, list[Escalation]] = defaultdict(list)
    for each in Escalation.objects.filter(consideration__body=body, consideration__open=True):
        told[each.consideration_id].append(each)
    asks: defaultdict[int, list[Ask]] = defaultdict(list)
    unanswered = Ask.objects.filter(
        consideration__body=body, consideration__open=True, answered=None
    )
    for ask in unanswered:
        asks[ask.consideration_id].append(ask)
    rows = tuple(
        OnBoard(
            next=each,
            waits=tuple(_watched(each.told, limits, told[each.row.pk])),
            asks=tuple(asks[each.row.pk]),
        )
        for each in open_now
    )
    not_begun = sum(each.status in NOT_BEGUN for each in open_now)
    return Board(
        waiting=not_begun,
        in_progress=len(open_now) - not_begun,
        on=tuple(on_now(body, at)),
        gaps=tuple(gaps(body, at, until)),
        rows=rows,
    )


def waits_of_one(row: Consideration, told: Told) -> list[Watched]:
    """The waits of one consideration, with limits and what was escalated."""
    escalated = list(Escalation.objects.filter(consideration=row))
    return _watched(told, thresholds_of(row.body), escalated) if row.open else []


def thresholds_of(body: Body) -> dict[Wait, Threshold]:
    """The limits that a body has set, by wait."""
    return {Wait(each.name): each for each in Threshold.objects.filter(body=body)}


def obstacles_of(body: Body, *, most: int) -> list[ObstacleShown]:
    """Obstacles, those that wait for an answer first, then the newest."""
    rows = Obstacle.objects.filter(body=body).select_related("raised_by", "answered_by")[:most]
    shown = [_obstacle(body, each) for each in rows]
    return sorted(shown, key=lambda each: each.row.state == "answered")


def obstacle_of(body: Body, number: int) -> ObstacleShown | None:
    """One obstacle of this body, by its number there."""
    row = Obstacle.objects.filter(body=body, number=number).select_related("body").first()
    return _obstacle(body, row) if row else None


def forums_of(body: Body) -> list[tuple[Forum, str]]:
    """Meetings and notices with their words, newest first."""
    return [(each, opened(body, each.sealed_words)) for each in Forum.objects.filter(body=body)]


def _watched(one: Told, limits: dict[Wait, Threshold], told: list[Escalation]) -> list[Watched]:
    watched = []
    for each in waits_of(one):
        since = [its for its in told if its.name == each.wait and its.at >= each.since]
        watched.append(
            Watched(waiting=each, limit=limits.get(each.wait), told=since[0] if since else None)
        )
    return watched


def _obstacle(body: Body, row: Obstacle) -> ObstacleShown:
    return ObstacleShown(
        row=row, text=opened(body, row.sealed_text), answer=opened(body, row.sealed_answer)
    )
