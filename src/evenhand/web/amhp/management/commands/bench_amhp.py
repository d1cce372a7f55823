"""Makes the benchmark's region of AMHP services, and says what to ask it: for `evenhand bench`."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.urls import is_valid_path
from django.utils import timezone

from evenhand.web.accounts.queries import account_with
from evenhand.web.amhp.bench_rows import addresses, fill, session
from evenhand.web.releases.demo_people import address_of


class Command(BaseCommand):
    help = "Fill an empty database that is thrown away with AMHP services, and print addresses."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--services", type=int, default=150)

    def handle(self, *args: Any, **options: Any) -> None:
        if account_with(address_of("amhp")):
            raise CommandError("This database is in use. Name an empty folder.")
        considerations = fill(options["services"], timezone.now())
        pages = [each for each in addresses() if is_valid_path(each)]
        told = {"pages": pages, "session": session(), "considerations": considerations}
        self.stdout.write(json.dumps(told))
