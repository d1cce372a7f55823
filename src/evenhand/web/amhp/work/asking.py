"""What is asked about one consideration: the domain's questions, and those of this service."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from evenhand.data.definitions.amhp_clocks import rule_book
from evenhand.domain.amhp.considerations import Consideration, ended
from evenhand.domain.amhp.considerations_codes import CodeLists, Ends
from evenhand.domain.amhp.considerations_queries import Query, queries
from evenhand.web.amhp.work.queries import Consideration as Row

_APPLICATIONS = ("GUARDIANSHIP",)


def questions(row: Row, told: Consideration, lists: CodeLists) -> list[Query]:
    """Everything to ask about a consideration. None of it stops anybody."""
    place_of_safety = rule_book().rule("S136")
    if place_of_safety is None:
        raise LookupError("The rule of section 136 is missing from definitions/amhp/clocks.")
    return [*queries(told, lists, place_of_safety), *_reasons(row, told, lists)]


def _reasons(row: Row, told: Consideration, lists: CodeLists) -> Iterator[Query]:
    """Section 13(4): the nearest relative asked, and no application was made."""
    found = lists.requests.find(told.request, told.day)
    if found is None or found.code != "S13_4" or row.reasons_sent is not None:
        return
    applied = ended(told, lists.outcomes) is Ends.DETAINED or told.outcome in _APPLICATIONS
    if not applied and not row.open:
        yield Query(
            code="reasons-not-sent",
            message=_(
                "The nearest relative asked, and no application was made. On which day were the "
                "reasons sent in writing?"
            ),
            fields=("reasons_sent",),
        )
