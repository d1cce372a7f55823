"""Whether something may happen to a submission: each raises a sentence for the page."""

from collections.abc import Collection
from datetime import date

from evenhand.domain.frameworks.role import Right
from evenhand.web.bodies.rules import Refused
from evenhand.web.submissions.states import MOVES, OPEN_TO_FILES, Move, State

EARLIEST = date(2000, 1, 1)
ALLOWED_ENDS = (".csv", ".txt", ".tsv", ".xlsx", ".parquet", ".toml", ".zip")
# One upload, all files together; and what a zip may unpack to.
MOST_BYTES = 200_000_000
MOST_FILES = 200
MOST_UNPACKED = 1_000_000_000


def must_be_allowed(name: str, state: str, rights: Collection[Right] | None) -> Move:
    """
    The move with this name. Refused where it cannot follow the state, or takes a right not held.

    `rights` is None where the site itself does it.
    """
    move = MOVES[name]
    if State(state) not in move.before:
        raise Refused(f"This year is {state}, so that cannot be done now. Look at its list again.")
    if rights is not None and (move.right is None or move.right not in rights):
        raise Refused("Your role does not allow that. Ask the administrator of your organisation.")
    return move


def must_take_files(state: str) -> None:
    """Refused where files can no longer be changed."""
    if State(state) not in OPEN_TO_FILES:
        raise Refused(f"This year is {state}: its files cannot be changed. Ask for changes first.")


def must_be_possible_year(snapshot: date, *, today: date, taken: bool) -> None:
    """Refused for a day to come, a day long ago, and a year that is under way."""
    if snapshot > today:
        raise Refused("That day has not come yet. Give the day on which the workforce was counted.")
    if snapshot < EARLIEST:
        raise Refused("Give a day after 1 January 2000.")
    if taken:
        raise Refused("That year is here already: open it in the list, or correct its release.")


def must_be_reviewed(*, reviewed_by: int | None, uploaded_by: int | None) -> None:
    """Refused where nobody but the uploader has read the figures."""
    if reviewed_by is None:
        raise Refused("A reviewer has to read the figures and pass them on first.")
    if reviewed_by == uploaded_by:
        raise Refused("The reviewer has to be another person than the one who uploaded.")


def must_not_have_uploaded(who: int, uploaded_by: int | None, *, doing: str) -> None:
    """Refused for the person who uploaded the year."""
    if who == uploaded_by:
        raise Refused(f"You uploaded this year, so another person has to {doing}.")


def must_be_correctable(state: str, *, under_way: bool) -> None:
    """Refused where there is no release to correct, or a correction is under way."""
    if State(state) is not State.RELEASED:
        raise Refused("Only a released year can be corrected. Upload other files instead.")
    if under_way:
        raise Refused("A correction of this year is under way already: open it in the list.")


def must_not_be_busy(busy: bool) -> None:
    """Refused while other work on the year goes on."""
    if busy:
        raise Refused("Work on this year is going on. Wait until it is done.")


def must_be_open_to_comments(state: str) -> None:
    """Refused where the figures are not there yet, or are released."""
    if State(state) not in (State.COMPUTED, State.IN_REVIEW, State.SIGNED_OFF):
        raise Refused("Comments are for figures that are worked out and not released yet.")


def must_be_in_review(state: str, rights: Collection[Right]) -> None:
    """Refused where there is nothing to review, or somebody may not."""
    if State(state) is not State.IN_REVIEW:
        raise Refused("This year is not in review.")
    if Right.REVIEW not in rights:
        raise Refused("Your role does not allow that. Ask the administrator of your organisation.")


def must_be_ready_to_compute(state: str, rights: Collection[Right]) -> None:
    """Refused before the check has found the files good enough."""
    if State(state) is not State.CHECKED:
        raise Refused(f"This year is {state}. Figures are worked out once its check is done.")
    if Right.UPLOAD not in rights:
        raise Refused("Your role does not allow that. Ask the administrator of your organisation.")
