"""How sign-in is set up: nobody joins without an invitation."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _


class InvitedOnly(DefaultAccountAdapter):
    """Accounts are made by accepting an invitation, and in no other way."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False


class SecondSteps(DefaultMFAAdapter):
    """What is said of a code or key that is not accepted: the library calls both a code."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _(
            "This code or key was not accepted. Try again, or sign in another way. A key that was "
            "removed from the account does not work any more."
        ),
    }


def no_address(request: HttpRequest) -> str:
    """Guessing is counted by account: where somebody signs in from is not kept."""
    return "0.0.0.0"  # noqa: S104 stands for no address
