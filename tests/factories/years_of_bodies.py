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
from tests.factories.packs import make_pack

from evenhand.web.accounts.models import User
from evenhand.web.bodies.models import Body
from evenhand.web.submissions.models import Job, Submission
from evenhand.web.submissions.queue import WORK

DAY = date(2025, 3, 31)


@cache
def pack(day: date = DAY, *, more: int = 0) -> bytes:
    """A small made-up trust's pack as a ZIP: three bands, so that a release takes seconds."""
    with TemporaryDirectory() as name:
        folder = make_pack(
            Path(name) / "pack",
            manifest={
                "year": {"snapshot": day, "standards": ["nhs-wres"]},
                "ladder": {
                    "rungs": ["5", "6", "7"],
                    "steps": {"lower": ["5"], "middle": ["6"], "upper": ["7"]},
                },
            },
            staff=[
                {
                    "person": f"p{number}",
                    "ethnic_category": "A" if number % 4 else "N",
                    "pay_band": str(5 + number % 3),
                }
                for number in range(160 + more)
            ],
        )
        return zipped(folder)


def zipped(folder: Path) -> bytes:
    """Every file below a folder, as a ZIP."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(folder.rglob("*")):
            if file.is_file():
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
        self.upload(year, content or pack(day))
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
