"""Reads of plans of new posts, body first."""

from evenhand.web.bodies.models import Body
from evenhand.web.forecasts.models import NewPosts, NewPostsVersion

__all__ = [
    "NewPosts",
    "NewPostsVersion",
    "newest",
    "plan_of",
    "plans_of",
    "version_of",
    "versions_of",
]


def plans_of(body: Body) -> list[NewPosts]:
    """Every plan of a body, by name."""
    return list(NewPosts.objects.filter(body=body))


def plan_of(body: Body, number: int) -> NewPosts | None:
    """One of this body's."""
    return NewPosts.objects.filter(body=body, pk=number).select_related("body").first()


def newest(plan: NewPosts) -> NewPostsVersion:
    """The version that counts: a plan is made with its first."""
    return NewPostsVersion.objects.filter(of=plan).select_related("by").latest("number")


def versions_of(plan: NewPosts) -> list[NewPostsVersion]:
    """All of them, newest first."""
    return list(NewPostsVersion.objects.filter(of=plan).select_related("by"))


def version_of(plan: NewPosts, number: int) -> NewPostsVersion | None:
    """One of its versions, which nobody changes any more."""
    return NewPostsVersion.objects.filter(of=plan, number=number).select_related("by").first()
