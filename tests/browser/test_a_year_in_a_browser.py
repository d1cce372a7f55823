"""A year from upload to release, by the four people it takes, in a real browser, with and without scripts."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer
from tests.browser.looking import WIDTHS, follow, look_at
from tests.browser.pictures import keep_picture
from tests.browser.walking import can_be_enlarged, can_be_walked
from tests.factories import extracts, site
from tests.factories.years_by_hand import DAY, ByHand
from tests.factories.years_of_bodies import pack, state, work

from evenhand.web.submissions import actions
from evenhand.web.submissions.actions import background
from evenhand.web.submissions.models import Submission
from evenhand.web.submissions.states import State

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("needs_the_design_system"),
]
FOUR = ("contributor", "reviewer", "certifier", "body-administrator")


class AtDesks:
    """The people of one body, one after another at the same browser, which goes on with what it has read."""

    def __init__(self, browser: Browser, address: str, *, scripts: bool = True) -> None:
        self.hand = ByHand(site.body("North Trust", "nhs-trust"))
        self.address, self.scripts = address, scripts
        self.said: list[str] = []
        self.context = browser.new_context(java_script_enabled=scripts)
        self.page = self.context.new_page()
        self.page.on("console", lambda message: self.said.append(message.text))
        self.sessions = {
            role: site.visitor(self.hand.users[role]).cookies["sessionid"].value for role in FOUR
        }

    def open(self, role: str, path: str) -> Page:
        # A page that waits for work loads itself anew when that is done: not while another is opened.
        self.page.goto("about:blank")
        self.context.clear_cookies()
        told = {"name": "sessionid", "value": self.sessions[role], "url": self.address}
        self.context.add_cookies([told])
        answer = self.page.goto(f"{self.address}/bodies/north-trust/{path}")
        assert answer is not None
        assert answer.ok, path
        self.look()
        return self.page

    def look(self) -> None:
        """At what is seen now, at both widths."""
        if self.scripts:
            can_be_walked(self.page)
            can_be_enlarged(self.page)
            for width in WIDTHS:
                look_at(self.page, width)
                keep_picture(self.page)

    def close(self) -> None:
        self.context.close()


@pytest.fixture
def desks(browser: Browser, live_server: LiveServer) -> Iterator[AtDesks]:
    made = AtDesks(browser, live_server.url)
    yield made
    made.close()


def go_through(desks: AtDesks) -> Submission:
    """Every step by its page alone; what is open to whom is looked at on the way."""
    page = desks.open("contributor", "years/")
    assert page.get_by_text("No year has been begun yet").is_visible()
    follow(page.get_by_role("button", name="Begin"))
    assert page.get_by_text("Enter the day on which").first.is_visible()
    desks.look()
    page.get_by_label("On which day was the workforce counted?").fill(DAY.isoformat())
    follow(page.get_by_role("button", name="Begin"))
    year = Submission.objects.get()
    path = f"years/{year.pk}/"
    follow(page.get_by_role("button", name="Upload and check"))
    assert page.get_by_role("alert").get_by_text("Choose the files of the year").is_visible()
    desks.look()
    zipped = {"name": "pack.zip", "mimeType": "application/zip", "buffer": pack()}
    page.get_by_label("Files").set_input_files(zipped)
    follow(page.get_by_role("button", name="Upload and check"))
    assert page.get_by_text("The files are being checked").is_visible()
    desks.look()
    work()
    page = desks.open("contributor", f"{path}check/")
    follow(page.get_by_role("button", name="Work out the figures"))
    desks.look()
    work()
    page = desks.open("contributor", path)
    follow(page.get_by_role("link", name="Send the figures to review"))
    desks.look()
    follow(page.get_by_role("button", name="Send it to review"))
    page = desks.open("reviewer", f"{path}review/")
    follow(page.get_by_role("link", name="Staff in each pay band"))
    desks.look()
    page.get_by_label("Your comment").fill("Team North was counted late.")
    follow(page.get_by_role("button", name="Comment"))
    assert page.get_by_text("Team North was counted late.").is_visible()
    desks.look()
    page = desks.open("reviewer", f"{path}review/")
    follow(page.get_by_role("button", name="Give it back"))
    desks.look()
    page = desks.open("reviewer", f"{path}review/")
    follow(page.get_by_role("button", name="Pass it on to be signed off"))
    page = desks.open("certifier", f"{path}sign-off/")
    follow(page.get_by_role("button", name="Sign off"))
    desks.look()
    page.get_by_label("Your role").fill("Director of Adult Social Services")
    page.get_by_label("I have read the figures").check()
    follow(page.get_by_role("button", name="Sign off"))
    page = desks.open("certifier", f"{path}release/")
    follow(page.get_by_role("button", name="Prepare the release"))
    desks.look()
    work()
    page = desks.open("body-administrator", f"{path}release/")
    follow(page.get_by_role("button", name="Release it"))
    desks.look()
    page.get_by_label("I have looked at what is shown and hidden").check()
    follow(page.get_by_role("button", name="Release it"))
    assert page.get_by_text("It is now released").is_visible()
    desks.look()
    assert state(year) == "released"
    return year


def test_four_people_take_a_year_from_upload_to_release(desks: AtDesks) -> None:
    year = go_through(desks)
    path = f"years/{year.pk}/"
    for role, name in (
        ("contributor", ""), ("contributor", "upload/"), ("contributor", "results/"),
        ("contributor", "correct/"), ("certifier", "release/withdraw/"), ("certifier", "sign-off/"),
        ("body-administrator", ""),
    ):  # fmt: skip
        desks.open(role, path + name)
    assert desks.said == []


def test_the_same_way_is_gone_without_scripts(browser: Browser, live_server: LiveServer) -> None:
    desks = AtDesks(browser, live_server.url, scripts=False)
    go_through(desks)
    desks.close()


def test_columns_are_confirmed_and_a_mistake_is_named_at_its_field(
    desks: AtDesks, tmp_path: Path
) -> None:
    hand = desks.hand
    year = hand.year(State.DRAFT)
    file = extracts.esr(tmp_path, extracts.people(120))
    page = desks.open("contributor", f"years/{year.pk}/upload/")
    page.get_by_label("Files").set_input_files(file)
    follow(page.get_by_role("button", name="Upload and check"))
    work()
    page = desks.open("contributor", f"years/{year.pk}/check/")
    follow(page.get_by_role("link", name="Confirm how the columns are read"))
    desks.look()
    page.get_by_label("The value, as it is in your file").fill("A White - British")
    follow(page.get_by_role("button", name="Keep these and check again"))
    page.get_by_role("alert").get_by_role("link", name="Give all three").click()
    assert page.evaluate("document.activeElement.name") == "more-of"
    desks.look()
    page.get_by_label("In which column").select_option("staff|ethnic_category")
    page.get_by_label("The value, as it is in your file").fill("")
    page.get_by_label("In which column").select_option("")
    follow(page.get_by_role("button", name="Keep these and check again"))
    work()
    assert state(year) == "checked"
    desks.open("contributor", f"years/{year.pk}/check/")


def test_what_went_wrong_and_what_is_over_can_be_read_by_everybody(desks: AtDesks) -> None:
    """A failed job, a job whose worker is gone, errors, changes asked for, rows deleted, withdrawn."""
    hand = desks.hand
    year = hand.year(State.DRAFT)
    hand.upload(year)
    for name in ("", "check/"):
        page = desks.open("contributor", f"years/{year.pk}/{name}")
        assert page.get_by_role("button", name="Start it again").is_visible()
    background.failed(hand.job(), "The disk was full.", at=hand.at)
    for name in ("", "check/"):
        desks.open("contributor", f"years/{year.pk}/{name}")
    hand.upload(year, b"other")
    item = {"severity": "error", "code": "bad-date", "table": "staff", "file": "staff.csv",
            "row": 7, "column": "start_date", "value": "", "message": "No date.", "fix": "Mend it."}  # fmt: skip
    other = {"id": "Z9", "name": "Other", "day": "2024-03-31", "released": True}
    told = {"items": [item] * 12, "not_used": ["x.csv"], "other_body": other, "readable": False}
    hand.checked(year, **told)
    desks.open("contributor", f"years/{year.pk}/check/")
    actions.withdraw(submission=year, note="Wrong year", **hand.by("contributor"))
    desks.open("contributor", f"years/{year.pk}/")
    back = hand.given_back()
    desks.open("contributor", f"years/{back.pk}/")
    actions.withdraw(submission=back, note="Wrong again", **hand.by("contributor"))
    out = hand.year(State.RELEASED)
    actions.delete_rows(submission=out, at=hand.at)
    for name in ("", "check/", "upload/", "sign-off/", "release/"):
        role = "certifier" if name in ("sign-off/", "release/") else "contributor"
        desks.open(role, f"years/{out.pk}/{name}")
    desks.open("body-administrator", "settings/")
    assert desks.said == []
