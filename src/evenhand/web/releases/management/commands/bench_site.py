"""Makes the benchmark's site, and says what to ask it: for `evenhand bench`."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.urls import is_valid_path

from evenhand.web.accounts.queries import account_with
from evenhand.web.releases.bench_rows import addresses, fill, session
from evenhand.web.releases.demo_people import address_of


class Command(BaseCommand):
    help = "Fill an empty database that is thrown away, and print addresses and a session."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--bodies", type=int, default=212)
        parser.add_argument("--years", type=int, default=10)

    def handle(self, *args: Any, **options: Any) -> None:
        if account_with(address_of("certifier")):
            raise CommandError("This database is in use. Name an empty folder.")
        fill(options["bodies"], options["years"])
        pages = [each for each in addresses() if is_valid_path(each)]
        self.stdout.write(json.dumps({"pages": pages, "session": session()}))
