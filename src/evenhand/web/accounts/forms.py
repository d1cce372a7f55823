"""Forms of sign-in, in this site's words."""

from typing import Any

from allauth.account.forms import LoginForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django.utils.translation import gettext_lazy as _


class SignIn(LoginForm):
    """An address and a password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("Email address")
        self.fields["login"].error_messages["required"] = _("Enter your email address")
        self.fields["password"].error_messages["required"] = _("Enter your password")
        for field in ("login", "password"):
            self.fields[field].widget.attrs.pop("placeholder", None)

    def user_credentials(self) -> dict[str, str]:
        """With the address under the name by which guesses are counted."""
        told = dict(super().user_credentials())
        told["login"] = told.get("email", "")
        return told


class AddKey(AddWebAuthnForm):
    """A passkey, which is the better of the two, unless a plain security key is asked for."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("A name to know it by")
        self.initial["name"] = ""
        alone = self.fields["passwordless"]
        alone.label = _("Sign in with it alone, as a passkey")
        alone.initial = True
        alone.help_text = _(
            "Your device asks for your finger, face or PIN, and no password or code is needed. "
            "Without the tick it is a second step after your password."
        )
