"""The form on paper holds every field and every code of the pages."""

from datetime import date

import pytest
from tests.factories.amhp_work import Working, said

from evenhand.data.definitions.amhp_codes import code_lists
from evenhand.web.amhp.work import fields
from evenhand.web.amhp.work.forms.parts import choices_of
from evenhand.web.amhp.work.paper import paper_form
from evenhand.web.amhp.work.words import LABELS

DAY = date(2026, 3, 1)


def test_every_field_is_on_paper_once() -> None:
    labels = [line.label for part in paper_form(code_lists(), DAY) for line in part.lines]
    expected = [LABELS[name] for name in fields.ALL if name != "extended_hours"]
    assert sorted(map(str, labels)) == sorted(map(str, expected))


def test_a_code_that_is_offered_on_a_page_has_a_box() -> None:
    lines = {line.label: line for part in paper_form(code_lists(), DAY) for line in part.lines}
    for name in (*fields.CODES, *fields.MANY):
        assert lines[LABELS[name]].boxes == choices_of(name, code_lists(), DAY), name


@pytest.mark.django_db
def test_it_is_printed_by_whoever_does_the_work_and_nobody_else() -> None:
    work = Working()
    address = work.service.at("considerations/paper/")
    page = said(work.service.as_role("amhp").get(address))
    assert "Section 136" in page and "White: British" in page and "destroy it once" in page
    assert work.service.as_role("director").get(address).status_code == 404
