"""What people type about a release, and about tokens."""

from django import forms
from django.utils.translation import gettext_lazy as _


class Approve(forms.Form):
    """The second person's word."""

    sure = forms.BooleanField(
        label=_("I have looked at what is shown and hidden, and release it"),
        error_messages={"required": _("Confirm that you have looked at it")},
    )


class NewToken(forms.Form):
    """What a token is for, and how long it works."""

    name = forms.CharField(
        label=_("What will use it"),
        help_text=_("So that you know later which one to end, like: monthly spreadsheet."),
        max_length=60,
        error_messages={"required": _("Enter what will use it, like: monthly spreadsheet")},
    )
    days = forms.TypedChoiceField(
        label=_("How long it works"),
        choices=[("30", _("30 days")), ("90", _("90 days")), ("365", _("A year"))],
        initial="30",
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose how long it works"),
            "invalid_choice": _("Choose 30 days, 90 days or a year"),
        },
    )
