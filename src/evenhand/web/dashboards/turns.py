"""Whose turn it is, and what waits for somebody who signs in."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from evenhand.domain.frameworks.role import Right
from evenhand.web.amhp.returns.queries import AmhpReturn, filled_by, returns_under_way
from evenhand.web.bodies.queries import Access
from evenhand.web.releases.queries import release_of
from evenhand.web.submissions.queries import Submission, under_way
from evenhand.web.submissions.states import State
from evenhand.web.submissions.whose_turn import next_right

# What is to be done in each state, and on which page.
TO_DO = {
    State.DRAFT: (gettext_lazy("Upload the files"), "year-upload"),
    State.UPLOADED: (gettext_lazy("Look at what the check found"), "year-check"),
    State.CHECKED: (gettext_lazy("Have the figures worked out"), "year-check"),
    State.COMPUTED: (gettext_lazy("Look at the figures and send them to review"), "year-results"),
    State.CHANGES_REQUESTED: (gettext_lazy("Put right what reviewers ask for"), "year-review"),
    State.IN_REVIEW: (gettext_lazy("Review the figures"), "year-review"),
    State.SIGNED_OFF: (gettext_lazy("Have the release prepared"), "year-release"),
}
_FILL = gettext_lazy("Fill the national AMHP return")
RETURN_TO_DO = {
    State.DRAFT: (_FILL, "amhp-return-fill"),
    State.UPLOADED: (_FILL, "amhp-return"),
    State.COMPUTED: (gettext_lazy("Send the national AMHP return to review"), "amhp-return"),
    State.CHANGES_REQUESTED: (_FILL, "amhp-return"),
    State.IN_REVIEW: (gettext_lazy("Review the national AMHP return"), "amhp-return"),
    State.SIGNED_OFF: (gettext_lazy("Release the national AMHP return"), "amhp-return"),
}


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """Something that this person can do next."""

    body: str
    day: date
    what: str
    page: str


def waiting_for(who: int, access: Iterable[Access]) -> list[Waiting]:
    """What this person can do next in any of these bodies, newest year first."""
    rights = {each.body.pk: each.rights for each in access}
    years = under_way(each.body for each in access)
    found = [
        each
        for number, of in years.items()
        for each in of
        if next_right(each) in rights[number] and _is_theirs(who, each)
    ]
    waiting = [_waiting(each) for each in found]
    waiting += [
        _return_waiting(each)
        for each in returns_under_way(one.body for one in access)
        if next_right(each) in rights[each.body_id] and _is_their_return(who, each)
    ]
    return sorted(waiting, key=lambda each: each.day, reverse=True)


def _is_theirs(who: int, year: Submission) -> bool:
    """Whoever uploaded may not review or sign off; whoever prepared may not approve."""
    if year.state == State.IN_REVIEW:
        return bool(year.uploaded_by_id != who)
    if year.state == State.SIGNED_OFF:
        release = release_of(year)
        return release is None or bool(release.prepared_by_id != who)
    return True


def _waiting(year: Submission) -> Waiting:
    what, page = TO_DO[State(year.state)]
    if next_right(year) is Right.CERTIFY:
        what, page = _("Sign off the year"), "year-sign-off"
    elif year.state == State.SIGNED_OFF and release_of(year) is not None:
        what = _("Look at the prepared release and approve it")
    there = reverse(page, args=[year.body.slug, year.pk])
    return Waiting(body=str(year.body.name), day=year.snapshot, what=str(what), page=there)


def _is_their_return(who: int, one: AmhpReturn) -> bool:
    """The same of a national return: three people have their part in it."""
    if one.state == State.IN_REVIEW:
        return who not in filled_by(one)
    return one.state != State.SIGNED_OFF or bool(one.signed_by_id != who)


def _return_waiting(one: AmhpReturn) -> Waiting:
    what, page = RETURN_TO_DO[State(one.state)]
    if next_right(one) is Right.CERTIFY:
        what = gettext_lazy("Sign off the national AMHP return")
    there = reverse(page, args=[one.body.slug, one.pk])
    return Waiting(body=str(one.body.name), day=one.day, what=str(what), page=there)
