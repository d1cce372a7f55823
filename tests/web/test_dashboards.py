"""What people look at: a year at a glance, the board's page, bodies compared, who sees what and when."""

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from tests.factories import site
from tests.factories.releases import a_year, released
from tests.factories.results import a_result

from evenhand.domain.results.result import Finding, Result
from evenhand.web.bodies.models import Body
from evenhand.web.releases.models import Release

pytestmark = pytest.mark.django_db
LAST, THIS = date(2024, 3, 31), date(2025, 3, 31)


def text(client: Client, page: str) -> str:
    answer = client.get(page)
    assert answer.status_code == 200, (page, answer.status_code)
    return str(answer.content.decode())


def reader(body: Body, role: str = "reader") -> Client:
    return site.visitor(site.member(body, role))


def ratio(x: int, **changes: Any) -> Result:
    """A ratio of `x` of 680 to 60 of 1580."""
    value = (x / 680) / (60 / 1580)
    told = {"numerator": x, "value": value, "low": value / 1.4, "high": value * 1.4, "change": None}
    return a_result(**(told | changes))


def write_neighbours(file: Path, own: str, near: str, far: str) -> None:
    """A file in DfE's form in which only `near` is like `own`."""
    columns = ["old_la_code", "la_name", *(f"SN_{place}" for place in range(1, 11))]
    rows = [["201", own, "202", *[""] * 9], ["202", near, *[""] * 10], ["203", far, *[""] * 10]]
    file.write_text("\n".join(",".join(row) for row in [columns, *rows]), encoding="utf-8")


def trusts(count: int, *, region: Body | None = None, at: datetime = site.NOW) -> list[Body]:
    """Trusts that have released a year, each with another figure."""
    made = [site.body(kind="nhs-trust", parent=region) for _ in range(count)]
    for number, each in enumerate(made):
        released(each, results=[ratio(20 + 12 * number)], approved_at=at)
    return made


class TestAtAGlance:
    def test_its_own_people_see_the_newest_year_that_is_worked_out(self) -> None:
        body = site.body(kind="nhs-trust")
        released(body, LAST)
        a_year(body, THIS, "computed", results=[ratio(80)])
        page = text(reader(body, "contributor"), f"/bodies/{body.slug}/dashboard/")
        assert "Year to 31 March 2025: computed." in page
        assert "80 of 680" in page
        assert "Internal" in page

    def test_a_board_reader_sees_what_was_released_and_no_more(self) -> None:
        body = site.body(kind="nhs-trust")
        released(body, LAST)
        a_year(body, THIS, "computed", results=[ratio(80)])
        page = text(reader(body), f"/bodies/{body.slug}/dashboard/")
        assert "Year to 31 March 2024: released." in page
        assert "80 of 680" not in page
        assert f"/bodies/{body.slug}/board/2024-03-31/nhs-wres-3/" in page

    def test_before_anything_is_there_it_says_what_comes_next(self) -> None:
        body = site.body()
        a_year(body, THIS, "checked")
        page = f"/bodies/{body.slug}/dashboard/"
        assert "The year to 31 March 2025 is checked." in text(reader(body, "contributor"), page)
        assert "once a year has been released" in text(reader(body), page)

    @pytest.mark.parametrize("role", ["body-administrator"])
    def test_who_may_read_no_figures_finds_no_page(self, role: str) -> None:
        body = site.body()
        assert reader(body, role).get(f"/bodies/{body.slug}/dashboard/").status_code == 404

    def test_an_arrow_stands_only_where_the_change_is_real(self) -> None:
        rising, steady = site.body(kind="nhs-trust"), site.body(kind="nhs-trust")
        for body, then in ((rising, 20), (steady, 75)):
            released(body, LAST, results=[ratio(then)])
            released(body, THIS, results=[ratio(80)])
        page = text(reader(rising), f"/bodies/{rising.slug}/dashboard/")
        assert "rose since 2024" in page
        assert "\N{UPWARDS ARROW}" in page
        page = text(reader(steady), f"/bodies/{steady.slug}/dashboard/")
        assert "no clear change since 2024" in page
        assert "\N{UPWARDS ARROW}" not in page

    def test_no_change_is_told_across_a_break(self) -> None:
        body = site.body(kind="nhs-trust")
        released(body, LAST, results=[ratio(20, edition="2024")])
        released(body, THIS, results=[ratio(80)])
        page = text(reader(body), f"/bodies/{body.slug}/dashboard/")
        assert "rose" not in page
        assert "one year only" in page

    def test_it_says_where_the_body_stands_among_those_of_its_kind(self) -> None:
        own = trusts(6)[0]
        page = text(reader(own), f"/bodies/{own.slug}/dashboard/")
        assert "Rank 1 of 6 (1 to " in page
        assert "cannot be told apart from" in page

    def test_among_few_peers_it_has_no_place(self) -> None:
        own = trusts(3)[0]
        page = text(reader(own), f"/bodies/{own.slug}/dashboard/")
        assert "No place among peers is shown" in page
        assert "Rank 1 of" not in page

    def test_a_figure_that_is_not_released_has_its_place_among_those_that_are(self) -> None:
        trusts(5)
        own = site.body(kind="nhs-trust")
        a_year(own, THIS, "computed", results=[ratio(200)])
        page = text(reader(own, "reviewer"), f"/bodies/{own.slug}/dashboard/")
        assert "Rank 6 of 6" in page

    def test_other_peers_can_be_chosen_and_where_they_are_not_known_it_is_said(self) -> None:
        own, *others = trusts(6)
        page = f"/bodies/{own.slug}/dashboard/"
        listed = "&".join(f"with={each.slug}" for each in others[:4])
        assert "Rank 1 of 5" in text(reader(own), f"{page}?among=list&{listed}")
        said = text(reader(own), f"{page}?among=neighbours")
        assert "Statistical neighbours are not known to this site" in said

    def test_peers_that_share_nothing_yet_are_not_counted(self) -> None:
        own, *others = trusts(6)
        later = timezone.now() + timedelta(days=9)
        Release.objects.filter(body__in=others).update(peers_from=later, public_from=later)
        page = text(reader(own), f"/bodies/{own.slug}/dashboard/")
        assert "No place among peers is shown" in page


class TestForTheBoard:
    def test_a_released_year_on_one_page_with_its_documents(self) -> None:
        body = site.body(kind="nhs-trust")
        released(body)
        for role in ("reader", "contributor", "certifier", "body-administrator"):
            client = reader(body, role)
            page = text(client, f"/bodies/{body.slug}/board/")
            for said in ("What stands out", "What changed", "What cannot be said", "No action yet"):
                assert said in page
            document = client.get(
                f"/bodies/{body.slug}/board/2025-03-31/documents/board-summary.pdf"
            )
            assert document.content == b"%PDF of board readers"

    def test_what_the_figures_cannot_tell_is_said(self) -> None:
        body = site.body(kind="nhs-trust")
        unclear = ratio(41, finding=Finding.CANNOT_TELL)
        released(body, results=[unclear])
        page = text(reader(body), f"/bodies/{body.slug}/board/")
        assert "whether there is a difference: Formal disciplinary process." in page

    def test_a_year_that_is_not_released_is_nobody_s_to_see_there(self) -> None:
        body = site.body(kind="nhs-trust")
        a_year(body, THIS, "signed off")
        client = reader(body, "certifier")
        assert "Nothing has been released yet" in text(client, f"/bodies/{body.slug}/board/")
        for page in ("nhs-wres-3/", "documents/report.html"):
            answer = client.get(f"/bodies/{body.slug}/board/2025-03-31/{page}")
            assert answer.status_code == 404

    def test_a_stranger_finds_no_page_of_a_released_year(self) -> None:
        body, other = site.body(kind="nhs-trust"), site.body(kind="nhs-trust")
        released(body)
        region = site.body(kind="region")
        for client in (reader(other), reader(region, "regional-analyst")):
            for page in ("dashboard/", "board/", "board/2025-03-31/nhs-wres-3/",
                         "board/2025-03-31/documents/report.html"):  # fmt: skip
                assert client.get(f"/bodies/{body.slug}/{page}").status_code == 404

    def test_an_indicator_shows_the_years_and_where_they_break(self) -> None:
        body = site.body(kind="nhs-trust")
        released(body, LAST, results=[ratio(20, edition="2024")])
        released(body, THIS, results=[ratio(80)])
        page = text(reader(body), f"/bodies/{body.slug}/board/2025-03-31/nhs-wres-3/")
        assert page.index("How sure") < page.index("What is being done")
        assert page.index("What is being done") < page.index("How it was worked out")
        assert "Years side by side" in page
        assert "edition 2024 before, 2025 from here" in page


class TestCompared:
    PAGE = "/compare/?indicator=nhs-wres:3"

    @pytest.mark.on_postgresql
    def test_everybody_sees_what_is_public_with_limits_and_ranks(self) -> None:
        bodies = trusts(6)
        page = text(Client(), f"{self.PAGE}&body={bodies[0].slug}")
        assert f"{bodies[0].name}: 0.77" in page
        assert "99.8% limits" in page
        assert "Cannot be told apart from" in page
        assert "Shrunken figure" in page
        assert all(each.name in page for each in bodies)

    @pytest.mark.on_postgresql
    def test_a_release_is_seen_by_its_own_then_by_peers_then_by_everybody(self) -> None:
        (body,) = trusts(1)
        later = timezone.now() + timedelta(days=9)
        everybody, peer, own = Client(), reader(site.body()), reader(body)

        def seen() -> list[bool]:
            return [body.name in text(each, self.PAGE) for each in (everybody, peer, own)]

        Release.objects.update(peers_from=later, public_from=later)
        assert seen() == [False, False, True]
        Release.objects.update(peers_from=site.NOW - timedelta(days=999))
        assert seen() == [False, True, True]
        Release.objects.update(public_from=site.NOW - timedelta(days=999))
        assert seen() == [True, True, True]

    def test_what_was_withdrawn_is_compared_no_more(self) -> None:
        bodies = trusts(2)
        assert bodies[0].name in text(Client(), self.PAGE)
        Release.objects.filter(body=bodies[0]).update(state="withdrawn")
        assert bodies[0].name not in text(Client(), self.PAGE)

    def test_a_group_of_one_s_own_stands_in_the_address(self) -> None:
        bodies = trusts(4)
        listed = "&".join(f"with={each.slug}" for each in bodies[:2])
        page = text(Client(), f"{self.PAGE}&among=list&{listed}")
        table = page[page.index("Every organisation as a table") : page.index("</table>")]
        assert bodies[1].name in table
        assert bodies[2].name not in table

    @pytest.mark.on_postgresql
    def test_the_bodies_of_a_region_are_a_group(self) -> None:
        region = site.body("Test Region", "region")
        (inside,), (outside,) = trusts(1, region=region), trusts(1)
        page = text(Client(), f"{self.PAGE}&among=in:Test+Region")
        table = page[page.index("Every organisation as a table") : page.index("</table>")]
        assert inside.name in table
        assert outside.name not in table

    def test_without_a_file_of_neighbours_it_is_said_and_all_are_compared(self) -> None:
        bodies = trusts(2)
        page = text(Client(), f"{self.PAGE}&body={bodies[0].slug}&among=neighbours")
        assert "Statistical neighbours are not known to this site" in page
        assert bodies[1].name in page

    def test_statistical_neighbours_are_those_of_the_file(
        self, settings: Any, tmp_path: Path
    ) -> None:
        settings.REFERENCE = tmp_path
        own, near, far = trusts(3)
        write_neighbours(tmp_path / "sn_model_2025_wide.csv", own.name, near.name, far.name)
        page = text(Client(), f"{self.PAGE}&body={own.slug}&among=neighbours")
        table = page[page.index("Every organisation as a table") : page.index("</table>")]
        assert near.name in table
        assert far.name not in table

    @pytest.mark.parametrize("query", ["", "?indicator=x:y&line=z&year=1&among=q&body=no&with=no"])
    def test_what_is_not_there_cannot_be_asked_for(self, query: str) -> None:
        assert "No figures are open to you yet" in text(Client(), f"/compare/{query}")
        trusts(1)
        assert "Formal disciplinary process" in text(Client(), f"/compare/{query}")

    @pytest.mark.on_postgresql
    def test_of_two_releases_of_a_year_the_year_s_own_counts(self) -> None:
        body = site.body(kind="nhs-trust")
        released(body, LAST, results=[ratio(30)])
        released(body, THIS, results=[ratio(80)])
        Release.objects.get(body=body, snapshot=THIS).figures.update(snapshot=LAST.isoformat())
        page = text(Client(), f"{self.PAGE}&year=2024-03-31")
        assert "30 of 680" in page


def test_what_waits_is_told_to_whoever_can_do_it() -> None:
    body = site.body()
    year = a_year(body, THIS, "in review")
    assert "Review the figures" in text(reader(body, "reviewer"), "/")
    assert "Nothing waits for you" in text(reader(body, "contributor"), "/")
    assert "Nothing waits for you" in text(reader(site.body(), "reviewer"), "/")
    uploader = year.uploaded_by
    site.member(body, "reviewer", uploader)
    assert "Nothing waits for you" in text(site.visitor(uploader), "/")


def test_who_prepared_a_release_waits_for_another_to_approve_it() -> None:
    body = site.body()
    year = a_year(body, THIS, "signed off")
    administrator = reader(body, "body-administrator")
    assert "Have the release prepared" in text(administrator, "/")
    assert f"/bodies/{body.slug}/years/{year.pk}/release/" in text(administrator, "/")
