"""Years of bodies on the site for tests: made-up packs, uploaded and brought as far as a test needs."""

import io
import zipfile
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils.module_loading import import_string
from tests.factories import site

from evenhand.data.synthetic.effects import default_effects
from evenhand.data.synthetic.synthesise import synthesise
from evenhand.web.accounts.models import User
from evenhand.web.bodies.models import Body
from evenhand.web.submissions.models import Job, Submission
from evenhand.web.submissions.queue import WORK

DAY = date(2025, 3, 31)


@cache
def pack(staff: int = 300, years: int = 1, seed: int = 1, day: date = DAY) -> bytes:
    """A made-up body's pack as a ZIP."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        synthesise(
            staff=staff,
            bodies=1,
            years=years,
            seed=seed,
            effects=default_effects(),
            out=folder,
            last_snapshot=day,
        )
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            for file in sorted(folder.rglob("*")):
                if file.is_file() and file.name != "truth.json":
                    archive.write(file, file.relative_to(folder).as_posix())
        return packed.getvalue()


class People:
    """One body with everybody that a year takes, signed in."""

    def __init__(self, body: Body | None = None) -> None:
        self.body = body or site.body(kind="nhs-trust")
        self.users: dict[str, User] = {
            role: site.member(self.body, role)
            for role in ("contributor", "reviewer", "certifier", "reader", "body-administrator")
        }
        self.clients: dict[str, Client] = {
            role: site.visitor(user) for role, user in self.users.items()
        }

    def page(self, year: Submission, more: str = "") -> str:
        return f"/bodies/{self.body.slug}/years/{year.pk}/{more}"

    def begin(self, day: date = DAY) -> Submission:
        self.clients["contributor"].post(
            f"/bodies/{self.body.slug}/years/", {"snapshot": day.isoformat()}
        )
        return Submission.objects.get(body=self.body, snapshot=day, state="draft")

    def upload(self, year: Submission, content: bytes, name: str = "pack.zip") -> None:
        sent = SimpleUploadedFile(name, content)
        answer = self.clients["contributor"].post(self.page(year, "upload/"), {"files": [sent]})
        assert answer.status_code == 302, answer.content.decode()[-3000:]

    def until_signed_off(self, content: bytes | None = None, day: date = DAY) -> Submission:
        """A year that was uploaded, worked out, reviewed and signed off."""
        year = self.begin(day)
        self.upload(year, content or pack(day=day))
        work()
        self.go_on(year)
        return year

    def go_on(self, year: Submission) -> None:
        """From checked to signed off."""
        post = {role: client.post for role, client in self.clients.items()}
        post["contributor"](self.page(year, "compute/"))
        work()
        post["contributor"](self.page(year, "send/"))
        post["reviewer"](self.page(year, "review/"), {"do": "pass"})
        told = {"name": "Person", "role": "Director", "sure": "on"}
        post["certifier"](self.page(year, "sign-off/"), told)
        assert state(year) == "signed off"

    def release(self, year: Submission) -> None:
        """Prepared by the certifier, approved by the administrator."""
        self.clients["certifier"].post(self.page(year, "release/"), {"do": "prepare"})
        work()
        told = {"do": "approve", "sure": "on"}
        self.clients["body-administrator"].post(self.page(year, "release/"), told)
        assert state(year) == "released"


def work() -> None:
    """Do what waits, as the worker would, and let an unexpected error through."""
    for job in Job.objects.filter(state="waiting").order_by("pk"):
        import_string(WORK[job.what])(job.pk)


def state(year: Submission) -> str:
    return str(Submission.objects.values_list("state", flat=True).get(pk=year.pk))
