"""`evenhand backup`: a copy of the database in one file, without the keys."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from evenhand.web.core.copies import CannotCopy, copy_out
from evenhand.web.core.keys import write_keys


class Command(BaseCommand):
    help = "Copy the database to a file while the site runs."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--keys", type=Path, help="A file to write the site's keys to.")

    def handle(self, *args: Any, **options: Any) -> None:
        file, keys = options["file"], options["keys"]
        try:
            copy_out(file)
            if keys is not None:
                write_keys(keys, site=settings.SITE_KEY, secret=settings.SECRET_KEY)
        except (CannotCopy, OSError) as wrong:
            raise CommandError(str(wrong)) from wrong
        self.stdout.write(f"{file}: {file.stat().st_size:,} bytes.")
        if keys is None:
            self.stdout.write(
                "The site's keys are not in it, and without them nothing sealed in it can be read. "
                "Keep site.key (or EVENHAND_SITE_KEY) in another place: --keys FILE writes the keys."
            )
        else:
            self.stdout.write(
                f"The site's keys are in {keys}. Keep it in another place than the backup: whoever "
                "has both can read everything."
            )
