"""A worker that is killed leaves the year as it was, and the next one does its work again."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from tests.factories.forked import Nursery
from tests.factories.site_in_processes import DATABASE, environment, inside, kept_open, migrate

from evenhand.web.core.working_folder import PREFIX, clear_what_was_left, working_folder

SECONDS = 120
BEGIN = """
from django.conf import settings
settings.ALLOWED_HOSTS.append("testserver")
from tests.factories import site
from tests.factories.years_of_bodies import People, pack
people = People(site.body("Some Trust", "nhs-trust"))
people.upload(people.begin(), pack())
said = 0
"""
ASK = """
from django.utils import timezone
from evenhand.domain.frameworks.role import Right
from evenhand.web.accounts.models import User
from evenhand.web.bodies.models import Membership
from evenhand.web.releases import actions as releases
from evenhand.web.submissions import actions
from evenhand.web.submissions.models import Submission
of = {m.role: m.user for m in Membership.objects.select_related("user")}
every, now = frozenset(Right), timezone.now()
def do(action, role, /, **more):
    action(submission=Submission.objects.get(), rights=every, by=of[role], at=now, **more)
said = 0
"""
ASK_FOR = {
    "check": "",
    "compute": "do(actions.ask_to_compute, 'contributor')",
    "prepare": """
do(actions.send_to_review, 'contributor')
do(actions.pass_on, 'reviewer')
do(actions.sign_off, 'certifier', name='Person', role='Director')
do(releases.ask_to_prepare, 'certifier')
""",
}
LOOK = """
from evenhand.web.core.queries import what_is_broken
from evenhand.web.releases.models import Release
from evenhand.web.submissions.models import Job, Submission
year = Submission.objects.get()
release = Release.objects.first()
said = {
    "state": year.state,
    "purposes": sorted(set(year.files.values_list("purpose", flat=True))),
    "release": release and [release.state, release.readers.count()],
    "jobs": list(Job.objects.order_by("pk").values_list("what", "state")),
    "broken": what_is_broken(),
}
"""
# By what was asked for: the year before, and once it is done.
BEFORE = {
    "check": ("uploaded", ["upload"], None),
    "compute": ("checked", ["check", "upload"], None),
    "prepare": ("signed off", ["check", "part", "report", "upload"], None),
}
AFTER = {
    "check": ("checked", ["check", "upload"], None),
    "compute": ("computed", ["check", "part", "report", "upload"], None),
    "prepare": ("signed off", ["check", "part", "report", "upload"], ["prepared", 2]),
}


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a site in which a year waits for its check: to be copied."""
    home = tmp_path_factory.mktemp("begun")
    migrate(environment(home))
    inside(environment(home), BEGIN)
    return home


@pytest.fixture
def home(begun: Path, tmp_path: Path) -> Path:
    """A site of the test's own, in which a year waits for its check."""
    return shutil.copytree(begun, tmp_path / "home")


@pytest.fixture
def workers() -> Iterator[Nursery]:
    """Where one worker after another begins, at once."""
    nursery = Nursery()
    yield nursery
    nursery.end()


def test_work_that_is_killed_at_any_moment_is_done_again(home: Path, workers: Nursery) -> None:
    told, database = environment(home), home / DATABASE
    with kept_open(told) as ask:
        for what in BEFORE:
            ask(ASK + ASK_FOR[what])
            for moment in (_taken_up, _at_its_last_step):
                workers.start(["worker", "--once"], told, module="django")
                _kill_when(workers, database, moment)
                found: Any = ask(LOOK)
                # The last step may have been done before the signal came: then it is whole.
                assert _whole(found) in (BEFORE[what], AFTER[what])
                _as_if_long_ago(database)
            workers.start(["worker", "--once"], told, module="django")
            workers.wait(SECONDS)
            found = ask(LOOK)
            assert _whole(found) == AFTER[what]
            assert found["jobs"][-1] == [what, "done"] and found["broken"] == ""


def _whole(found: Any) -> tuple[str, list[str], Any]:
    return found["state"], found["purposes"], found["release"]


def _kill_when(worker: Nursery, database: Path, moment: Callable[[Any], bool]) -> None:
    try:
        _until(moment, database, lambda: worker.poll() is not None)
    finally:
        if worker.poll() is None:
            os.kill(worker.pid, signal.SIGKILL)
        worker.wait(SECONDS)


def _until(moment: Callable[[Any], bool], database: Path, ended: Callable[[], bool]) -> None:
    """Looks at the newest job again and again, until it is the moment or its worker has ended."""
    until = time.monotonic() + SECONDS
    with closing(sqlite3.connect(database, timeout=20)) as opened:
        while not ended() and not moment(_newest_job(opened)):
            assert time.monotonic() < until, "the worker did not come so far"
            time.sleep(0.01)


def _newest_job(opened: sqlite3.Connection) -> tuple[str, int, int]:
    asked = "SELECT state, done, total FROM submissions_job ORDER BY id DESC LIMIT 1"
    (job,) = opened.execute(asked).fetchall()
    return job


def _taken_up(job: tuple[str, int, int]) -> bool:
    return job[0] != "waiting"


def _at_its_last_step(job: tuple[str, int, int]) -> bool:
    state, done, total = job
    return state == "done" or (total > 0 and done == total - 1)


def _as_if_long_ago(database: Path) -> None:
    """A worker is taken for gone when it has said nothing for two minutes."""
    with closing(sqlite3.connect(database, timeout=20)) as opened, opened:
        opened.execute("UPDATE submissions_job SET beat = '2020-01-01 00:00:00'")


def test_opened_files_of_killed_work_are_deleted_and_those_in_use_are_not() -> None:
    code = (
        "import time; from evenhand.web.core.working_folder import working_folder\n"
        "with working_folder() as folder:\n"
        "    (folder / 'rows.csv').write_text('x'); print(folder, flush=True); time.sleep(600)"
    )
    killed = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    assert killed.stdout is not None
    left = Path(killed.stdout.readline().strip())
    killed.kill()
    killed.wait()
    killed.stdout.close()
    assert left.name.startswith(PREFIX) and (left / "rows.csv").is_file()
    with working_folder() as mine:
        for folder in (left, mine):
            os.utime(folder, (0, 0))
        assert clear_what_was_left() >= 1
        assert mine.is_dir() and not left.exists()
    assert not mine.exists()


@pytest.mark.parametrize("sent", [signal.SIGTERM, signal.SIGINT])
def test_a_worker_asked_to_end_ends(home: Path, sent: signal.Signals) -> None:
    # Started from nothing, as whoever runs the site starts it.
    command = [sys.executable, "-m", "django", "worker"]
    worker = subprocess.Popen(command, env=environment(home))
    _until(_taken_up, home / DATABASE, lambda: worker.poll() is not None)
    worker.send_signal(sent)
    # The job that it has is done first.
    worker.wait(SECONDS)
    with closing(sqlite3.connect(home / DATABASE)) as opened:
        assert _newest_job(opened)[0] == "done"
