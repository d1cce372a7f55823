"""Events of the register in words."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from evenhand.domain.amhp.register_entries import Event


@dataclass(frozen=True)
class InWords:
    """What it is called, and when it is the one to choose."""

    title: str | Promise
    hint: str | Promise


EVENTS = {
    Event.APPROVE: InWords(
        _("Approved"), _("A first approval, or one after an earlier approval has ended.")
    ),
    Event.REAPPROVE: InWords(
        _("Approved again"), _("A new term of five years begins on the day that you give.")
    ),
    Event.SUSPEND: InWords(
        _("Suspended"),
        _("Their registration or listing is suspended: the approval has to be too (regulation 6)."),
    ),
    Event.UNSUSPEND: InWords(
        _("Suspension ended"),
        _("Competence was looked at (regulation 6(3)). The term's last day stays as it was."),
    ),
    Event.END: InWords(
        _("Approval ended"), _("Before the term is over, for one of the legal reasons.")
    ),
    Event.TRAINING: InWords(_("Training"), _("Hours of training, agreed as relevant or not.")),
    Event.ACT_FOR: InWords(
        _("Agreed to act for another authority"), _("They told you so in writing.")
    ),
    Event.CEASE_ACT_FOR: InWords(
        _("Acts for another authority no longer"), _("The agreement has ended.")
    ),
    Event.APPROVED_ELSEWHERE: InWords(
        _("Approved by another authority"),
        _("You became aware of it. The approval here then has to end (regulation 7(2)(c)(iii))."),
    ),
}
