"""The register's pages: who opens which, what they say, what a form keeps when it is refused."""

import csv
import io
import json
import re
from datetime import date

import openpyxl
import pytest
from django.test import Client
from django.utils import timezone
from tests.factories import site
from tests.factories.amhp_register import Register, register

from evenhand.domain.amhp.clocks_time import at_london
from evenhand.domain.amhp.register_entries import Event
from evenhand.web.amhp.models import Entry, Notice, Professional
from evenhand.web.amhp.register import actions
from evenhand.web.bodies import actions as bodies
from evenhand.web.bodies.queries import membership_of

pytestmark = pytest.mark.django_db
TODAY = at_london(timezone.now()).date()
APPROVED = date(TODAY.year - 2, 1, 15)


class Council(Register):
    today = TODAY


@pytest.fixture
def council() -> Council:
    return Council(register().body)


@pytest.fixture
def keeper(council: Council) -> Client:
    return council.as_role("register-keeper")


def page(client: Client, council: Council, rest: str = "") -> str:
    answer = client.get(council.at(f"register/{rest}"))
    assert answer.status_code == 200, rest
    return words(answer.content.decode())


def words(html: str) -> str:
    main = html[html.index("<main") : html.index("</main>")]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


def test_the_list_says_first_how_many_may_act(council: Council, keeper: Client) -> None:
    council.approved("Person A", APPROVED)
    who = council.approved("Person B", APPROVED)
    council.entry(who, Event.SUSPEND, TODAY)
    ended = council.approved("Person C", APPROVED)
    council.entry(ended, Event.END, TODAY.replace(day=1), reason="REQ")
    told = page(keeper, council)
    assert "1 of 2 people with an approval may act now." in told
    assert "Person C : ended on 1 " in told
    assert "kept to" in told


def test_a_duty_manager_reads_who_may_act_and_nothing_else_of_anybody(council: Council) -> None:
    who = council.approved("Person A", APPROVED)
    manager = council.as_role("duty-manager")
    told = page(manager, council)
    assert "Person A" in told
    assert "Registration" not in told
    assert "/people/" not in manager.get(council.at("register/")).content.decode()
    for rest in ("people/1/", "people/1/enter/", "people/1/portfolio/", "report/", "count.csv"):
        assert manager.get(council.at(f"register/{rest}")).status_code == 404, rest
    assert who.entries.count() == 1


def test_an_amhp_reads_their_own_entry_and_no_other(council: Council) -> None:
    mine, other = (council.approved(f"Person {letter}", APPROVED) for letter in "AB")
    client = council.as_role("amhp")
    assert "not linked to anybody" in page(client, council)
    actions.link_account(
        professional=mine, user=council.users["amhp"], by=council.keeper, at=council.now()
    )
    assert client.get(council.at("register/"))["Location"].endswith(f"people/{mine.number}/")
    told = page(client, council, f"people/{mine.number}/")
    assert "May act today: yes." in told
    assert "Correct" not in told
    assert client.get(council.at(f"register/people/{other.number}/")).status_code == 404
    for rest in ("people/1/enter/", "people/1/details/", "add/", "import/", "trainees/"):
        assert client.get(council.at(f"register/{rest}")).status_code == 404, rest


def test_whoever_leaves_the_body_is_on_the_register_still_without_the_account(
    council: Council,
) -> None:
    who = council.approved("Person A", APPROVED)
    council.as_role("amhp")
    user = council.users["amhp"]
    actions.link_account(professional=who, user=user, by=council.keeper, at=council.now())
    membership = membership_of(council.body, user.memberships.get().pk)
    bodies.end_membership(membership=membership, by="test", at=council.now())
    who.refresh_from_db()
    assert who.user is None
    assert who.entries.count() == 1


def test_an_account_of_another_body_is_linked_to_nobody(council: Council) -> None:
    who = council.approved("Person A", APPROVED)
    with pytest.raises(ValueError, match="does not belong to your organisation"):
        actions.link_account(
            professional=who, user=site.account(), by=council.keeper, at=council.now()
        )


def test_a_person_is_added_then_approved_through_the_pages(
    council: Council, keeper: Client
) -> None:
    told = {"name": "Person A", "profession": "NURSE", "languages": ["WELSH", "URDU"]}
    answer = keeper.post(council.at("register/add/"), told)
    assert answer["Location"].endswith("/people/1/enter/")
    assert Professional.objects.get().languages == "WELSH,URDU"
    approval = {
        "on": APPROVED.isoformat(),
        "authority": council.body.name,
        "profession": "NURSE",
        "decided_by": "Director of Adult Services",
    }
    address = council.at("register/people/1/enter/?event=approve")
    assert keeper.post(address, approval).status_code == 302
    told = page(keeper, council, "people/1/")
    assert "May act today: yes. Approved to" in told
    assert "Decided by Director of Adult Services" in told


def test_what_cannot_be_is_refused_with_the_reason_and_the_form_keeps_what_was_typed(
    council: Council, keeper: Client
) -> None:
    council.approved("Person A", APPROVED)
    told = {"on": TODAY.isoformat(), "decided_by": "Somebody", "words": "Kept in the form"}
    answer = keeper.post(council.at("register/people/1/enter/?event=unsuspend"), told)
    assert answer.status_code == 200
    html = answer.content.decode()
    assert "is approved and not suspended" in words(html)
    assert "Kept in the form" in html
    assert Entry.objects.count() == 1


def test_each_event_asks_only_for_what_it_needs(council: Council, keeper: Client) -> None:
    council.approved("Person A", APPROVED)
    suspend = keeper.get(council.at("register/people/1/enter/?event=suspend")).content.decode()
    training = keeper.get(council.at("register/people/1/enter/?event=training")).content.decode()
    assert 'name="hour"' in suspend
    assert 'name="hours"' not in suspend
    assert 'name="hours"' in training
    assert 'name="decided_by"' not in training


def test_a_corrected_entry_is_shown_with_what_became_of_it(
    council: Council, keeper: Client
) -> None:
    who = council.person("Person A")
    wrong = council.entry(who, Event.APPROVE, APPROVED)
    form = {
        "on": APPROVED.replace(day=16).isoformat(),
        "authority": council.body.name,
        "profession": "SW",
        "decided_by": "Director",
    }
    assert keeper.post(council.at(f"register/entries/{wrong.pk}/correct/"), form).status_code == 302
    told = page(keeper, council, "people/1/")
    assert "Does not count any more. Corrected on" in told
    assert told.count("Approved") >= 2
    out = {"why": "Another person was meant"}
    newest = Entry.objects.order_by("-pk")[0]
    keeper.post(council.at(f"register/entries/{newest.pk}/take-out/"), out)
    assert "Another person was meant" in page(keeper, council, "people/1/")
    assert "May act today: no. No approval is recorded." in page(keeper, council, "people/1/")


def test_a_letter_is_ready_to_print_and_its_day_is_recorded(
    council: Council, keeper: Client
) -> None:
    who = council.approved("Person A", APPROVED)
    council.entry(who, Event.SUSPEND, TODAY)
    notice = Notice.objects.get(kind="SUSPENDED")
    told = page(keeper, council, f"notices/{notice.pk}/")
    assert "Your approval is suspended" in told
    address = council.at(f"register/notices/{notice.pk}/")
    assert keeper.post(address, {"sent": TODAY.isoformat()}).status_code == 302
    assert "Record that it was sent" not in page(keeper, council, f"notices/{notice.pk}/")


def test_the_statutory_report_has_the_eight_things_and_no_formula_runs(
    council: Council, keeper: Client
) -> None:
    who = council.approved('=HYPERLINK("x")', APPROVED)
    council.entry(
        who, Event.TRAINING, APPROVED, title="Law", hours=6.0, agreed=True, decided_by="", words=""
    )
    council.entry(
        who,
        Event.TRAINING,
        APPROVED,
        title="Other",
        hours=3.0,
        agreed=False,
        decided_by="",
        words="",
    )
    content = keeper.get(council.at("register/report.csv")).content.decode("utf-8-sig")
    heads, row = csv.reader(io.StringIO(content))
    assert [each[:3] for each in heads] == [f"({letter})" for letter in "abcdefgh"]
    assert row[0] == '\'=HYPERLINK("x")'
    assert "6 h Law" in row[4]
    assert "Other" not in row[4]
    book = openpyxl.load_workbook(
        io.BytesIO(keeper.get(council.at("register/report.xlsx")).content)
    )
    cells = [cell for cells in book["Register"].iter_rows() for cell in cells]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert '=HYPERLINK("x")' in [cell.value for cell in cells]
    assert "(h) End of approval and its reason" in page(keeper, council, "report/")


def test_the_count_is_of_those_approved_and_says_that_it_is_internal(
    council: Council, keeper: Client
) -> None:
    council.approved("Person A", APPROVED, fte=1, ethnicity="N")
    council.approved("Person B", APPROVED)
    council.person("Person C")
    told = page(keeper, council, "count/")
    assert "2 people are approved, with 1 full-time equivalents" in told
    assert "For 1 of them full-time equivalents are not recorded" in told
    assert "This is internal" in told
    assert "Black: African 1 1" in told
    assert keeper.get(council.at("register/count.csv")).status_code == 200


def test_a_portfolio_says_what_is_missing_and_comes_as_files_too(
    council: Council, keeper: Client
) -> None:
    council.approved("Person A", APPROVED)
    form = {"leaf": "1a", "on": TODAY.isoformat(), "text": "-Wrote a policy"}
    assert keeper.post(council.at("register/people/1/evidence/"), form).status_code == 302
    told = page(keeper, council, "people/1/portfolio/")
    assert "There is no evidence yet on: 1b, 1c" in told
    content = keeper.get(council.at("register/people/1/portfolio.csv")).content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(content)))
    assert rows[1][1] == "1a"
    assert rows[1][-1] == "'-Wrote a policy"
    tree = json.loads(keeper.get(council.at("register/people/1/portfolio.json")).content)
    assert len(tree["evidence"]) == 35
    assert [each["matter"] for each in tree["evidence"] if each["required"]] == [
        "1a",
        "1b",
        "2c",
        "2e-ii",
    ]


def test_trainees_stand_apart_by_their_route(council: Council, keeper: Client) -> None:
    form = {"person-name": "Person T", "person-profession": "OT", "stage": "COURSE"}
    assert keeper.post(council.at("register/trainees/add/"), form).status_code == 302
    told = page(keeper, council, "trainees/")
    assert "1 person is training to become an AMHP." in told
    assert "Person T" in told[told.index("Route: Occupational therapist") :]
    assert "Person T" not in page(keeper, council)


def test_what_the_authority_arranges_is_recorded_by_day(council: Council, keeper: Client) -> None:
    address = council.at("register/service/")
    for name, form in (
        ("arrangement", {"kind": "LEGAL_ADVICE", "words": "Legal team, day and night"}),
        ("condition", {"kind": "ASSESSMENTS_A_YEAR", "amount": "4"}),
        ("posts", {"fte": "12.5", "vacant": "2"}),
    ):
        told = {f"{name}-{key}": value for key, value in form.items()}
        sent = {"do": name, f"{name}-since": "2026-01-01", **told}
        assert keeper.post(address, sent).status_code == 302, name
    told = page(keeper, council, "service/")
    assert "Legal team, day and night" in told
    assert "Assessments a year: 4" in told
    assert "12.5 full-time equivalents, of these 2 vacant" in told
    sent = {"do": "posts", "posts-since": "2026-02-01", "posts-fte": "1", "posts-vacant": "2"}
    assert "More is vacant than there is" in words(keeper.post(address, sent).content.decode())


@pytest.mark.parametrize("role", ["director", "body-administrator", "reader", "contributor"])
def test_nobody_else_of_the_body_opens_the_register(council: Council, role: str) -> None:
    council.approved("Person A", APPROVED)
    client = council.as_role(role)
    for rest in ("", "people/1/", "report/", "count/", "trainees/", "service/", "import/"):
        assert client.get(council.at(f"register/{rest}")).status_code == 404, rest
    assert "/amhp/register/" not in client.get(f"/bodies/{council.body.slug}/").content.decode()


def test_the_page_of_the_body_leads_to_the_register(council: Council, keeper: Client) -> None:
    assert council.at("register/") in keeper.get(f"/bodies/{council.body.slug}/").content.decode()


def test_an_amhp_adds_evidence_to_their_own_entry(council: Council) -> None:
    mine = council.approved("Person A", APPROVED)
    client = council.as_role("amhp")
    form = {"leaf": "2c", "on": TODAY.isoformat(), "text": "What I did and learned"}
    address = council.at("register/people/1/evidence/")
    assert client.post(address, form).status_code == 404
    actions.link_account(
        professional=mine, user=council.users["amhp"], by=council.keeper, at=council.now()
    )
    assert client.post(address, form).status_code == 302
    assert "What I did and learned" in page(client, council, "people/1/")
