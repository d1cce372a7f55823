"""A council's spreadsheet on the site: checked first, then taken whole or not at all."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.factories.amhp_register import GOOD, Register, register

from evenhand.web.amhp.models import Entry, Notice, Professional
from evenhand.web.amhp.register import queries

pytestmark = [pytest.mark.django_db, pytest.mark.on_postgresql]


@pytest.fixture
def council() -> Register:
    return register()


@pytest.fixture
def keeper(council: Register) -> Client:
    return council.as_role("register-keeper")


def check(council: Register, keeper: Client, text: str) -> str:
    file = SimpleUploadedFile("register.csv", text.encode())
    answer = keeper.post(council.at("register/import/"), {"file": file})
    assert answer.status_code == 200
    return answer.content.decode()


def take(council: Register, keeper: Client, page: str) -> int:
    found = re.search(r'name="kept" value="([^"]+)"', page)
    assert found is not None
    return keeper.post(council.at("register/import/"), {"kept": found[1]}).status_code


def test_a_file_is_checked_without_being_kept_and_then_taken_whole(
    council: Register, keeper: Client
) -> None:
    page = check(council, keeper, GOOD)
    assert "Every row is right." in page
    assert not Professional.objects.exists()
    assert take(council, keeper, page) == 302
    first, second = Professional.objects.all()
    assert (queries.name_of(first), first.profession) == ("Person A", "NURSE")
    assert str(first.registration_expires) == "2027-01-01"
    entries = queries.log_of(first).entries
    assert [str(each.event) for each in entries] == ["approve", "training", "suspend"]
    assert entries[0].authority == council.body.name
    assert str(entries[0].course_completed) == "2023-07-01"
    assert entries[2].at.hour == 13  # 14:00 in London's summer
    assert queries.standing(second, council.now()).end_reason == "REQ"
    assert not Notice.objects.exists()


def test_the_same_file_twice_is_recognised(council: Register, keeper: Client) -> None:
    page = check(council, keeper, GOOD)
    take(council, keeper, page)
    assert "This very file was taken before" in check(council, keeper, GOOD)
    assert take(council, keeper, page) == 200
    assert Professional.objects.count() == 2


def test_people_who_are_there_already_are_named_and_nothing_is_taken(
    council: Register, keeper: Client
) -> None:
    council.person("person b")
    page = check(council, keeper, GOOD)
    found = re.search(r'name="kept" value="([^"]+)"', page)
    answer = keeper.post(council.at("register/import/"), {"kept": found[1] if found else ""})
    assert "Person B is on the register already" in answer.content.decode()
    assert (Professional.objects.count(), Entry.objects.count()) == (1, 0)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("7,,unsuspend,2024-04-01,,,,", "is approved and not suspended"),
        ("7,,aprove,2024-04-01,,,,", "There is no such event"),
        ("7,,training,2024-04-01,,many,yes,", "The hours are no number"),
        ("8,,approve,2024-04-01,,,,", "No row says what this person is called"),
        ("7,Person Z,training,2024-04-01,,1,yes,", "has another name in a row before"),
        ("8,person A,approve,2024-04-01,,,,", "7 has the same name"),
    ],
)
def test_what_cannot_be_is_shown_by_row_and_nothing_can_be_taken(
    council: Register, keeper: Client, row: str, said: str
) -> None:
    page = check(council, keeper, f"{GOOD}{row}\n")
    assert said in page
    assert 'name="kept"' not in page
    assert not Professional.objects.exists()


def test_a_file_that_is_no_such_table_is_refused_in_words(
    council: Register, keeper: Client
) -> None:
    assert "has no column" in check(council, keeper, "a,b\n1,2\n")
    assert "Choose a CSV file that is not empty" in check(council, keeper, "")
    assert "larger than 400 KB" in check(council, keeper, GOOD + "x" * 400_000)


def test_a_page_changed_on_its_way_takes_nothing(council: Register, keeper: Client) -> None:
    for kept in ("bm90aGluZw==", "not base64 at all"):
        answer = keeper.post(council.at("register/import/"), {"kept": kept})
        assert "Choose the file again" in answer.content.decode()
    assert not Professional.objects.exists()
