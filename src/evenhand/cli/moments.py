"""Days and hours that people write after an option."""

from datetime import datetime

from evenhand.domain.amhp.clocks_time import StartRefused, read_start
from evenhand.domain.amhp.register_periods import asked_at
from evenhand.pipeline.wrong_use import WrongUse


def moment(text: str) -> datetime:
    """The instant that --on means. WrongUse where it means none, or two."""
    try:
        start = read_start(text)
    except StartRefused as wrong:
        raise WrongUse(f"--on: {wrong.message.replace('The start', 'It')} {wrong.fix}") from wrong
    if start.ambiguous:
        raise WrongUse(
            "--on: the clocks went back that night, and this time was there twice. Write it with "
            "+01:00 (the first) or +00:00."
        )
    return asked_at(start)
