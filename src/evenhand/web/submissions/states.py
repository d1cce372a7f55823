"""
The way of a submission as a table: what may follow what, who may do it, what page says so.

docs/reference/submissions.md is made from this table.
"""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from evenhand.domain.frameworks.role import Right


class State(StrEnum):
    """Where a submission stands."""

    DRAFT = "draft"
    UPLOADED = "uploaded"
    CHECKED = "checked"
    COMPUTED = "computed"
    IN_REVIEW = "in review"
    CHANGES_REQUESTED = "changes requested"
    SIGNED_OFF = "signed off"
    RELEASED = "released"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"


# As pages say it after "is". What is kept of a year is the state's own name.
WORDS = {
    State.DRAFT: _("draft"),
    State.UPLOADED: _("uploaded"),
    State.CHECKED: _("checked"),
    State.COMPUTED: _("computed"),
    State.IN_REVIEW: _("in review"),
    State.CHANGES_REQUESTED: _("changes requested"),
    State.SIGNED_OFF: _("signed off"),
    State.RELEASED: _("released"),
    State.SUPERSEDED: _("superseded"),
    State.WITHDRAWN: _("withdrawn"),
}


def in_words(state: str) -> str:
    """A state for a page."""
    return str(WORDS[State(state)])


# From here nothing more happens to a submission; its year may be started again.
ENDED = (State.SUPERSEDED, State.WITHDRAWN)
# New files may still be uploaded.
OPEN_TO_FILES = (
    State.DRAFT,
    State.UPLOADED,
    State.CHECKED,
    State.COMPUTED,
    State.CHANGES_REQUESTED,
)
UNRELEASED = (*OPEN_TO_FILES, State.IN_REVIEW, State.SIGNED_OFF)


@dataclass(frozen=True)
class Move:
    """One step: from which states to which, and the right it takes; None: the site does it itself."""

    name: str
    before: tuple[State, ...]
    after: State
    right: Right | None


MOVES = {
    move.name: move
    for move in (
        Move("upload", OPEN_TO_FILES, State.UPLOADED, Right.UPLOAD),
        Move("check", (State.UPLOADED,), State.CHECKED, None),
        Move("compute", (State.CHECKED,), State.COMPUTED, None),
        Move("send to review", (State.COMPUTED,), State.IN_REVIEW, Right.UPLOAD),
        Move(
            "request changes",
            (State.IN_REVIEW,),
            State.CHANGES_REQUESTED,
            Right.REVIEW,
        ),
        Move("take back", (State.SIGNED_OFF,), State.CHANGES_REQUESTED, Right.CERTIFY),
        Move("sign off", (State.IN_REVIEW,), State.SIGNED_OFF, Right.CERTIFY),
        Move("release", (State.SIGNED_OFF,), State.RELEASED, Right.RELEASE),
        Move("supersede", (State.RELEASED,), State.SUPERSEDED, None),
        Move("withdraw", UNRELEASED, State.WITHDRAWN, Right.UPLOAD),
        Move("withdraw release", (State.RELEASED,), State.WITHDRAWN, Right.RELEASE),
    )
}
# Their names for translators: the trail keeps a name, and its page says it in the site's language.
SAID = (
    _("upload"),
    _("check"),
    _("compute"),
    _("send to review"),
    _("request changes"),
    _("take back"),
    _("sign off"),
    _("release"),
    _("supersede"),
    _("withdraw"),
    _("withdraw release"),
)
# Work in the background that is not over. A worker says every 20 seconds that it is there: when
# nothing has been heard for so long, it has gone.
UNDER_WAY = ("waiting", "running")
SILENT_FOR = timedelta(minutes=2)
# Work that has ended its worker so often is not begun again unless somebody asks.
MOST_BEGUN = 5
# Work on a year: in which state it may be asked for, and the right it takes.
WORK = {
    "check": (State.UPLOADED, Right.UPLOAD),
    "compute": (State.CHECKED, Right.UPLOAD),
    "prepare": (State.SIGNED_OFF, Right.RELEASE),
}
# Whose turn it is: the rights of those who can do the next thing.
NEXT = {
    State.DRAFT: Right.UPLOAD,
    State.UPLOADED: Right.UPLOAD,
    State.CHECKED: Right.UPLOAD,
    State.COMPUTED: Right.UPLOAD,
    State.IN_REVIEW: Right.REVIEW,
    State.CHANGES_REQUESTED: Right.UPLOAD,
    State.SIGNED_OFF: Right.RELEASE,
}
