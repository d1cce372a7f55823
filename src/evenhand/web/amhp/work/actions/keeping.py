"""What time alone changes in considerations: done by the worker, once a day."""

from datetime import datetime

from django.db import transaction

from evenhand.web.amhp.models import Consideration
from evenhand.web.amhp.work.actions.changes import keep_open_or_not


@transaction.atomic
def keep_house(*, at: datetime) -> None:
    """
    Take considerations off the live board that are over by time alone.

    Whether one is open depends on the time (section 6(1)(a)), and is kept for the board's speed:
    without a change nobody would work it out again. Nothing is recorded of it, since it is derived.
    """
    for row in Consideration.objects.select_for_update(of=("self",)).filter(open=True):
        keep_open_or_not(row, at)
        if not row.open:
            row.save(update_fields=["open"])
