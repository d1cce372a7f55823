"""Whose turn it is, for whatever goes the way of a submission."""

from datetime import datetime
from typing import Protocol

from django.utils.translation import gettext_lazy

from evenhand.domain.frameworks.role import Right
from evenhand.web.submissions.states import NEXT, State

WHO = {
    Right.UPLOAD: gettext_lazy("contributor"),
    Right.REVIEW: gettext_lazy("reviewer"),
    Right.CERTIFY: gettext_lazy("certifier"),
    Right.RELEASE: gettext_lazy("certifier or administrator"),
}


class OnItsWay(Protocol):
    """A year of a body, or a national return."""

    state: str
    reviewed_at: datetime | None


def next_right(one: OnItsWay) -> Right | None:
    """The right that the next step takes; None where nothing follows."""
    if one.state == State.IN_REVIEW and one.reviewed_at is not None:
        return Right.CERTIFY
    return NEXT.get(State(one.state))


def turn_of(one: OnItsWay) -> str:
    """Who can do the next thing; "" where nothing follows."""
    right = next_right(one)
    return str(WHO[right]) if right else ""
