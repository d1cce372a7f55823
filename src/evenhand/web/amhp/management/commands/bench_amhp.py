"""Makes the benchmark's region of AMHP services, and says what to ask it: for `evenhand bench`."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from evenhand.domain.amhp.clocks_time import at_london
from evenhand.domain.amhp.sight.months import month_of, moved
from evenhand.web.accounts.queries import account_with
from evenhand.web.amhp.bench_rows import addresses, fill, reports, session, write_sets
from evenhand.web.releases.demo_people import address_of


class Command(BaseCommand):
    help = (
        "Fill an empty database that is thrown away with AMHP services, write their data sets, and "
        "print addresses."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--services", type=int, default=150)
        parser.add_argument("--sets", type=Path, required=True)

    def handle(self, *args: Any, **options: Any) -> None:
        if account_with(address_of("amhp")):
            raise CommandError("This database is in use. Name an empty folder.")
        services, now = options["services"], timezone.now()
        considerations = fill(services, now)
        write_sets(options["sets"], services, now)
        month = f"{moved(month_of(at_london(now).date()), -1):%Y-%m}"
        told = {
            "considerations": considerations,
            "month": month,
            "pages": addresses(),
            "reports": reports(month),
            "session": session(),
        }
        self.stdout.write(json.dumps(told))
