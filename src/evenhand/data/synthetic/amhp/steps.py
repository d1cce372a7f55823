"""When each step of a consideration was taken, and what held it up."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from evenhand.data.synthetic.amhp.arrivals import Hours
from evenhand.data.synthetic.amhp.chance import (
    Codes,
    Marks,
    Minutes,
    Rng,
    codes,
    happens,
    lasting,
    lasting_by,
)
from evenhand.data.synthetic.amhp.kinds import Kinds
from evenhand.data.synthetic.amhp.shares import shares

FOUR_HOURS = 240.0
_DAY = 1440.0
# Whoever is held is seen inside the time that the law gives, so nothing there takes days.
_MOST_WHEN_HELD = 420.0
_EXTENSION = 12.0
_FIRST = ("accepted", "allocated", "first_contact", "assessment_start")
_BY_APPLICATION = ("S2", "S3", "S4")
# Which step each delay to admission holds up, and what came before it.
_HOLDS_UP = {
    "BED": ("bed_requested", "bed_found"),
    "BED_OUT_OF_AREA": ("bed_requested", "bed_found"),
    "REFUSED_INFORMAL": ("assessment_end", "application_signed"),
    "CONVEYANCE": ("application_signed", "conveyed"),
    "POLICE": ("application_signed", "conveyed"),
}


@dataclass(frozen=True, kw_only=True)
class Delays:
    """What held up some considerations: whose, why, and from when to when (minutes since 1970)."""

    of: NDArray[np.int64]
    reason: Codes
    since: Minutes
    until: Minutes


@dataclass(frozen=True, kw_only=True)
class Steps:
    """
    Minutes since 1970 of every step by its name, NaN where it was not taken, and the delays.

    `ended` is when the work was over, `told` when its outcome was.
    """

    times: dict[str, Minutes]
    extended_hours: Minutes
    ended: Minutes
    told: Minutes
    delays: Delays

    def at(self, places: NDArray[np.int64]) -> "Steps":
        """The considerations at these places, none twice, with their delays."""
        new = np.full(len(self.ended), -1, dtype=np.int64)
        new[places] = np.arange(len(places))
        of = new[self.delays.of]
        kept = of >= 0
        return Steps(
            times={name: times[places] for name, times in self.times.items()},
            extended_hours=self.extended_hours[places],
            ended=self.ended[places],
            told=self.told[places],
            delays=Delays(
                of=of[kept],
                reason=self.delays.reason[kept],
                since=self.delays.since[kept],
                until=self.delays.until[kept],
            ),
        )


def draw_steps(rng: Rng, referred: Minutes, hours: Hours, kinds: Kinds) -> Steps:
    """All times as they were; what is not written down or not yet so is taken out elsewhere."""
    one = _Steps(rng, kinds, _slow(hours))
    late = one.begin(referred)
    kept_waiting = one.go_on()
    extended = one.hold(late)
    delays = [(late, "first_contact", "assessment_start")]
    delays += [
        (np.where(kept_waiting == reason, reason, ""), since, until)
        for reason, (since, until) in _HOLDS_UP.items()
    ]
    return Steps(
        times=one.times,
        extended_hours=extended,
        ended=one.ended(),
        told=one.told(),
        delays=_delays(one.times, delays),
    )


def _slow(hours: Hours) -> Minutes:
    slower = shares()["slower"]
    found: Minutes = np.where(hours.night, float(slower["night"]), 1.0)
    return found * np.where(hours.weekend, float(slower["weekend"]), 1.0)


@dataclass
class _Steps:
    """The steps of many considerations on their way: each method takes them further."""

    rng: Rng
    kinds: Kinds
    slow: Minutes
    times: dict[str, Minutes] = field(default_factory=dict)

    def begin(self, referred: Minutes) -> Codes:
        """Up to the beginning of the assessment. Why it began after four hours, where it did."""
        self.times["referred"] = referred
        offset = np.zeros(len(referred))
        offsets = {}
        for step in _FIRST:
            offset = offset + self._lasting(step)
            offsets[step] = offset
        # Whoever nothing holds up is seen inside four hours; the survey asked about the others.
        squeeze = np.minimum(1.0, (FOUR_HOURS - 5) / offset)
        for step in _FIRST:
            self.times[step] = referred + np.rint(offsets[step] * squeeze)
        late = self._late()
        self.times["assessment_start"] += self._held_up(referred, late)
        self.times["assessment_start"] += np.where(
            self.kinds.planned, lasting(self.rng, shares()["lasting"]["planned"], len(referred)), 0
        )
        self.decided = self.times["accepted"].copy()
        for step in _FIRST:
            self._only(step, self.kinds.further)
        return late

    def go_on(self) -> Codes:
        """From the assessment to the end. Why the admission waited, where it did."""
        times, kinds = self.times, self.kinds
        began = times["assessment_start"]
        times["assessment_end"] = began + self._lasting("assessment_end")
        bed = kinds.admitted & ~kinds.in_hospital & (kinds.outcome != "CTO_REVOKED")
        none_found = kinds.outcome == "NOT_COMPLETED_NO_BED"
        signed = np.isin(kinds.outcome, _BY_APPLICATION)
        why = np.where(
            bed & happens(self.rng, shares()["delays"]["chance"]["admission"], len(bed)),
            codes(self.rng, shares()["admissions"]["share"], len(bed)),
            "",
        )
        # Nobody applies or is taken under section 131, so nothing of that can wait.
        why = np.where(
            ~signed & np.isin(why, ("REFUSED_INFORMAL", "CONVEYANCE", "POLICE")), "", why
        )
        more = {
            step: self._wait(why, step) for step in ("bed_found", "application_signed", "conveyed")
        }
        times["bed_requested"] = times["assessment_end"] + self._lasting("bed_requested")
        times["bed_found"] = times["bed_requested"] + self._lasting("bed_found") + more["bed_found"]
        ready = np.where(bed, times["bed_found"], times["assessment_end"])
        times["application_signed"] = (
            ready + self._lasting("application_signed") + more["application_signed"]
        )
        ready = np.where(signed, times["application_signed"], ready)
        times["conveyed"] = ready + self._lasting("conveyed") + more["conveyed"]
        times["admitted"] = np.where(bed, times["conveyed"], ready) + self._lasting("admitted")
        self.gave_up = times["bed_found"] + lasting_by(
            self.rng, shares()["admissions"]["lasting"], np.where(none_found, "BED", "")
        )
        self._only("bed_requested", bed | none_found)
        self._only("bed_found", bed)
        self._only("application_signed", signed)
        self._only("conveyed", bed)
        self._only("admitted", kinds.admitted)
        nobody_in = (kinds.outcome == "NOT_COMPLETED_OTHER") & happens(self.rng, 0.5, len(bed))
        self._only("assessment_start", ~nobody_in)
        self._only("assessment_end", ~nobody_in & (kinds.outcome != "NOT_RECORDED"))
        self.in_vain = np.where(nobody_in, began, np.nan)
        return why

    def hold(self, late: Codes) -> Minutes:
        """Put what is under sections 135(1) and 136 inside its time. How long each was extended."""
        number = len(late)
        before = lasting(self.rng, (35, 0.6), number)
        held = self.kinds.held
        since = np.where(held, self.times["referred"] - before, np.nan)
        chance = shares()["section_136"]["chance"]
        # Only whoever could not be assessed in time is kept for longer.
        of_late = held & (late != "") & (self.kinds.request == "S136")
        share = max(1e-9, float(of_late.sum()) / max(1, int((self.kinds.request == "S136").sum())))
        drawn = self.rng.random(number) * share
        longer = of_late & (drawn < chance["extended"])
        too_long = of_late & ~longer & (drawn < chance["extended"] + chance["too_long"])
        extended = np.where(longer, np.rint(self.rng.uniform(2, _EXTENSION, number)), 0.0)
        spare = self.rng.uniform(0.05, 0.95, number)
        lasted = self.ended() - since
        most = np.where(lasted > _DAY, _DAY * (0.85 + 0.14 * spare), lasted)
        most = np.where(longer, _DAY + 60 * extended * spare, most)
        most = np.where(too_long, _DAY + 240 * spare, most)
        for name, time in self.times.items():
            moved = np.rint(since + (time - since) * most / lasted)
            self.times[name] = np.where(held, moved, time)
        self.gave_up = np.where(held, since + (self.gave_up - since) * most / lasted, self.gave_up)
        self.in_vain = np.where(held, since + (self.in_vain - since) * most / lasted, self.in_vain)
        self.times["held_from"] = since
        self.times["held_until"] = np.where(held, np.floor(self.ended()), np.nan)
        return extended

    def ended(self) -> Minutes:
        """When the work was over."""
        kinds, times = self.kinds, self.times
        found = np.where(kinds.admitted, times["admitted"], self._assessed())
        found = np.where(kinds.outcome == "NOT_COMPLETED_NO_BED", self.gave_up, found)
        return np.where(kinds.further, found, self.decided)

    def told(self) -> Minutes:
        """When its outcome was: an application when it is signed, all else when it is over."""
        signed = np.isin(self.kinds.outcome, _BY_APPLICATION)
        found = np.where(signed, self.times["application_signed"], self.ended())
        return np.where(self.kinds.outcome == "INFORMAL", self.times["admitted"], found)

    def _assessed(self) -> Minutes:
        times = self.times
        last = np.where(
            np.isnan(times["assessment_end"]), times["assessment_start"], times["assessment_end"]
        )
        return np.where(np.isnan(last), self.in_vain, last)

    def _late(self) -> Codes:
        """Why an assessment that has no day of its own began late, "" where it did not."""
        number = len(self.slow)
        told = shares()["delays"]
        may = self.kinds.further & ~self.kinds.planned
        may &= happens(self.rng, float(told["chance"]["assessment"]), number)
        return np.where(may, codes(self.rng, told["share"], number), "")

    def _held_up(self, referred: Minutes, late: Codes) -> Minutes:
        number = len(late)
        extra = lasting_by(self.rng, shares()["delays"]["lasting"], late)
        extra = np.where(self.kinds.held, np.minimum(extra, _MOST_WHEN_HELD), extra)
        so_far = self.times["assessment_start"] - referred
        least = FOUR_HOURS - so_far + lasting(self.rng, (30, 0.8), number) + 1
        return np.where(late != "", np.maximum(extra, least), 0.0)

    def _wait(self, why: Codes, step: str) -> Minutes:
        mine = [reason for reason, (_, until) in _HOLDS_UP.items() if until == step]
        told = shares()["admissions"]
        extra = lasting_by(self.rng, told["lasting"], np.where(np.isin(why, mine), why, ""))
        extra = np.minimum(extra, _DAY * float(told["longest"]["days"]))
        return np.where(self.kinds.held, np.minimum(extra, _MOST_WHEN_HELD), extra)

    def _lasting(self, step: str) -> Minutes:
        return np.rint(lasting(self.rng, shares()["lasting"][step], len(self.slow)) * self.slow)

    def _only(self, step: str, which: Marks) -> None:
        self.times[step] = np.where(which, self.times[step], np.nan)


def _delays(times: dict[str, Minutes], told: list[tuple[Codes, str, str]]) -> Delays:
    """In the order of what they hold up, and in each of the considerations."""
    places = [np.flatnonzero(why != "") for why, _, _ in told]
    return Delays(
        of=np.concatenate(places),
        reason=np.concatenate([told[k][0][at] for k, at in enumerate(places)]),
        since=np.concatenate([times[told[k][1]][at] for k, at in enumerate(places)]),
        until=np.concatenate([times[told[k][2]][at] for k, at in enumerate(places)]),
    )
