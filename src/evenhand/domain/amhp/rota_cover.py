"""Cover: where fewer are placed than needed, a skill or a second person is missing, or nothing is planned."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from evenhand.domain.amhp.rota import Placed, Rota, Slot, Span, Value, runs


@dataclass(frozen=True)
class Gap:
    """A stretch of a slot in which fewer people than needed are placed and may act."""

    slot: Slot
    span: Span
    there: int

    @property
    def missing(self) -> int:
        """How many more are needed."""
        return self.slot.needed - self.there


def gaps(rota: Rota) -> list[Gap]:
    """Every gap, in order of time. Whoever may not act does not count, nor does a second person."""
    found = [
        Gap(slot, span, there)
        for slot in rota.slots
        for span, there in _pieces(rota, slot, lambda those: len(_first(those)))
        if there < slot.needed
    ]
    return sorted(found, key=lambda gap: (gap.span, gap.slot.id))


def missing_skills(rota: Rota) -> Iterator[tuple[Slot, Span, frozenset[str]]]:
    """Stretches with somebody there, who lack a skill between them that the slot asks for."""
    for slot in rota.slots:
        if slot.skills:
            for span, held in _pieces(rota, slot, lambda those: _skills(rota, _first(those))):
                if held is not None and slot.skills - held:
                    yield slot, span, slot.skills - held


def without_second(rota: Rota) -> Iterator[tuple[Slot, Span]]:
    """Stretches of slots that ask for a second person, without one."""
    for slot in rota.slots:
        if slot.with_second:
            for span, there in _pieces(rota, slot, lambda those: any(one.second for one in those)):
                if not there:
                    yield slot, span


def nothing_planned(rota: Rota, window: Span) -> tuple[Span, ...]:
    """Stretches for which there is no slot at all."""
    return window.without([slot.span for slot in rota.slots])


def _pieces(
    rota: Rota, slot: Slot, value: Callable[[list[Placed]], Value]
) -> list[tuple[Span, Value]]:
    parts = [(part, each) for each in rota.on[slot.id] for part in rota.able(each)]
    return runs(slot.span, parts, value)


def _first(those: list[Placed]) -> list[Placed]:
    return [each for each in those if not each.second]


def _skills(rota: Rota, those: list[Placed]) -> frozenset[str] | None:
    """What they can between them; None where nobody is there, which is a gap already."""
    if not those:
        return None
    return frozenset().union(*(rota.person[each.person].skills for each in those))
