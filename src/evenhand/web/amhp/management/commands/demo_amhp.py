"""Adds AMHP services to a demonstration's made-up region, for `evenhand demo`; prints a line a step."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from evenhand.web.amhp.demo import NoRegion, fill


class Command(BaseCommand):
    help = "Add made-up AMHP services to a demonstration's new region."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--seed", type=int, default=1)

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError(
                "Made-up records go into a new demonstration alone. Run: evenhand demo"
            )
        try:
            fill(options["seed"], timezone.now(), self._tell)
        except NoRegion as wrong:
            raise CommandError(str(wrong)) from wrong

    def _tell(self, what: str, done: int, total: int) -> None:
        self.stdout.write(f"{done}/{total} {what}")
        self.stdout.flush()
