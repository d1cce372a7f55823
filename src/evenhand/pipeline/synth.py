"""Packs of made-up people in which the true effects are known."""

from datetime import date
from pathlib import Path

from evenhand.data.synthetic.effects import default_effects, read_effects
from evenhand.data.synthetic.synthesise import synthesise

LAST_SNAPSHOT = date(2025, 3, 31)


def make_pack(
    *, staff: int, bodies: int, years: int, seed: int, effects: Path | None, out: Path
) -> list[Path]:
    """Write one pack of `staff` people a year, spread over `bodies`; the paths written."""
    return synthesise(
        staff=staff,
        bodies=bodies,
        years=years,
        seed=seed,
        effects=read_effects(effects) if effects else default_effects(),
        out=out,
        last_snapshot=LAST_SNAPSHOT,
    )
