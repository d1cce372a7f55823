"""Reads of notices: of one person, and those that wait of everybody. Body first."""

from datetime import date

from evenhand.data.definitions.amhp_register import register_codes
from evenhand.domain.amhp.clocks_time import at_london
from evenhand.web.amhp.models import Notice, Professional
from evenhand.web.bodies.queries import Body


def notices_of(professional: Professional) -> list[Notice]:
    """Every notice about somebody, those that wait first."""
    found = Notice.objects.filter(entry__professional=professional)
    rows = list(found.select_related("sent_by", "entry"))
    return sorted(rows, key=lambda each: (each.sent is not None, each.made, each.pk))


def notice_of(body: Body, number: int) -> Notice | None:
    """One notice of this body."""
    found = Notice.objects.filter(entry__professional__body=body, pk=number)
    return found.select_related("entry__professional__body", "sent_by").first()


def notices_that_wait(body: Body) -> list[Notice]:
    """
    Every notice that is written and not sent, across the register, the longest waiting first.

    Those of entries that do not count any more need not be sent: they are left out.
    """
    found = Notice.objects.filter(
        entry__professional__body=body, entry__corrected_by=None, sent=None
    )
    rows = found.select_related("entry__professional__body")
    return sorted(rows, key=lambda each: (written_on(each), each.pk))


def notices_sent_lately(body: Body, *, most: int) -> list[Notice]:
    """Those that were sent last."""
    found = Notice.objects.filter(entry__professional__body=body, sent__isnull=False)
    rows = found.select_related("entry__professional__body", "sent_by")
    return list(rows.order_by("-sent", "-pk")[:most])


def written_on(notice: Notice) -> date:
    """London's day from which a notice waits: it was written, and what it tells has happened."""
    return max(at_london(notice.made).date(), notice.entry.on)


def send_by(notice: Notice) -> date:
    """The last day on which it is not overdue yet."""
    known = register_codes().notice.get(notice.kind)
    return known.send_by(written_on(notice)) if known else written_on(notice)
