"""A duty manager enters pay and terms on a phone; the desk of the region reads them beside others."""

import pytest
from django.test import Client
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer
from tests.browser.looking import WIDTHS, follow, look_at
from tests.browser.walking import can_be_walked
from tests.factories import site

from evenhand.web.forecasts.terms import demo

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("needs_the_design_system"),
]


def come_as(page: Page, client: Client, live_server: LiveServer) -> None:
    cookie = client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])


def keep(page: Page, figures: dict[str, str]) -> None:
    for name, figure in figures.items():
        page.locator(f"[name={name}]").fill(figure)
    follow(page.get_by_role("button", name="Keep"))


def test_a_manager_enters_a_year_puts_a_figure_right_and_the_desk_sees_what_differs(
    page: Page, live_server: LiveServer
) -> None:
    region = site.body(name="The North", kind="region")
    body = site.body(name="North Council", parent=region)
    other = site.body(name="South Council", parent=region)
    by = site.member(other, "duty-manager")
    demo.keep(body=other, place=1, by=by, at=site.now())

    come_as(page, site.visitor(site.member(body, "duty-manager")), live_server)
    page.goto(f"{live_server.url}/bodies/{body.slug}/plan/")
    follow(page.get_by_role("link", name="Pay, terms and turnover"))
    assert page.get_by_text("No year is there yet.").is_visible()
    look_at(page, 360)
    year = page.get_by_label("Year to 31 March").input_value()
    follow(page.get_by_role("button", name="Go on"))
    look_at(page, 360)
    figures = {"salary_low": "40221", "allowance": "0", "amhps": "88", "leavers": "89"}
    keep(page, figures | {"out_of_hours": "on call from home", "exit_retired": "1"})
    for width in WIDTHS:
        look_at(page, width)
    page.get_by_role("alert").get_by_role("link", name="is more than").click()
    assert page.locator("#id_leavers").evaluate("e => e === document.activeElement")
    keep(page, {"leavers": "7"})
    read = page.get_by_role("main").inner_text()
    for row in (
        "Allowance for AMHP work, a year\t£0",
        "Highest salary of an AMHP\tNot known",
        "Of them, how many left in the year\t7",
    ):
        assert row in read
    for summary in page.locator("summary").all():
        summary.click()
    for width in WIDTHS:
        look_at(page, width)
    can_be_walked(page)

    come_as(page, site.visitor(site.member(region, "regional-analyst")), live_server)
    page.goto(f"{live_server.url}/bodies/{region.slug}/pay-terms/?year={year}")
    read = page.get_by_role("main").inner_text()
    assert "South Council, left in the year: 33%, the others 6%" in read
    assert "North Council\t5 of 90\t6%" in read
    for width in WIDTHS:
        look_at(page, width)
    can_be_walked(page)
