"""The register on a phone: every page read by assistive technology, and a suspension entered."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext
from pytest_django.live_server_helper import LiveServer
from tests.browser.looking import axe_finds_nothing, follow
from tests.factories import site
from tests.factories.amhp_register import Register, register

from evenhand.domain.amhp.clocks_time import at_london
from evenhand.domain.amhp.register_entries import Event
from evenhand.web.amhp.models import Entry
from evenhand.web.amhp.register import actions

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("needs_the_design_system"),
]
PHONE = 360
# What makes the page itself scroll sideways; the heads of tables are out of sight on a phone.
TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
PAGES = (
    "", "add/", "people/1/", "people/1/enter/", "entries/{entry}/correct/", "notices/{notice}/",
    "trainees/", "service/", "report/", "import/",
)  # fmt: skip


class Council(Register):
    today = at_london(timezone.now()).date()


@pytest.fixture
def council() -> Council:
    made = Council(register().body)
    approved = date(made.today.year - 2, 1, 15)
    who = made.approved("Person A", approved)
    made.entry(who, Event.ACT_FOR, approved, authority="East Riverside Borough Council")
    wrong = made.entry(
        who, Event.TRAINING, made.today, title="Law", hours=60.0, agreed=True, decided_by=""
    )
    told = {"title": "Law", "hours": 6.0, "agreed": True, "decided_by": "", "corrects": wrong}
    made.entry(who, Event.TRAINING, made.today, **told)
    learner = made.person("Person T", profession="OT")
    actions.set_training(
        professional=learner, told={"stage": "COURSE"}, by=made.keeper, at=made.now()
    )
    return made


@pytest.fixture
def keeper(browser: Browser, live_server: LiveServer, council: Council) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": PHONE, "height": 800})
    cookie = site.visitor(council.keeper).cookies["sessionid"]
    context.add_cookies([{"name": "sessionid", "value": cookie.value, "url": live_server.url}])
    yield context
    context.close()


def test_every_page_of_the_register_can_be_read_by_everybody_on_a_phone(
    keeper: BrowserContext, live_server: LiveServer, council: Council
) -> None:
    entry = Entry.objects.get(event="approve").pk
    notice = Entry.objects.get(event="act_for").notices.get().pk
    page = keeper.new_page()
    for each in PAGES:
        rest = each.format(entry=entry, notice=notice)
        answer = page.goto(f"{live_server.url}{council.at(f'register/{rest}')}")
        assert answer is not None
        assert answer.status == 200, rest
        axe_finds_nothing(page)
        assert page.evaluate(TOO_WIDE) == 0, rest


def test_a_suspension_is_entered_on_a_phone_and_the_answer_is_in_the_first_line(
    keeper: BrowserContext, live_server: LiveServer, council: Council
) -> None:
    page = keeper.new_page()
    page.goto(f"{live_server.url}{council.at('register/')}")
    follow(page.get_by_role("link", name="Person A"))
    assert "May act today: yes." in page.locator("main").inner_text()
    follow(page.get_by_role("link", name="Enter what happened"))
    page.get_by_label("Suspended", exact=True).check()
    follow(page.get_by_role("button", name="Continue"))
    page.get_by_label("On which day?").fill("31/02/2026")
    follow(page.get_by_role("button", name="Enter in the register"))
    assert "enter a day like 31/03/2026" in page.get_by_role("alert").inner_text()
    page.get_by_label("On which day?").fill(council.today.isoformat())
    follow(page.get_by_role("button", name="Enter in the register"))
    assert "May act today: no. Suspended since" in page.locator("main").inner_text()
    assert "To send." in page.locator("main").inner_text()
