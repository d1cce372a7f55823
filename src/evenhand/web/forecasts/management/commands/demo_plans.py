"""Makes the workforce plans of a demonstration's AMHP services, for `evenhand demo`; a line a step."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from evenhand.web.forecasts.demo import NoService, fill
from evenhand.web.forecasts.representation import demo as representation


class Command(BaseCommand):
    help = "Make the workforce plans of a demonstration's AMHP services."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError(
                "Made-up records go into a new demonstration alone. Run: evenhand demo"
            )
        try:
            fill(timezone.now(), self._tell)
            representation.fill(timezone.now(), self._tell)
        except (NoService, representation.NoBody) as wrong:
            raise CommandError(str(wrong)) from wrong

    def _tell(self, what: str, done: int, total: int) -> None:
        self.stdout.write(f"{done}/{total} {what}")
        self.stdout.flush()
