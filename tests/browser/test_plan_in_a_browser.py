"""A duty manager asks for the workforce plan, sees that it is being made, and reads it on a phone."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer
from tests.browser.looking import WIDTHS, follow, look_at
from tests.browser.walking import can_be_walked
from tests.factories import site
from tests.factories.amhp_rota import RotaService
from tests.factories.amhp_work import Working

from evenhand.web.amhp.models import Consideration
from evenhand.web.bodies.models import Body
from evenhand.web.forecasts.models import Plan
from evenhand.web.forecasts.work import plan

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("needs_the_design_system"),
]


def busy(body: Body) -> RotaService:
    """Five weeks of work, and the last of them covered by two people by day and on call by night."""
    working, rota = Working(body), RotaService(body)
    for day in range(35):
        at = site.now() - timedelta(days=day + 1)
        working.begin(
            request="S13_1", ethnicity="N" if day % 4 == 0 else "A", referred=at,
            assessment_start=at + timedelta(hours=2), assessment_end=at + timedelta(hours=4),
            outcome="NO_ADMISSION_COMMUNITY",
        )  # fmt: skip
    one, other = rota.add(), rota.add()
    today = timezone.localdate()
    monday = today - timedelta(days=today.weekday() + 7)
    before = site.now() - timedelta(days=20)
    for day in (monday + timedelta(days=each) for each in range(7)):
        by_day = rota.shift(f"{day} 09:00 > {day} 17:00", needed=2)
        by_night = rota.shift(f"{day} 17:00 > {day + timedelta(days=1)} 09:00", on_call=True)
        for shift, who in ((by_day, one), (by_day, other), (by_night, one)):
            rota.place(shift, who, before)
    return rota


def test_a_manager_asks_for_a_plan_sees_it_being_made_and_reads_it(
    page: Page, live_server: LiveServer
) -> None:
    service = busy(site.body(name="North Council"))
    cookie = service.manager.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])

    page.goto(live_server.url + service.at())
    follow(page.get_by_role("link", name="The plan"))
    assert page.get_by_text("There is no plan yet.").is_visible()
    look_at(page, 360)
    follow(page.get_by_role("button", name="Make a plan"))
    page.get_by_label("How many begin AMHP training in a year?").fill("many")
    follow(page.get_by_role("button", name="Make the plan"))
    look_at(page, 360)
    assert page.get_by_role("alert").get_by_text("Enter a number").is_visible()
    page.get_by_label("How many begin AMHP training in a year?").fill("2")
    follow(page.get_by_role("button", name="Make the plan"))
    here = page.url
    assert "A plan is being made. Waiting for its turn." in page.get_by_role("main").inner_text()
    assert page.get_by_role("button", name="Make a plan").count() == 0
    look_at(page, 360)

    page.goto("about:blank")
    plan(Plan.objects.get().pk)
    page.goto(here)
    for width in WIDTHS:
        look_at(page, width)
    can_be_walked(page)
    read = page.get_by_role("main").inner_text()
    assert "full-time equivalents keep enough AMHPs on duty at every hour" in read
    assert "112 hours of duty and 112 on call. If every week were like it," in read
    # Everybody is seen in time at every hour, and five weeks show no change over a year.
    assert "least often" not in read
    assert read.count("Cannot be told") == 4
    for summary in page.locator("summary").all():
        summary.click()
    look_at(page, 360)
    everything = page.content()
    for row in Consideration.objects.all():
        assert row.reference not in everything
    with page.expect_download() as taken:
        page.get_by_role("link", name="The whole plan for other programs").click()
    assert taken.value.suggested_filename == f"workforce-plan-{service.body.slug}.json"
