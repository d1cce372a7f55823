"""What fields, steps and statuses of a consideration are called on pages."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from evenhand.domain.amhp.considerations import Status

YES, NO, NOT_RECORDED = _("Yes"), _("No"), _("Not recorded")
# The choice that takes an answer back.
LEAVE_EMPTY = _("Leave this empty")

LABELS = {
    "request": _("What is asked for"),
    "referrer": _("Who referred"),
    "urgency": _("How soon"),
    "triage": _("Is it taken further?"),
    "triage_reason": _("If not, why"),
    "referrer_told": _("Was the referrer told?"),
    "outcome": _("Outcome"),
    "attended": _("Did an AMHP attend?"),
    "amhp": _("AMHP"),
    "second": _("Second person at the visit"),
    "referred": _("Referred"),
    "accepted": _("Accepted"),
    "allocated": _("Allocated"),
    "first_contact": _("First contact"),
    "assessment_start": _("Assessment started"),
    "assessment_end": _("Assessment ended"),
    "bed_requested": _("Bed requested"),
    "bed_found": _("Bed found"),
    "application_signed": _("Application signed"),
    "conveyed": _("On the way to hospital"),
    "admitted": _("Admitted"),
    "held_from": _("Arrived at the place of safety"),
    "held_until": _("Left the place of safety"),
    "extended_hours": _("Hours by which it was extended"),
    "person": _("Reference of the person"),
    "age_band": _("Age"),
    "gender": _("Gender"),
    "ethnicity": _("Ethnic category"),
    "language": _("Language"),
    "interpreter": _("Interpreter"),
    "communication": _("Communication needs"),
    "disability": _("Disability"),
    "deaf": _("Deaf"),
    "sexual_orientation": _("Sexual orientation"),
    "out_of_area": _("Area"),
    "miles": _("Miles travelled by the person"),
    "place_of_safety": _("Place of safety"),
    "transport": _("How the person was taken there"),
    "alternatives": _("Alternatives to admission that were sought"),
    "why_none": _("If none was used, why"),
    "advocacy": _("Independent advocacy"),
    "advocacy_cultural": _("Culturally appropriate advocacy"),
    "reasons_sent": _("Reasons sent on"),
}

STATUSES = {
    Status.NOTHING_DATED: _("Nothing dated yet"),
    Status.REFERRED: _("Referred, not accepted yet"),
    Status.ACCEPTED: _("Accepted, not allocated yet"),
    Status.NOT_TAKEN_FURTHER: _("Not taken further"),
    Status.ALLOCATED: _("Allocated"),
    Status.IN_CONTACT: _("In contact"),
    Status.BEING_ASSESSED: _("Being assessed"),
    Status.ASSESSED: _("Assessed"),
    Status.WAITING_FOR_BED: _("Waiting for a bed"),
    Status.BED_FOUND: _("Bed found"),
    Status.APPLICATION_SIGNED: _("Application signed"),
    Status.ON_THE_WAY: _("On the way to hospital"),
    Status.ADMITTED: _("Admitted"),
    Status.ENDED: _("Ended"),
}

# The big button of a step; it stamps the time at which it is pressed.
NOW = {
    "referred": _("Referred now"),
    "accepted": _("Accepted now"),
    "allocated": _("Allocated to me now"),
    "first_contact": _("First contact now"),
    "assessment_start": _("Assessment started now"),
    "assessment_end": _("Assessment ended now"),
    "bed_requested": _("Bed requested now"),
    "bed_found": _("Bed found now"),
    "application_signed": _("Application signed now"),
    "conveyed": _("On the way now"),
    "admitted": _("Admitted now"),
    "held_from": _("Arrived at the place of safety now"),
    "held_until": _("Left the place of safety now"),
}


def how_far(status: Status, is_open: bool) -> Promise:
    """How far a consideration is; a decision that was not carried out yet is not the end."""
    if status is Status.ENDED and is_open:
        return _("Outcome recorded, not in hospital yet")
    return STATUSES[status]
