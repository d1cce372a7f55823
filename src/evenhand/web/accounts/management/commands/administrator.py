"""`evenhand administrator`: an account that adds organisations; the first one of a new site."""

import sys
from argparse import ArgumentParser
from getpass import getpass
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.utils import timezone

from evenhand.web.accounts import queries
from evenhand.web.accounts.actions import create_account


class Command(BaseCommand):
    help = "Make an account that may add organisations and invite their first administrators."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email")
        parser.add_argument("name")

    def handle(self, *args: Any, **options: Any) -> None:
        email, name = options["email"], options["name"]
        try:
            validate_email(email)
        except ValidationError as wrong:
            raise CommandError(f"{email} is not an email address.") from wrong
        if queries.account_with(email):
            raise CommandError("This address has an account already. Give another.")
        # Typed where somebody can type, else read from a pipe; never an argument, which others see.
        asks = sys.stdin.isatty()
        password = getpass("Password: ") if asks else sys.stdin.readline().rstrip("\n")
        try:
            create_account(
                email=email,
                name=name,
                password=password,
                by="command line",
                at=timezone.now(),
                runs_site=True,
            )
        except ValidationError as weak:
            raise CommandError(" ".join(weak.messages)) from weak
        self.stdout.write(f"{name} may sign in as {email} and add organisations.")
