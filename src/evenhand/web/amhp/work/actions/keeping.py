"""What time alone changes in considerations: done by the worker, once a day."""

from datetime import datetime, timedelta

from django.db import transaction

from evenhand.web.amhp.models import Consideration, PastLog
from evenhand.web.amhp.work.actions.changes import keep_open_or_not

# A file that nobody decided about; and what there was to ask about of one that was taken.
UNDECIDED_FOR, ASKED_FOR = timedelta(days=1), timedelta(days=90)


@transaction.atomic
def keep_house(*, at: datetime) -> None:
    """
    Take considerations off the live board that are over by time alone.

    Whether one is open depends on the time (section 6(1)(a)), and is kept for the board's speed:
    without a change nobody would work it out again. Nothing is recorded of it, since it is derived.
    Delete files with past logs that nobody decided about, and what is not looked at any more of those
    that were taken.
    """
    for row in Consideration.objects.select_for_update(of=("self",)).filter(open=True):
        keep_open_or_not(row, at)
        if not row.open:
            row.save(update_fields=["open"])
    PastLog.objects.filter(taken=None, at__lte=at - UNDECIDED_FOR).delete()
    PastLog.objects.filter(taken__lte=at - ASKED_FOR).delete()
