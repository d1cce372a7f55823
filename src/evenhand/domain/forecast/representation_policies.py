"""What a body could do: each policy as a change of yearly rates, alone and all together."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np

from evenhand.domain.forecast.representation_flows import Floats, Flows, Rates, counted_rates

ALL_TOGETHER = "all-together"
AS_NOW = "as-now"


class Policy(StrEnum):
    """Each is one change; `in_words` says which."""

    EQUAL_APPOINTMENT = "equal-appointment"
    FAIR_SHORTLISTS = "fair-shortlists"
    EQUAL_PROMOTION = "equal-promotion"
    RETENTION = "retention"

    @property
    def in_words(self) -> str:
        """What is done, as a sentence without its full stop."""
        return _WORDS[self]


_WORDS: Mapping[Policy, str] = {
    Policy.EQUAL_APPOINTMENT: (
        "everybody on a shortlist is as likely to be appointed, whatever their group"
    ),
    Policy.FAIR_SHORTLISTS: (
        "shortlists have the groups of the applicants (or, where these are not known, of the community)"
    ),
    Policy.EQUAL_PROMOTION: "every group rises from a grade at the rate of all its people together",
    Policy.RETENTION: (
        "where a group leaves a grade at a higher rate than the comparator, it leaves at the same"
    ),
}


@dataclass(frozen=True, kw_only=True)
class Hiring:
    """
    What recruitment allows, by draw, group and grade: shares of shortlists, chances from them, pool.

    `pool` are shares of those who could fairly be shortlisted; None where nobody knows them.
    """

    shortlists: Floats
    chances: Floats
    pool: Floats | None


def possible(flows: Flows) -> tuple[Policy, ...]:
    """The policies that these records can speak to."""
    records = flows.recruitment
    if records is None:
        return (Policy.EQUAL_PROMOTION, Policy.RETENTION)
    if records.applied is None and flows.community is None:
        return tuple(each for each in Policy if each is not Policy.FAIR_SHORTLISTS)
    return tuple(Policy)


def hiring_of(flows: Flows, rng: np.random.Generator, draws: int) -> Hiring | None:
    """Draws of what the recruitment records allow; None where there are none."""
    records = flows.recruitment
    if records is None:
        return None
    shortlists = _shares(rng, records.shortlisted, draws)
    passed = records.appointed + 0.5
    chances = rng.beta(
        passed, records.shortlisted - records.appointed + 0.5, (draws, *passed.shape)
    )
    if records.applied is not None:
        pool: Floats | None = _shares(rng, records.applied, draws)
    else:
        pool = _community(flows)
    return Hiring(shortlists=shortlists, chances=chances, pool=pool)


def counted_hiring(flows: Flows) -> Hiring | None:
    """The same as it was counted, with a leading axis of one."""
    records = flows.recruitment
    if records is None:
        return None
    chances = (records.appointed + 0.5) / (records.shortlisted + 1)
    return Hiring(
        shortlists=_normal(records.shortlisted)[None],
        chances=chances[None],
        pool=(_community(flows) if records.applied is None else _normal(records.applied)[None]),
    )


def _community(flows: Flows) -> Floats | None:
    """The community's shares at every grade, with a leading axis of one; None where not known."""
    if flows.community is None:
        return None
    return np.repeat(_normal(flows.community[:, None]), len(flows.grades), axis=1)[None]


def under(policies: Iterable[Policy], rates: Rates, flows: Flows, hiring: Hiring | None) -> Rates:
    """
    The rates once these policies are in force; `rates` has a leading axis of draws.

    Those that are not `possible` raise ValueError.
    """
    wanted = set(policies)
    if Policy.EQUAL_PROMOTION in wanted:
        rates = _equal_promotion(rates, flows)
    if Policy.RETENTION in wanted:
        rates = _retention(rates, flows)
    if wanted & {Policy.EQUAL_APPOINTMENT, Policy.FAIR_SHORTLISTS}:
        if hiring is None:
            raise ValueError("Policies of recruitment need shortlists.")
        mix = _mix(wanted, hiring)
        rates = replace(rates, mix=np.broadcast_to(mix, rates.mix.shape))
    return rates


def _mix(wanted: set[Policy], hiring: Hiring) -> Floats:
    on_lists = hiring.shortlists
    if Policy.FAIR_SHORTLISTS in wanted:
        if hiring.pool is None:
            raise ValueError("Fair shortlists need applicants or the community.")
        on_lists = hiring.pool
    if Policy.EQUAL_APPOINTMENT in wanted:
        return on_lists
    return _normal(on_lists * hiring.chances)


def _equal_promotion(rates: Rates, flows: Flows) -> Rates:
    weights = flows.stock / np.where(flows.posts > 0, flows.posts, 1)
    rising = np.triu(rates.moves, 1)
    of_all = (weights[..., None] * rising).sum(axis=-3, keepdims=True)
    size = rates.moves.shape[-1]
    below = np.tril(rates.moves, -1)
    # Nobody can rise who has left or stepped down: then fewer rise, and none stay.
    room = 1 - rates.leaving - below.sum(axis=-1)
    wanted = of_all.sum(axis=-1)
    fits = np.minimum(1, room / np.where(wanted > 0, wanted, 1))
    rising = of_all * fits[..., None]
    stays = np.clip(room - rising.sum(axis=-1), 0, None)
    return replace(rates, moves=below + rising + stays[..., None] * np.eye(size))


def _retention(rates: Rates, flows: Flows) -> Rates:
    """Which groups leave more is read from the records, so that no draw picks its own winners."""
    place = flows.groups.index(flows.comparator)
    counted = counted_rates(flows).leaving
    more = counted > counted[place]
    leaving = rates.leaving
    new = np.where(more, leaving[..., place : place + 1, :], leaving)
    # Whoever is kept stays at the grade; where more leave by a draw, all else shrinks alike.
    kept = np.clip(leaving - new, 0, None)
    scale = np.where(new > leaving, (1 - new) / np.clip(1 - leaving, 1e-12, None), 1)
    moves = rates.moves * scale[..., None] + kept[..., None] * np.eye(rates.moves.shape[-1])
    return replace(rates, moves=moves)


def _shares(rng: np.random.Generator, counts: Floats, draws: int) -> Floats:
    drawn = rng.standard_gamma(np.broadcast_to(counts + 0.5, (draws, *counts.shape)))
    return _normal(drawn)


def _normal(counts: Floats) -> Floats:
    """Shares over groups, which are the last axis but one; equal ones where there is nobody."""
    total = counts.sum(axis=-2, keepdims=True)
    equal = 1 / counts.shape[-2]
    return np.asarray(np.where(total > 0, counts / np.where(total > 0, total, 1), equal))
