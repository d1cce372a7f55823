"""What was done is written down, cannot be changed unnoticed, and can forget a person."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from tests.factories import site

from evenhand.web.core import queries
from evenhand.web.core.actions import forget, note
from evenhand.web.core.models import AuditEntry, RecordKey

pytestmark = [pytest.mark.django_db, pytest.mark.on_postgresql]


@pytest.fixture
def trail() -> None:
    """A few entries about two records."""
    for number in range(4):
        note(
            by="1",
            at=site.NOW,
            what="changed",
            about=f"thing:{number % 2}",
            body="some-council",
            before={"colour": number},
            after={"colour": number + 1},
        )


def test_a_trail_as_it_was_written_verifies(trail: None) -> None:
    said = StringIO()
    call_command("audit", "verify", stdout=said)
    assert "verifies: 4 entries" in said.getvalue()


@pytest.mark.parametrize(
    ("field", "value"),
    [("what", "nothing"), ("by", "2"), ("sealed", b"other"), ("about", "thing:9"), ("body", "")],
)
def test_an_entry_that_was_changed_is_found(trail: None, field: str, value: object) -> None:
    AuditEntry.objects.filter(number=2).update(**{field: value})
    with pytest.raises(CommandError, match="Entry 2 was changed"):
        call_command("audit", "verify")


def test_an_entry_that_was_taken_out_is_found(trail: None) -> None:
    AuditEntry.objects.filter(number=2).delete()
    with pytest.raises(CommandError, match="Entry 2 is missing"):
        call_command("audit", "verify")


def test_what_changed_is_read_with_the_record_s_key(trail: None) -> None:
    newest = queries.entries_of("some-council", newest=10)[0]
    assert (newest.before, newest.after) == ({"colour": 3}, {"colour": 4})


def test_a_forgotten_record_cannot_be_read_and_the_trail_still_verifies(trail: None) -> None:
    forget(about="thing:1", by="1", at=site.NOW, body="some-council")
    assert queries.what_is_broken() == ""
    entries = queries.entries_of("some-council", newest=10)
    assert [each.forgotten for each in entries if each.about == "thing:1"] == [True, True]
    assert [each.before for each in entries if each.about == "thing:0"] != [None, None]
    assert not RecordKey.objects.filter(about="thing:1").exists()


def test_what_changed_does_not_stand_in_the_database_in_clear() -> None:
    site.body(name="Telltale Council")
    sealed = b"".join(bytes(each.sealed) for each in AuditEntry.objects.all())
    assert b"Telltale" not in sealed


def test_an_administrator_reads_what_was_done_in_the_body() -> None:
    body = site.body()
    user = site.member(body, "body-administrator")
    page = site.visitor(user).get(f"/bodies/{body.slug}/audit/").content.decode()
    assert "joined" in page and user.name in page
