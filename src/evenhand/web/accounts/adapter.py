"""How sign-in is set up: nobody joins without an invitation."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class InvitedOnly(DefaultAccountAdapter):
    """Accounts are made by accepting an invitation, and in no other way."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False


def no_address(request: HttpRequest) -> str:
    """Guessing is counted by account: where somebody signs in from is not kept."""
    return "0.0.0.0"  # noqa: S104 stands for no address
