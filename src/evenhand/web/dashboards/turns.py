"""Whose turn it is, and what waits for somebody who signs in."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from evenhand.domain.frameworks.role import Right
from evenhand.web.bodies.queries import Access
from evenhand.web.releases.queries import release_of
from evenhand.web.submissions.queries import Submission, under_way
from evenhand.web.submissions.states import NEXT, State

WHO = {
    Right.UPLOAD: gettext_lazy("contributor"),
    Right.REVIEW: gettext_lazy("reviewer"),
    Right.CERTIFY: gettext_lazy("certifier"),
    Right.RELEASE: gettext_lazy("certifier or administrator"),
}
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


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """Something that this person can do next."""

    year: Submission
    what: str
    page: str


def next_right(year: Submission) -> Right | None:
    """The right that the next step takes; None where nothing follows."""
    if year.state == State.IN_REVIEW and year.reviewed_at is not None:
        return Right.CERTIFY
    return NEXT.get(State(year.state))


def turn_of(year: Submission) -> str:
    """Who can do the next thing; "" where nothing follows."""
    right = next_right(year)
    return str(WHO[right]) if right else ""


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
    found.sort(key=lambda each: each.snapshot, reverse=True)
    return [_waiting(each) for each in found]


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
    return Waiting(year=year, what=str(what), page=reverse(page, args=[year.body.slug, year.pk]))
