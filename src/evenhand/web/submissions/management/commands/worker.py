"""`evenhand worker`: work in the background, and what has to be done from time to time."""

import time
from argparse import ArgumentParser
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.module_loading import import_string
from django_tasks_db.management.commands.db_worker import Worker

from evenhand.web.core.working_folder import clear_what_was_left
from evenhand.web.submissions import actions, queries
from evenhand.web.submissions.actions import background

SECONDS_BETWEEN = 1.0


class Command(BaseCommand):
    help = "Do checks, figures and releases as they are asked for; delete rows whose time is over."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="End when nothing waits.")

    def handle(self, *args: Any, **options: Any) -> None:
        worker = Worker(
            queue_names=["*"],
            interval=0.0,
            batch=True,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=get_random_string(32),
            excluded_queue_names=[],
        )
        # Asked to end, it does what it has begun; asked again, it ends at once.
        worker.configure_signals()
        done: date | None = None
        while worker.running:
            keep_house(timezone.now())
            if done != (today := timezone.localdate()):
                once_a_day(timezone.now())
                done = today
            worker.run()
            if options["once"]:
                return
            if worker.running:
                time.sleep(SECONDS_BETWEEN)


def keep_house(at: datetime) -> None:
    """
    Ask again for work whose worker has gone, and delete what it left behind; delete rows about
    persons past their time.
    """
    clear_what_was_left()
    background.ask_again(at=at)
    for submission in queries.rows_past_their_time(at):
        actions.delete_rows(submission=submission, at=at)


def once_a_day(at: datetime) -> None:
    """What other apps do when a day has passed: settings.ONCE_A_DAY."""
    for name in settings.ONCE_A_DAY:
        import_string(name)(at=at)
