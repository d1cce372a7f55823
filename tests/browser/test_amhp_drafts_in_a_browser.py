"""What was chosen on a phone without signal stays there until the site has it, for its owner alone."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page
from pytest_django.live_server_helper import LiveServer
from tests.browser.looking import WIDTHS, look_at
from tests.factories import site
from tests.factories.amhp_work import Working, professional

from evenhand.domain.amhp.clocks_time import at_london
from evenhand.web.accounts.models import User
from evenhand.web.amhp.models import Consideration

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("needs_the_design_system"),
]
NOT_SENT = "The site cannot be reached"
RESTORED = "was not sent. It stands in the form again"


@pytest.fixture
def work(live_server: LiveServer) -> Working:
    working = Working(site.body("North Council"))
    working.now = site.now()
    professional(working.body, working.one)
    return working


@pytest.fixture
def phone(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 360, "height": 640}, has_touch=True)
    yield context
    context.close()


def sign_in(phone: BrowserContext, live_server: LiveServer, user: User) -> None:
    cookie = site.visitor(user).cookies["sessionid"]
    phone.add_cookies([{"name": "sessionid", "value": cookie.value, "url": live_server.url}])


def kept(page: Page) -> str:
    """Everything that this browser keeps of the site."""
    return str(page.evaluate("JSON.stringify(localStorage)"))


def choose_without_signal(
    phone: BrowserContext, page: Page, address: str, *, close: bool = False
) -> None:
    """Age and a reference are entered in the part about the person, and nothing is sent."""
    page.goto(address)
    page.get_by_text("18 to 34", exact=True).click()
    page.get_by_label("Reference of the person").fill("P-77")
    phone.set_offline(True)
    page.get_by_role("button", name="Save").click()
    page.get_by_text(NOT_SENT).wait_for()
    if close:
        phone.set_offline(False)
        page.goto("about:blank")


def test_what_is_chosen_without_signal_is_kept_put_back_sent_and_gone(
    phone: BrowserContext, live_server: LiveServer, work: Working
) -> None:
    sign_in(phone, live_server, work.one)
    row = work.begin()
    address = live_server.url + work.page(row, "part/person/")
    page = phone.new_page()
    choose_without_signal(phone, page, address)
    look_at(page, 360)
    assert "18-34" in kept(page) and "P-77" not in kept(page)
    phone.set_offline(False)
    page.reload()
    page.get_by_text(RESTORED).wait_for()
    for width in WIDTHS:
        look_at(page, width)
    assert page.get_by_role("radio", name="18 to 34").is_checked()
    assert not Consideration.objects.get().age_band
    page.get_by_role("button", name="Save").click()
    page.get_by_text("Saved.", exact=True).wait_for()
    assert Consideration.objects.get().age_band == "18-34"
    assert kept(page) == "{}"
    page.goto(address)
    assert not page.get_by_text(RESTORED).is_visible()


def test_it_is_sent_by_the_button_pressed_again_when_there_is_signal(
    phone: BrowserContext, live_server: LiveServer, work: Working
) -> None:
    sign_in(phone, live_server, work.one)
    row = work.begin()
    page = phone.new_page()
    choose_without_signal(phone, page, live_server.url + work.page(row, "part/person/"))
    phone.set_offline(False)
    page.get_by_role("button", name="Save").click()
    page.get_by_text("Saved.", exact=True).wait_for()
    found = Consideration.objects.get()
    assert (found.age_band, found.person) == ("18-34", "P-77")


def test_a_step_without_signal_keeps_the_time_at_which_it_was_pressed(
    phone: BrowserContext, live_server: LiveServer, work: Working
) -> None:
    sign_in(phone, live_server, work.one)
    row = work.begin(request="S13_1", referrer="GP")
    page = phone.new_page()
    page.goto(live_server.url + work.page(row))
    page.get_by_text("Another step, or another time").click()
    # The form below says the time at which the page was made: the button may be pressed that minute.
    shown = page.get_by_label("Time").input_value()
    page.clock.set_fixed_time(f"{page.get_by_label('Day').input_value()}T{shown}:30Z")
    phone.set_offline(True)
    page.get_by_role("button", name="Accepted now").click()
    page.get_by_text(f"The step and the time at which you pressed, {shown}").wait_for()
    look_at(page, 360)
    phone.set_offline(False)
    page.get_by_label("Time").fill("03:20")
    page.reload()
    page.get_by_text(RESTORED).wait_for()
    assert page.get_by_label("What happened").input_value() == "accepted"
    page.get_by_role("button", name="Save this step").click()
    page.get_by_text("Saved.", exact=True).wait_for()
    accepted = Consideration.objects.get().accepted
    assert accepted is not None
    assert f"{at_london(accepted):%H:%M}" == "03:20"
    assert kept(page) == "{}"


def test_another_account_on_the_same_phone_sees_nothing_of_it(
    phone: BrowserContext, live_server: LiveServer, work: Working
) -> None:
    sign_in(phone, live_server, work.one)
    row = work.begin()
    address = live_server.url + work.page(row, "part/person/")
    page = phone.new_page()
    choose_without_signal(phone, page, address, close=True)
    sign_in(phone, live_server, work.other)
    for where in (address, live_server.url + work.service.at("considerations/")):
        page.goto(where)
        page.wait_for_load_state("networkidle")
        assert "18-34" in kept(page)
        assert not page.get_by_text(re.compile("not sent")).is_visible()
    page.goto(address)
    assert not page.get_by_role("radio", name="18 to 34").is_checked()
    page.get_by_text("35 to 49", exact=True).click()
    page.get_by_role("button", name="Save").click()
    page.get_by_text("Saved.", exact=True).wait_for()
    sign_in(phone, live_server, work.one)
    page.goto(address)
    page.get_by_text(RESTORED).wait_for()


def test_signing_out_warns_first_and_lets_go_of_nothing(
    phone: BrowserContext, live_server: LiveServer, work: Working
) -> None:
    sign_in(phone, live_server, work.one)
    row = work.begin()
    page = phone.new_page()
    choose_without_signal(phone, page, live_server.url + work.page(row, "part/person/"), close=True)
    page.goto(live_server.url + work.service.at("considerations/"))
    page.get_by_text("Kept on this device and not sent yet").wait_for()
    look_at(page, 360)
    page.get_by_role("button", name="Sign out").click()
    page.get_by_text("It stays on this device when you sign out").wait_for()
    look_at(page, 360)
    page.get_by_role("button", name="Sign out").click()
    page.get_by_role("link", name="Sign in").first.wait_for()
    assert "18-34" in kept(page)


def test_what_is_not_wanted_any_more_is_thrown_away(
    phone: BrowserContext, live_server: LiveServer, work: Working
) -> None:
    sign_in(phone, live_server, work.one)
    row = work.begin()
    address = live_server.url + work.page(row, "part/person/")
    page = phone.new_page()
    choose_without_signal(phone, page, address, close=True)
    page.goto(address)
    page.get_by_role("button", name="Throw it away").click()
    assert not page.get_by_role("radio", name="18 to 34").is_checked()
    assert kept(page) == "{}"


def test_somebody_else_s_change_meanwhile_is_not_written_over(
    phone: BrowserContext, live_server: LiveServer, work: Working
) -> None:
    sign_in(phone, live_server, work.one)
    row = work.begin()
    address = live_server.url + work.page(row, "part/person/")
    page = phone.new_page()
    choose_without_signal(phone, page, address, close=True)
    work.change(row, user=work.other, age_band="35-49", gender="F")
    page.goto(address)
    page.get_by_text(RESTORED).wait_for()
    page.get_by_role("button", name="Save").click()
    page.get_by_text("Somebody else changed the same").wait_for()
    found = Consideration.objects.get()
    assert (found.age_band, found.gender) == ("35-49", "F")
    assert kept(page) == "{}"
