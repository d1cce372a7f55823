"""A director plans new posts on a phone: types figures, puts a wrong one right, reads what they come to."""

import pytest
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer
from tests.browser.looking import WIDTHS, follow, look_at
from tests.browser.walking import can_be_walked
from tests.factories import site

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("needs_the_design_system"),
]


def keep(page: Page, figures: dict[str, str], button: str = "Keep") -> None:
    for label, figure in figures.items():
        page.get_by_label(label, exact=True).fill(figure)
    follow(page.get_by_role("button", name=button, exact=True))


def open_all(page: Page) -> None:
    closed = page.locator("details:not([open]) > summary")
    while closed.count():
        closed.first.click()


def test_a_director_plans_posts_puts_a_figure_right_and_reads_what_they_come_to(
    page: Page, live_server: LiveServer
) -> None:
    body = site.body(name="North Council")
    client = site.visitor(site.member(body, "director"))
    cookie = client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])

    page.goto(f"{live_server.url}/bodies/{body.slug}/plan/")
    follow(page.get_by_role("link", name="New posts:"))
    look_at(page, 360)
    first = "The year in which the first posts start"
    keep(page, {"What this plan is called": "Six posts", first: "2027"}, "Begin")
    assert page.get_by_text("No post is planned yet.").is_visible()
    look_at(page, 360)

    follow(page.get_by_role("link", name="Add a team"))
    team = {
        "What the team is called": "Community team north",
        "Posts it has": "20",
        "Posts that are filled now": "21",
        "Months until a post that somebody left is filled again, the least": "4",
        "Months until it is filled again, the most": "9",
        "Pounds a month for what stands in for an empty post": "5200",
    }
    keep(page, team)
    for width in WIDTHS:
        look_at(page, width)
    page.get_by_role("alert").get_by_role("link", name="More posts are filled").click()
    assert page.locator("#id_filled").evaluate("e => e === document.activeElement")
    keep(page, {"Posts that are filled now": "18"})

    follow(page.get_by_role("link", name="Named social workers"))
    look_at(page, 360)
    half = "Of 100 people, how many come from: "
    role = {
        "Posts that start in 2027": "2",
        "Posts that start in 2028": "two",
        "Pounds a year for one post": "50000",
        f"{half}Community team north": "50",
    }
    page.locator("[name=newly-qualified]").fill("50")
    keep(page, role)
    look_at(page, 360)
    page.get_by_role("alert").get_by_role("link", name="Enter a number, like 37 or 7.5").click()
    assert page.locator("#id_posts_1").evaluate("e => e === document.activeElement")
    keep(page, {"Posts that start in 2028": "2"})

    read = page.get_by_role("main").inner_text()
    assert "4 full-time posts by the end: 2 people who are new to the workforce" in read
    assert "Not known\tIn no cost: the true cost is higher" in read
    for width in WIDTHS:
        look_at(page, width)
    can_be_walked(page)
    open_all(page)
    look_at(page, 360)
    assert page.get_by_text("(this page)").inner_text().startswith("Version 3: ")
    follow(page.get_by_role("link", name="Version 2: "))
    assert page.get_by_text("It is an older version, to read and not to change.").is_visible()
    assert page.get_by_role("main").get_by_role("button").count() == 0
    look_at(page, 360)
    follow(page.get_by_role("link", name="Go to the plan as it is now"))
    assert page.get_by_text("4 full-time posts by the end").is_visible()
