"""Public pages as they are seen: on a desk, on a phone, by assistive technology, without scripts."""

from datetime import timedelta

import pytest
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer
from tests.browser.looking import WIDTHS, follow, look_at
from tests.browser.pictures import keep_picture
from tests.browser.walking import can_be_enlarged, can_be_walked
from tests.factories import site
from tests.factories.public_releases import DAY, Year

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("needs_the_design_system"),
]
PAGES = {
    "/reports/": 200,
    "/reports/?q=nobody": 200,
    "/reports/north-council/": 200,
    f"/reports/north-council/{DAY}/": 200,
    f"/reports/north-council/{DAY}/1/": 200,
    f"/reports/north-council/{DAY}/2/nhs-wres-3/": 200,
    "/reports/south-council/": 200,
    f"/reports/south-council/{DAY}/1/": 410,
    "/api/": 200,
}


@pytest.fixture
def releases() -> None:
    """A corrected year of one council, and one that another council withdrew."""
    region = site.body("Some Region", "region")
    north = Year(site.body("North Council", parent=region))
    north.corrected(north.released(), "A band was counted twice.", site.NOW + timedelta(hours=1))
    south = Year(site.body("South Council"))
    south.withdrawn(south.released(), "The wrong list.", site.NOW + timedelta(hours=1))


def test_public_pages_on_a_desk_and_on_a_phone(
    browser: Browser, live_server: LiveServer, releases: None
) -> None:
    page = browser.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    for path, status in PAGES.items():
        answer = page.goto(live_server.url + path)
        assert answer is not None and answer.status == status, path
        keep_picture(page)
        page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
        can_be_walked(page)
        can_be_enlarged(page)
        for width in WIDTHS:
            look_at(page, width)
    assert [text for text in said if "410" not in text] == []
    assert page.context.cookies() == []
    page.close()


def test_without_scripts_somebody_finds_a_council_and_reads_one_indicator(
    browser: Browser, live_server: LiveServer, releases: None
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(live_server.url)
    follow(page.get_by_role("link", name="Read what has been released"))
    page.get_by_label("Name of the organisation").fill("north")
    page.keyboard.press("Enter")
    follow(page.get_by_role("link", name="North Council"))
    follow(page.get_by_role("link", name="Read the report of 31 March 2025"))
    assert "A band was counted twice." in page.inner_text("main")
    follow(page.get_by_role("link", name="Formal disciplinary process").first)
    assert page.get_by_role("heading", level=1).inner_text() == "3 Formal disciplinary process"
    follow(page.get_by_role("link", name="All figures"))
    follow(page.get_by_role("link", name="The whole report on one page"))
    assert page.url.endswith("/files/report.html")
    assert "Race equality report" in page.inner_text("header")
    context.close()
