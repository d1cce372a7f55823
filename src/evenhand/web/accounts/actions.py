"""Every write to accounts."""

from datetime import datetime

from django.contrib.auth.password_validation import validate_password
from django.db import transaction
from django.utils.translation import gettext_noop

from evenhand.web.accounts.models import User
from evenhand.web.core.actions import note


@transaction.atomic
def create_account(
    *, email: str, name: str, password: str, by: str, at: datetime, runs_site: bool = False
) -> User:
    """Make an account. Raises ValidationError where the password is too easy to guess."""
    user = User(email=email.lower(), name=name, made=at, runs_site=runs_site)
    validate_password(password, user)
    user.set_password(password)
    user.save()
    note(
        by=by or str(user.pk),
        at=at,
        what=gettext_noop("account made"),
        about=f"accounts.user:{user.pk}",
        after={"email": user.email, "name": name, "runs_site": runs_site},
    )
    return user
