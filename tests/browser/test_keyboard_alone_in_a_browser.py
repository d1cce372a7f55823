"""One way from signing in to what the check found, by keyboard alone: no pointer, no script's help."""

import time
from pathlib import Path

import pytest
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from playwright.sync_api import Browser, Locator, Page
from pytest_django.live_server_helper import LiveServer
from tests.browser.walking import can_be_walked
from tests.factories import extracts, site
from tests.factories.years_by_hand import DAY
from tests.factories.years_of_bodies import state, work

from evenhand.web.submissions.models import Submission

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("needs_the_design_system"),
]
# Seconds for which a code of an app is good.
STEP = 30


class Keyboard:
    """Somebody without a mouse at one page."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def to(self, wanted: Locator) -> None:
        """By Tab alone, as far as it takes."""
        wanted.wait_for()
        for _ in range(80):
            self.page.keyboard.press("Tab")
            if wanted.evaluate("each => each === document.activeElement"):
                return
        raise AssertionError(f"{wanted} cannot be reached on {self.page.url}")

    def type(self, label: str, text: str) -> None:
        self.to(self.page.get_by_label(label))
        self.page.keyboard.type(text)

    def press(self, role: str, name: str) -> None:
        """Go to a link or a button, and press Enter on it."""
        found = self.page.get_by_role("main").get_by_role(
            "link" if role == "link" else "button", name=name, exact=True
        )
        self.to(found)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")


def work_behind(page: Page) -> None:
    """A page that waits for work loads itself anew once that is done: it is left while it is."""
    here = page.url
    page.goto("about:blank")
    work()
    page.goto(here)


def test_a_year_is_uploaded_and_its_columns_confirmed_by_keyboard_alone(
    browser: Browser, live_server: LiveServer, tmp_path: Path
) -> None:
    secret = generate_totp_secret()
    user = site.member(
        site.body("North Trust", "nhs-trust"), "contributor", site.account(second_factor=False)
    )
    TOTP.activate(user, secret)
    file = extracts.esr(tmp_path, extracts.people(120))
    page = browser.new_page()
    page.set_default_timeout(10_000)
    keys = Keyboard(page)
    page.goto(f"{live_server.url}/account/login/")
    can_be_walked(page)
    page.reload()
    keys.type("Email address", user.email)
    keys.type("Password", site.PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/2fa/authenticate/**")
    can_be_walked(page)
    page.reload()
    keys.type("Code", format_hotp_value(hotp_value(secret, int(time.time()) // STEP)))
    page.keyboard.press("Enter")
    keys.press("link", "North Trust")
    keys.press("link", "Years")
    keys.to(page.get_by_label("On which day was the workforce counted?"))
    # A field for a date takes its parts in the order of the browser's language.
    parts = {"day": f"{DAY:%d}", "month": f"{DAY:%m}", "year": f"{DAY:%Y}"}
    order = page.evaluate("new Intl.DateTimeFormat().formatToParts().map(each => each.type)")
    page.keyboard.type("".join(parts.get(each, "") for each in order))
    keys.press("button", "Begin")
    chosen = page.get_by_label("Files")
    keys.to(chosen)
    with page.expect_file_chooser() as dialog:
        page.keyboard.press("Space")
    dialog.value.set_files(file)
    keys.press("button", "Upload and check")
    work_behind(page)
    keys.press("link", "Confirm how the columns are read")
    keys.press("button", "Keep these and check again")
    work_behind(page)
    assert page.get_by_role("heading", name="What the check found").is_visible()
    assert state(Submission.objects.get()) == "checked"
    page.close()
