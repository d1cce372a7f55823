"""Fills an empty site with the made-up region, by the same actions as real years."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.utils.module_loading import import_string

from evenhand.data.synthetic.demo import Records
from evenhand.data.synthetic.region import AMHP_SERVICES, COUNTRY, REGION, region
from evenhand.reporting.cut import INDICATOR
from evenhand.web.accounts.queries import account_with
from evenhand.web.bodies.queries import Access, access_to
from evenhand.web.bodies.rules import slug_of
from evenhand.web.releases import actions as releases
from evenhand.web.releases import demo_people as people
from evenhand.web.releases.demo_years import PLANS, Plan, Until
from evenhand.web.releases.queries import release_of
from evenhand.web.submissions import actions, queries
from evenhand.web.submissions.queries import Job, Submission
from evenhand.web.submissions.queue import WORK

Tell = Callable[[str, int, int], None]
OPENED = datetime(2024, 5, 1, 9, tzinfo=UTC)
WORKERS = ("contributor", "reviewer", "certifier", "reader")
OF_AMHP_SERVICE = ("amhp", "duty-manager", "register-keeper", "director")
# Words of somebody's own for ethnic groups.
_OWN_WORDS = ((b"B White - Irish", b"Irish (white)"), (b"R Chinese", b"Chinese or HK"))
_LEFT_OUT = 9


class WentWrong(RuntimeError):
    """A year of the demonstration did not come as far as it should; the reason is in the words."""


def fill(seed: int, tell: Tell) -> None:
    """Make the region, its people and its years in an empty database."""
    tell("Making the people of a made-up region", 0, len(PLANS))
    made = region(seed)
    people.make_site_administrator(OPENED)
    make = partial(people.make_body, at=OPENED)
    make(name=COUNTRY, kind="country", parent="", held=("national-analyst",))
    make(
        name=REGION,
        kind="region",
        parent=slug_of(COUNTRY),
        held=("regional-analyst",),
    )
    for records in made.values():
        body = records.body
        with_service = any(each.council == body.name for each in AMHP_SERVICES)
        held = (*WORKERS, *OF_AMHP_SERVICE) if with_service else WORKERS
        make(name=body.name, kind=body.kind, parent=slug_of(REGION), held=held)
    for done, plan in enumerate(PLANS):
        records = made[plan.body]
        tell(f"{records.body.name}, {plan.year}", done, len(PLANS))
        YearOnItsWay(plan, records).go()
    tell("The made-up region is there", len(PLANS), len(PLANS))


class YearOnItsWay:
    """One year of one body on its way, each step by the person whose part it is."""

    def __init__(self, plan: Plan, records: Records) -> None:
        self.plan, self.records, self.days = plan, records, plan.days()
        self.slug = slug_of(records.body.name)
        self.held: Submission = self._begin()

    def go(self) -> None:
        """As far as the plan says."""
        plan = self.plan
        steps: tuple[tuple[Until, Callable[[], None]], ...] = (
            (Until.CHECKED, self._upload),
            (Until.COMPUTED, self._compute),
            (Until.IN_REVIEW, self._review),
            (Until.SIGNED_OFF, self._sign_off),
            (Until.PREPARED, self._prepare),
            (Until.RELEASED, self._release),
        )
        for until, step in steps:
            if until <= plan.until:
                step()
        if plan.changes:
            self._as("reviewer", actions.request_changes, note=plan.changes)
        if plan.withdrawn:
            self._as("contributor", actions.withdraw, note=plan.withdrawn)

    def _begin(self) -> Submission:
        who, at = self._user("contributor"), next(self.days)
        if not self.plan.corrects:
            body = self._access("contributor").body
            return actions.start(body=body, snapshot=self.plan.day, by=who, at=at)
        years = queries.submissions_of(self._access("contributor").body)
        released = next(each for each in years if each.snapshot == self.plan.day)
        return actions.start_correction(released=released, note=self.plan.corrects, by=who, at=at)

    def _upload(self) -> None:
        at = next(self.days)
        job = actions.upload(
            submission=self.held,
            files=_files_of(self.records, self.plan),
            rights=self._access("contributor").rights,
            by=self._user("contributor"),
            at=at,
        )
        self._work(job, at)

    def _compute(self) -> None:
        self._work(self._as("contributor", actions.ask_to_compute), next(self.days))

    def _review(self) -> None:
        self._as("contributor", actions.send_to_review)
        if self.plan.comment:
            self._comment(self.plan.comment)

    def _comment(self, text: str) -> None:
        parts = queries.files_of(self.held, "part")
        first = next(name for name in parts if name.startswith(INDICATOR))
        actions.comment(
            submission=self.held,
            indicator=first.removeprefix(INDICATOR),
            text=text,
            by=self._user("reviewer"),
            at=next(self.days),
        )

    def _sign_off(self) -> None:
        self._as("reviewer", actions.pass_on)
        told = {"name": "Certifier (made up)", "role": "Director of adult social services"}
        self._as("certifier", actions.sign_off, **told)

    def _prepare(self) -> None:
        at = next(self.days)
        # As the worker does it from day to day.
        for past in queries.rows_past_their_time(at):
            actions.delete_rows(submission=past, at=at)
        self._work(self._as("certifier", releases.ask_to_prepare), next(self.days))

    def _release(self) -> None:
        found = release_of(self.held)
        if found is None:
            raise WentWrong(f"{self.records.body.name} has nothing prepared.")
        releases.approve(
            release=found,
            rights=self._access("body-administrator").rights,
            by=self._user("body-administrator"),
            at=next(self.days),
        )

    def _as(self, role: str, action: Callable[..., Any], /, **more: str) -> Any:
        return action(
            submission=self.held,
            rights=self._access(role).rights,
            by=self._user(role),
            at=next(self.days),
            **more,
        )

    def _work(self, job: Job | None, at: datetime) -> None:
        """Do what waits at once, as a worker of that day."""
        if job is None:
            raise WentWrong(f"{self.records.body.name} sent the same files twice.")
        import_string(WORK[job.what])(job.pk, lambda: at)
        job.refresh_from_db()
        if job.problem:
            raise WentWrong(f"{self.records.body.name}, {self.plan.year}: {job.problem}")

    def _user(self, role: str) -> Any:
        return account_with(people.address_of(role))

    def _access(self, role: str) -> Access:
        found = access_to(self._user(role), self.slug)
        if found is None:
            raise WentWrong(f"Nobody is {role} of {self.records.body.name}.")
        return found


def _files_of(records: Records, plan: Plan) -> dict[str, bytes]:
    """The files that somebody uploads, by their place in the pack."""
    with TemporaryDirectory(prefix="evenhand-demo-") as name:
        folder = Path(name)
        written = records.write(folder, (plan.day_of_files,), plan.tables)
        files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in written}
    return {name: _spoilt(content, plan) for name, content in files.items()}


def _spoilt(content: bytes, plan: Plan) -> bytes:
    """With what the plan has go wrong in it."""
    if plan.wrong and not content.startswith(b"#"):
        for before, after in _OWN_WORDS:
            content = content.replace(before, after)
    if not plan.left_out:
        return content
    lines = content.splitlines(keepends=True)
    gone = [line for line in lines if plan.left_out.encode() in line][:_LEFT_OUT]
    return b"".join(line for line in lines if line not in gone)
