"""When somebody may not act, from their entries in the register: what the rota has to know of it."""

from datetime import UTC, datetime

from evenhand.domain.amhp.register_entries import Event, PersonLog
from evenhand.domain.amhp.register_may_act import may_act
from evenhand.domain.amhp.register_periods import end_of, last_day_of_approval
from evenhand.domain.amhp.rota import Barred

_BEGINS = (Event.APPROVE, Event.REAPPROVE)


def barred_by(log: PersonLog, authority: str = "") -> tuple[Barred, ...]:
    """
    Every stretch in which `may_act` says no, in order, each with its reason.

    An answer changes only with an entry, or where a term runs out; it is asked for at each of these.
    """
    cuts = {each.at for each in log.entries if each.event is not Event.TRAINING}
    cuts |= {each.since for each in log.unclear if each.since is not None}
    cuts |= {
        end_of(last_day_of_approval(each.day)) for each in log.entries if each.event in _BEGINS
    }
    moments = sorted(each.astimezone(UTC) for each in cuts)
    found: list[Barred] = []
    for since, until in zip([None, *moments], [*moments, None], strict=True):
        answer = may_act(log, since or _BEFORE, authority)
        if not answer.yes:
            found.append(Barred(since, until, answer.why))
    return tuple(found)


_BEFORE = datetime(1900, 1, 1, tzinfo=UTC)
