"""Who may come in by single sign-on: those whose verified address has an account here, nobody else."""

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.contrib import messages
from django.http import HttpRequest
from django.shortcuts import redirect
from django.utils.translation import gettext as _


class InvitedAddresses(DefaultSocialAccountAdapter):
    """An address decides, each time anew; no other account elsewhere can be tied to one here."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Sends back to the sign-in page whoever has no account, and whoever would tie another."""
        if sociallogin.is_existing and sociallogin.state.get("process") == "login":
            return
        messages.error(
            request,
            _(
                "This address has no account here, or your organisation has not confirmed that it "
                "is yours. Take up your invitation first, or ask for one."
            ),
        )
        raise ImmediateHttpResponse(redirect("account_login"))
