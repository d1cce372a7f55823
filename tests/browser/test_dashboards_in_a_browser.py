"""Pages of figures as they are seen: by assistive technology, on a phone, printed on one side of A4."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pypdfium2
import pytest
from playwright.sync_api import Browser, BrowserContext
from pytest_django.live_server_helper import LiveServer
from tests.browser.looking import WIDTHS, axe_finds_nothing
from tests.browser.pictures import keep_picture
from tests.browser.walking import can_be_enlarged, can_be_walked
from tests.factories import site
from tests.factories.releases import ONE_ERROR, a_year, released
from tests.factories.results import a_measurement

from evenhand.web.bodies.models import Body

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("needs_the_design_system"),
]
LAST, THIS = date(2024, 3, 31), date(2025, 3, 31)
LONG = (
    "Ethnic minority staff were 1.59 times as likely to enter the formal disciplinary process as White "
    "staff (41 of 680 against 60 of 1,580; 95% interval 1.08 to 2.34). This is a disparity. 15 more "
    "disciplinary cases among ethnic minority staff than at the rate of White staff."
)
# What makes the page itself scroll sideways; wide tables scroll within their own frame.
TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture
def region() -> Body:
    region = site.body("North", "region")
    made = a_measurement("nhs-wres", snapshots=(THIS.isoformat(),)).results
    every = tuple(replace(each, reading=LONG) if each.value is not None else each for each in made)
    # All that other pages than its own show of a body.
    binary = tuple(each for each in every if each.grouping == "binary")
    trusts = [site.body(f"Trust {at}", "nhs-trust", region) for at in range(5)]
    for each in trusts:
        released(each, THIS, results=every if each is trusts[0] else binary)
    released(trusts[0], LAST, results=every)
    a_year(site.body("Council", parent=region), THIS, "uploaded", errors=[ONE_ERROR])
    return region


@pytest.fixture
def signed_in(browser: Browser, live_server: LiveServer, region: Body) -> Iterator[BrowserContext]:
    """Somebody who sees every page: a contributor of a trust and the analyst of its region."""
    user = site.member(region, "regional-analyst")
    site.member(Body.objects.get(slug="trust-0"), "contributor", user)
    context = browser.new_context()
    cookie = site.visitor(user).cookies["sessionid"]
    context.add_cookies([{"name": "sessionid", "value": cookie.value, "url": live_server.url}])
    yield context
    context.close()


def test_every_page_of_figures_can_be_read_by_everybody(
    signed_in: BrowserContext, live_server: LiveServer
) -> None:
    page = signed_in.new_page()
    for address in (
        "/",
        "/bodies/trust-0/dashboard/",
        "/bodies/trust-0/board/",
        "/bodies/trust-0/board/2025-03-31/nhs-wres-3/",
        "/compare/?indicator=nhs-wres:3&among=list&with=trust-1&with=trust-2",
        "/compare/?indicator=nhs-wres:3",
        "/bodies/north/desk/?year=2025-03-31",
    ):
        answer = page.goto(live_server.url + address)
        assert answer is not None
        assert answer.status == 200, address
        can_be_walked(page)
        can_be_enlarged(page)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            axe_finds_nothing(page)
            assert page.evaluate(TOO_WIDE) == 0, (address, width)
            keep_picture(page)


def test_the_board_s_page_is_one_side_of_a4(
    signed_in: BrowserContext, live_server: LiveServer
) -> None:
    page = signed_in.new_page()
    page.goto(f"{live_server.url}/bodies/trust-0/board/")
    printed = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))
    assert len(printed) == 1
    width, height = printed[0].get_size()
    assert (round(width), round(height)) == (595, 842)


def test_no_first_column_is_cut_off(signed_in: BrowserContext, live_server: LiveServer) -> None:
    page = signed_in.new_page()
    page.goto(f"{live_server.url}/bodies/trust-0/board/2025-03-31/nhs-wres-3/")
    left = "each => each.getBoundingClientRect().left"
    frame = page.locator(".eh-report .scroll").first.evaluate(left)
    assert page.locator(".eh-report .scroll table").first.evaluate(left) >= frame
