"""Reports go upwards: every number within the service, small numbers protected for those outside."""

import io
import json
import zipfile
from html import unescape
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.factories import site
from tests.factories.amhp_region import busy
from tests.factories.amhp_work import Working, said
from tests.factories.command import evenhand

from evenhand.domain.amhp.clocks_time import at_london
from evenhand.reporting.cut_document import NotADocument, cut
from evenhand.web.amhp.models import KeptReport
from evenhand.web.core.models import AuditEntry

pytestmark = pytest.mark.django_db


@pytest.fixture
def work() -> Working:
    return Working()


def test_there_is_nothing_to_report_on_before_a_month_is_over(work: Working) -> None:
    page = said(work.service.as_role("director").get(work.service.at("reports/")))
    assert "There is nothing to report on yet" in page


def test_the_service_reads_every_number_and_the_director_what_is_protected(work: Working) -> None:
    month = busy(work)
    manager, director = (work.service.as_role(role) for role in ("duty-manager", "director"))
    own = said(manager.get(work.service.at(f"reports/{month}/month/service.html")))
    assert "12 cases were considered" in own
    outside = said(director.get(work.service.at(f"reports/{month}/month/board.html")))
    assert "small numbers are hidden" in outside and "12 cases were considered" not in outside
    assert director.get(work.service.at(f"reports/{month}/month/service.html")).status_code == 404
    listed = director.get(work.service.at("reports/")).content.decode()
    assert f"{month}/month/board/" in listed and "/service/" not in listed


def test_a_page_shows_what_its_file_says_and_offers_the_file(work: Working) -> None:
    month = busy(work)
    director = work.service.as_role("director")
    page = director.get(work.service.at(f"reports/{month}/month/board/")).content.decode()
    file = director.get(work.service.at(f"reports/{month}/month/board.html")).content.decode()
    for section in cut(file).sections:
        assert unescape(section.title) in page
        for chapter in section.chapters:
            assert all(piece in page for piece in (*chapter.shown, *chapter.folded))
    for kind in ("pdf", "docx", "xlsx", "html"):
        assert f"{month}/month/board.{kind}" in page
    assert f"{month}/quarter/board/" in page and "small numbers are hidden" in page
    assert "12 cases were considered" not in page and "service/" not in page
    manager = work.service.as_role("duty-manager")
    assert "12 cases were" in said(manager.get(work.service.at(f"reports/{month}/month/service/")))
    assert director.get(work.service.at(f"reports/{month}/month/service/")).status_code == 404


def test_a_report_is_kept_sealed_until_the_records_are_others(work: Working) -> None:
    month = busy(work)
    manager = work.service.as_role("duty-manager")
    address = work.service.at(f"reports/{month}/month/service/")
    first = said(manager.get(address))
    (kept,) = KeptReport.objects.all()
    assert b"considered" not in bytes(kept.sealed)
    assert said(manager.get(address)) == first
    assert AuditEntry.objects.filter(what="report made", body=work.body.slug).count() == 1
    busy(work, 1)
    assert "13 cases were considered" in said(manager.get(address))
    (again,) = KeptReport.objects.all()
    assert again.digest != kept.digest


def test_a_page_that_nobody_knows_how_to_cut_is_refused() -> None:
    with pytest.raises(NotADocument):
        cut("<html><body>something else</body></html>")
    mark = '<section class="mark"><strong>Mark</strong></section></header>'
    with pytest.raises(NotADocument, match="aside"):
        cut(f'{mark}<main id="main"><nav></nav><h2 id="a">A</h2><aside>new</aside></main>')


@pytest.mark.parametrize(
    "rest",
    [
        pytest.param("2026-13/month/board.html", id="no such month"),
        pytest.param("2999-01/month/board.html", id="a month to come"),
        pytest.param("{month}/year/board.html", id="no such length"),
        pytest.param("{month}/month/board.exe", id="no such format"),
        pytest.param("{month}/month/public.html", id="no such readers here"),
    ],
)
def test_a_report_that_there_cannot_be_is_not_found(work: Working, rest: str) -> None:
    address = work.service.at(f"reports/{rest.format(month=busy(work, 1))}")
    assert work.service.as_role("duty-manager").get(address).status_code == 404


def test_the_month_under_way_is_not_reported_on(work: Working) -> None:
    address = work.service.at(f"reports/{at_london(site.now()):%Y-%m}/month/service.html")
    assert work.service.as_role("duty-manager").get(address).status_code == 404


CENSUS = "ethnicity,population\nWhite British,90000\nAfrican,6000\nCaribbean,4000\n"


def give(work: Working, text: str, role: str = "duty-manager") -> object:
    sent = SimpleUploadedFile("residents.csv", text.encode())
    told = {"file": sent, "year": "2021", "source": "Census 2021"}
    return work.service.as_role(role).post(work.service.at("residents/"), told)


def test_with_residents_reports_say_how_many_of_them_were_considered(work: Working) -> None:
    month = busy(work, 24)
    address = work.service.at(f"reports/{month}/month/service.html")
    manager = work.service.as_role("duty-manager")
    assert "90,000" not in said(manager.get(address))
    assert give(work, CENSUS).status_code == 302
    assert "Kept now: 100,000 people" in said(manager.get(work.service.at("residents/")))
    assert "90,000" in said(manager.get(address))
    assert "of 2021 (Census 2021)" in said(manager.get(work.service.at("reports/")))


def test_a_table_that_says_nothing_of_residents_is_refused_with_the_way_on(work: Working) -> None:
    assert "has no columns" in said(give(work, "a,b\n1,2\n"))
    assert "no whole number" in said(give(work, "ethnicity,population\nAfrican,many\n"))
    assert "Choose a file" in said(
        work.service.as_role("duty-manager").post(work.service.at("residents/"), {})
    )
    assert give(work, CENSUS, role="director").status_code == 404


def test_the_data_set_is_what_the_command_line_reads(work: Working, tmp_path: Path) -> None:
    month = busy(work)
    address = work.service.at("data-set.zip")
    assert work.service.as_role("director").get(address).status_code == 404
    packed = work.service.as_role("duty-manager").get(address)
    with zipfile.ZipFile(io.BytesIO(b"".join(packed) if packed.streaming else packed.content)) as z:
        z.extractall(tmp_path / "set")
    about = json.loads((tmp_path / "set" / "dataset.json").read_text(encoding="utf-8"))
    assert about["body"] == work.body.name
    out = tmp_path / "out"
    done = evenhand("amhp", "report", tmp_path / "set", "--month", month, "--out", out)
    assert done.returncode == 0, done.stderr
    assert "12 cases were considered" in (out / "amhp-report.html").read_text(encoding="utf-8")
