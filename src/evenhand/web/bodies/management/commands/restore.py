"""`evenhand restore`: an empty database filled from a backup, and looked at before it is used."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from evenhand.web.bodies.queries import keys_of_bodies
from evenhand.web.core import queries
from evenhand.web.core.copies import CannotCopy, copy_in

DO_NOT_USE = "The backup was put in place, but do not let people use it yet."


class Command(BaseCommand):
    help = "Fill an empty database from a backup; say whether its trail and its keys are right."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            copy_in(options["file"])
        except (CannotCopy, OSError) as wrong:
            raise CommandError(str(wrong)) from wrong
        # A backup of an earlier version comes up to this one.
        call_command("migrate", verbosity=0)
        if broken := queries.what_is_broken():
            raise CommandError(f"{DO_NOT_USE} Its audit trail is broken. {broken}")
        number, shut = keys_of_bodies()
        if shut or queries.keys_that_do_not_open():
            raise CommandError(
                f"{DO_NOT_USE} The site's key is not the one that it was made with: {len(shut)} of "
                f"{number} organisations' keys do not open with it. Put the right site.key into "
                "this folder (or EVENHAND_SITE_KEY into the environment), empty the database, and "
                "restore again."
            )
        self.stdout.write(
            f"Restored: the audit trail verifies ({queries.how_many():,} entries), and the site's "
            f"key opens the keys of all {number:,} organisations."
        )
