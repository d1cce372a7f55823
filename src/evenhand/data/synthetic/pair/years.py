"""The pair's years: who leaves, who is promoted, who joins, what happens, who says what."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from evenhand.data.synthetic.effects import QUESTIONS
from evenhand.data.synthetic.pair.drawing import Drawing
from evenhand.data.synthetic.pair.people import Job, Person, new_person, people_at

_PROMOTION = 0.08
_NEW_POSTS = 0.02
_FILLED = 0.88
_VACANCIES_FOR_EACH_JOINER = 1.1
_APPLICANTS = (6, 22)
_LEAVING_REASONS = ("resignation", "retirement", "end-of-contract", "dismissal", "transfer")
_REASON_SHARES = (0.66, 0.16, 0.10, 0.03, 0.05)
_LEFT_UNANSWERED = 0.01
# Bank and agency workers who left before the list was made still have cases.
_EVENTS_OF_PEOPLE_NOT_ON_LIST = 3
_NOT_ON_LIST_FROM = 90_000
_NOT_EMPLOYED = ("bank", "agency", "non-executive")


@dataclass(frozen=True)
class Event:
    """Something that happened to a person on a day; `category` only where they are not on the list."""

    number: int
    day: date
    kind: str
    category: str = ""


@dataclass(frozen=True)
class Application:
    """One application for one vacancy."""

    vacancy: str
    rung: str
    senior: bool
    category: str
    shortlisted: bool
    appointed: bool


@dataclass(frozen=True)
class Answers:
    """One person's answers, by question; a question left unanswered is blank."""

    category: str
    answers: dict[str, str]


@dataclass(frozen=True)
class Year:
    """One year's records, as they stood on its last day: staff in post, and those who left in it."""

    snapshot: date
    staff: list[Person]
    events: list[Event]
    applications: list[Application]
    survey: list[Answers]


def live(jobs: tuple[Job, ...], snapshots: Sequence[date], drawing: Drawing) -> list[Year]:
    """The years that end on each snapshot, lived by the same people until they leave."""
    before = snapshots[0].replace(year=snapshots[0].year - 1)
    staff = people_at(before, jobs, drawing)
    number = len(staff)
    vacant: list[Job] = []
    years = []
    for start, end in zip((before, *snapshots), snapshots, strict=False):
        events = _promotions(staff, start, end, drawing)
        leavers = _leave(staff, start, end, drawing)
        vacant += [gone.job for gone in leavers] + _new_posts(staff, drawing)
        filled, vacant = _fill(vacant, drawing)
        joiners = [
            new_person(job, number + place, drawing.day(start, end), drawing)
            for place, job in enumerate(filled, start=1)
        ]
        number += len(joiners)
        on_list = sorted(staff + joiners, key=lambda person: person.number)
        staff = [person for person in on_list if person.left is None]
        events += _cases(staff, start, end, drawing)
        years.append(
            Year(
                snapshot=end,
                # Copies: next year's promotion must not change this year's list.
                staff=[replace(person) for person in on_list],
                events=sorted(events, key=lambda event: (event.day, event.number, event.kind)),
                applications=list(_applications(filled, end, drawing)),
                survey=list(_survey(staff, drawing)),
            )
        )
    return years


def _promotions(staff: list[Person], start: date, end: date, drawing: Drawing) -> list[Event]:
    events = []
    for person in staff:
        above = person.job.rungs[person.job.rungs.index(person.rung) + 1 :]
        if not above:
            continue
        now, then = (drawing.times_on_rung(person.category, r) for r in (person.rung, above[0]))
        if drawing.happens(_PROMOTION * then / now):
            person.rung = above[0]
            events.append(Event(person.number, drawing.day(start, end), "promotion"))
    return events


def _leave(staff: list[Person], start: date, end: date, drawing: Drawing) -> list[Person]:
    leavers = [person for person in staff if drawing.befalls("leaving", person.category)]
    for person in leavers:
        person.left = drawing.day(start, end)
        person.reason = drawing.one_of(_LEAVING_REASONS, _REASON_SHARES)
    return leavers


def _new_posts(staff: list[Person], drawing: Drawing) -> list[Job]:
    """A body grows a little in the jobs that it has many of; at the top there are no new places."""
    like = [drawing.one_of(staff).job for _ in range(round(len(staff) * _NEW_POSTS))]
    return [job for job in like if not _at_the_top(job)]


def _fill(vacant: list[Job], drawing: Drawing) -> tuple[list[Job], list[Job]]:
    """The posts that are filled by the end of the year, and those that wait for the next."""
    filled: list[Job] = []
    waiting: list[Job] = []
    for job in vacant:
        (filled if _at_the_top(job) or drawing.happens(_FILLED) else waiting).append(job)
    return filled, waiting


def _at_the_top(job: Job) -> bool:
    return job.senior or job.board


def _cases(staff: list[Person], start: date, end: date, drawing: Drawing) -> list[Event]:
    events = []
    for person in staff:
        first = max(start, person.started)
        if first == end or person.contract in _NOT_EMPLOYED:
            continue
        kinds = ["disciplinary", "training"]
        if person.job.registered:
            kinds.append("fitness-to-practise")
        for kind in kinds:
            if drawing.befalls(kind.replace("-", "_"), person.category):
                events.append(Event(person.number, drawing.day(first, end), kind))
    for place in range(_EVENTS_OF_PEOPLE_NOT_ON_LIST):
        number = _NOT_ON_LIST_FROM + (end.year % 100) * 10 + place
        day = drawing.day(start, end)
        events.append(Event(number, day, "disciplinary", drawing.applicant()))
    return events


def _applications(jobs: list[Job], end: date, drawing: Drawing) -> Iterator[Application]:
    for place in range(round(len(jobs) * _VACANCIES_FOR_EACH_JOINER)):
        job = jobs[place % len(jobs)]
        rung = drawing.one_of(job.rungs)
        for _ in range(drawing.whole(*_APPLICANTS)):
            category = drawing.applicant()
            shortlisted = drawing.befalls("shortlisted", category)
            yield Application(
                vacancy=f"{end.year % 100:02}{place + 1:04}",
                rung=rung,
                senior=rung in drawing.ladder.steps["upper"],
                category=category,
                shortlisted=shortlisted,
                appointed=shortlisted and drawing.befalls("appointed", category),
            )


def _survey(staff: list[Person], drawing: Drawing) -> Iterator[Answers]:
    for person in staff:
        asked = person.contract not in _NOT_EMPLOYED
        if asked and drawing.happens(drawing.effects.people["response"]):
            answers = {q: _answer(q, person.category, drawing) for q in QUESTIONS}
            yield Answers(person.category, answers)


def _answer(question: str, category: str, drawing: Drawing) -> str:
    if drawing.happens(_LEFT_UNANSWERED):
        return ""
    yes = drawing.share_of_yes(question, category)
    if drawing.happens(yes):
        return "yes"
    if question == "equal_opportunity":
        # Of those who do not say yes, so many that the share of all is what the effects name.
        dont_know = drawing.effects.people["dont_know"] / (1 - yes)
        return "dont-know" if drawing.happens(dont_know) else "no"
    return "no"
