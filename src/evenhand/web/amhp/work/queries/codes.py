"""The code lists as one body uses them: with its own codes, which are mapped to the list's."""

from collections import defaultdict

from evenhand.data.definitions.amhp_clocks import proclaimed_holidays, rule_book
from evenhand.data.definitions.amhp_codes import code_lists
from evenhand.domain.amhp.clocks_of_work import Law
from evenhand.domain.amhp.considerations_codes import CodeLists, LocalCode
from evenhand.web.amhp import models
from evenhand.web.bodies.models import Body


def lists_of(body: Body) -> CodeLists:
    """The code lists, with what the body added to them."""
    own: defaultdict[str, list[LocalCode]] = defaultdict(list)
    for each in models.LocalCode.objects.filter(body=body):
        own[each.list].append(
            LocalCode(
                code=each.code,
                title=each.title,
                maps_to=each.maps_to,
                valid_from=each.valid_from,
                valid_to=each.valid_to,
            )
        )
    known = code_lists()
    return CodeLists(
        outcomes=known.outcomes.with_local(tuple(own["outcomes"])),
        delays=known.delays.with_local(tuple(own["delays"])),
        requests=known.requests.with_local(tuple(own["requests"])),
        referrers=known.referrers.with_local(tuple(own["referrers"])),
    )


def law_of(lists: CodeLists) -> Law:
    """What legal limits are counted with."""
    return Law(book=rule_book(), proclaimed=proclaimed_holidays(), outcomes=lists.outcomes)
