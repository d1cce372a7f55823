"""With whom a body is compared: all of its kind, its region, those like it, or a list of its own."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from evenhand.domain.frameworks.body import Body
from evenhand.domain.measures.compared import FEWEST_BODIES

PLURALS = {
    "council": "councils",
    "nhs-trust": "NHS trusts",
    "integrated-care-board": "integrated care boards",
    "independent-provider": "independent providers",
    "region": "regions",
    "country": "countries",
}
MADE_OF_OTHERS = ("region", "country")


@dataclass(frozen=True, kw_only=True)
class Peers:
    """The ids that are compared, who they are in words, and what must be said about them."""

    ids: frozenset[str]
    said: str
    notes: tuple[str, ...] = ()


def everyone(bodies: Mapping[str, Body], own: str = "") -> Peers:
    """
    All bodies, but for regions and countries where there are others.

    A region is made of the bodies in it: set beside them it would count them twice.
    """
    inside = {id_ for id_, body in bodies.items() if body.kind not in MADE_OF_OTHERS}
    if own in bodies and bodies[own].kind in MADE_OF_OTHERS:
        inside = {id_ for id_, body in bodies.items() if body.kind == bodies[own].kind}
    chosen = inside or set(bodies)
    left = sorted(body.name for id_, body in bodies.items() if id_ not in chosen)
    notes = (
        (
            f"Left out, because they are made of other organisations or hold them: {', '.join(left)}.",
        )
        if left
        else ()
    )
    kinds = {bodies[id_].kind for id_ in chosen}
    said = f"all {_plural(kinds.pop())}" if len(kinds) == 1 else "all organisations"
    return _peers(chosen, f"{said} in these figures", own, notes)


def of_kind(bodies: Mapping[str, Body], own: str) -> Peers:
    """All bodies of the same kind."""
    kind = bodies[own].kind
    chosen = {id_ for id_, body in bodies.items() if body.kind == kind}
    return _peers(chosen, f"all {_plural(kind)} in these figures", own)


def of_region(bodies: Mapping[str, Body], own: str) -> Peers:
    """All bodies of the same kind in the same region."""
    body = bodies[own]
    if not body.region:
        said = f"{body.name} has no region in these figures, so nobody is known to share it."
        return Peers(ids=frozenset({own}), said="no other organisation", notes=(said,))
    chosen = {
        id_
        for id_, other in bodies.items()
        if (other.kind, other.region) == (body.kind, body.region)
    }
    return _peers(chosen, f"the {_plural(body.kind)} of the region {body.region}", own)


def of_list(bodies: Mapping[str, Body], own: str, wanted: Collection[str], said: str) -> Peers:
    """Those of `wanted`, ids or names, that are in the figures; who is not is said."""
    names = {body.name.casefold(): id_ for id_, body in bodies.items()}
    known = {
        one: one if one in bodies else names[one.casefold()]
        for one in wanted
        if one in bodies or one.casefold() in names
    }
    missing = [one for one in wanted if one not in known]
    notes = [f"Not in these figures, so not compared: {', '.join(missing)}."] if missing else []
    kinds = {bodies[id_].kind for id_ in known.values()}
    if len(kinds) > 1:
        notes.append(
            f"These peers are of different kinds ({', '.join(sorted(kinds))}). A region counts "
            "those of its organisations again."
        )
    return _peers(set(known.values()), said, own, tuple(notes))


def _peers(chosen: set[str], said: str, own: str, notes: tuple[str, ...] = ()) -> Peers:
    ids = frozenset(chosen | ({own} if own else set()))
    if own and ids == {own}:
        said_too = f"Nobody else is among {said}: there is nobody to compare with."
    elif len(ids) < FEWEST_BODIES:
        said_too = (
            f"There are only {len(ids)} organisations among {said}. Below {FEWEST_BODIES}, a funnel or a "
            "rank says nothing that their own figures do not, so only those are shown."
        )
    else:
        return Peers(ids=ids, said=said, notes=notes)
    return Peers(ids=ids, said=said, notes=(*notes, said_too))


def _plural(kind: str) -> str:
    return PLURALS.get(kind, kind)
