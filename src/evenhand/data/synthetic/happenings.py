"""What happened in a year to made-up staff and applicants, and what staff said in the survey."""

import numpy as np
import pyarrow as pa

from evenhand.data.definitions.load import ladder
from evenhand.data.synthetic.chances import Chances
from evenhand.data.synthetic.columns import days, numbered, words
from evenhand.data.synthetic.effects import LADDER
from evenhand.data.synthetic.staff import Bools, Ints, Staff, at, pick

Columns = dict[str, pa.Array]

_KINDS = ("disciplinary", "training", "fitness-to-practise")
_TRAINED_TWICE = 0.2
_APPLICANTS_PER_VACANCY = 20


def draw_events(
    staff: Staff, chances: Chances, *, snapshot: int, rng: np.random.Generator
) -> tuple[Ints, Columns]:
    """Events in the year to the snapshot, with the place in `staff` of whom each happened to."""
    here = slice(0, staff.in_post)
    who, kind = [], []
    for place, name in enumerate(_KINDS):
        chance = at(chances.chance[name.replace("-", "_")], staff.body[here], staff.category[here])
        happened = rng.random(staff.in_post) < chance
        if name == "fitness-to-practise":
            happened &= staff.regulated[here]
        people = np.flatnonzero(happened)
        if name == "training":
            again = rng.random(len(people)) < _TRAINED_TWICE
            people = np.concatenate([people, people[again]])
        who.append(people)
        kind.append(np.full(len(people), place))
    everyone = np.concatenate(who)
    when = snapshot - rng.integers(0, 365, len(everyone))
    return everyone, {
        "person": numbered("P", staff.number[everyone]),
        "date": days(when),
        "kind": words(np.concatenate(kind), _KINDS),
    }


def draw_answers(
    staff: Staff, chances: Chances, *, first: int, rng: np.random.Generator
) -> tuple[Ints, Columns]:
    """Survey answers, one row a respondent, with each respondent's place in `staff`."""
    who = np.flatnonzero(rng.random(staff.in_post) < chances.response)
    columns: Columns = {"respondent": numbered("R", first + np.arange(len(who)))}
    for question, share in chances.share.items():
        drawn = rng.random(len(who))
        yes = drawn < share[staff.category[who]]
        dont_know = (drawn > 1 - chances.dont_know) & (question == "equal_opportunity")
        answer = np.where(yes, 0, np.where(dont_know, 2, 1))
        columns[question] = words(answer, ("yes", "no", "dont-know"))
    return who, columns


def draw_applications(
    chances: Chances, *, bodies: Ints, first: int, rng: np.random.Generator
) -> tuple[Ints, Ints, Columns]:
    """Applications to the bodies at these places: the body and category of each, and the rest."""
    many = np.rint(chances.staff[bodies] * chances.applications_per_head).astype(np.int64)
    body = np.repeat(bodies, many)
    category = pick(chances.mix, body, rng)
    vacancy = (first + np.arange(len(body))) // _APPLICANTS_PER_VACANCY
    band = _bands_of_vacancies(chances, vacancy, rng)
    shortlisted = _happens("shortlisted", chances, body, category, rng)
    appointed = shortlisted & _happens("appointed", chances, body, category, rng)
    upper = [chances.rungs.index(rung) for rung in ladder(LADDER).steps["upper"]]
    return (
        body,
        category,
        {
            "vacancy": numbered("V", vacancy),
            "pay_band": words(band, chances.rungs),
            "senior_post": pa.array(np.isin(band, upper)),
            "applied": pa.array(np.ones(len(body), bool)),
            "shortlisted": pa.array(shortlisted),
            "appointed": pa.array(appointed),
        },
    )


def _bands_of_vacancies(chances: Chances, vacancy: Ints, rng: np.random.Generator) -> Ints:
    if not len(vacancy):
        return vacancy
    start = vacancy[0]
    white_british = chances.rung[:, chances.categories.index("white-british")]
    bands = rng.choice(len(chances.rungs), vacancy[-1] - start + 1, p=white_british)
    drawn: Ints = bands[vacancy - start]
    return drawn


def _happens(
    name: str, chances: Chances, body: Ints, category: Ints, rng: np.random.Generator
) -> Bools:
    happened: Bools = rng.random(len(body)) < at(chances.chance[name], body, category)
    return happened
