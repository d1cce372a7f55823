"""A director signs in and reads the month in two minutes: on a desk, on a phone, by keyboard alone."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer
from tests.browser.looking import WIDTHS, look_at
from tests.browser.walking import can_be_walked
from tests.factories import site
from tests.factories.amhp_region import busy
from tests.factories.amhp_work import Working

from evenhand.web.amhp.models import Consideration

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("needs_the_design_system"),
]
# What somebody reads in two minutes, and a table or so besides; axes of charts count as words too.
MOST_WORDS = 1500


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1200, "height": 800})
    yield context.new_page()
    context.close()


def test_a_director_reads_the_month_and_takes_it_away(page: Page, live_server: LiveServer) -> None:
    work = Working()
    month = busy(work, 30)
    user = site.member(work.body, "director", site.account(second_factor=False))

    page.goto(f"{live_server.url}/account/login/")
    page.locator("input[name=login]").fill(user.email)
    page.locator("input[name=password]").fill(site.PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url(f"{live_server.url}/")
    page.goto(live_server.url + work.service.at("reports/"))
    look_at(page, 360)
    page.get_by_role("link", name="Read the month").first.click()
    assert page.locator(".stands-out li").count() > 0
    assert "about 30 cases were considered" in page.locator(".stands-out").inner_text()
    assert len(page.locator("main").inner_text().split()) < MOST_WORDS
    for width in WIDTHS:
        look_at(page, width)
    can_be_walked(page)
    page.reload()
    page.get_by_text("Tables: The work").first.click()
    assert page.locator("#work-caption").is_visible()
    look_at(page, 360)

    everything = page.content()
    for row in Consideration.objects.all():
        assert row.reference not in everything
    with page.expect_download() as taken:
        page.get_by_role("link", name="PDF").click()
    assert taken.value.suggested_filename == f"amhp-report-{month}-month-board.pdf"
    assert taken.value.path().read_bytes().startswith(b"%PDF")
    for rest in (f"reports/{month}/month/service/", "data-set.zip", "considerations/", ""):
        answer = page.request.get(live_server.url + work.service.at(rest))
        assert answer.status == 404, rest
