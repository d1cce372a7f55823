"""What waits and numbers of the live board are called."""

from django.utils.translation import gettext_lazy as _

from evenhand.domain.amhp.waits import Wait

WAITS = {
    Wait.ACCEPTANCE: _("Waiting to be accepted"),
    Wait.ASSESSMENT: _("Waiting for an assessment"),
    Wait.BED: _("Waiting for a bed"),
    Wait.CONVEYANCE: _("Waiting to be taken to hospital"),
}
