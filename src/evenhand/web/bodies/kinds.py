"""What a body can be: codes as they are kept, and how pages call them."""

from django.utils.translation import gettext_lazy as _

KINDS = {
    "country": _("Country"),
    "region": _("Region"),
    "council": _("Council"),
    "nhs-trust": _("NHS trust"),
    "integrated-care-board": _("Integrated care board"),
    "independent-provider": _("Independent provider"),
    "service": _("Service"),
    "team": _("Team"),
}
