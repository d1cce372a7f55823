"""A passkey, made and used in a real browser with an authenticator that Chromium plays."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, CDPSession, ConsoleMessage, Page
from pytest_django.live_server_helper import LiveServer
from tests.browser.looking import WIDTHS, follow, look_at
from tests.factories import site

from evenhand.web.accounts.models import User

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("needs_the_design_system"),
]
YEARS = "/bodies/north-council/years/"


class AtPhone:
    """Somebody with a device that keeps passkeys and knows its owner, at the page of a site."""

    def __init__(self, browser: Browser, address: str) -> None:
        self.address = address
        self.page: Page = browser.new_context().new_page()
        self.page.set_default_timeout(10_000)
        self.wrong: list[str] = []
        self.page.on("console", self._hear)
        self.devtools: CDPSession = self.page.context.new_cdp_session(self.page)
        self.devtools.send("WebAuthn.enable")
        self.device = self.devtools.send(
            "WebAuthn.addVirtualAuthenticator",
            {
                "options": {
                    "protocol": "ctap2",
                    "transport": "internal",
                    "hasResidentKey": True,
                    "hasUserVerification": True,
                    "isUserVerified": True,
                    "automaticPresenceSimulation": True,
                }
            },
        )["authenticatorId"]

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.wrong.append(message.text)

    def open(self, path: str) -> None:
        self.page.goto(self.address + path)

    def sign_in(self, email: str) -> None:
        self.open("/account/login/")
        self.page.get_by_label("Email address").fill(email)
        self.page.get_by_label("Password").fill(site.PASSWORD)
        follow(self.page.get_by_role("button", name="Sign in", exact=True))

    def with_passkey(self) -> None:
        self.open("/account/login/")
        self.page.get_by_role("button", name="Sign in with a passkey").click()

    def kept(self) -> int:
        """How many passkeys the device holds."""
        told = self.devtools.send("WebAuthn.getCredentials", {"authenticatorId": self.device})
        return len(told["credentials"])

    def add_key(self, *, alone: bool = True) -> None:
        self.open("/account/2fa/webauthn/add/")
        if self.page.get_by_label("Password").is_visible():
            self.page.get_by_label("Password").fill(site.PASSWORD)
            follow(self.page.get_by_role("button", name="Confirm"))
        self.page.get_by_label("A name to know it by").fill("Phone")
        self.page.get_by_label("Sign in with it alone").set_checked(alone)
        self.page.get_by_role("button", name="Add").click()
        self.page.get_by_text("Security key added").wait_for()

    def sign_out(self) -> None:
        follow(self.page.get_by_role("button", name="Sign out"))
        self.page.get_by_role("link", name="Sign in").first.wait_for()

    def knows_its_owner(self, answer: bool) -> None:
        told = {"authenticatorId": self.device, "isUserVerified": answer}
        self.devtools.send("WebAuthn.setUserVerified", told)


@pytest.fixture
def phone(browser: Browser, live_server: LiveServer) -> Iterator[AtPhone]:
    made = AtPhone(browser, live_server.url)
    yield made
    made.page.context.close()


@pytest.fixture
def contributor() -> User:
    """Somebody who may see records, and has no second step yet."""
    return site.member(site.body("North Council"), "contributor", site.account(second_factor=False))


def test_a_passkey_alone_is_enough_for_who_may_see_records_until_it_is_removed(
    phone: AtPhone, contributor: User
) -> None:
    page = phone.page
    phone.sign_in(contributor.email)
    assert page.get_by_text("Your role needs a second step").is_visible()
    phone.add_key()
    assert phone.kept() == 1
    phone.sign_out()
    phone.with_passkey()
    page.get_by_text("Successfully signed in").wait_for()
    phone.open(YEARS)
    assert page.get_by_role("heading", name="Years").is_visible()
    phone.open("/account/2fa/webauthn/")
    for width in WIDTHS:
        look_at(page, width)
    assert page.get_by_role("row", name="Phone").get_by_text("signs you in alone").is_visible()
    follow(page.get_by_role("link", name="Remove Phone"))
    page.get_by_label("Password").fill(site.PASSWORD)
    follow(page.get_by_role("button", name="Confirm"))
    follow(page.get_by_role("button", name="Remove"))
    assert page.get_by_text("You have no passkey").is_visible()
    phone.open(YEARS)
    assert page.get_by_text("Your role needs a second step").is_visible()
    phone.sign_out()
    phone.with_passkey()
    page.get_by_role("alert").get_by_text("was not accepted").wait_for()
    assert page.get_by_role("heading", name="Sign in").is_visible()


def test_a_device_that_does_not_know_its_owner_signs_nobody_in(
    phone: AtPhone, contributor: User
) -> None:
    page = phone.page
    phone.sign_in(contributor.email)
    phone.add_key()
    phone.sign_out()
    phone.knows_its_owner(False)
    phone.with_passkey()
    page.get_by_role("alert").get_by_text("was not used").wait_for()
    for width in WIDTHS:
        look_at(page, width)
    phone.open(YEARS)
    assert page.get_by_role("heading", name="Sign in").is_visible()
    phone.knows_its_owner(True)
    phone.with_passkey()
    page.get_by_text("Successfully signed in").wait_for()


def test_a_security_key_is_the_second_step_after_the_password(
    phone: AtPhone, contributor: User
) -> None:
    page = phone.page
    phone.sign_in(contributor.email)
    phone.add_key(alone=False)
    phone.sign_out()
    phone.sign_in(contributor.email)
    phone.open(YEARS)
    assert page.get_by_role("heading", name="Two-Factor Authentication").is_visible()
    for width in WIDTHS:
        look_at(page, width)
    page.get_by_role("button", name="Use a security key").click()
    page.get_by_text("Successfully signed in").wait_for()
    phone.open(YEARS)
    assert page.get_by_role("heading", name="Years").is_visible()
    assert phone.wrong == []
