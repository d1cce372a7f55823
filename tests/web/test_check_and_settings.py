"""What the check page and the task list tell, what can be downloaded, what a body sets, how long rows stay."""

import csv
import io
import json
import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from tests.factories import site
from tests.factories.years_by_hand import DAY, SAID, TITLE, ByHand
from tests.web.test_uploads import main

from evenhand.web.bodies.actions import SETTINGS, change_settings
from evenhand.web.bodies.models import Body
from evenhand.web.core.queries import entries_of
from evenhand.web.releases.models import Release
from evenhand.web.submissions import actions, found, queries
from evenhand.web.submissions.actions import background
from evenhand.web.submissions.management.commands.worker import keep_house
from evenhand.web.submissions.models import Job, Submission
from evenhand.web.submissions.states import State

pytestmark = pytest.mark.django_db
CSS = Path(found.__file__).parents[1] / "core" / "static" / "evenhand" / "site.css"


def page(body: ByHand, year: Submission, role: str, name: str = "") -> str:
    return main(client(body, role).get(address(body, year, name)))


def client(body: ByHand, role: str) -> Client:
    return site.visitor(body.users[role])


def address(body: ByHand, year: Submission, name: str = "") -> str:
    return f"/bodies/{body.body.slug}/years/{year.pk}/{name}"


def item(severity: str, row: int, message: str = "=1+1") -> dict[str, object]:
    told = {"code": "bad-date", "severity": severity, "table": "staff", "file": "staff.csv"}
    return told | {
        "row": row,
        "column": "start",
        "value": "",
        "message": message,
        "fix": "Mend it.",
    }


def team(name: str, known: int, not_stated: int = 0, not_known: int = 0) -> dict[str, object]:
    told = {"body": "X01", "snapshot": "", "team": name, "known": known}
    return told | {"not_stated": not_stated, "not_known": not_known}


def two_years(body: ByHand) -> Submission:
    before = body.year(State.DRAFT, DAY.replace(year=2024))
    body.upload(before)
    body.checked(before, teams=[team("North", 40, 5, 5), team("South", 50)])
    year = body.year(State.DRAFT)
    body.upload(year)
    items = [item("warning", 9), *(item("error", row) for row in range(2, 15))]
    rows = {"staff": {"read": 20, "used": 12, "rejected": 8, "repeated": 0}}
    body.checked(year, items=items, rows=rows, teams=[team("North", 30, 9, 1), team("East", 20)])
    return year


def test_the_check_is_told_by_kind_by_team_and_beside_last_year() -> None:
    body = ByHand()
    told = page(body, two_years(body), "reviewer", "check/")
    assert "13 errors, 1 warning" in told
    assert "The first 10 are shown" in told
    assert "Ethnicity is known of 50 of 60 people in the workforce" in told
    assert "North 40 30 9 1 75.0%" in told
    assert "Everybody 60 50 9 1 83.3%" in told
    assert "Rows used of staff 9 12 +33.3% More than a fifth" in told
    assert "People in the workforce 100 60 -40.0% More than a fifth" in told
    assert "Share whose ethnicity is known 90.0% 83.3% -7.4% Teams" in told
    assert "Teams that are new: East. Teams that are not there any more: South." in told


@pytest.mark.parametrize("role", ["certifier", "reader", "body-administrator"])
@pytest.mark.parametrize("name", ["check/", "check.csv", "rows-set-aside.csv"])
def test_who_may_not_read_rows_sees_no_check(role: str, name: str) -> None:
    body = ByHand()
    assert client(body, role).get(address(body, two_years(body), name)).status_code == 404


def test_the_check_is_downloaded_as_a_table_that_runs_no_formula() -> None:
    body = ByHand()
    answer = client(body, "contributor").get(address(body, two_years(body), "check.csv"))
    lines = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [line["row"] for line in lines] == [*map(str, range(2, 15)), "9"]
    assert {line["message"] for line in lines} == {"'=1+1"}


def test_rows_set_aside_are_downloaded_without_formulas_and_that_is_in_the_trail() -> None:
    body = ByHand()
    year = body.year(State.DRAFT)
    body.upload(year)
    kept = b'table,record\r\nstaff,"{""a"": 1}"\r\n@cmd,+1\r\n'
    files = {"check": {"check.json": b"{}"}, "rejected": {"rejected.csv": kept}}
    actions.keep_check(job=body.job(), files=files, readable=False, at=body.at)
    answer = client(body, "reviewer").get(address(body, year, "rows-set-aside.csv"))
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert rows == [["table", "record"], ["staff", '{"a": 1}'], ["'@cmd", "'+1"]]
    newest = entries_of(body.body.slug, newest=1)[0]
    assert (newest.what, newest.by) == ("rows downloaded", str(body.users["reviewer"].pk))


def test_the_list_names_who_has_the_next_step_and_links_only_where_one_may_go() -> None:
    body = ByHand()
    year = body.year(State.CHECKED)
    told = page(body, year, "certifier")
    names = {role: user.name for role, user in body.users.items()}
    assert f"Work out the figures {names['contributor']} With somebody else" in told
    assert re.search(
        rf"Upload the files {names['contributor']}, \d+ \w+ 2026, \d\d:\d\d Done", told
    )
    html = client(body, "certifier").get(address(body, year)).content.decode()
    for link in set(re.findall(rf'href="({address(body, year)}[^"]+)"', html)):
        assert client(body, "certifier").get(link).status_code == 200, link


def test_a_step_that_nobody_can_do_says_so() -> None:
    """The only reviewer uploaded: another one has to be invited."""
    body = ByHand()
    site.member(body.body, "reviewer", body.users["contributor"])
    year = body.year(State.COMPUTED)
    reviewer = body.body.memberships.get(user=body.users["reviewer"])
    reviewer.ended = body.at
    reviewer.save()
    told = page(body, year, "contributor")
    assert "Review Nobody here can do this yet: ask the administrator" in told


def test_what_the_reviewer_asks_for_stands_at_the_top() -> None:
    body = ByHand()
    told = page(body, body.given_back(), "contributor")
    assert told.index("Team 3 is missing") < told.index("Upload the files")


@pytest.mark.on_postgresql
def test_a_failed_job_says_why_and_is_tried_again() -> None:
    body = ByHand()
    year = body.year(State.DRAFT)
    body.upload(year)
    background.failed(body.job(), "The disk was full.", at=body.at)
    told = page(body, year, "contributor")
    assert "The files could not be checked. The disk was full. Nothing was changed." in told
    assert "Start it again" in told
    assert "Start it again" not in page(body, year, "certifier")
    client(body, "contributor").post(address(body, year, "start-again/"))
    assert [job.state for job in year.jobs.all()] == ["waiting", "failed"]


@pytest.mark.on_postgresql
def test_a_job_whose_worker_is_gone_is_started_again_after_two_minutes_and_not_before() -> None:
    body = ByHand()
    year = body.year(State.DRAFT)
    body.upload(year)
    job = body.job()
    for ago, said in ((60, "going on"), (121, "started again")):
        job.beat = site.now() - timedelta(seconds=ago)
        job.save()
        assert ("Start it again" in page(body, year, "contributor")) == (ago > 120)
        posted = client(body, "contributor").post(address(body, year, "start-again/"), follow=True)
        assert said in posted.content.decode()
    assert Job.objects.get().state == "waiting"


def test_before_signing_it_is_told_what_is_signed() -> None:
    body = ByHand()
    year = body.year(State.COMPUTED)
    body.sent(year)
    year.refresh_from_db()
    told = page(body, year, "certifier", "sign-off/")
    for each in (
        "counted on 31 March 2025, version 1",
        "pack.toml staff.csv",
        year.pack_digest,
        "Rows used 9",
        "Rows set aside 1",
        "0 errors, 0 warnings",
        f"Uploaded by {body.users['contributor'].name}",
        f"Reviewed by {body.users['reviewer'].name}",
        f"3 {TITLE} disparity 0",
    ):
        assert each in told, each


def test_an_explanation_is_made_of_the_title_the_finding_and_the_answers_alone() -> None:
    body = ByHand()
    year = body.year(State.COMPUTED)
    html = client(body, "reviewer").get(address(body, year, "results/nhs-wres-3/")).content.decode()
    told = html.partition("readonly")[2].partition(">")[2].partition("</textarea>")[0]
    assert told.split("\n") == [f"3 {TITLE}", "Finding: disparity.", SAID]


def test_comments_are_counted_by_indicator() -> None:
    body = ByHand()
    year = body.year(State.COMPUTED)
    body.sent(year)
    for text in ("One", "Two"):
        client(body, "reviewer").post(address(body, year, "results/nhs-wres-3/"), {"text": text})
    assert f"3 {TITLE} disparity 2" in page(body, year, "certifier", "review/")


def test_a_sign_off_is_taken_back_with_its_reason() -> None:
    body = ByHand()
    year = body.year(State.SIGNED_OFF)
    told = {"text": "A team was left out"}
    assert client(body, "reviewer").post(address(body, year, "take-back/"), told).status_code == 404
    client(body, "certifier").post(address(body, year, "take-back/"), told)
    year.refresh_from_db()
    assert (year.state, year.signed_by, year.reviewed_by) == ("changes requested", None, None)
    assert "A team was left out" in page(body, year, "contributor")


def settings_of(body: Body, **other: object) -> dict[str, object]:
    return {name: getattr(body, name) for name in SETTINGS} | other


def test_an_administrator_sets_name_colour_and_days_and_the_trail_says_what_changed() -> None:
    body = ByHand()
    told = settings_of(body.body, display_name="The Trust", colour="plum", public_after_days=14)
    client(body, "body-administrator").post(f"/bodies/{body.body.slug}/settings/", told)
    body.body.refresh_from_db()
    assert settings_of(body.body) == told
    newest = entries_of(body.body.slug, newest=1)[0]
    assert newest.what == "settings changed"
    assert newest.after == {"display_name": "The Trust", "colour": "plum", "public_after_days": 14}
    html = client(body, "reader").get(f"/bodies/{body.body.slug}/").content.decode()
    assert 'class="eh-header eh-header--plum"' in html
    assert "The Trust" in html


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"colour": "yellow"}, "Choose a colour of the header from the list"),
        ({"keep_rows_days": "-1"}, "enter 0 or more days"),
        ({"peers_after_days": "soon"}, "enter a whole number of days"),
        ({"peers_after_days": 30, "public_after_days": 7}, "Enter at least 30 days"),
    ],
)
def test_a_setting_that_cannot_be_is_named(wrong: dict[str, object], words: str) -> None:
    body = ByHand()
    before = settings_of(body.body)
    where = f"/bodies/{body.body.slug}/settings/"
    answer = client(body, "body-administrator").post(where, settings_of(body.body, **wrong))
    assert words in main(answer)
    body.body.refresh_from_db()
    assert settings_of(body.body) == before


@pytest.mark.parametrize("colour", [slug for slug, _name in Body.COLOURS])
def test_white_text_can_be_read_on_every_colour_of_the_header(colour: str) -> None:
    rules = dict(re.findall(r"\.eh-header(?:--(\w+))? \{ background: (#\w{6})", CSS.read_text()))
    assert contrast("#ffffff", rules.get(colour) or rules[""]) >= 4.5


def contrast(one: str, other: str) -> float:
    """WCAG 2.2: the ratio of relative luminances."""

    def luminance(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        red, green, blue = [
            c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts
        ]
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.on_postgresql
def test_days_set_decide_from_when_others_see_a_release() -> None:
    body = ByHand()
    told = {"peers_after_days": 7, "public_after_days": 14}
    change_settings(body=body.body, settings=told, by="test", at=body.at)
    year = body.year(State.SIGNED_OFF)
    body.released(year)
    out = Release.objects.get(submission=year)
    assert out.peers_from - out.approved_at == timedelta(days=7)
    assert out.public_from - out.approved_at == timedelta(days=14)


@pytest.mark.on_postgresql
def test_rows_are_deleted_when_their_time_is_over_and_what_is_left_says_so() -> None:
    body = ByHand()
    change_settings(body=body.body, settings={"keep_rows_days": 30}, by="test", at=body.at)
    year = body.year(State.RELEASED)
    released = Release.objects.get(submission=year).approved_at
    keep_house(released + timedelta(days=30) - timedelta(seconds=1))
    assert len(queries.list_of_files(year, "upload")) == 2
    keep_house(released + timedelta(days=30))
    for purpose, left in (("upload", 0), ("rejected", 0), ("check", 1), ("report", 1), ("part", 2)):
        assert len(queries.list_of_files(year, purpose)) == left, purpose
    assert "The uploaded rows were deleted on" in page(body, year, "contributor")
    assert "The rows were deleted on" in page(body, year, "contributor", "check/")
    assert (
        client(body, "contributor").get(address(body, year, "rows-set-aside.csv")).status_code
        == 404
    )
    assert client(body, "reader").get(address(body, year)).status_code == 404
    assert "rows deleted" in {each.what for each in entries_of(body.body.slug, newest=5)}
    keep_house(released + timedelta(days=60))
    deleted = [e for e in entries_of(body.body.slug, newest=20) if e.what == "rows deleted"]
    assert len(deleted) == 1


@pytest.mark.on_postgresql
def test_a_year_under_way_keeps_its_rows_however_long_it_takes() -> None:
    body = ByHand()
    year = body.year(State.SIGNED_OFF)
    keep_house(body.at + timedelta(days=5_000))
    assert len(queries.list_of_files(year, "upload")) == 2


@pytest.mark.on_postgresql
def test_a_withdrawn_year_keeps_no_rows() -> None:
    body = ByHand()
    year = body.withdrawn()
    for purpose in ("upload", "rejected"):
        assert queries.list_of_files(year, purpose) == []
    assert json.loads(queries.file_of(year, "check", "check.json") or b"{}")["readable"]
