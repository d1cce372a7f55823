"""A region with AMHP services whose considerations lie in the month before this one."""

from datetime import date, timedelta

from tests.factories import site
from tests.factories.amhp_work import Working

from evenhand.domain.amhp.clocks_time import at_london
from evenhand.web.amhp.models import RegionReport
from evenhand.web.amhp.sight.region_work import region
from evenhand.web.bodies.models import Body


def last_month() -> date:
    """The month before this one, by its first day."""
    first = at_london(site.now()).date().replace(day=1)
    return (first - timedelta(days=1)).replace(day=1)


def busy(work: Working, number: int = 12) -> str:
    """So many considerations in the month before this one; the month as addresses have it."""
    month = last_month()
    noon = site.now().replace(
        year=month.year, month=month.month, day=2, hour=12, minute=0, second=0, microsecond=0
    )
    for each in range(number):
        begun = noon + timedelta(days=each % 25)
        told = {"request": "S13_1", "ethnicity": "N" if each % 4 == 0 else "A"}
        work.begin(
            **told,
            referred=begun,
            assessment_start=begun + timedelta(hours=3),
            assessment_end=begun + timedelta(hours=4),
            outcome="NO_ADMISSION_COMMUNITY",
        )
    return f"{month:%Y-%m}"


class Region:
    """A region, its analyst, and a service for each number of considerations."""

    def __init__(self, *numbers: int) -> None:
        self.body: Body = site.body(kind="region")
        self.analyst = site.visitor(site.member(self.body, "regional-analyst"))
        self.month = f"{last_month():%Y-%m}"
        self.services = []
        for number in numbers:
            work = Working(site.body(parent=self.body))
            busy(work, number)
            self.services.append(work)

    def at(self, rest: str = "") -> str:
        """An address of the region's reports."""
        return f"/bodies/{self.body.slug}/desk/amhp/{rest}"

    def ask(self, length: str = "month") -> RegionReport:
        """Asked for by the analyst; not made yet."""
        self.analyst.post(self.at(), {"month": self.month, "length": length})
        return RegionReport.objects.filter(body=self.body).first()


def work_through() -> None:
    """Do what waits, as the worker would."""
    for each in RegionReport.objects.filter(state="waiting").order_by("pk"):
        region(each.pk)
