"""What waits, numbers of the live board and kinds of reports are called."""

from django.utils.translation import gettext_lazy as _

from evenhand.domain.amhp.waits import Wait

WAITS = {
    Wait.ACCEPTANCE: _("Waiting to be accepted"),
    Wait.ASSESSMENT: _("Waiting for an assessment"),
    Wait.BED: _("Waiting for a bed"),
    Wait.CONVEYANCE: _("Waiting to be taken to hospital"),
}
# For whom a report is.
READERS = {
    "service": _("For the service: every number"),
    "board": _("For the director and boards: small numbers protected"),
}
# Files of a report, in the order in which they are offered.
FORMAT_NAMES = {
    "pdf": _("to print or send"),
    "docx": _("Word, to work on"),
    "xlsx": _("Excel, every table"),
    "html": _("one page, to keep"),
}
# Sections of a report that few need: they are opened by whoever wants them.
APART = ("how-this-was-worked-out", "what-it-was-made-from")
