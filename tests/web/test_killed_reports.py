"""A worker killed over a region's report or a plan keeps nothing of it; the next one makes it whole."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from tests.factories.killed import kill_at, work_once
from tests.factories.site_in_processes import environment, kept_open, migrate

BEGIN = """
from datetime import timedelta
from django.conf import settings
settings.ALLOWED_HOSTS.append("testserver")
settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
from tests.factories import site
from tests.factories.amhp_region import Region
region = Region(6, 7)
busy = region.services[0]
site.member(busy.body, "director")
for day in range(1, 31):
    at = site.now() - timedelta(days=day)
    busy.begin(request="S13_1", referred=at, assessment_start=at + timedelta(hours=2),
               assessment_end=at + timedelta(hours=4), outcome="NO_ADMISSION_COMMUNITY")
said = 0
"""
# What there is, what its page says, and how it is asked for.
HERE = """
from datetime import timedelta
from tests.factories import site
from tests.factories.amhp_region import last_month
from tests.factories.amhp_work import said as words
from evenhand.web.amhp.models import RegionFile, RegionReport
from evenhand.web.amhp.sight.actions import ask_for_region
from evenhand.web.bodies.models import Membership
from evenhand.web.core.queries import what_is_broken
from evenhand.web.forecasts.actions import ask
from evenhand.web.forecasts.models import Plan
from evenhand.web.submissions.actions.background import ask_again
of = {m.role: m for m in Membership.objects.select_related("user", "body")}
def page(role, rest):
    its = of[role]
    return words(site.visitor(its.user).get(f"/bodies/{its.body.slug}/{rest}"))
said = {}
def look(kind, kept, text):
    states = list(kind.objects.values_list("state", flat=True))
    said.update(kept=kept, states=states, text=text, broken=what_is_broken())
def long_ago(kind):
    kind.objects.update(beat=site.now() - timedelta(minutes=3))
"""
LOOK = {
    "region": """
look(RegionReport, RegionFile.objects.count(), page("regional-analyst", "desk/amhp/"))
""",
    "plan": """
look(Plan, Plan.objects.exclude(sealed=b"").count(), page("director", "plan/"))
""",
}
ASK = {
    "region": """
its = of["regional-analyst"]
ask_for_region(body=its.body, month=last_month(), months=1, by=its.user, at=site.now())
""",
    "plan": """
its = of["director"]
hours = {"gathering": {"mean": 1.5}, "writing": {"mean": 1.5}}
within = {"urgent": 2, "planned": 24}
ask(body=its.body, by=its.user, at=site.now(), terms={
    "target_share": 0.8, "shrinkage": 0.2, "hours": hours, "within_hours": within, "replications": 2})
""",
}
KIND = {"region": "RegionReport", "plan": "Plan"}
# Where it is killed: when rows have been read, and at the last thing of the transaction that keeps it.
MOMENTS = {
    "region": (("UPDATE", "Writing the report"), ("INSERT", "report of the region made")),
    "plan": (("UPDATE", "Living the service"), ("INSERT", "workforce plan made")),
}
WHOLE = {"region": (4, "Read it"), "plan": (1, "full-time equivalents keep")}


@dataclass(frozen=True)
class Site:
    """A site, on which one worker after another is run."""

    told: dict[str, str]
    ask: Callable[[str], object]

    def seen(self, what: str) -> Any:
        """What there is of one kind of work, and what its page says."""
        return self.ask(HERE + LOOK[what])

    def is_killed_in_the_middle(self, what: str, words: tuple[str, ...]) -> None:
        """Nothing is kept of it then, and once it has been silent for long its page says so."""
        kill_at(self.told, *words)
        seen = self.seen(what)
        assert (seen["states"][0], seen["kept"], seen["broken"]) == ("running", 0, "")
        assert "being made" in seen["text"]
        self.ask(HERE + f"long_ago({KIND[what]})")
        assert "Nothing has been heard of this work for two minutes" in self.seen(what)["text"]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site with a small region."""
    told = environment(tmp_path_factory.mktemp("home"))
    migrate(told)
    with kept_open(told) as ask:
        ask(BEGIN)
        yield Site(told, ask)


@pytest.mark.parametrize("what", sorted(KIND))
def test_killed_work_is_kept_not_at_all_and_made_whole_once(site: Site, what: str) -> None:
    site.ask(HERE + ASK[what])
    site.is_killed_in_the_middle(what, MOMENTS[what][0])
    # Asked for anew after the silence: what was killed is put aside.
    site.ask(HERE + ASK[what])
    assert site.seen(what)["states"] == ["waiting", "failed"]
    site.is_killed_in_the_middle(what, MOMENTS[what][1])
    # Not asked for: whoever looks after the work puts it back into the queue, and says so.
    site.ask(HERE + "ask_again(at=site.now())")
    assert "The worker that had it ended before it was done" in site.seen(what)["text"]
    work_once(site.told)
    seen = site.seen(what)
    kept, text = WHOLE[what]
    assert (seen["states"], seen["kept"], seen["broken"]) == (["done"], kept, "")
    assert text in seen["text"]
