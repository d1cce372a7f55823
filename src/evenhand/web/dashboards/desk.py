"""The desk of a region or country: who has sent what, whom to ask, what they are together."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.dateformat import format as day_as
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from evenhand.data.writers.results_csv import table_csv
from evenhand.domain.frameworks.role import Right
from evenhand.domain.measures import compared
from evenhand.reporting import words
from evenhand.reporting.compare import sentences
from evenhand.reporting.compare.arranged import MeasureStandings
from evenhand.web.bodies.queries import Body
from evenhand.web.dashboards import queries
from evenhand.web.dashboards.choice import ALL, Choose
from evenhand.web.dashboards.kept import kept
from evenhand.web.dashboards.side_by_side import compare_figures, measures_of
from evenhand.web.releases.queries import Release
from evenhand.web.submissions.found import found_in
from evenhand.web.submissions.queries import FOUND, Submission, file_of
from evenhand.web.submissions.states import State, in_words
from evenhand.web.submissions.whose_turn import WHO, turn_of

NOT_BEGUN = "not begun"
_NOT_BEGUN = gettext_lazy("not begun")
# A year in which nothing has happened for so long is asked after.
QUIET_FOR = timedelta(days=14)


@dataclass(frozen=True, kw_only=True)
class Line:
    """One body's year: `turn` is who can do the next thing, `since` when it came into its state."""

    body: Body
    state: str
    since: datetime | None
    turn: str
    asked_after: bool

    @property
    def state_in_words(self) -> str:
        """Where its year stands, for a page."""
        return _said(self.state)


@dataclass(frozen=True, kw_only=True)
class Failed:
    """Errors of one kind, without any row."""

    body: Body
    kind: str
    number: int


@dataclass(frozen=True, kw_only=True)
class Together:
    """One indicator over all bodies; `indicator` is its key on the comparison page."""

    indicator: str
    title: str
    bodies: int
    without: int
    pooled: str
    interval: str
    said: str


def lines_of(
    bodies: Sequence[Body],
    years: Mapping[int, Sequence[Submission]],
    since: Mapping[int, datetime],
    now: datetime,
) -> list[Line]:
    """Every body, whether or not it has begun the year."""
    made = []
    for body in bodies:
        year = year_of(years.get(body.pk, ()))
        if year is None:
            made.append(
                Line(body=body, state=NOT_BEGUN, since=None, turn=WHO[Right.UPLOAD],
                     asked_after=True)
            )  # fmt: skip
            continue
        last, turn = since.get(year.pk), turn_of(year)
        quiet = last is not None and now - last >= QUIET_FOR
        made.append(
            Line(body=body, state=year.state, since=last, turn=turn,
                 asked_after=bool(turn) and quiet)
        )  # fmt: skip
    return made


def year_of(years: Iterable[Submission]) -> Submission | None:
    """The year on its way, or the released one; one that was withdrawn counts as not begun."""
    mine = [each for each in years if each.state != State.WITHDRAWN]
    # The newest version: a correction under way before what it corrects.
    return max(mine, key=lambda each: each.version, default=None)


def counted(lines: Sequence[Line]) -> list[tuple[str, int]]:
    """How many bodies are in each state, in the order of the way."""
    counts = Counter(each.state for each in lines)
    return [(_said(state), counts[state]) for state in (NOT_BEGUN, *State) if counts[state]]


def _said(state: str) -> str:
    return str(_NOT_BEGUN) if state == NOT_BEGUN else in_words(state)


def chasing(lines: Sequence[Line], snapshot: date) -> str:
    """Plain text to copy: whom to ask, and about what."""
    chased = [each for each in lines if each.asked_after]
    head = _("Year to %(day)s: to be asked after") % {"day": _day(snapshot)}
    said = [head, ""]
    for each in chased:
        if each.since is None:
            said.append(_("%(name)s: not begun.") % {"name": each.body.name})
        else:
            told = {
                "name": each.body.name,
                "state": each.state_in_words,
                "day": _day(timezone.localtime(each.since).date()),
                "turn": each.turn,
            }
            said.append(_("%(name)s: %(state)s since %(day)s, next: %(turn)s.") % told)
    return "\n".join(said) + "\n" if chased else ""


def _day(day: date) -> str:
    return str(day_as(day, "j F Y"))


def failed(years: Iterable[Submission]) -> list[Failed]:
    """What checks found wrong in years that cannot go on yet: how often, by kind."""
    found = []
    for year in years:
        check = found_in(file_of(year, "check", FOUND)) if year.state == State.UPLOADED else None
        for group in check["found"] if check else ():
            if group.severity == "error":
                kind = words.spaced(group.code)
                found.append(Failed(body=year.body, kind=kind, number=group.number))
    return found


def as_csv(lines: Sequence[Line], snapshot: date) -> str:
    """The list, one row a body. No cell can be taken for a formula."""
    return table_csv(
        [
            {
                "body": each.body.name,
                "kind": str(each.body.get_kind_display()),
                "year to": snapshot.isoformat(),
                "state": each.state_in_words,
                "since": timezone.localtime(each.since).date().isoformat() if each.since else None,
                "next": each.turn,
            }
            for each in lines
        ]
    )


def together(releases: QuerySet[Release], snapshot: date) -> list[Together]:
    """Every indicator that is one figure, over all bodies that share a figure of it."""
    return kept(
        "together",
        (queries.which(releases), snapshot),
        lambda: [
            _together(f"{standard}:{indicator}", of)
            for (standard, indicator, _cell), of in measures_of(
                compare_figures(
                    queries.figures_in(releases, snapshot=snapshot.isoformat(), cell=""),
                    Choose(ALL),
                )
            ).items()
        ],
    )


def _together(indicator: str, of: MeasureStandings) -> Together:
    last = of.last
    return Together(
        indicator=indicator,
        title=of.name,
        bodies=last.bodies,
        without=last.without,
        pooled=sentences.figure(last.pooled, last.unit),
        interval=sentences.interval(last.pooled_low, last.pooled_high, last.unit),
        said=words.sentence(last.reason) or _how_they_differ(last),
    )


def _how_they_differ(last: compared.Together) -> str:
    if not last.extra_variance or last.i2 is None:
        return _("They differ no more than chance makes them.")
    said = _("%(share)s of the scatter is more than chance.") % {"share": f"{last.i2:.0%}"}
    if last.next_low is None:
        return said
    ahead = sentences.interval(last.next_low, last.next_high, last.unit)
    return said + " " + _("A further one: %(ahead)s.") % {"ahead": ahead}
