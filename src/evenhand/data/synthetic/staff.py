"""Made-up staff of some bodies in one year."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from evenhand.data.definitions.load import ladder
from evenhand.data.synthetic.chances import Chances, Floats
from evenhand.data.synthetic.columns import days, numbered, words
from evenhand.data.synthetic.effects import LADDER
from evenhand.data.synthetic.pay import pay_columns

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

# Shares without an effect: the same in every group, so that they change no true ratio.
_PROFESSIONS = ("nurse", "social-worker", "allied-health-professional", None, None, "doctor")
_PROFESSION_SHARES = (0.34, 0.04, 0.09, 0.15, 0.32, 0.06)
_BLOCKS = ("clinical", "non-clinical", "medical")
_BLOCK_OF_PROFESSION = np.array([0, 0, 0, 0, 1, 2])
_REGULATED_PROFESSION = np.array([True, True, True, False, False, True])
_SOCIAL_WORKER, _OFFICE, _MEDICINE = 1, 4, 5
_MEDICAL_GRADE_SHARES = np.array([0.45, 0.03, 0.17, 0.30, 0.05])
_AMHP = 0.15
_BANK = 0.03
_FIXED_TERM = 0.08
_CONTRACTS = ("permanent", "fixed-term", "bank", "non-executive")
_IS_BANK, _IS_NON_EXECUTIVE = 2, 3
_SENIOR_MANAGERS = ("8c", "8d", "9", "VSM")
# Of each body, where it has as many on its upper rungs.
_EXECUTIVES = 6
_NON_EXECUTIVES = 6
_YEARS_OF_SERVICE = 20


@dataclass(frozen=True, kw_only=True)
class Staff:
    """
    One row a person: those in post (the first `in_post` rows), leavers, bank, non-executives.

    Arrays are as long as there are rows. `body`, `category`, `rung` and `profession` are places in
    lists; `started` and `left` are days since 1970, with `left` 0 for those who have not.
    """

    in_post: int
    number: Ints
    body: Ints
    category: Ints
    rung: Ints
    profession: Ints
    contract: Ints
    started: Ints
    left: Ints
    executive: Bools

    @property
    def person(self) -> pa.Array:
        """Ids: nobody is in two years or at two bodies."""
        return numbered("P", self.number)

    @property
    def regulated(self) -> Bools:
        """Who is in a regulated profession."""
        return _REGULATED_PROFESSION[self.profession]


def draw_staff(
    chances: Chances, *, bodies: Ints, first: int, snapshot: int, rng: np.random.Generator
) -> Staff:
    """Staff of the bodies at these places, numbered from `first`; `snapshot` is days since 1970."""
    body = np.repeat(bodies, chances.staff[bodies])
    category = pick(chances.mix, body, rng)
    rung = pick(chances.rung.T, category, rng)
    size = len(body)
    # A leaver is drawn beside the person in post, so that leavers are a share of those in post.
    leaver = np.flatnonzero(rng.random(size) < at(chances.chance["leaving"], body, category))
    bank = np.flatnonzero(rng.random(size) < _BANK)
    directors = np.repeat(bodies, _NON_EXECUTIVES)
    source = np.concatenate([np.arange(size), leaver, bank])
    rows = len(source) + len(directors)
    contract = np.where(rng.random(rows) < _FIXED_TERM, 1, 0)
    contract[size + len(leaver) : len(source)] = _IS_BANK
    contract[len(source) :] = _IS_NON_EXECUTIVE
    last_day = np.full(rows, snapshot)
    left = np.zeros(rows, np.int64)
    gone = slice(size, size + len(leaver))
    left[gone] = last_day[gone] = snapshot - rng.integers(0, 365, len(leaver))
    executive = np.zeros(rows, bool)
    executive[_choose_executives(chances, body, rung, rng)] = True
    profession = rng.choice(len(_PROFESSIONS), rows, p=_PROFESSION_SHARES)
    profession[executive | (contract == _IS_NON_EXECUTIVE)] = _OFFICE
    return Staff(
        in_post=size,
        number=first + np.arange(rows),
        body=np.concatenate([body[source], directors]),
        category=np.concatenate([category[source], _draw_directors(chances, directors, rng)]),
        rung=np.concatenate([rung[source], np.full(len(directors), -1)]),
        profession=profession,
        contract=contract,
        started=last_day - rng.integers(1, 365 * _YEARS_OF_SERVICE, rows),
        left=left,
        executive=executive,
    )


def staff_table(staff: Staff, chances: Chances, rng: np.random.Generator) -> dict[str, pa.Array]:
    """The columns of a pack's staff table, without body, snapshot and ethnic category."""
    rows = len(staff.body)
    medical = staff.profession == _MEDICINE
    grades = (*chances.rungs, *ladder(LADDER).beside, None)
    grade = np.where(staff.rung < 0, len(grades) - 1, staff.rung)
    beside = rng.choice(len(_MEDICAL_GRADE_SHARES), int(medical.sum()), p=_MEDICAL_GRADE_SHARES)
    grade[medical] = len(chances.rungs) + beside
    on_board = staff.executive | (staff.contract == _IS_NON_EXECUTIVE)
    senior = np.isin(grade, [chances.rungs.index(rung) for rung in _SENIOR_MANAGERS])
    amhp = (staff.profession == _SOCIAL_WORKER) & (rng.random(rows) < _AMHP)
    gone = staff.left > 0
    # A stream of its own, so that what is drawn besides does not depend on pay.
    in_grade = np.where((staff.rung < 0) & ~medical, -1, grade)
    paid = pay_columns(staff.category, in_grade, chances.pay, rng.spawn(1)[0])
    return {
        "person": staff.person,
        "sex": words((rng.random(rows) < 0.25).astype(np.int8), ("female", "male")),
        "age": pa.array(rng.integers(20, 68, rows, dtype=np.int16)),
        "pay_band": words(grade, grades),
        "staff_group": words(_BLOCK_OF_PROFESSION[staff.profession], _BLOCKS),
        "contract": words(staff.contract, _CONTRACTS),
        "profession": words(staff.profession, _PROFESSIONS),
        "registration": pa.array(staff.regulated),
        "fte": pa.array(np.where(rng.random(rows) < 0.35, 0.6, 1.0)),
        "start_date": days(staff.started),
        "leave_date": days(staff.left, known=gone),
        "board": pa.array(on_board),
        "voting": pa.array(on_board),
        "executive": pa.array(staff.executive),
        "senior_manager": pa.array(senior),
        "amhp": pa.array(amhp),
        **paid,
    }


def grade_shares(chances: Chances) -> Floats:
    """Shares of each category in each grade: of the ladder, then of doctors beside it."""
    doctors = _PROFESSION_SHARES[_MEDICINE]
    beside = np.outer(doctors * _MEDICAL_GRADE_SHARES, np.ones(len(chances.categories)))
    return np.concatenate([(1 - doctors) * chances.rung, beside])


def at(by_body: Floats, body: Ints, category: Ints) -> Floats:
    """The chance of each row, from an array of bodies x categories."""
    flat: Floats = by_body.ravel().take(body * by_body.shape[1] + category)
    return flat


def pick(shares: Floats, row: Ints, rng: np.random.Generator) -> Ints:
    """For each `row` a column of `shares`, drawn with that row's shares."""
    many, columns = shares.shape
    ends = np.cumsum(shares, axis=1) / shares.sum(axis=1, keepdims=True)
    # One search for all rows: row 0 has the numbers from 0 to 1, row 1 from 1 to 2, and so on.
    line = (ends + np.arange(many)[:, None]).ravel()
    place = np.searchsorted(line, row + rng.random(len(row)), side="right") - row * columns
    inside: Ints = np.minimum(place, columns - 1)
    return inside


def _choose_executives(chances: Chances, body: Ints, rung: Ints, rng: np.random.Generator) -> Ints:
    """Rows of those on the upper rungs who are on the board: as mixed as the upper rungs are."""
    upper = np.flatnonzero(np.isin(rung, _upper_rungs(chances)))
    order = upper[np.lexsort([rng.random(len(upper)), -rung[upper], body[upper]])]
    starts = np.searchsorted(body[order], body[order], side="left")
    chosen: Ints = order[np.arange(len(order)) - starts < _EXECUTIVES]
    return chosen


def _draw_directors(chances: Chances, body: Ints, rng: np.random.Generator) -> Ints:
    """Non-executives come from outside, and are as mixed as the upper rungs."""
    upper = chances.rung[_upper_rungs(chances)].sum(axis=0)
    return pick(chances.mix * upper, body, rng)


def _upper_rungs(chances: Chances) -> list[int]:
    return [chances.rungs.index(rung) for rung in ladder(LADDER).steps["upper"]]
