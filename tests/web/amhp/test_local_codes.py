"""A service's own codes: chosen on the pages of the work, counted under the list's everywhere else."""

from datetime import date, timedelta

import pytest
from django.test import Client
from tests.factories.amhp_work import NIGHT, Working, said

from evenhand.data.definitions.amhp_dataset import data_set
from evenhand.data.writers.amhp_set import set_files
from evenhand.pipeline.amhp_report import Given, SightWanted, report_of
from evenhand.web.amhp.models import LocalCode
from evenhand.web.amhp.sight import actions
from evenhand.web.amhp.sight.queries import tables_of
from evenhand.web.amhp.work import actions as work_actions

pytestmark = pytest.mark.django_db
CODE = {
    "title": "No bed on the ward for older people",
    "meant": "outcomes:NOT_COMPLETED_NO_BED",
    "valid_from": "2026-01-01",
}
WARD = "L_NO_BED_ON_THE_WARD_FOR_OLDER"


@pytest.fixture
def work() -> Working:
    return Working()


@pytest.fixture
def manager(work: Working) -> Client:
    return work.service.as_role("duty-manager")


def own(work: Working, **told: object) -> LocalCode:
    told = {
        "of_list": "outcomes",
        "title": "Own outcome",
        "maps_to": "NOT_COMPLETED_NO_BED",
        "valid_from": date(2026, 1, 1),
        "valid_to": None,
        **told,
    }
    return actions.add_code(body=work.body, **told, **work.by())


def test_a_duty_manager_adds_a_code_that_the_pages_of_the_work_offer(
    work: Working, manager: Client
) -> None:
    address = work.service.at("codes/")
    assert manager.post(address, CODE).status_code == 302
    assert LocalCode.objects.get().code == WARD
    assert "counted as Not completed: no bed" in said(manager.get(address))
    row = work.begin()
    amhp = work.service.as_role("amhp")
    assert CODE["title"] in said(amhp.get(work.page(row, "part/outcome/")))
    version = str(work.fresh(row).version)
    told = {"version": version, "outcome": WARD, "attended": "True"}
    assert amhp.post(work.page(row, "part/outcome/"), told).status_code == 302
    assert CODE["title"] in said(amhp.get(work.page(row)))


def test_reports_and_the_data_set_count_it_under_the_code_of_the_list(work: Working) -> None:
    code = own(work)
    delay = own(work, of_list="delays", title="Own delay", maps_to="BED")
    row = work.begin(outcome=code.code, assessment_start=NIGHT + timedelta(hours=2), attended=True)
    work_actions.add_delay(
        consideration=row,
        reason=delay.code,
        since=NIGHT,
        until=NIGHT + timedelta(hours=1),
        responsible="",
        **work.by(),
    )
    tables = tables_of(work.body, work.now)
    assert tables["considerations"][0]["outcome"] == "NOT_COMPLETED_NO_BED"
    assert tables["delays"][0]["reason"] == "BED"
    files = set_files(data_set(), tables, bodies=[work.body.name])
    written = "".join(str(each) for each in files.values())
    assert "NOT_COMPLETED_NO_BED" in written
    assert code.code not in written and delay.code not in written
    report = report_of(tables, Given(bodies=(work.body.name,)), SightWanted(month=date(2026, 3, 1)))
    assert [each.reason for each in report.counts.reasons] == ["BED"]
    found = {code: number for code, number in report.counts.outcomes.items() if number}
    assert found == {"NOT_COMPLETED_NO_BED": 1}


def test_a_code_is_offered_only_on_its_days_and_keeps_its_words_after(
    work: Working, manager: Client
) -> None:
    code = own(work, valid_to=date(2026, 2, 28))
    amhp = work.service.as_role("amhp")
    assert "Own outcome" not in said(amhp.get(work.page(work.begin(), "part/outcome/")))
    row = work.begin(outcome=code.code)
    assert "Own outcome" in said(amhp.get(work.page(row)))
    assert "Own outcome" in said(amhp.get(work.page(row, "part/outcome/")))
    address = work.service.at(f"codes/{code.pk}/")
    told = said(manager.get(address))
    assert "1 record uses it." in told and "Take the code out" not in told
    assert "Records use this code" in said(manager.post(address, {"do": "take-out"}, follow=True))
    assert LocalCode.objects.exists()
    wrong = manager.post(address, {"valid_to": "2025-12-31"})
    assert "It ends before it begins" in said(wrong)
    assert manager.post(address, {"valid_to": ""}).status_code == 302
    assert "Own outcome" in said(amhp.get(work.page(work.begin(), "part/outcome/")))


@pytest.mark.on_postgresql
def test_a_code_that_nothing_uses_is_taken_out_and_a_name_is_there_once(
    work: Working, manager: Client
) -> None:
    address = work.service.at("codes/")
    manager.post(address, CODE)
    told = said(manager.post(address, CODE))
    assert "There is a code with this name already" in told
    longer = {"title": CODE["title"] + " or for children"}
    assert manager.post(address, CODE | longer).status_code == 302
    last = LocalCode.objects.last()
    assert last is not None and last.code == "L_NO_BED_ON_THE_WARD_FOR_O_2"
    last.delete()
    assert "Choose the code that it is counted as" in said(
        manager.post(address, CODE | {"meant": ""})
    )
    number = LocalCode.objects.get().pk
    assert manager.post(f"{address}{number}/", {"do": "take-out"}).status_code == 302
    assert not LocalCode.objects.exists()


def test_what_ended_by_an_own_code_is_open_no_more(work: Working) -> None:
    code = own(work, maps_to="S2")
    row = work.begin(
        outcome=code.code,
        assessment_start=NIGHT,
        assessment_end=NIGHT + timedelta(hours=1),
        admitted=NIGHT + timedelta(hours=2),
    )
    assert not work.fresh(row).open


@pytest.mark.parametrize("role", ["amhp", "register-keeper", "director"])
def test_only_who_runs_the_service_sees_the_page(work: Working, role: str) -> None:
    assert work.service.as_role(role).get(work.service.at("codes/")).status_code == 404
