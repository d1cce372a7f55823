"""Fills a new site with a made-up region, for `evenhand demo`; prints what is done, a line a step."""

import signal
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from evenhand.web.accounts.queries import site_has_an_administrator
from evenhand.web.releases.demo import fill
from evenhand.web.releases.demo_people import PASSWORD, accounts


class Command(BaseCommand):
    help = "Fill a demonstration's empty database with a made-up region."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("what", choices=["fill", "accounts"])
        parser.add_argument("--seed", type=int, default=1)

    def handle(self, *args: Any, **options: Any) -> None:
        if options["what"] == "accounts":
            return self._say_accounts()
        # Two steps at sign-in are switched off in a demonstration, so it is never a site in use.
        if not settings.DEMO or site_has_an_administrator():
            raise CommandError(
                "Made-up records go into a new demonstration alone. Run: evenhand demo"
            )
        # Asked to end, it takes the opened files away first.
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        return fill(options["seed"], self._tell)

    def _tell(self, what: str, done: int, total: int) -> None:
        self.stdout.write(f"{done}/{total} {what}")
        self.stdout.flush()

    def _say_accounts(self) -> None:
        width = max(len(each.address) for each in accounts())
        for each in accounts():
            self.stdout.write(f"  {each.address:<{width}}  {each.title}")
        self.stdout.write(f"  Password of all of them: {PASSWORD}")
