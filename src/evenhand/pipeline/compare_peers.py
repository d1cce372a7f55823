"""Which body asked, and with whom it is compared: names and codes to ids."""

import difflib
from collections.abc import Mapping
from pathlib import Path

from evenhand.data.sources.reference import NEIGHBOUR_FILE, Reference, dfe_code, read_reference
from evenhand.domain.codes.ethnicity import plain
from evenhand.domain.frameworks.body import Body
from evenhand.domain.measures.peers import Peers, everyone, of_kind, of_list, of_region
from evenhand.pipeline.wrong_use import WrongUse

ALL, KIND, REGION, NEIGHBOURS = "all", "kind", "region", "neighbours"


def find_own(bodies: Mapping[str, Body], text: str) -> str:
    """The id of the body with this id or name, in any case. Raises WrongUse, naming near ones."""
    if not text:
        return ""
    known = {plain(body.name): id_ for id_, body in bodies.items()}
    known |= {plain(id_): id_ for id_ in bodies}
    if plain(text) in known:
        return known[plain(text)]
    near = difflib.get_close_matches(plain(text), known, n=3, cutoff=0.6)
    likely = " or ".join(f"{bodies[known[each]].name} ({known[each]})" for each in near)
    raise WrongUse(
        f"There is no body called “{text}” in these figures. "
        + (f"Did you mean {likely}?" if likely else "Give its id or its name.")
    )


def find_peers(bodies: Mapping[str, Body], own: str, text: str, reference: Path | None) -> Peers:
    """The peers asked for: all, kind, region, neighbours, a file with an id a line, or a list."""
    if text == ALL:
        return everyone(bodies, own)
    if text in (KIND, REGION, NEIGHBOURS) and not own:
        raise WrongUse(f"--peers {text} needs to know whose: name the body with --body.")
    if text == KIND:
        return of_kind(bodies, own)
    if text == REGION:
        return of_region(bodies, own)
    if text == NEIGHBOURS:
        return _neighbours(bodies, own, reference)
    path = Path(text)
    listed = (
        path.read_text(encoding="utf-8-sig").splitlines() if path.is_file() else text.split(",")
    )
    wanted = [each.strip() for each in listed if each.strip()]
    if not wanted:
        raise WrongUse(f"{text} names no body. Give an id or a name on each line.")
    said = f"the list in {path.name}" if path.is_file() else "the bodies that were named"
    peers = of_list(bodies, own, wanted, said)
    if not peers.ids - {own}:
        raise WrongUse(
            f"None of the bodies in --peers {text} is in these figures. Give all, kind, region or "
            "neighbours, ids or names with commas, or a file with one on each line."
        )
    return peers


def _neighbours(bodies: Mapping[str, Body], own: str, reference: Path | None) -> Peers:
    if reference is None:
        raise WrongUse(f"--peers neighbours needs --reference FOLDER, with {NEIGHBOUR_FILE} in it.")
    known = read_reference(reference)
    codes = _codes(bodies, known)
    name = bodies[own].name
    near = known.neighbours.get(codes.get(own, ""), ())
    if not near:
        said = f"{name} has no statistical neighbours in {NEIGHBOUR_FILE}."
        return Peers(ids=frozenset({own}), said="no other body", notes=(said,))
    ids = {code: id_ for id_, code in codes.items()}
    wanted = [ids.get(code, known.councils.get(code, code)) for code in near]
    return of_list(bodies, own, wanted, f"{name} and its {len(near)} statistical neighbours")


def _codes(bodies: Mapping[str, Body], known: Reference) -> dict[str, str]:
    """The code that DfE gives each body: its id, or that of the council of its name."""
    by_name = {plain(name): code for code, name in known.councils.items()}
    found: dict[str, str] = {}
    for id_, body in bodies.items():
        code = dfe_code(id_)
        if code in known.councils:
            found[id_] = code
        elif plain(body.name) in by_name:
            found[id_] = by_name[plain(body.name)]
    return found
