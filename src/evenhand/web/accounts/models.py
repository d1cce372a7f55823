"""An account: one person, one address."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower


class Accounts(BaseUserManager):
    """Django and allauth look accounts up through this; they are made in `actions` alone."""

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)


class User(AbstractBaseUser):
    """
    Somebody who may sign in. What they may do hangs on their memberships of bodies.

    `runs_site` is the site administrator: makes bodies and their first administrators, sees no rows.
    """

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    runs_site = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    made = models.DateTimeField()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    objects = Accounts()

    class Meta:
        constraints = (models.UniqueConstraint(Lower("email"), name="one_account_an_address"),)

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        return self.name
