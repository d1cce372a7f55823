"""A site in another language: made-up words come out on pages, in refusals and mistakes, at run time."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client, override_settings
from tests.factories import catalogue, site
from tests.factories.public_releases import Year

from evenhand.web.bodies.models import Body
from evenhand.web.bodies.rules import Refused, must_leave_an_administrator
from evenhand.web.config.language import language
from evenhand.web.core.management.commands.makemessages import as_python
from evenhand.web.core.queries import entries_of
from evenhand.web.submissions import actions
from evenhand.web.submissions.models import Submission
from evenhand.web.submissions.rules import must_be_allowed

pytestmark = pytest.mark.django_db
WORDS = {
    "Page not found": "Dalen ddim yma",
    "That day has not come yet. Give the day on which the workforce was counted.": "Zub zub.",
    "This year is %(state)s.": "%(state)s: plok.",
    "This year is %(state)s, so that cannot be done now. Look at its list again.": "Frin %(state)s!",
    "draft": "wibbel",
    "year begun": "plok begun",
    "Council": "Kounzl",
    "Days until everybody sees a release": "Dags",
    "{label}: enter a number of days": "{label} hum dags",
    "March": "Marz",
    "There would be no administrator left. Make somebody else administrator first.": "Nix.",
    "1 organisation has “%(text)s” in its name.\0%(num)s organisations have “%(text)s” in their "
    "names.": "Un “%(text)s”.\0%(num)s of “%(text)s”.",
}


@pytest.fixture
def made_up(tmp_path: Path) -> Iterator[None]:
    catalogue.write(tmp_path, "cy", WORDS)
    with override_settings(LOCALE_PATHS=[tmp_path], LANGUAGE_CODE="cy"):
        yield


@pytest.fixture
def body() -> Body:
    return site.body("Some Council")


def text(client: Client, address: str, **sent: str) -> str:
    answer = client.post(address, sent) if sent else client.get(address)
    return answer.content.decode()


@pytest.mark.usefixtures("made_up")
def test_a_page_comes_out_in_the_words_of_the_catalogue() -> None:
    said = text(Client(), "/nowhere/")
    assert "<h1>Dalen ddim yma</h1>" in said
    assert '<html lang="cy">' in said


@pytest.mark.usefixtures("made_up")
def test_a_refusal_comes_out_in_the_words_of_the_catalogue(body: Body) -> None:
    client = site.visitor(site.member(body, "contributor"))
    said = text(client, f"/bodies/{body.slug}/years/", snapshot="2999-03-31")
    assert "Zub zub." in said
    with pytest.raises(Refused, match="^Nix.$"):
        must_leave_an_administrator("body-administrator", others=0)


@pytest.mark.usefixtures("made_up")
def test_a_state_is_kept_as_it_is_and_said_in_other_words(body: Body) -> None:
    member = site.member(body, "contributor")
    year = actions.start(body=body, snapshot=site.NOW.date(), by=member, at=site.NOW)
    said = text(site.visitor(member), f"/bodies/{body.slug}/years/{year.pk}/")
    assert "wibbel: plok." in said
    assert "31 Marz 2026" in said
    assert Submission.objects.get().state == "draft"
    with pytest.raises(Refused, match="^Frin wibbel!$"):
        must_be_allowed("sign off", year.state, None)


@pytest.mark.usefixtures("made_up")
def test_the_trail_is_kept_as_it_is_and_said_in_other_words(body: Body) -> None:
    member = site.member(body, "body-administrator")
    actions.start(body=body, snapshot=site.NOW.date(), by=member, at=site.NOW)
    assert entries_of(body.slug, newest=1)[0].what == "year begun"
    assert "<td>plok begun</td>" in text(site.visitor(member), f"/bodies/{body.slug}/audit/")


@pytest.mark.usefixtures("made_up")
def test_a_mistake_in_a_form_comes_out_with_its_label(body: Body) -> None:
    client = site.visitor(site.member(body, "body-administrator"))
    assert "Dags hum dags" in text(client, f"/bodies/{body.slug}/settings/", colour="blue")


@pytest.mark.usefixtures("made_up")
def test_a_number_decides_the_form() -> None:
    Year(site.body("Aberton Council")).released()
    assert "Un “Aber”." in text(Client(), "/reports/?q=Aber")
    assert "Kounzl" in text(Client(), "/reports/?q=Aber")
    Year(site.body("Abercross Council")).released()
    assert "2 of “Aber”." in text(Client(), "/reports/?q=Aber")


def test_what_a_browser_would_like_changes_nothing() -> None:
    Year().released()
    english, welsh = (
        Client().get("/reports/", headers={"accept-language": told}) for told in ("en-GB", "cy")
    )
    assert english.content == welsh.content
    assert 'lang="en-gb"' in welsh.content.decode()
    assert "Accept-Language" not in welsh["Vary"]


def test_a_site_is_in_a_language_that_is_known() -> None:
    assert language("") == "en-gb"
    assert language("cy") == "cy"
    with pytest.raises(ValueError, match="one of en-gb, cy. It is tlh"):
        language("tlh")


def test_words_of_templates_are_collected_for_translators() -> None:
    made = as_python(
        "<p>somebody's {{ day }}</p>\n"
        '<nav aria-label="{{ _("Back") }}">{{ link({"text": _("Year to %(day)s", day=day)}) }}\n'
        '{{ ngettext("%(num)d day", "%(num)d days", days | length) }} {{ _(each.what) }}'
    )
    assert [ast.unparse(each) for each in ast.parse(made).body] == [
        "_('Back')",
        "_('Year to %(day)s')",
        "ngettext('%(num)d day', '%(num)d days', 0)",
    ]
    assert made.splitlines()[0] == ""
