"""`evenhand audit verify`: whether the audit trail is as it was written."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from evenhand.web.core import queries


class Command(BaseCommand):
    help = "Check that no entry of the audit trail was changed, taken out or put in."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("what", choices=["verify"])

    def handle(self, *args: Any, **options: Any) -> None:
        if wrong := queries.what_is_broken():
            raise CommandError(
                f"The audit trail is broken. {wrong} Keep this database as it is, and compare it "
                "with the last backup in which the trail verifies."
            )
        self.stdout.write(f"The audit trail verifies: {queries.how_many():,} entries.")
