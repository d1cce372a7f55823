"""What the trail says of the register: what was done, and no words that are the keeper's alone."""

from datetime import date

import pytest
from tests.factories.amhp_register import APPROVED, Register, register
from tests.factories.amhp_work import said

from evenhand.domain.amhp.register_entries import Event
from evenhand.web.amhp.models import Entry
from evenhand.web.amhp.register import actions

pytestmark = pytest.mark.django_db
SECRET = "Zebra"


@pytest.fixture
def council() -> Register:
    return register()


def trail(council: Register) -> str:
    client = council.as_role("body-administrator")
    return said(client.get(f"/bodies/{council.body.slug}/audit/"))


def everything(council: Register) -> None:
    """Every write to the register that has words in it."""
    by = {"by": council.keeper, "at": council.now()}
    who = council.approved(f"{SECRET} name", registration=f"{SECRET} number")
    actions.change_person(
        professional=who, told={"name": f"{SECRET} other", "sexual_orientation": SECRET}, **by
    )
    actions.add_evidence(professional=who, leaf="1a", on=APPROVED, text=f"{SECRET} text", **by)
    actions.set_training(
        professional=who, told={"stage": "COURSE", "mentor": f"{SECRET} mentor"}, **by
    )
    council.entry(who, Event.SUSPEND, date(2026, 1, 5), words=f"{SECRET} words")
    council.entry(
        who, Event.TRAINING, date(2026, 1, 6), title=f"{SECRET} title", hours=2.0, agreed=None
    )
    entry = Entry.objects.get(event="training")
    actions.take_out(entry=entry, why=f"{SECRET} why", **by)
    actions.add_arrangement(
        body=council.body,
        kind="LEGAL_ADVICE",
        words=f"{SECRET} lawyer",
        since=APPROVED,
        until=None,
        **by,
    )


def test_an_administrator_reads_no_words_of_the_register(council: Register) -> None:
    everything(council)
    told = trail(council)
    assert SECRET not in told
    for done in ("put on the register", "evidence of competence", "arrangement recorded"):
        assert done in told.lower(), done


def test_it_says_which_fields_were_written_and_when_it_happened(council: Register) -> None:
    everything(council)
    told = trail(council)
    assert "2026-01-05" in told
    for field in ("words", "text", "why", "mentor", "sexual_orientation"):
        assert field in told, field
