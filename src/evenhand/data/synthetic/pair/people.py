"""Made-up people in made-up jobs: no names, only what an HR record holds."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from evenhand.data.synthetic.pair.drawing import Drawing

_FTES = (1.0, 0.8, 0.6, 0.5)
_FTE_SHARES = (0.66, 0.12, 0.16, 0.06)
_FEMALE = 0.77
_MEAN_DAYS_OF_SERVICE = 2200
_LEAST_DAYS_OF_SERVICE = 20
_MOST_DAYS_OF_SERVICE = 12_000
_FIXED_TERM = 0.07
_YOUNGEST, _OLDEST = 21, 66
# A rung is this much rarer than the one below it in the same job.
_FEWER_ON_NEXT_RUNG = 0.5


class Job(NamedTuple):
    """A kind of post: `people` of them, on `rungs` from the lowest upwards."""

    title: str
    people: int
    rungs: tuple[str, ...]
    group: str = ""
    profession: str = ""
    service: str = ""
    setting: str = ""
    teams: tuple[str, ...] = ("",)
    amhps: float = 0.0
    route: str = "employed"
    employer: str = ""
    host: str = ""
    contract: str = "permanent"
    senior: bool = False
    board: bool = False
    voting: bool = False
    executive: bool = False

    @property
    def registered(self) -> bool:
        """Whether the job is one of a regulated profession."""
        return self.profession in REGULATED


REGULATED = (
    "social-worker",
    "nurse",
    "occupational-therapist",
    "psychologist",
    "doctor",
    "pharmacist",
)


@dataclass(kw_only=True)
class Person:
    """Somebody's record, which changes from year to year."""

    number: int
    category: str
    sex: str
    born: date
    fte: float
    job: Job
    rung: str
    team: str
    amhp: bool
    contract: str
    started: date
    left: date | None = None
    reason: str = ""


def people_at(day: date, jobs: tuple[Job, ...], drawing: Drawing) -> list[Person]:
    """Everybody in post on a day: as many in each job as it says."""
    posts = [job for job in jobs for _ in range(job.people)]
    return [
        new_person(job, number, _start_before(day, drawing), drawing)
        for number, job in enumerate(posts, start=1)
    ]


def new_person(job: Job, number: int, started: date, drawing: Drawing) -> Person:
    """Somebody of any group, as often as the effects say for the rungs of the job."""
    category, rung = drawing.category_and_rung(
        job.rungs, [_FEWER_ON_NEXT_RUNG**place for place in range(len(job.rungs))]
    )
    age = drawing.whole(_YOUNGEST, max(_YOUNGEST, _OLDEST - (drawing.last_year - started.year)))
    return Person(
        number=number,
        category=category,
        sex="female" if drawing.happens(_FEMALE) else "male",
        born=started - timedelta(days=age * 365 + drawing.whole(0, 364)),
        fte=drawing.one_of(_FTES, _FTE_SHARES),
        job=job,
        rung=rung,
        team=drawing.one_of(job.teams),
        amhp=drawing.happens(job.amhps),
        contract=_contract(job, drawing),
        started=started,
    )


def _contract(job: Job, drawing: Drawing) -> str:
    if job.contract == "permanent" and not job.senior and drawing.happens(_FIXED_TERM):
        return "fixed-term"
    return job.contract


def _start_before(day: date, drawing: Drawing) -> date:
    served = _LEAST_DAYS_OF_SERVICE + drawing.rng.exponential(_MEAN_DAYS_OF_SERVICE)
    return day - timedelta(days=min(int(served), _MOST_DAYS_OF_SERVICE))
