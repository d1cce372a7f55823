"""What people type about bodies and their people."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from evenhand.data.definitions.roles import roles
from evenhand.web.bodies.rules import roles_for


class Invite(forms.Form):
    """Whom to invite, and as what."""

    email = forms.EmailField(
        label=_("Email address"),
        error_messages={
            "required": _("Enter the email address of the person to invite"),
            "invalid": _("Enter an email address in the right form, like name@example.nhs.uk"),
        },
    )
    role = forms.ChoiceField(
        label=_("What they will do"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what they will do")},
    )

    def __init__(self, kind: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = roles()
        self.fields["role"].choices = [(slug, known[slug].title) for slug in roles_for(kind)]
        self.hints = {slug: known[slug].purpose for slug in roles_for(kind)}


class Join(forms.Form):
    """Who takes up an invitation, where the address has no account yet."""

    name = forms.CharField(
        label=_("Your name"),
        help_text=_("As colleagues know you. It stands beside what you sign off."),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Enter your name")},
    )
    password = forms.CharField(
        label=_("Password"),
        help_text=_(
            "At least 12 characters. Three or four words that do not belong together work well."
        ),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": _("Choose a password")},
    )


class Retention(forms.Form):
    """How long rows about persons are kept after a release."""

    days = forms.IntegerField(
        label=_("Days after release"),
        help_text=_("Rows about persons are then deleted. Counts and released figures stay."),
        min_value=0,
        max_value=3650,
        error_messages={
            "required": _("Enter a number of days"),
            "invalid": _("Enter a whole number of days, like 90"),
            "min_value": _("Enter 0 or more days"),
            "max_value": _("Enter 3,650 days or fewer"),
        },
    )


class NewBody(forms.Form):
    """A body that the site's administrator adds, and its first administrator."""

    name = forms.CharField(
        label=_("Name of the organisation"),
        max_length=200,
        error_messages={"required": _("Enter the name of the organisation")},
    )
    kind = forms.ChoiceField(
        label=_("What it is"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what it is")},
    )
    parent = forms.ChoiceField(label=_("It belongs to"), required=False, widget=forms.Select)
    email = forms.EmailField(
        label=_("Email address of its first administrator"),
        error_messages={
            "required": _("Enter the email address of its first administrator"),
            "invalid": _("Enter an email address in the right form, like name@example.nhs.uk"),
        },
    )

    def __init__(
        self, kinds: Sequence[tuple[str, str]], parents: Sequence[tuple[str, str]], *args: Any
    ) -> None:
        super().__init__(*args)
        self.fields["kind"].choices = list(kinds)
        self.fields["parent"].choices = [("", _("Nothing above it")), *parents]
