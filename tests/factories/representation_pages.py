"""A body whose years hold lists of people on the site, so that who moved, left and came can be read."""

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.test import Client
from tests.factories import site
from tests.factories.packs import make_pack
from tests.factories.years_by_hand import ByHand

from evenhand.web.forecasts.models import Representation
from evenhand.web.forecasts.representation.work import forecast
from evenhand.web.submissions import actions
from evenhand.web.submissions.models import Submission

FIRST, SECOND = date(2025, 3, 31), date(2026, 3, 31)
BANDS = ("5", "6", "7")
# Two made-up grades as somebody types them: a quarter and a fourteenth are of an ethnic minority.
TYPED = {
    "grade_1": "Social worker", "grade_2": "Manager",
    "stock_1_white": "150", "leaving_1_white": "13", "promotion_1_white": "0.6", "hired_1_white": "20",
    "stock_1_bme": "50", "leaving_1_bme": "15", "promotion_1_bme": "0.3", "hired_1_bme": "7",
    "stock_2_white": "13", "leaving_2_white": "10", "hired_2_white": "0.4",
    "stock_2_bme": "1", "leaving_2_bme": "10", "hired_2_bme": "0.1",
    "years_of_data": "1", "community": "", "source": "Our own list, and last year's leavers",
    "against": "workforce", "within": "2",
}  # fmt: skip
SHORTLISTS = {
    f"{what}_{grade}_{group}": number
    for grade, group, listed, appointed in (
        (1, "white", "60", "20"), (1, "bme", "28", "7"), (2, "white", "4", "1"), (2, "bme", "2", "0"),
    )
    for what, number in (("shortlisted", listed), ("appointed", appointed))
}  # fmt: skip


def people_of(day: date, *, named: str = "p") -> list[dict[str, Any]]:
    """60 people: a quarter of an ethnic minority; in the second year six have left, six came, six rose."""
    later = day > FIRST
    return [
        {
            "person": f"{named}{number}",
            "ethnic_category": "A" if number % 4 else "N",
            "pay_band": BANDS[min(number % 3 + (later and number % 10 == 3), 2)],
        }
        for number in range(6 if later else 0, 66 if later else 60)
    ]


class LookingAhead(ByHand):
    """A trust with everybody, and a contributor who is signed in."""

    def __init__(self) -> None:
        super().__init__()
        self.contributor: Client = site.visitor(self.users["contributor"])

    def at_page(self, rest: str = "") -> str:
        return f"/bodies/{self.body.slug}/plan/representation/{rest}"

    def accepted(self, *days: date, named: str = "p", **manifest: Any) -> Submission:
        """A year that was uploaded and checked, with people of each of these days; it is of the last."""
        by = self.users["contributor"]
        year = actions.start(body=self.body, snapshot=days[-1], by=by, at=self.at)
        actions.upload(
            submission=year, files=_files(days, named, manifest), **self.by("contributor")
        )
        self.checked(year, snapshots=[day.isoformat() for day in days])
        year.refresh_from_db()
        return year

    def made(self) -> Representation:
        """What was asked for, once the worker has done it."""
        asked = Representation.objects.get(body=self.body, state="waiting")
        forecast(asked.pk)
        asked.refresh_from_db()
        return asked


def _files(days: tuple[date, ...], named: str, manifest: dict[str, Any]) -> dict[str, bytes]:
    ladder = {
        "rungs": list(BANDS),
        "steps": {"lower": ["5"], "middle": ["6"], "upper": ["7"]},
    }
    several = [{"snapshot": day, "standards": ["nhs-wres"]} for day in days]
    staff = [row | {"year": day.isoformat()} for day in days for row in people_of(day, named=named)]
    with TemporaryDirectory() as name:
        folder = make_pack(
            Path(name) / "pack",
            manifest={"year": None, "years": several, "ladder": ladder} | manifest,
            staff=staff,
        )
        return {
            file.relative_to(folder).as_posix(): file.read_bytes()
            for file in folder.rglob("*")
            if file.is_file()
        }
