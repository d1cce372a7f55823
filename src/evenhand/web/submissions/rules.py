"""Whether something may happen to a submission: each raises a sentence for the page."""

from collections.abc import Collection
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from evenhand.domain.frameworks.role import Right
from evenhand.web.bodies.rules import Refused
from evenhand.web.submissions.states import MOVES, WORK, Move, State, in_words

EARLIEST = date(2000, 1, 1)
ALLOWED_ENDS = (".csv", ".txt", ".tsv", ".xlsx", ".parquet", ".toml", ".zip")
# One upload, all files together; and what a zip may unpack to.
MOST_BYTES = 200_000_000
MOST_FILES = 200
MOST_UNPACKED = 1_000_000_000
LONGEST_ANSWER = 120
NOT_ALLOWED = gettext_lazy(
    "Your role does not allow that. Ask the administrator of your organisation."
)


def must_be_allowed(name: str, state: str, rights: Collection[Right] | None) -> Move:
    """
    The move with this name. Refused where it cannot follow the state, or takes a right not held.

    `rights` is None where the site itself does it.
    """
    move = MOVES[name]
    if State(state) not in move.before:
        raise Refused(
            _("This year is %(state)s, so that cannot be done now. Look at its list again.")
            % {"state": in_words(state)}
        )
    if rights is not None and (move.right is None or move.right not in rights):
        raise Refused(NOT_ALLOWED)
    return move


def must_be_possible_year(snapshot: date, *, today: date, taken: bool) -> None:
    """Refused for a day to come, a day long ago, and a year that is under way."""
    if snapshot > today:
        raise Refused(
            _("That day has not come yet. Give the day on which the workforce was counted.")
        )
    if snapshot < EARLIEST:
        raise Refused(_("Give a day after 1 January 2000."))
    if taken:
        raise Refused(_("That year is here already: open it in the list, or correct its release."))


def must_be_reviewed(reviewed_by: int | None) -> None:
    """Refused where nobody has read the figures and passed them on."""
    if reviewed_by is None:
        raise Refused(_("A reviewer has to read the figures and pass them on first."))


def must_not_have_brought(who: int, brought: Collection[int | None], why: str) -> None:
    """Refused, with `why`, for whoever uploaded files of the year or said how they are read."""
    if who in brought:
        raise Refused(why)


def must_be_as_seen(seen: int | None, now: int) -> None:
    """
    Refused where a year moved on since somebody looked at the page that they answer.

    Both are numbers of its last step; `seen` is None where there was no page to look at.
    """
    if seen is not None and seen != now:
        raise Refused(
            _(
                "This year has changed since you opened that page. Look at it as it is now, and "
                "then do it again."
            )
        )


def must_be_an_answer(answer: str, choices: Collection[str], *, free: bool, asked: str) -> None:
    """Refused where an answer is none of those that a question takes."""
    if not free and answer not in choices:
        raise Refused(
            _("Choose one of the answers in the list. The question was: %(asked)s")
            % {"asked": asked}
        )
    if free and (len(answer) > LONGEST_ANSWER or not answer.isprintable()):
        raise Refused(
            _("Write a shorter answer, on one line. The question was: %(asked)s") % {"asked": asked}
        )


def must_be_gone(silent: bool) -> None:
    """Refused while other work of this kind may still have a worker: two would only be slower."""
    if not silent:
        raise Refused(_("One is on its way already. Wait until it is there."))


def must_be_correctable(state: str, *, under_way: bool) -> None:
    """Refused where there is no release to correct, or a correction is under way."""
    if State(state) is not State.RELEASED:
        raise Refused(_("Only a released year can be corrected. Upload other files instead."))
    if under_way:
        raise Refused(_("A correction of this year is under way already: open it in the list."))


def must_not_be_busy(busy: bool) -> None:
    """Refused while other work on the year goes on."""
    if busy:
        raise Refused(_("Work on this year is going on. Wait until it is done."))


def must_be_open_to_comments(state: str) -> None:
    """Refused where the figures are not there yet, or are released."""
    if State(state) not in (State.COMPUTED, State.IN_REVIEW, State.SIGNED_OFF):
        raise Refused(_("Comments are for figures that are worked out and not released yet."))


def must_be_in_review(state: str, rights: Collection[Right]) -> None:
    """Refused where there is nothing to review, or somebody may not."""
    if State(state) is not State.IN_REVIEW:
        raise Refused(_("This year is not in review."))
    if Right.REVIEW not in rights:
        raise Refused(NOT_ALLOWED)


def must_be_ready_for_work(what: str, state: str, rights: Collection[Right]) -> None:
    """Refused where this work in the background cannot be done now, or by this person."""
    wanted, right = WORK[what]
    if State(state) is not wanted:
        raise Refused(
            _("This year is %(state)s. This is done once it is %(wanted)s.")
            % {"state": in_words(state), "wanted": in_words(wanted)}
        )
    if right not in rights:
        raise Refused(NOT_ALLOWED)
