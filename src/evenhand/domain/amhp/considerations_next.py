"""What usually comes next in a consideration, to be offered as one big button: never a must.

What is offered follows from what was done. It says nothing of what to decide: while there is no
outcome, the question is only which it was.
"""

from datetime import datetime

from evenhand.domain.amhp.considerations import Consideration, Status, ended, is_open, status
from evenhand.domain.amhp.considerations_codes import CodeList, Ends

OUTCOME = "outcome"
_UP_TO_OUTCOME = (
    "referred",
    "accepted",
    "allocated",
    "first_contact",
    "assessment_start",
    "assessment_end",
)
_TO_HOSPITAL = ("bed_requested", "bed_found", "application_signed", "conveyed", "admitted")
# No application is made for these: the order or its recall is the authority.
_WITHOUT_APPLICATION = ("CTO_REVOKED", "RECALL")
# The person is in hospital already: no bed, no conveyance.
_IN_HOSPITAL = ("S2_TO_S3", "S5")
_AT_PLACE_OF_SAFETY = ("S136", "S135_1")


def next_step(one: Consideration, outcomes: CodeList, at: datetime) -> str:
    """The time that usually comes next, or OUTCOME; "" where nothing is to be done."""
    if not is_open(one, outcomes, at):
        return ""
    if status(one, outcomes) is Status.ADMITTED:
        return OUTCOME
    if not one.outcome:
        return _after_latest(one, _UP_TO_OUTCOME) or OUTCOME
    return _after_latest(one, _way(one, outcomes))


def _way(one: Consideration, outcomes: CodeList) -> tuple[str, ...]:
    """The steps after an outcome, for those who go to hospital."""
    if ended(one, outcomes) is not Ends.DETAINED:
        return ("conveyed", "admitted")
    if one.request in _IN_HOSPITAL:
        return ("application_signed", "admitted")
    found = outcomes.find(one.outcome, one.day)
    if found and found.code in _WITHOUT_APPLICATION:
        return tuple(step for step in _TO_HOSPITAL if step != "application_signed")
    return _TO_HOSPITAL


def _after_latest(one: Consideration, line: tuple[str, ...]) -> str:
    """The step of a line that follows the furthest one there is; what was left out stays left out."""
    there = [place for place, step in enumerate(line) if one.time(step)]
    place = max(there, default=-1) + 1
    return line[place] if place < len(line) else ""


def also_likely(one: Consideration, outcomes: CodeList, at: datetime) -> tuple[str, ...]:
    """Other times that may well come now, beside the next step: the place of safety, a bed."""
    if not is_open(one, outcomes, at):
        return ()
    found = []
    if one.held_from and not one.held_until:
        found.append("held_until")
    elif not one.held_from and one.request in _AT_PLACE_OF_SAFETY:
        found.append("held_from")
    if not one.outcome and one.bed_requested and not one.bed_found:
        found.append("bed_found")
    elif not one.outcome and one.assessment_start and not one.bed_requested:
        found.append("bed_requested")
    return tuple(found)
