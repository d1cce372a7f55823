"""Where a body's page at a glance comes from: its own report for its people, the board's for a board."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.urls import reverse

from evenhand.domain.frameworks.role import Right
from evenhand.domain.results.result import Result
from evenhand.reporting.cut import EDITION, Point
from evenhand.web.bodies.queries import Access
from evenhand.web.dashboards.glance import own_figures, stands_out
from evenhand.web.releases import queries as releases
from evenhand.web.submissions import queries as submissions
from evenhand.web.submissions.states import State, in_words

# From the figures on; a year given back keeps those it had until other files come.
WITH_FIGURES = (
    State.COMPUTED,
    State.IN_REVIEW,
    State.CHANGES_REQUESTED,
    State.SIGNED_OFF,
    State.RELEASED,
)
RESULTS, STANDS_OUT = "results.json", "stands-out"


@dataclass(frozen=True, kw_only=True)
class Source:
    """
    One year's parts. `internal`: they have not been through disclosure control.

    `own_figures` are figures that are not released yet, `mark` the digest of what they come from.
    """

    day: date
    state: str
    internal: bool
    number: int
    slug: str
    parts: Mapping[str, str]
    own_figures: list[Result] = field(default_factory=list)
    mark: str = ""

    @property
    def state_in_words(self) -> str:
        """Where its year stands, for a page."""
        return in_words(self.state)

    @property
    def points(self) -> list[Point]:
        """What stands out."""
        return stands_out(self.parts)

    def page(self, anchor: str) -> str:
        """The page of one indicator."""
        if self.internal:
            return reverse("year-indicator", args=[self.slug, self.number, anchor])
        return reverse("board-indicator", args=[self.slug, self.day.isoformat(), anchor])


def newest(access: Access) -> Source | None:
    """The newest year that this person may read; None where there is none yet."""
    return _internal(access) if Right.READ_RESULTS in access.rights else _of_the_board(access)


def _internal(access: Access) -> Source | None:
    year = submissions.latest_of(access.body, WITH_FIGURES)
    if year is None:
        return None
    listed = submissions.list_of_files(year, "part")
    names = [each.name for each in listed if each.name.startswith((EDITION, STANDS_OUT))]
    contents = {name: submissions.file_of(year, "part", name) for name in names}
    own: list[Result] = []
    mark = ""
    # Of a released year what is released is set beside others, so that all see the same place.
    if year.state != State.RELEASED:
        report = submissions.list_of_files(year, "report")
        mark = next((each.digest for each in report if each.name == RESULTS), "")
        own = own_figures(submissions.file_of(year, "report", RESULTS) or b"")
    return Source(
        day=year.snapshot,
        state=year.state,
        internal=True,
        number=year.pk,
        slug=access.body.slug,
        parts={name: text.decode("utf-8") for name, text in contents.items() if text},
        own_figures=own,
        mark=mark,
    )


def _of_the_board(access: Access) -> Source | None:
    release = releases.latest_for_body(access.body)
    if release is None:
        return None
    parts = releases.parts_of(release, "board", EDITION)
    parts |= releases.parts_of(release, "board", STANDS_OUT)
    return Source(
        day=release.snapshot,
        state=State.RELEASED,
        internal=False,
        number=release.submission_id,
        slug=access.body.slug,
        parts=parts,
    )
