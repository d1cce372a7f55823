"""`evenhand worker`: work in the background, and what has to be done from time to time."""

import time
from argparse import ArgumentParser
from datetime import datetime
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.utils import timezone

from evenhand.web.core.working_folder import sweep
from evenhand.web.submissions import actions, queries

SECONDS_BETWEEN = 1.0


class Command(BaseCommand):
    help = "Do checks, figures and releases as they are asked for; delete rows whose time is over."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="End when nothing waits.")

    def handle(self, *args: Any, **options: Any) -> None:
        while True:
            keep_house(timezone.now())
            call_command("db_worker", batch=True, startup_delay=False, verbosity=0)
            if options["once"]:
                return
            time.sleep(SECONDS_BETWEEN)


def keep_house(at: datetime) -> None:
    """
    Ask again for work whose worker has gone, and sweep up the folder it left; delete rows about
    persons past their time.
    """
    sweep()
    actions.ask_again(at=at)
    for submission in queries.rows_past_their_time(at):
        actions.delete_rows(submission=submission, at=at)
