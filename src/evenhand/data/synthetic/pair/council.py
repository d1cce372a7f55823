"""The made-up council: adult and children's services, with its own ladder of grades."""

from functools import partial

from evenhand.data.synthetic.pair.people import Job
from evenhand.domain.codes.grades import Ladder

ID = "X01"
NAME = "Alderbrook Council"
PARTNER = "Alderbrook and Fenmoor Mental Health NHS Trust"
AGENCY = "Made-up Staffing"

_GRADES = tuple(f"Grade {number}" for number in range(3, 13))
_CHIEFS = ("Head of service", "Assistant director", "Director")
LADDER = Ladder(
    slug="alderbrook",
    title="Alderbrook's grades",
    source="made up",
    rungs=(*_GRADES, *_CHIEFS),
    steps={"lower": _GRADES[:5], "middle": _GRADES[5:8], "upper": (*_GRADES[8:], *_CHIEFS)},
)
# Pounds an hour in the last year: a tenth more from grade to grade.
HOURLY = {rung: round(12.65 * 1.1**place, 2) for place, rung in enumerate(LADDER.rungs)}
HOURLY["Soulbury 7"] = 30.40
FULL_TIME = 37.0


def _grades(low: int, high: int | None = None) -> tuple[str, ...]:
    return tuple(f"Grade {number}" for number in range(low, (high or low) + 1))


_adults = partial(Job, service="adults")
_children = partial(Job, service="children")
_office = partial(Job, setting="office")
_social_worker = partial(_adults, profession="social-worker")
_child_social_worker = partial(_children, profession="social-worker", setting="community team")

_LOCALITIES = ("North locality", "East locality", "South locality", "West locality")
_FAMILIES = ("Assessment 1", "Assessment 2", "Children in care", "Care leavers", "Safeguarding")
_MENTAL_HEALTH = ("Riverside community team", "Hillcrest community team", "Early intervention")

JOBS = (
    _adults("Reablement worker", 160, _grades(3, 4), setting="people's homes", teams=_LOCALITIES),
    _adults("Community support worker", 80, _grades(4, 5), setting="people's homes"),
    _adults("Social care assessor", 74, _grades(5, 6), setting="community team", teams=_LOCALITIES),
    _social_worker(
        "Newly qualified social worker", 32, _grades(7), setting="community team", teams=_LOCALITIES
    ),
    _social_worker(
        "Social worker", 170, _grades(8, 9), setting="community team", teams=_LOCALITIES
    ),
    _social_worker("Hospital social worker", 24, _grades(8, 9), setting="hospital"),
    _social_worker("Senior social worker", 52, _grades(10), setting="community team"),
    _social_worker(
        "Approved mental health professional",
        22,
        _grades(10),
        setting="AMHP hub",
        teams=("AMHP hub",),
        amhps=1.0,
    ),
    _social_worker(
        "Social worker (mental health)",
        38,
        _grades(8, 10),
        setting="community mental health team",
        teams=_MENTAL_HEALTH,
        amhps=0.3,
        route="seconded",
        host=PARTNER,
    ),
    _social_worker(
        "Social worker",
        26,
        _grades(9),
        setting="community team",
        contract="agency",
        route="agency",
        employer=AGENCY,
        host=NAME,
    ),
    _social_worker("Best interests assessor", 14, _grades(10), setting="community team"),
    _adults(
        "Occupational therapist",
        48,
        _grades(8, 9),
        profession="occupational-therapist",
        setting="community team",
    ),
    _social_worker("Team manager", 34, _grades(11), setting="community team", teams=_LOCALITIES),
    _adults("Service manager", 17, _grades(12), setting="office"),
    _children("Family support worker", 112, _grades(5, 6), setting="community team"),
    _children("Residential child care worker", 78, _grades(4, 6), setting="children's home"),
    _child_social_worker("Social worker", 150, _grades(8, 9), teams=_FAMILIES),
    _child_social_worker("Senior practitioner", 46, _grades(10), teams=_FAMILIES),
    _child_social_worker("Independent reviewing officer", 18, _grades(11)),
    _child_social_worker(
        "Social worker",
        19,
        _grades(9),
        contract="agency",
        route="agency",
        employer=AGENCY,
        host=NAME,
    ),
    _child_social_worker("Team manager", 30, _grades(11), teams=_FAMILIES),
    _children("Educational psychologist", 6, ("Soulbury 7",), profession="psychologist"),
    _children("Service manager", 13, _grades(12), setting="office"),
    _office("Business support officer", 108, _grades(3, 5)),
    _office("Commissioning officer", 32, _grades(8, 10)),
    _office("Performance analyst", 12, _grades(8, 9)),
    _office("Head of service", 13, (_CHIEFS[0],), senior=True),
    _office("Assistant director", 5, (_CHIEFS[1],), senior=True),
    _office("Director of adult social services", 1, (_CHIEFS[2],), senior=True),
    _office("Director of children's services", 1, (_CHIEFS[2],), senior=True),
)
