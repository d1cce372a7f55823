"""Packs of made-up people in which the true effects are known."""

from datetime import date
from pathlib import Path

from evenhand.data.synthetic.effects import default_effects, read_effects
from evenhand.data.synthetic.synthesise import synthesise
from evenhand.pipeline.wrong_use import WrongUse

LAST_SNAPSHOT = date(2025, 3, 31)


def make_pack(
    *,
    staff: int,
    bodies: int,
    years: int,
    seed: int,
    effects: Path | None,
    out: Path,
    partitioned: bool = False,
) -> list[Path]:
    """Write one pack of `staff` people a year, spread over `bodies`; the paths written."""
    try:
        return synthesise(
            staff=staff,
            bodies=bodies,
            years=years,
            seed=seed,
            effects=read_effects(effects) if effects else default_effects(),
            out=out,
            last_snapshot=LAST_SNAPSHOT,
            partitioned=partitioned,
        )
    except ValueError as mistake:  # a size or an effect that cannot be; the message says which
        raise WrongUse(str(mistake)) from mistake
    except MemoryError as mistake:
        raise WrongUse(
            "These effects ask for more people than fit in memory. Ask for fewer."
        ) from mistake
