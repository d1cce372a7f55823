"""What people type about bodies and their people."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from evenhand.data.definitions.roles import roles
from evenhand.web.bodies.queries import Body
from evenhand.web.bodies.rules import roles_for

MOST_DAYS = 3650


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


def _days(label: str, hint: str) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        help_text=hint,
        min_value=0,
        max_value=MOST_DAYS,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "required": format_lazy(_("{label}: enter a number of days"), label=label),
            "invalid": format_lazy(
                _("{label}: enter a whole number of days, like 90"), label=label
            ),
            "min_value": format_lazy(_("{label}: enter 0 or more days"), label=label),
            "max_value": format_lazy(_("{label}: enter 3,650 days or fewer"), label=label),
        },
    )


class Settings(forms.Form):
    """What the administrators of a body set for it."""

    display_name = forms.CharField(
        label=_("Short name in the header of your pages"),
        help_text=_("For example: North Council. Leave it empty to show the full name."),
        max_length=80,
        required=False,
        error_messages={"max_length": _("The short name has to be 80 characters or fewer")},
    )
    colour = forms.ChoiceField(
        label=_("Colour of the header"),
        choices=Body.COLOURS,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose a colour of the header"),
            "invalid_choice": _("Choose a colour of the header from the list"),
        },
    )
    keep_rows_days = _days(
        _("Days that rows about persons are kept after a release"),
        _("They are then deleted. Counts and released figures stay."),
    )
    peers_after_days = _days(
        _("Days until people of other organisations here see a release"),
        _("0: as soon as it is approved. It counts for releases from now on."),
    )
    public_after_days = _days(
        _("Days until everybody sees a release"),
        _("Never before people of other organisations do."),
    )

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or {}
        peers, public = told.get("peers_after_days"), told.get("public_after_days")
        if peers is not None and public is not None and public < peers:
            self.add_error(
                "public_after_days",
                ngettext(
                    "Enter at least %(num)d day: everybody sees a release when or after others do",
                    "Enter at least %(num)d days: everybody sees a release when or after others do",
                    peers,
                )
                % {"num": peers},
            )
        return told


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
