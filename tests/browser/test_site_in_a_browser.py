"""The site as it is seen: on a desk, on a phone, by assistive technology, with and without scripts."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page
from pytest_django.live_server_helper import LiveServer
from tests.browser.looking import WIDTHS, follow, look_at
from tests.browser.walking import can_be_enlarged, can_be_walked
from tests.factories import site

from evenhand.web.bodies import actions

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("needs_the_design_system"),
]


@pytest.fixture
def administrator(browser: Browser, live_server: LiveServer) -> Iterator[BrowserContext]:
    """A browser signed in as an administrator of an organisation with people and an invitation."""
    body = site.body("North Council")
    user = site.member(body, "body-administrator", site.account(runs_site=True))
    site.member(body, "reader")
    actions.invite(body=body, email="a@example.org", role="certifier", by="t", at=site.now())
    context = browser.new_context()
    cookie = site.visitor(user).cookies["sessionid"]
    context.add_cookies([{"name": "sessionid", "value": cookie.value, "url": live_server.url}])
    yield context
    context.close()


def test_pages_for_everybody(browser: Browser, live_server: LiveServer) -> None:
    page = browser.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    for path in ("/", "/join/", "/account/login/", "/nowhere/"):
        page.goto(live_server.url + path)
        can_be_read_by_everybody(page)
    assert [text for text in said if "404" not in text] == []
    page.close()


def test_pages_of_an_administrator(administrator: BrowserContext, live_server: LiveServer) -> None:
    page = administrator.new_page()
    of_a_body = ("", "people/", "settings/", "audit/")
    for path in (
        "/", "/bodies/new/", "/account/2fa/", *(f"/bodies/north-council/{each}" for each in of_a_body),
    ):  # fmt: skip
        assert page.goto(live_server.url + path).ok, path
        can_be_read_by_everybody(page)


def can_be_read_by_everybody(page: Page) -> None:
    can_be_walked(page)
    can_be_enlarged(page)
    for width in WIDTHS:
        look_at(page, width)


def test_an_error_is_named_at_the_top_and_at_its_field(
    administrator: BrowserContext, live_server: LiveServer
) -> None:
    page = administrator.new_page()
    page.goto(f"{live_server.url}/bodies/north-council/people/")
    follow(page.get_by_role("button", name="Make an invitation"))
    summary = page.get_by_role("alert")
    assert "Enter the email address of the person to invite" in summary.inner_text()
    summary.get_by_role("link", name=re.compile("email address")).click()
    assert page.evaluate("document.activeElement.name") == "email"
    look_at(page, 360)


@pytest.mark.parametrize("scripts", [True, False])
def test_somebody_invited_joins_and_signs_in(
    browser: Browser, live_server: LiveServer, scripts: bool
) -> None:
    """With scripts the link does it; without, the link is pasted. The keyboard is enough."""
    body = site.body("North Council")
    secret = actions.invite(
        body=body, email="new@example.org", role="reader", by="t", at=site.now()
    )
    context = browser.new_context(java_script_enabled=scripts)
    page = context.new_page()
    page.goto(f"{live_server.url}/join/#{secret}")
    if not scripts:
        page.get_by_label("The link you were sent").fill(f"{live_server.url}/join/#{secret}")
        page.keyboard.press("Enter")
    page.get_by_label("Your name").fill("Person")
    page.get_by_label("Password").fill(site.PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/account/login/**")
    assert secret not in page.url
    page.get_by_label("Email address").fill("new@example.org")
    page.get_by_label("Password").fill(site.PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(f"{live_server.url}/bodies/north-council/")
    assert page.get_by_role("heading", name="North Council").is_visible()
    context.close()


def test_a_session_about_to_end_says_so(
    administrator: BrowserContext, live_server: LiveServer
) -> None:
    page = administrator.new_page()
    page.clock.install()
    page.goto(live_server.url)
    warning = page.get_by_text("You will be signed out in 2 minutes")
    assert not warning.is_visible()
    page.clock.fast_forward("13:01")
    assert warning.is_visible()
    page.get_by_role("link", name="Stay signed in").click()
    warning.wait_for(state="hidden")
