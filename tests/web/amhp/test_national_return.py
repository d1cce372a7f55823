"""A national return on the site: filled, checked, read by a second person, signed off, released."""

import csv
import io
import re
from datetime import timedelta

import pytest
from tests.factories import site
from tests.factories.amhp_returns import DAY, Authority
from tests.factories.amhp_work import said

from evenhand.web.amhp.models import AmhpReturn, Professional, Trainee
from evenhand.web.amhp.work import actions as work
from evenhand.web.core.models import AuditEntry

pytestmark = pytest.mark.django_db


@pytest.fixture
def council() -> Authority:
    return Authority()


def page(council: Authority, one: AmhpReturn, role: str = "contributor") -> str:
    return said(council.as_role(role).get(council.at(f"returns/{one.pk}/")))


def state(one: AmhpReturn) -> str:
    one.refresh_from_db()
    return one.state


def test_a_return_goes_from_the_records_to_signed_off_and_released(council: Authority) -> None:
    one = council.begin()
    assert "Nothing has been filled yet" in page(council, one)
    council.fill(one)
    assert one.state == "computed", "checked without errors: the numbers are there to be read"
    shown = page(council, one)
    assert "AMHPs of the authority 30" in shown and "Full-time equivalents" in shown
    assert "Of these, vacant (full-time equivalents) 0" in shown
    assert "More needed for day and night (full-time equivalents) not known" in shown
    council.post("contributor", one, do="send")
    assert state(one) == "in review"
    council.post("reviewer", one, do="pass")
    told = {"name": "Somebody", "role": "Director of adult social services", "sure": "on"}
    council.post("certifier", one, do="sign", **told)
    assert state(one) == "signed off"
    council.post("body-administrator", one, do="release")
    assert state(one) == "released"
    said_by = page(council, one, "certifier")
    assert "Signed off by Somebody, Director of adult social services" in said_by


def test_numbers_are_those_of_the_register_and_the_log(council: Authority) -> None:
    """Counted by hand: see the factory's own words."""
    one = council.fill(council.begin())
    sent = council.as_role("reviewer").get(council.at(f"returns/{one.pk}/numbers.csv"))
    rows = list(csv.DictReader(io.StringIO(sent.content.decode("utf-8-sig"))))
    found = {(row["item"], row["group"]): row["number"] for row in rows}
    assert found["people", ""] == "30" and found["people-profession", "NURSE"] == "6"
    assert (found["fte", ""], found["fte-known", ""]) == ("19.2", "24")
    assert (found["people-age", "55-59"], found["people-ethnicity", "black"]) == ("10", "10")
    assert (found["considered", ""], found["completed", ""]) == ("60", "60")
    assert (found["detained", ""], found["delays-reason", "BED"]) == ("20", "20")
    assert found["delay-hours", ""] == "100" or found["delay-hours", ""] == "100.0"
    assert (found["vacant-fte", ""], found["short-fte", ""]) == ("0.0", "")
    (unknown,) = [row["why"] for row in rows if row["item"] == "short-fte"]
    assert unknown == "not known"


def test_the_return_is_of_its_day_whatever_happened_since(council: Authority) -> None:
    later = Professional.objects.get(body=council.body, number=1)
    later.entries.create(event="end", on=site.now().date(), detail="REQ", recorded=site.now())
    one = council.fill(council.begin())
    assert "AMHPs of the authority 30" in page(council, one)


def test_whoever_begins_to_train_after_the_day_is_not_counted(council: Authority) -> None:
    for number, started in ((91, DAY), (92, DAY + timedelta(days=1))):
        one = Professional.objects.create(
            body=council.body, number=number, sealed_name=b"", profession="SW", made=site.NOW
        )
        Trainee.objects.create(professional=one, stage="COURSE", started=started)
    assert "People in training 1" in page(council, council.fill(council.begin()))


def test_what_is_asked_needs_a_number_or_not_known_and_never_both(council: Authority) -> None:
    one = council.begin()
    empty = said(council.post("contributor", one, "fill/"))
    assert "Posts for AMHP work: enter a number, or tick “not known”" in empty
    both = {"posts-fte": "3", "posts-fte-not-known": "on"}
    assert "not both" in said(council.post("contributor", one, "fill/", **both))
    assert "number of 0 or more" in said(
        council.post("contributor", one, "fill/", **{"posts-fte": "-1"})
    )
    assert state(one) == "draft"


def test_an_error_stops_it_and_says_what_to_do(council: Authority) -> None:
    one = council.fill(council.begin(), **{"vacant-fte": "30"})
    assert one.state == "uploaded"
    shown = page(council, one)
    assert "1 thing has to be put right before it can be sent" in shown
    assert "Of these, vacant: 30 full-time equivalents, which is more than" in shown
    council.post("contributor", one, do="send")
    assert state(one) == "uploaded"
    assert council.fill(one).state == "computed"


def open_tables(council: Authority, one: AmhpReturn) -> list[str]:
    client = council.as_role("contributor")
    told = client.get(council.at(f"returns/{one.pk}/")).content.decode()
    return re.findall(r'<details class="nhsuk-details" id="exact-part-([a-z-]+)" open>', told)


def test_tables_are_folded_but_for_what_is_wrong_or_was_asked_and_is_not_known(
    council: Authority,
) -> None:
    """A message of the check leads to its numbers; each folded table tells its first."""
    wrong = council.fill(council.begin(), **{"vacant-fte": "30"})
    assert open_tables(council, wrong) == ["vacancies"]
    shown = council.as_role("contributor").get(council.at(f"returns/{wrong.pk}/")).content.decode()
    assert re.search(r'<a href="#exact-vacancies">Of these, vacant: 30', shown)
    assert 'id="exact-vacancies"' in shown
    assert "How many AMHPs there are AMHPs of the authority: 30" in page(council, wrong)
    asked = council.fill(wrong)
    assert open_tables(council, asked) == ["vacancies"], "one answer is not known"
    all_said = council.fill(asked, **{"short-fte-not-known": "", "short-fte": "2"})
    assert open_tables(council, all_said) == []


def test_whoever_filled_it_neither_reviews_nor_signs_it(council: Authority) -> None:
    one = council.fill(council.begin())
    council.post("contributor", one, do="send")
    filler = council.users["contributor"]
    for role in ("reviewer", "certifier"):
        site.member(council.body, role, filler)
    assert "another person has to review it" in said(
        council.as_role("contributor").post(
            council.at(f"returns/{one.pk}/"), {"do": "pass"}, follow=True
        )
    )
    council.post("reviewer", one, do="pass")
    told = {"name": "Somebody", "role": "Director", "sure": "on"}
    council.post("contributor", one, do="sign", **told)
    assert state(one) == "in review"


def test_it_is_signed_only_after_a_review_and_released_by_another(council: Authority) -> None:
    one = council.fill(council.begin())
    council.post("contributor", one, do="send")
    told = {"name": "Somebody", "role": "Director", "sure": "on"}
    council.post("certifier", one, do="sign", **told)
    assert state(one) == "in review"
    council.post("reviewer", one, do="pass")
    council.post("certifier", one, do="sign", **told)
    council.post("certifier", one, do="release")
    assert state(one) == "signed off", "a release takes two people"


def test_what_waits_stands_on_the_first_page_of_whoever_can_do_it(council: Authority) -> None:
    def waits(role: str) -> str:
        return said(council.as_role(role).get("/"))

    one = council.begin()
    assert "Fill the national AMHP return" in waits("contributor")
    assert "Nothing waits for you" in waits("reviewer")
    council.post("contributor", council.fill(one), do="send")
    assert f"Review the national AMHP return : {council.body.name}" in waits("reviewer")
    site.member(council.body, "reviewer", council.users["contributor"])
    assert "Nothing waits for you" in waits("contributor"), "whoever filled it does not review it"
    council.post("reviewer", one, do="pass")
    assert "Sign off the national AMHP return" in waits("certifier")
    council.post("certifier", one, do="sign", name="N", role="R", sure="on")
    assert "Nothing waits for you" in waits("certifier"), "another person releases it"
    assert "Release the national AMHP return" in waits("body-administrator")


def test_a_page_that_is_out_of_date_moves_nothing(council: Authority) -> None:
    one = council.fill(council.begin())
    old = one.steps.order_by("-pk")[0].pk
    council.fill(one, **{"vacant-fte": "1"})
    council.post("contributor", one, do="send", seen=str(old))
    assert state(one) == "computed"


def test_given_back_it_says_why_and_is_filled_again(council: Authority) -> None:
    one = council.sign_off(council.fill(council.begin()))
    council.post("certifier", one, do="back", text="The trainees are missing.")
    assert state(one) == "changes requested"
    assert one.told is None, "the desk reads nothing that nobody answers for"
    assert "The trainees are missing." in page(council, one)
    assert council.sign_off(council.fill(one)).state == "signed off"


@pytest.mark.on_postgresql
def test_a_correction_supersedes_what_was_released(council: Authority) -> None:
    one = council.signed_off()
    council.post("body-administrator", one, do="release")
    council.post("contributor", one, "correct/", text="Two people were counted twice.")
    two = AmhpReturn.objects.get(body=council.body, version=2)
    council.sign_off(council.fill(two))
    council.post("body-administrator", two, do="release")
    assert (state(one), state(two)) == ("superseded", "released")


def test_last_year_stands_beside_this_one_and_what_changed_is_asked_about(
    council: Authority,
) -> None:
    council.sign_off(council.fill(council.begin(DAY.replace(year=2025)), residents="200000"))
    one = council.fill(council.begin())
    shown = page(council, one)
    assert "People who live in the area: 300,000 people, and 200,000 on 31 March 2025" in shown


def test_an_administrator_reads_what_the_desk_will_and_no_exact_number(
    council: Authority,
) -> None:
    one = council.signed_off()
    shown = page(council, one, "body-administrator")
    assert "for your organisation alone" not in shown
    assert "What the desks of region and country read" in shown
    file = council.as_role("body-administrator").get(council.at(f"returns/{one.pk}/numbers.csv"))
    assert file.status_code == 404
    assert council.as_role("director").get(council.at("returns/")).status_code == 404


@pytest.mark.parametrize(
    ("day", "words"),
    [
        pytest.param("2026-03-30", "ends on 31 March", id="another day"),
        pytest.param("2099-03-31", "That day has not come yet", id="a day to come"),
        pytest.param("", "Enter the last day of the year", id="no day"),
    ],
)
def test_a_year_that_cannot_be_is_refused(council: Authority, day: str, words: str) -> None:
    made = council.as_role("contributor").post(council.at("returns/"), {"day": day})
    assert words in said(made)


def test_only_councils_have_returns_and_only_those_who_upload_begin_them() -> None:
    trust = Authority(site.body(kind="nhs-trust"), people=0, work=0)
    assert trust.as_role("contributor").get(trust.at("returns/")).status_code == 404
    council = Authority(people=0, work=0)
    made = council.as_role("reviewer").post(council.at("returns/"), {"day": "2026-03-31"})
    assert made.status_code == 404 and not AmhpReturn.objects.exists()


def test_the_trail_holds_every_step_and_no_number(council: Authority) -> None:
    one = council.signed_off()
    trail = list(AuditEntry.objects.filter(about=f"amhp.amhpreturn:{one.pk}").order_by("number"))
    assert [each.what for each in trail] == [
        "national return begun", "upload", "check", "compute", "send to review", "reviewed",
        "sign off",
    ]  # fmt: skip


def test_work_whose_considerations_were_deleted_is_still_counted(council: Authority) -> None:
    """All but what was asked for, which is not kept: it is not known then, and not nought."""
    keeper = site.member(council.body, "duty-manager")
    work.set_retention(body=council.body, months=12, by=keeper, at=site.now())
    council.body.considerations.update(open=False)
    work.delete_after_their_time(at=site.now() + timedelta(days=3000))
    assert not council.body.considerations.exists()
    one = council.fill(council.begin())
    sent = council.as_role("reviewer").get(council.at(f"returns/{one.pk}/numbers.csv"))
    rows = list(csv.DictReader(io.StringIO(sent.content.decode("utf-8-sig"))))
    found = {(row["item"], row["group"]): row["number"] for row in rows}
    assert (found["considered", ""], found["completed", ""]) == ("60", "60")
    assert (found["detained", ""], found["delays-reason", "BED"]) == ("20", "20")
    assert sum(int(n) for (item, _), n in found.items() if item == "outcome") == 60
    assert {n for (item, _), n in found.items() if item == "considered-request"} == {""}
