"""A week of the rota made, checked and published, and a swap, on a phone and without anything for axe to find."""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer
from tests.browser.looking import WIDTHS, follow, look_at
from tests.factories.amhp_rota import RotaService

from evenhand.web.amhp.models import Shift
from evenhand.web.amhp.rota.queries import on_at

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("needs_the_design_system"),
]
Opens = Callable[[Client], Page]


@pytest.fixture
def opens(browser: Browser, live_server: LiveServer) -> Iterator[Opens]:
    """A phone signed in as whoever a client is."""
    contexts = []

    def page_of(client: Client) -> Page:
        context = browser.new_context(viewport={"width": 360, "height": 740})
        cookie = client.cookies["sessionid"].value
        context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
        contexts.append(context)
        return context.new_page()

    yield page_of
    for context in contexts:
        context.close()


def test_a_week_is_made_checked_and_published_and_a_shift_swapped(
    opens: Opens, live_server: LiveServer
) -> None:
    service = RotaService()
    one, other = service.add("Ash Made-Up"), service.add("Blake Made-Up")
    home = live_server.url + service.at("rota/")
    first = timezone.localdate() + timedelta(days=3)

    duty = opens(service.manager)
    duty.goto(home)
    follow(duty.get_by_role("link", name="Make shifts").first)
    duty.get_by_label("First day").fill(first.isoformat())
    duty.get_by_label("Weeks").fill("1")
    duty.get_by_label("Day", exact=True).check()
    look_at(duty, 360)
    follow(duty.get_by_role("button", name="Make these shifts"))
    assert duty.get_by_text("7 shifts made.").is_visible()
    for width in WIDTHS[::-1]:
        look_at(duty, width)
    duty.set_viewport_size({"width": 360, "height": 740})

    follow(duty.get_by_role("link", name="09:00 to 17:00").first)
    duty.get_by_label("Who", exact=True).select_option(label="Ash Made-Up")
    follow(duty.get_by_role("button", name="Place", exact=True))
    assert duty.get_by_text("Ash Made-Up is placed.").is_visible()
    look_at(duty, 360)

    follow(duty.get_by_role("link", name="Before you publish"))
    assert duty.get_by_role("heading", name="Too few people (6)").is_visible()
    look_at(duty, 360)
    follow(duty.get_by_role("button", name="Publish these days"))
    assert "Read what was found" in duty.get_by_role("alert").inner_text()
    duty.get_by_label("I have read what was found").check()
    follow(duty.get_by_role("button", name="Publish these days"))
    assert duty.get_by_text("The rota is published").is_visible()

    mine = opens(service.visitor(one))
    mine.goto(home + "mine/")
    follow(mine.get_by_role("link", name=re.compile("^Ask for a swap")))
    look_at(mine, 360)
    follow(mine.get_by_role("button", name="Ask", exact=True))
    assert mine.get_by_text("You have asked for a swap.").is_visible()
    follow(mine.get_by_role("button", name="Make an address"))
    assert re.search(r"/calendar/[\w-]+/shifts.ics", mine.locator("code").inner_text())
    look_at(mine, 360)

    theirs = opens(service.visitor(other))
    theirs.goto(home + "swaps/")
    follow(theirs.get_by_role("button", name=re.compile("^Offer to take it")))
    look_at(theirs, 360)
    duty.goto(home + "swaps/")
    look_at(duty, 360)
    follow(duty.get_by_role("button", name=re.compile("^Agree")))
    assert duty.get_by_text("Done. The swap is taken.").is_visible()

    shift = Shift.objects.first()
    (found,) = on_at(service.body, shift.starts)
    assert found.name == "Blake Made-Up"
    there = timezone.localtime(shift.starts)
    duty.goto(f"{home}on/?day={there:%Y-%m-%d}&time={there:%H:%M}")
    assert duty.locator(".eh-card").get_by_text("Blake Made-Up").is_visible()
    look_at(duty, 360)
    duty.goto(home + "rest/")
    look_at(duty, 360)
