"""A made-up register: every event that led to where each person stands."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from evenhand.data.synthetic.amhp.chance import Rng
from evenhand.data.synthetic.amhp.shares import shares
from evenhand.data.synthetic.amhp.staff import Draws, professional
from evenhand.domain.amhp.clocks import last_day_of_months

Row = dict[str, Any]

_TERM_MONTHS, _HOURS = 60, 18.0
_YEARS_BACK = 2
_LEAD = "AMHP lead (made up)"
_SUBJECTS = (
    "Law update",
    "Race and culture in mental health law",
    "Assessing children and young people",
    "Deprivation of liberty",
    "Nearest relatives",
    "Report writing",
    "Safety and de-escalation",
)
_WHY_ENDED = {"REQ": 0.7, "PROF": 0.1, "COMP": 0.1, "COND": 0.1}
_WHY_TRAINING_ENDED = {"WITHDREW": 0.4, "NOT_PASSED": 0.3, "WORKLOAD": 0.3}
_STAGES = {"CHOSEN": 0.2, "PRE_COURSE": 0.2, "COURSE": 0.3, "PLACEMENT": 0.2, "PASSED": 0.1}
_FUNDERS = {"COUNCIL": 0.6, "TRUST": 0.2, "SHARED": 0.2}
_BACKFILL = {"FULL": 0.2, "PART": 0.3, "NONE": 0.4, "NOT_KNOWN": 0.1}
_COURSE = "Made-up University, AMHP course"
# A few matters of Schedule 2; the last four are those of race equality.
_EVIDENCE = (
    "1c",
    "1d",
    "2a-i",
    "2b",
    "3a",
    "3c",
    "4c",
    "4i",
    "5a",
    "5c",
    "1a",
    "1b",
    "2c",
    "2e-ii",
)


@dataclass(frozen=True, kw_only=True)
class Register:
    """
    Rows by what they are, each naming its `person` by number. An entry's `detail` is as in a
    spreadsheet for `evenhand amhp register`; `profession` and `course` are parts of it.

    `acting`: for each number, the stretches of days (first, and the day after the last) on which
    they could act.
    """

    people: list[Row] = field(default_factory=list)
    entries: list[Row] = field(default_factory=list)
    trainees: list[Row] = field(default_factory=list)
    evidence: list[Row] = field(default_factory=list)
    acting: dict[int, list[tuple[date, date]]] = field(default_factory=dict)

    def may_act(self, number: int, day: date) -> bool:
        """Whether somebody could act for the whole of a day."""
        return any(first <= day < until for first, until in self.acting.get(number, ()))


def draw_register(
    rng: Rng, *, approved: int, today: date, authority: str, neighbours: Sequence[str]
) -> Register:
    """So many approved people, those who left in the last two years, and those in training."""
    draws, made = Draws(rng), Register()
    chance = shares()["workforce"]["chance"]
    left = max(2, round(approved * _YEARS_BACK * float(chance["leaves_a_year"])))
    numbers = iter(range(1, 10_000))
    for place, number in zip(range(approved), numbers, strict=False):
        log = _Log(draws, made, number, today, authority)
        log.approved_until_now()
        log.trained(short=place == 0)
        log.suspended(now=place == 1)
        log.acts_for(neighbours)
        log.shown()
    for place, number in zip(range(left), numbers, strict=False):
        log = _Log(draws, made, number, today, authority)
        log.left(place, neighbours)
    in_training = 2 + max(2, round(approved * float(chance["in_training"])))
    for place, number in zip(range(in_training), numbers, strict=False):
        _in_training(draws, made, number, today, ended=place < 2)
    made.entries.sort(key=lambda row: (row["on"], row["person"]))  # as they were recorded
    return made


class _Log:
    """The entries of one person, as they come."""

    def __init__(self, draws: Draws, made: Register, number: int, today: date, authority: str):
        self.draws, self.made, self.number = draws, made, number
        self.today, self.authority = today, authority
        self.who = professional(draws, number, today)
        self.terms: list[tuple[date, date]] = []
        self.gaps: list[tuple[date, date]] = []
        made.people.append(self.who)

    def approved_until_now(self) -> None:
        """A first approval up to ten years ago, and a new term after five."""
        self._approve(self._early(self.today - timedelta(days=self.draws.whole(30, 3_600))))
        last = self._last(self.terms[-1][0])
        if last < self.today:
            # Most on the day after the last, some before it.
            day = last + timedelta(days=1)
            if self.draws.happens(0.3):
                day -= timedelta(days=self.draws.whole(3, 20))
            self.terms[-1] = (self.terms[-1][0], day)
            self._add("reapprove", day, authority=self.authority, detail=self._profession())
            self.terms.append((day, self._last(day) + timedelta(days=1)))
        self._acting()

    def trained(self, *, short: bool = False) -> None:
        """Every year's hours, and of the year that runs what there is so far."""
        for first, until in self.terms:
            for begins, after in _years(first, until):
                if begins <= self.today:
                    self._sessions(begins, after, short=short and self._is_last_whole_year(after))

    def suspended(self, *, now: bool) -> None:
        """Some were, and one is: the registration was suspended, so the approval had to be."""
        first, until = self.terms[-1]
        if now:
            since = max(first + timedelta(days=1), self.today - timedelta(days=25))
            self._suspend(since, None)
        elif self.draws.happens(shares()["workforce"]["chance"]["suspended"]):
            since = self.draws.day(first + timedelta(days=20), self.today)
            ends = since + timedelta(days=self.draws.whole(40, 200))
            if ends < min(self.today, until):
                self._suspend(since, ends)

    def acts_for(self, neighbours: Sequence[str]) -> None:
        """Some have agreed to act for a neighbour, and some of these no longer do."""
        if not neighbours or not self.draws.happens(
            shares()["workforce"]["chance"]["acts_for_another"]
        ):
            return
        authority = neighbours[self.draws.whole(0, len(neighbours) - 1)]
        begins = self.terms[-1][0] + timedelta(days=1)
        since = self.draws.day(begins, max(begins, self.today - timedelta(days=30)))
        if since >= self.today or any(since <= b and a <= since for a, b in self.gaps):
            return
        self._add("act_for", since, authority=authority)
        ends = since + timedelta(days=self.draws.whole(60, 600))
        if self.draws.happens(0.3) and ends < self.today:
            self._add("cease_act_for", ends, authority=authority)

    def shown(self) -> None:
        """Evidence of competence from whoever is to be approved again soon."""
        last = self._last(self.terms[-1][0])
        if not timedelta(0) <= last - self.today <= timedelta(days=180):
            return
        for leaf in _EVIDENCE[: self.draws.whole(8, len(_EVIDENCE))]:
            day = self.draws.day(self.today - timedelta(days=120), self.today)
            text = "Reflection on a piece of work (made up), read by the practice assessor."
            self.made.evidence.append(
                {"person": self.number, "leaf": leaf, "on": day, "text": text}
            )

    def left(self, place: int, neighbours: Sequence[str]) -> None:
        """Somebody whose approval ended in the last two years: by its term, by another's, or by request."""
        end = self.draws.day(
            self.today - timedelta(days=365 * _YEARS_BACK), self.today - timedelta(days=1)
        )
        if place == 0:
            first = self._early(_months_before(end, _TERM_MONTHS))
            self._approve(first)
            end = self._last(first) + timedelta(days=1)
        else:
            self._approve(self._early(end - timedelta(days=self.draws.whole(200, 1_700))))
        self.terms[-1] = (self.terms[-1][0], end)
        self._acting()
        self.trained()
        if place == 1 and neighbours:
            self._add("approved_elsewhere", end, authority=neighbours[0])
            self._add("end", end, authority=self.authority, detail="OTHER_LSSA")
        elif place != 0:
            self._add("end", end, authority=self.authority, detail=self.draws.one_of(_WHY_ENDED))

    def _approve(self, first: date) -> None:
        course = first - timedelta(days=self.draws.whole(30, 700))
        detail = f"{self._profession()}; course {course.isoformat()}"
        self._add("approve", first, authority=self.authority, detail=detail, course=course)
        self.terms.append((first, self._last(first) + timedelta(days=1)))
        if first > self.today - timedelta(days=365 * _YEARS_BACK):
            self.made.trainees.append(
                _trainee(self.draws, self.number, course)
                | {"stage": "APPROVED", "expected": first, "ended": first}
            )

    def _sessions(self, begins: date, after: date, *, short: bool) -> None:
        """Hours of one year of approval, until there are enough or as many as there can be by now."""
        until = min(after - timedelta(days=1), self.today)
        wanted = _HOURS
        if after > self.today:
            wanted *= min(
                1.0, (until - begins).days / 365 * float(self.draws.rng.uniform(0.5, 1.3))
            )
        wanted = 12.0 if short else wanted
        had = 0.0
        while had < wanted:
            hours = float((3.0, 6.0, 7.0)[self.draws.whole(0, 2)])
            hours = min(hours, wanted - had) if short else hours
            agreed = not self.draws.happens(0.06)
            self._add(
                "training",
                self.draws.day(begins, until),
                hours=hours,
                agreed=agreed,
                detail=_SUBJECTS[self.draws.whole(0, len(_SUBJECTS) - 1)],
            )
            had += hours if agreed else 0.0

    def _suspend(self, since: date, until: date | None) -> None:
        self._add("suspend", since, authority=self.authority, detail="Registration suspended")
        if until:
            self._add("unsuspend", until, authority=self.authority)
        self.gaps.append((since, until or date.max))
        self._acting()

    def _acting(self) -> None:
        stretches = list(self.terms)
        for since, until in self.gaps:
            stretches = [
                part
                for first, after in stretches
                for part in ((first, min(after, since)), (max(first, until), after))
                if part[0] < part[1]
            ]
        self.made.acting[self.number] = stretches

    def _add(self, event: str, on: date, **more: object) -> None:
        recorded = datetime.combine(on, time(10), UTC) + timedelta(minutes=self.number)
        decided = _LEAD if event not in ("training", "act_for", "cease_act_for") else ""
        self.made.entries.append(
            {
                "person": self.number,
                "event": event,
                "on": on,
                "authority": "",
                "hours": None,
                "agreed": None,
                "detail": "",
                "profession": self.who["profession"],
                "course": None,
                "decided_by": decided,
                "recorded": recorded,
            }
            | more
        )

    def _profession(self) -> str:
        return f"profession {self.who['profession']}"

    def _is_last_whole_year(self, after: date) -> bool:
        return after <= self.today < after + timedelta(days=365)

    def _early(self, day: date) -> date:
        """A day that every month has."""
        return day.replace(day=min(day.day, 28))

    def _last(self, first: date) -> date:
        return last_day_of_months(first, _TERM_MONTHS)


def _years(first: date, until: date) -> Iterator[tuple[date, date]]:
    """First day of each year of approval, and the day after its last."""
    begins = first
    for year in range(1, _TERM_MONTHS // 12 + 1):
        after = last_day_of_months(first, 12 * year) + timedelta(days=1)
        if begins < until:
            yield begins, min(after, until)
        begins = after


def _months_before(day: date, months: int) -> date:
    return day.replace(year=day.year - months // 12, day=min(day.day, 28))


def _in_training(draws: Draws, made: Register, number: int, today: date, *, ended: bool) -> None:
    made.people.append(professional(draws, number, today) | {"role": "", "fte": None})
    started = today - timedelta(days=draws.whole(30, 400))
    row = _trainee(draws, number, started) | {"stage": draws.one_of(_STAGES)}
    if ended:
        gone = draws.day(started, today)
        row |= {"stage": "ENDED", "ended": gone, "why_ended": draws.one_of(_WHY_TRAINING_ENDED)}
    else:
        row |= {"expected": today + timedelta(days=draws.whole(60, 500))}
    made.trainees.append(row)


def _trainee(draws: Draws, number: int, started: date) -> Row:
    return {
        "person": number,
        "funder": draws.one_of(_FUNDERS),
        "course": _COURSE,
        "backfill": draws.one_of(_BACKFILL),
        "mentor": f"Mentor of AMHP {number} (made up)",
        "started": started,
        "expected": None,
        "ended": None,
        "why_ended": "",
    }
