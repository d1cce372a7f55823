"""A made-up region: three councils, the two trusts that work with them, and one provider."""

from dataclasses import dataclass
from datetime import date

from evenhand.data.synthetic.demo import COUNCIL, RESIDENTS, TRUST, MadeUp, Records, pair

REGION, COUNTRY = "Made-up North", "Made-up Country"
DAYS = (date(2024, 3, 31), date(2025, 3, 31), date(2026, 3, 31))
# Of the usual number of people: what is measured in a few seconds and still shows something.
_FIRST_PAIR, _SECOND_PAIR, _SMALL = 0.4, 0.3, 0.12
_LARGER = 786_000


@dataclass(frozen=True, kw_only=True)
class AmhpService:
    """The AMHP service of one of the councils: how many are approved, for how many residents."""

    council: str
    approved: int
    residents: int


def region(seed: int) -> dict[str, Records]:
    """Records by a short name of the body. The same seed makes the same people; no id is real."""
    alderbrook, alderbrook_trust = pair(seed, snapshots=DAYS, size=_FIRST_PAIR, residents=_LARGER)
    carrow, carrow_trust = pair(
        seed + 1,
        ours=CARROW,
        theirs=_like(TRUST, "X04", "Carrow Vale Mental Health NHS Trust"),
        snapshots=DAYS,
        size=_SECOND_PAIR,
    )
    fenmoor, provider = pair(
        seed + 2,
        ours=FENMOOR,
        theirs=_like(TRUST, "X06", "Lantern House Care", kind="independent-provider"),
        snapshots=DAYS,
        size=_SMALL,
    )
    return {
        "alderbrook": alderbrook,
        "alderbrook-trust": alderbrook_trust,
        "carrow": carrow,
        "carrow-trust": carrow_trust,
        "fenmoor": fenmoor,
        "provider": provider,
    }


def _like(other: MadeUp, number: str, name: str, *, kind: str = "") -> MadeUp:
    return MadeUp(
        id=number,
        name=name,
        kind=kind or other.kind,
        standard=other.standard,
        region=other.region,
    )


CARROW = _like(COUNCIL, "X03", "Carrow Vale Council")
FENMOOR = _like(COUNCIL, "X05", "Fenmoor Council")
COUNCILS = (COUNCIL.name, CARROW.name, FENMOOR.name)
# Those councils that work with a mental health trust.
AMHP_SERVICES = (
    AmhpService(council=COUNCIL.name, approved=90, residents=_LARGER),
    AmhpService(council=CARROW.name, approved=30, residents=RESIDENTS),
)
