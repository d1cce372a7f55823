"""A contributor finds only one year, types figures instead, and reads when grades will be level."""

import pytest
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer
from tests.browser.looking import WIDTHS, follow, look_at
from tests.browser.walking import can_be_walked
from tests.factories.representation_pages import SECOND, SHORTLISTS, TYPED, LookingAhead

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("needs_the_design_system"),
]


def type_in(page: Page, figures: dict[str, str]) -> None:
    for name, figure in figures.items():
        if name != "against":
            page.locator(f"[name={name}]").fill(figure)
    follow(page.get_by_role("button", name="Make the forecast"))


def test_a_contributor_types_figures_puts_one_right_and_reads_the_answer(
    page: Page, live_server: LiveServer
) -> None:
    here = LookingAhead()
    here.accepted(SECOND)
    cookie = here.contributor.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])

    page.goto(f"{live_server.url}/bodies/{here.body.slug}/years/")
    follow(page.get_by_role("link", name="When senior grades will look like the staff"))
    assert page.get_by_text("Only the people of 31 March 2026 are here.").is_visible()
    look_at(page, 360)
    follow(page.get_by_role("button", name="Type the figures instead"))
    type_in(page, TYPED | SHORTLISTS | {"stock_2_bme": "one"})
    for width in WIDTHS:
        look_at(page, width)
    wrong = "Grade 2, Ethnic minority: People there now: Enter a number, like 37 or 7.5"
    page.get_by_role("alert").get_by_role("link", name=wrong).click()
    assert page.locator("#id_stock_2_bme").evaluate("e => e === document.activeElement")
    type_in(page, {"stock_2_bme": "1"})
    assert "Waiting for its turn." in page.get_by_role("main").inner_text()
    here.made()
    follow(page.get_by_role("link", name="Look again"))
    assert page.get_by_text("The records cannot tell when it will be level").is_visible()
    page.get_by_text("Manager: the same in numbers").click()
    for width in WIDTHS:
        look_at(page, width)
    can_be_walked(page)
