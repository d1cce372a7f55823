"""The live board on a desk and on a phone at night: read by assistive technology, and by keyboard."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer
from tests.browser.looking import WIDTHS, look_at
from tests.browser.walking import can_be_walked
from tests.factories import site
from tests.factories.amhp_work import Working

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("needs_the_design_system"),
]


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1200, "height": 800})
    yield context.new_page()
    context.close()


def test_a_duty_manager_sees_what_waits_and_opens_it(page: Page, live_server: LiveServer) -> None:
    work = Working()
    client = work.service.as_role("duty-manager")
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value}
    page.context.add_cookies([{**cookie, "url": live_server.url}])
    home = live_server.url + work.service.at()

    page.goto(home)
    for width in WIDTHS:
        look_at(page, width)
    row = work.begin(request="S13_1", referred=site.now() - timedelta(hours=3))
    page.goto(home)
    for width in WIDTHS:
        look_at(page, width)
    can_be_walked(page)
    page.locator(f'main a[href="{work.page(row)}"]').first.click()
    assert page.url == live_server.url + work.page(row)
