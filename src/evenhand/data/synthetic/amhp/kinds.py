"""What each consideration is: request, referrer, whether it is taken further, and how it ends."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from evenhand.data.synthetic.amhp.arrivals import PLANNED, Hours, in_their_hours
from evenhand.data.synthetic.amhp.chance import Codes, Marks, Rng, codes, codes_by, happens
from evenhand.data.synthetic.amhp.shares import not_taken_further, shares

# Outcomes with which somebody goes into hospital by way of a bed and a journey.
ADMITTED = ("S2", "S3", "S4", "INFORMAL", "RECALL", "CTO_REVOKED")
_CRISIS = 0.4


@dataclass(frozen=True, kw_only=True)
class Kinds:
    """By consideration. `outcome` is that of the end, "" where it is not taken further."""

    request: Codes
    referrer: Codes
    outcome: Codes
    triage_reason: Codes

    def __add__(self, other: "Kinds") -> "Kinds":
        return Kinds(
            **{
                name: np.concatenate((mine, getattr(other, name)))
                for name, mine in vars(self).items()
            }
        )

    def at(self, places: NDArray[np.int64]) -> "Kinds":
        """The considerations at these places."""
        return Kinds(**{name: mine[places] for name, mine in vars(self).items()})

    @property
    def further(self) -> Marks:
        """Which are taken further."""
        found: Marks = self.outcome != ""
        return found

    @property
    def planned(self) -> Marks:
        """Which are work that has its day."""
        return np.isin(self.request, PLANNED)

    @property
    def held(self) -> Marks:
        """Which are of somebody held at a place of safety."""
        return np.isin(self.request, ("S136", "S135_1")) & self.further

    @property
    def in_hospital(self) -> Marks:
        """Which are of somebody who is in hospital already."""
        return np.isin(self.request, ("S2_TO_S3", "S5"))

    @property
    def admitted(self) -> Marks:
        """Which end in a hospital."""
        return np.isin(self.outcome, ADMITTED)


def draw_kinds(rng: Rng, hours: Hours) -> Kinds:
    """One kind for each arrival."""
    number = len(hours.starts)
    told = shares()
    outcome = codes(rng, told["outcomes"], number)
    outcome[happens(rng, not_taken_further(), number)] = "NONE"
    request = codes_by(rng, told["requests"], outcome)
    order = in_their_hours(rng, request, hours)
    outcome, request = outcome[order], request[order]
    without = np.where(
        request == "S136",
        "S136_DISCHARGED",
        np.where(happens(rng, _CRISIS, number), "NO_ADMISSION_CRISIS", "NO_ADMISSION_COMMUNITY"),
    )
    ends = np.where(outcome == "NO_ADMISSION", without, np.where(outcome == "NONE", "", outcome))
    reason = codes(rng, told["triage_reasons"], number)
    return Kinds(
        request=request,
        referrer=codes_by(rng, told["referrers"], request, otherwise="REST"),
        outcome=ends,
        triage_reason=np.where(ends == "", reason, ""),
    )
