"""Made-up AMHP services in the database: as if actions had written them."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from tests.factories.amhp_made_up import loaded
from tests.factories.amhp_service import Service

from evenhand.data.definitions.amhp_codes import code_lists
from evenhand.data.definitions.amhp_dataset import data_set
from evenhand.data.definitions.load import ethnicity
from evenhand.data.readers.amhp_set import open_set
from evenhand.data.synthetic.amhp.made_service import MadeService
from evenhand.data.writers.amhp_set import set_files
from evenhand.data.writers.files import write_whole
from evenhand.domain.amhp.considerations import Consideration as Told
from evenhand.domain.amhp.considerations import Triage, is_open
from evenhand.web.amhp import demo_returns
from evenhand.web.amhp.bench_rows import COPIED, Rows, last_keys
from evenhand.web.amhp.demo import residents_of
from evenhand.web.amhp.models import (
    AmhpReturn,
    Ask,
    Consideration,
    Entry,
    Obstacle,
    Placement,
    Professional,
    Trainee,
)
from evenhand.web.amhp.returns.queries import content_of
from evenhand.web.amhp.sealed import opened
from evenhand.web.amhp.sight.queries import tables_of
from evenhand.web.bodies.models import Body
from evenhand.web.core.models import AuditEntry
from evenhand.web.releases import demo_people as people

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 28, 7, 45, tzinfo=UTC)
TIMES = [
    "referred",
    "accepted",
    "allocated",
    "first_contact",
    "assessment_start",
    "assessment_end",
    "bed_requested",
    "bed_found",
    "application_signed",
    "conveyed",
    "admitted",
    "held_from",
    "held_until",
]


@pytest.fixture
def service() -> Service:
    return Service()


@pytest.fixture
def made(service: Service) -> MadeService:
    return loaded(service, NOW)


def test_every_row_of_the_service_is_there_and_belongs_to_its_body(
    service: Service, made: MadeService
) -> None:
    assert Consideration.objects.filter(body=service.body).count() == len(made.work.considerations)
    assert Professional.objects.filter(body=service.body).count() == len(made.register.people)
    assert Entry.objects.count() == len(made.register.entries)
    assert Placement.objects.count() == len(made.rota.placements)
    assert Trainee.objects.count() == len(made.register.trainees)


def test_names_and_words_are_sealed_and_open_under_the_bodys_key(
    service: Service, made: MadeService
) -> None:
    for person in Professional.objects.all():
        assert b"made up" not in bytes(person.sealed_name)
        assert opened(service.body, person.sealed_name) == f"AMHP {person.number} (made up)"
    texts = {opened(service.body, each.sealed_text) for each in Obstacle.objects.all()}
    assert texts == {row["text"] for row in made.told.obstacles}


def test_open_is_what_the_rules_say_of_what_is_kept(made: MadeService) -> None:
    outcomes = code_lists().outcomes
    for row in Consideration.objects.all():
        told = Told(
            reference=row.reference,
            outcome=row.outcome,
            triage=Triage(row.triage) if row.triage else None,
            **{name: getattr(row, name) for name in TIMES},
        )
        assert row.open == is_open(told, outcomes, NOW), row.reference
    assert Consideration.objects.filter(open=True).count() >= 4


def test_the_changes_of_a_consideration_lead_to_what_it_is_now(
    service: Service, made: MadeService
) -> None:
    for row in Consideration.objects.prefetch_related("changes"):
        changes = list(row.changes.all())
        assert [each.version for each in changes] == list(range(1, row.version + 1))
        assert all(each.at <= NOW for each in changes)
        kept: dict[str, object] = {}
        for each in changes:
            said = json.loads(opened(service.body, each.sealed))
            assert set(said["before"]) == set(said["after"])
            kept |= said["after"]
        assert kept.get("outcome", "") == row.outcome
        assert kept.get("amhp") == row.amhp_id
        assert ("admitted" in kept) == (row.admitted is not None)


def test_it_is_in_the_audit_trail(made: MadeService) -> None:
    assert AuditEntry.objects.filter(what="made-up AMHP service loaded").count() == 1


def test_the_account_of_the_amhp_is_somebody_who_is_on_now(
    service: Service, made: MadeService
) -> None:
    person = Professional.objects.get(user=service.users["amhp"])
    shifts = [each.shift for each in person.placements.select_related("shift")]
    assert any(each.starts <= NOW < each.ends and each.published for each in shifts)


def test_residents_are_kept_by_the_categories_that_reports_count_by() -> None:
    people = residents_of(100_000)
    counted = {each for group in ethnicity().grouping("binary").groups for each in group.categories}
    assert sum(people.get(each, 0) for each in counted) == pytest.approx(100_000, rel=0.05)


def test_made_up_services_never_come_into_a_site_in_use() -> None:
    with pytest.raises(CommandError, match="new demonstration alone"):
        call_command("demo_amhp")


def test_without_the_region_a_sentence_says_so(settings) -> None:  # type: ignore[no-untyped-def]
    settings.DEMO = True
    with pytest.raises(CommandError, match="Fill the region first"):
        call_command("demo_amhp")


def test_a_service_that_the_benchmark_copies_is_the_same_for_another_body(
    service: Service, made: MadeService
) -> None:
    other = Service()
    Rows(after=dict.fromkeys(COPIED, 0), upto=last_keys()).copy(other.body)
    for kind in COPIED:
        names = {field.name for field in kind._meta.concrete_fields}
        if "body" in names:
            ours, theirs = (kind.objects.filter(body=each.body) for each in (service, other))
            assert ours.count() == theirs.count() == kind.objects.count() / 2
    for one, copy in zip(
        Consideration.objects.filter(body=service.body).order_by("pk"),
        Consideration.objects.filter(body=other.body).order_by("pk"),
        strict=True,
    ):
        assert (one.reference, one.outcome, one.open) == (copy.reference, copy.outcome, copy.open)
        assert (one.amhp_id is None) == (copy.amhp_id is None)
        assert copy.amhp is None or copy.amhp.body_id == other.body.pk
    ours, theirs = (
        Ask.objects.filter(consideration__body=each.body).count() for each in (service, other)
    )
    assert ours == theirs > 0


def test_every_cell_of_a_service_s_data_set_is_one_that_the_data_set_knows(
    service: Service, made: MadeService, tmp_path: Path
) -> None:
    files = set_files(data_set(), tables_of(service.body, NOW), bodies=["A service"])
    for name, text in files.items():
        write_whole(tmp_path / name, text)
    read = open_set(tmp_path)
    assert all(read.all()[table.name] for table in data_set().tables)
    assert read.problems == []


def test_a_made_up_council_has_signed_off_last_years_return_and_filled_this_years() -> None:
    held = ("contributor", "reviewer", "certifier")
    people.make_body(name="Made-up Council", kind="council", parent="", held=held, at=NOW)
    service = Service(Body.objects.get(slug="made-up-council"))
    loaded(service, NOW)
    demo_returns.fill(service.body, 40_000, NOW)
    open_one, last = AmhpReturn.objects.filter(body=service.body)
    assert (last.day.isoformat(), last.state) == ("2025-03-31", "signed off")
    assert (open_one.day.isoformat(), open_one.state) == ("2026-03-31", "computed")
    assert open_one.answers["vacant-posts"] is None and open_one.answers["residents"] == 40_000
    assert open_one.answers["posts-fte"] is not None, "posts are suggested from what is recorded"
    before = content_of(open_one)
    assert before is not None and before.figures["people"][""] > 0
    assert before.figures["considered"][""] > 50
