"""The preset that was asked for: by its slug, or a file of one's own; the one of the day."""

from collections.abc import Iterable
from datetime import date

from evenhand.data.definitions.preset_file import PresetMistake
from evenhand.data.definitions.presets import preset as find_preset
from evenhand.domain.disclosure.preset import Preset
from evenhand.pipeline.wrong_use import WrongUse

AUDIENCES = ("internal", "board", "public")
# Rounded alike for both, so that a board paper and a public report of the same records do not give
# each other away, nor this year's report last year's. A board sees noughts as well.
USUAL_PRESET = {"board": "board", "public": "mhsds"}


def choose_preset(audience: str, name: str = "") -> Preset | None:
    """The preset asked for, or the audience's usual one; None for internal readers."""
    if audience not in AUDIENCES:
        raise WrongUse(f"There is no audience {audience}. There are {', '.join(AUDIENCES)}.")
    if audience == "internal":
        if name:
            raise WrongUse("A preset is for board and public readers: give --audience as well.")
        return None
    return preset_called(name or USUAL_PRESET[audience])


def preset_called(name: str, *, snapshots: Iterable[str] = ()) -> Preset:
    """
    The preset with this slug, or in this file (a path that ends in .toml).

    Of rules that followed one another it is those of the latest snapshot (a day or a year, as text).
    WrongUse where there is none, where the file is wrong, or where its rules had ended by then.
    """
    try:
        return find_preset(name, day=max(map(_day, snapshots), default=None))
    except (KeyError, PresetMistake) as wrong:
        raise WrongUse(str(wrong.args[0])) from wrong


def _day(snapshot: str) -> date:
    return date.fromisoformat(f"{snapshot}-12-31" if len(snapshot) == 4 else snapshot)
