"""What people type about a release."""

from django import forms
from django.utils.translation import gettext_lazy as _


class Approve(forms.Form):
    """The second person's word."""

    sure = forms.BooleanField(
        label=_("I have looked at what is shown and hidden, and release it"),
        error_messages={"required": _("Confirm that you have looked at it")},
    )
