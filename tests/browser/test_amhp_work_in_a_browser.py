"""The work on a phone at night: from referral to outcome with one thumb, in under two minutes."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page
from pytest_django.live_server_helper import LiveServer
from tests.browser.looking import WIDTHS, look_at
from tests.factories import site
from tests.factories.amhp_work import Working, professional

from evenhand.web.amhp.models import Consideration
from evenhand.web.amhp.work import actions

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("needs_the_design_system"),
]
# A small phone, and what one tap or one push of the screen takes a tired thumb.
SCREEN = {"width": 360, "height": 640}
SECONDS_EACH = 2.5
# What the two ways take: 40 and 95 seconds. A change of the pages that takes more has to say so here.
TAPS_WITHOUT_DETENTION = 16
TAPS_TO_ADMISSION = 38
# Another typeface may push a page by a line.
GIVE = 2


class Thumb:
    """One thumb on a phone; counts every tap, and every push that brings what is wanted on the screen."""

    def __init__(self, page: Page) -> None:
        self.page, self.done = page, 0

    def tap(self, target: Locator) -> None:
        for _ in range(30):
            box = target.bounding_box()
            assert box is not None
            middle = box["y"] + box["height"] / 2
            if 0 < middle < SCREEN["height"]:
                break
            self.page.mouse.wheel(0, 480 if middle > 0 else -480)
            self.page.wait_for_timeout(60)
            self.done += 1
        target.click()
        self.done += 1

    def press(self, words: str) -> None:
        self.tap(self.page.get_by_role("button", name=words, exact=True))

    def choose(self, words: str) -> None:
        self.tap(self.page.get_by_text(words, exact=True).first)

    def pick(self, label: str, words: str) -> None:
        """From a list that opens: one tap opens it, one push, one tap chooses."""
        self.tap(self.page.get_by_label(label, exact=True))
        self.page.get_by_label(label, exact=True).select_option(label=words)
        self.done += 2


@pytest.fixture
def work(live_server: LiveServer) -> Working:
    working = Working(site.body("North Council"))
    working.now = site.now()
    professional(working.body, working.one)
    return working


@pytest.fixture
def signed_in(browser: Browser, live_server: LiveServer, work: Working) -> Iterator[BrowserContext]:
    """A phone on which an AMHP is signed in, without scripts: nothing needs them."""
    context = browser.new_context(viewport=SCREEN, has_touch=True, java_script_enabled=False)
    cookie = site.visitor(work.one).cookies["sessionid"]
    context.add_cookies([{"name": "sessionid", "value": cookie.value, "url": live_server.url}])
    yield context
    context.close()


def until_assessed(thumb: Thumb) -> None:
    thumb.press("New consideration")
    thumb.choose("Consideration under section 13(1)")
    thumb.choose("General practitioner")
    thumb.press("Save")
    for step in (
        "Accepted now",
        "Allocated to me now",
        "First contact now",
        "Assessment started now",
        "Assessment ended now",
    ):
        thumb.press(step)


def test_from_referral_to_an_end_without_detention_in_under_two_minutes(
    signed_in: BrowserContext, live_server: LiveServer, work: Working
) -> None:
    page = signed_in.new_page()
    page.goto(live_server.url + work.service.at("considerations/"))
    thumb = Thumb(page)
    until_assessed(thumb)
    thumb.choose("Not admitted, with support in the community")
    thumb.press("Save the outcome")
    assert page.get_by_text("Nothing is left to be done here").is_visible()
    row = Consideration.objects.get()
    assert (row.open, row.outcome) == (False, "NO_ADMISSION_COMMUNITY")
    assert row.amhp.user == work.one
    assert abs(thumb.done - TAPS_WITHOUT_DETENTION) <= GIVE, thumb.done
    assert thumb.done * SECONDS_EACH < 120


def test_from_referral_to_admission_with_the_person_s_details_in_under_two_minutes(
    signed_in: BrowserContext, live_server: LiveServer, work: Working
) -> None:
    page = signed_in.new_page()
    page.goto(live_server.url + work.service.at("considerations/"))
    thumb = Thumb(page)
    until_assessed(thumb)
    thumb.choose("Section 2, admission for assessment")
    thumb.press("Save the outcome")
    for step in (
        "Bed requested now",
        "Bed found now",
        "Application signed now",
        "On the way now",
        "Admitted now",
    ):
        thumb.press(step)
    thumb.tap(page.get_by_role("link", name="Change The person"))
    thumb.choose("18 to 34")
    thumb.choose("Female")
    thumb.pick("Ethnic category", "Black: African")
    thumb.press("Save")
    row = Consideration.objects.get()
    assert (row.open, row.outcome, row.ethnicity, row.age_band) == (False, "S2", "N", "18-34")
    assert page.get_by_text("Last day").first.is_visible()
    assert abs(thumb.done - TAPS_TO_ADMISSION) <= GIVE, thumb.done
    assert thumb.done * SECONDS_EACH < 120


def test_pages_of_the_work_on_a_desk_and_on_a_phone(
    browser: Browser, live_server: LiveServer, work: Working
) -> None:
    row = work.begin(request="S136", referrer="POLICE_S136", held_from=work.now)
    ask = actions.ask(consideration=row, what="BED", of="", asked=work.now, **work.by())
    actions.add_delay(
        consideration=row, reason="BED", since=work.now, until=None, responsible="ICB", **work.by()
    )
    work.change(row, version=1, outcome="S2")
    work.change(row, version=1, user=work.other, outcome="INFORMAL")
    beside = row.changes.get(beside=True)
    context = browser.new_context()
    cookie = site.visitor(work.one).cookies["sessionid"]
    context.add_cookies([{"name": "sessionid", "value": cookie.value, "url": live_server.url}])
    page = context.new_page()
    pages = [work.service.at("considerations/"), work.page(row)]
    pages += [work.page(row, f"{name}/") for name in ("asks", "clocks", "relative", "safety")]
    pages += [work.page(row, f"part/{name}/") for name in ("times", "person", "extension")]
    pages += [work.page(row, f"asks/{ask.pk}/"), work.page(row, f"beside/{beside.pk}/")]
    for address in pages:
        assert page.goto(live_server.url + address).ok, address
        for width in WIDTHS:
            look_at(page, width)
    context.close()
