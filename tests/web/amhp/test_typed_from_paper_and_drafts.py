"""A form on paper is typed in on one page; an answer says which draft a browser may let go of."""

import re

import pytest
from tests.factories.amhp_work import Working, professional, said

from evenhand.web.amhp.models import Consideration
from evenhand.web.amhp.work.forms.parts import ON_PAPER, PARTS

pytestmark = pytest.mark.django_db
MARK = "0123456789abcdef0123456789abcdef"


@pytest.fixture
def work() -> Working:
    return Working()


def test_all_that_the_paper_holds_is_on_one_page_in_the_order_of_the_paper(work: Working) -> None:
    amhp = work.service.as_role("amhp")
    typed = amhp.get(work.service.at("considerations/from-paper/")).content.decode()
    paper = amhp.get(work.service.at("considerations/paper/")).content.decode()
    titles = [str(PARTS[name].title) for name in ON_PAPER]
    for page in (typed, paper):
        assert re.findall(r"<h2[^>]*>([^<]+)</h2>", page) == titles
    for name in (name for part in ON_PAPER for name in PARTS[part].names):
        assert re.search(rf'name="{name}(_day)?"', typed), name


def test_what_is_typed_is_saved_in_one_go_and_asked_about(work: Working) -> None:
    who = professional(work.body)
    amhp = work.service.as_role("amhp")
    told = {
        "request": "S13_1", "referrer": "GP", "outcome": "S2", "amhp": str(who.pk), "attended": "True",
        "referred_day": "2026-03-01", "referred_time": "02:40", "age_band": "18-34",
        "communication": ["EASY_READ"], "once": "a", "reasons_sent": "2026-03-03",
    }  # fmt: skip
    address = work.service.at("considerations/from-paper/")
    page = said(amhp.post(address, told, follow=True))
    row = Consideration.objects.get()
    assert f"Saved as {row.reference}" in page and "no time of an assessment" in page
    assert (row.request, row.outcome, row.amhp, row.attended) == ("S13_1", "S2", who, True)
    assert f"{row.referred:%H:%M}" == "02:40" and str(row.reasons_sent) == "2026-03-03"
    assert row.changes.count() == 1
    amhp.post(address, told)
    assert Consideration.objects.count() == 1


def test_an_hour_that_was_there_twice_is_asked_about_with_all_else_still_there(
    work: Working,
) -> None:
    amhp = work.service.as_role("amhp")
    told = {"referred_day": "2025-10-26", "referred_time": "01:30", "age_band": "18-34"}
    address = work.service.at("considerations/from-paper/")
    answer = amhp.post(address, told)
    assert answer.status_code == 422
    assert "The earlier, before the clocks went back" in said(answer)
    assert re.search(r'value="18-34"[^>]*checked', answer.content.decode())
    amhp.post(address, told | {"referred_which": "later"})
    referred = Consideration.objects.get().referred
    assert referred is not None and referred.hour == 1


def open_parts(page: str) -> dict[str, str]:
    """What stands beside the title of each part that is open."""
    found = re.findall(
        r"<details class=.nhsuk-details. open><summary[^>]*><h2[^>]*>([^<]+)</h2>(.*?)</summary>",
        page,
    )
    return {title: re.sub(r"<[^>]+>", "", rest).strip() for title, rest in found}


def test_parts_are_folded_and_open_where_something_is_wrong(work: Working) -> None:
    """The first is open. What is wrong is open, and folded parts say how many answers they hold."""
    amhp = work.service.as_role("amhp")
    address = work.service.at("considerations/from-paper/")
    empty = amhp.get(address)
    assert open_parts(empty.content.decode()) == {"Referral": ""}
    assert not re.search(r"\d answer", said(empty))
    wrong = {"referred_day": "2026-03-01", "miles": "-3", "age_band": "18-34", "gender": "MALE"}
    answer = amhp.post(address, wrong)
    page = answer.content.decode()
    assert open_parts(page) == {
        "Referral": "",
        "Times": "1 answer",
        "Area and transport": "1 answer",
    }
    assert "The person 2 answers" in said(answer)
    for name in ("referred_time", "miles"):
        assert f'href="#id_{name}"' in page and f'id="id_{name}"' in page


def test_it_is_typed_in_by_whoever_does_the_work_and_nobody_else(
    work: Working,
) -> None:
    address = work.service.at("considerations/from-paper/")
    assert work.service.as_role("director").get(address).status_code == 404


@pytest.mark.parametrize(
    ("rest", "told"),
    [
        ("part/person/", {"age_band": "18-34"}),
        ("part/person/", {}),
        ("step/", {"step": "accepted", "when_day": "2026-03-02", "when_time": "04:00"}),
        ("asks/", {"what": "BED"}),
        ("delays/", {"reason": "BED"}),
        ("clocks/", {"rule": "S52", "starts_day": "2026-03-02", "starts_time": "04:00"}),
        ("safety/", {"day": "2026-03-02"}),
        ("relative/", {}),
        ("notes/", {"kind": "OTHER", "text": "nothing more"}),
    ],
)
def test_the_page_that_answers_names_the_draft_that_is_saved(
    work: Working, rest: str, told: dict[str, str]
) -> None:
    row = work.begin()
    amhp = work.service.as_role("amhp")
    sent = {**told, "version": str(row.version), "draft": MARK}
    page = amhp.post(work.page(row, rest), sent, follow=True).content.decode()
    assert f'data-accepted="{MARK}"' in page


def test_a_draft_that_could_not_be_saved_is_not_named_and_no_other_text_is_either(
    work: Working,
) -> None:
    row = work.begin()
    amhp = work.service.as_role("amhp")
    wrong = {"person": "9434765919", "draft": MARK}
    page = amhp.post(work.page(row, "part/person/"), wrong, follow=True).content.decode()
    assert "data-accepted" not in page
    other = {"age_band": "18-34", "draft": '"><b>', "version": str(row.version)}
    page = amhp.post(work.page(row, "part/person/"), other, follow=True).content.decode()
    assert "Saved." in page and "data-accepted" not in page
