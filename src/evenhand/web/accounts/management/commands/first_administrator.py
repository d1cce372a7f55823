"""Says how a new site gets somebody who can add organisations; says nothing where it has one."""

from typing import Any

from django.core.management.base import BaseCommand

from evenhand.web.accounts.queries import site_has_an_administrator


class Command(BaseCommand):
    help = "Say how to make the first administrator, where there is none."

    def handle(self, *args: Any, **options: Any) -> None:
        if not site_has_an_administrator():
            self.stdout.write(
                "Nobody can add organisations yet. In another window, with the same --home:\n"
                '  evenhand administrator you@example.org "Your name"'
            )
