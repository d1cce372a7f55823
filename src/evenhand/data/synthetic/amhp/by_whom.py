"""Which AMHP takes each consideration: one who may act, and who is on where there is a rota."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

import numpy as np
from numpy.typing import NDArray

from evenhand.data.synthetic.amhp.chance import Minutes, Rng
from evenhand.data.synthetic.amhp.register import Register
from evenhand.data.synthetic.amhp.rota import Rota

Numbers = NDArray[np.int64]

_WEIGHT = {"SOLE": 3.0, "COMBINED": 1.0, "NOT_REGULAR": 0.2}
# Work that somebody takes may go on for so long, and they have to be able to act at its end.
_DAYS_ON = 21
_EPOCH = date(1970, 1, 1).toordinal()


@dataclass(frozen=True, kw_only=True)
class Team:
    """Who could take work on each day from `first`: weights of people (rows) by day, summed downwards."""

    numbers: Numbers
    first: date
    ends: Minutes

    def draw(self, rng: Rng, minutes: Minutes) -> Numbers:
        """Somebody for each time (minutes since 1970); 0 where there is nobody."""
        days = (minutes // 1440).astype(np.int64) - self.first.toordinal() + _EPOCH
        ends = self.ends[:, np.clip(days, 0, self.ends.shape[1] - 1)]
        place = (ends <= rng.random(len(minutes)) * ends[-1]).sum(axis=0)
        found = self.numbers[np.minimum(place, len(self.numbers) - 1)]
        return np.where(ends[-1] > 0, found, 0)


def team(register: Register, first: date, last: date) -> Team:
    """The team of these days."""
    roles = {each["number"]: each["role"] for each in register.people}
    numbers = sorted(register.acting)
    weights = np.zeros((len(numbers), (last - first).days + 1))
    for row, number in enumerate(numbers):
        for since, until in register.acting[number]:
            begins = max(0, (since - first).days)
            weights[row, begins : max(0, (until - first).days - _DAYS_ON)] = _WEIGHT[roles[number]]
    return Team(
        numbers=np.array(numbers, dtype=np.int64), first=first, ends=np.cumsum(weights, axis=0)
    )


def from_the_rota(rng: Rng, rota: Rota, minutes: Minutes, otherwise: Numbers) -> Numbers:
    """Those who were on at these times, where the rota has somebody."""
    found = otherwise.copy()
    begins = rota.shifts[0]["starts"] if rota.shifts else datetime.max.replace(tzinfo=UTC)
    for place in np.flatnonzero(minutes * 60 >= begins.timestamp()):
        on = rota.on_at(datetime.fromtimestamp(60 * float(minutes[place]), UTC))
        if on:
            found[place] = on[int(rng.integers(0, len(on)))]
    return found
