"""What the demonstration's site is made of, and that it is no site in use."""

import socket
from collections import Counter
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import Client
from tests.factories.command import evenhand

from evenhand.cli.site_processes import free_port
from evenhand.data.definitions.roles import roles
from evenhand.data.synthetic.region import AMHP_SERVICES, COUNCILS, DAYS, region
from evenhand.web.releases.demo_people import accounts
from evenhand.web.releases.demo_years import PLANS, Until


def test_six_bodies_have_three_years_each_and_every_record_is_marked_made_up(
    tmp_path: Path,
) -> None:
    made = region(1)
    assert Counter(records.body.kind for records in made.values()) == {
        "council": 3,
        "nhs-trust": 2,
        "independent-provider": 1,
    }
    for name, records in made.items():
        assert {plan.day for plan in PLANS if plan.body == name} == set(DAYS)
        manifest, *_ = records.write(tmp_path / name, DAYS[-1:], ("staff",))
        assert 'marked_as = "made up"' in manifest.read_text(encoding="utf-8")
    names = [each.body.name for each in made.values() if each.body.kind == "council"]
    assert names == list(COUNCILS)
    assert {each.council: each.approved for each in AMHP_SERVICES} == {names[0]: 90, names[1]: 30}


def test_the_years_stand_at_every_place_of_their_way() -> None:
    assert {plan.until for plan in PLANS} >= set(Until) - {Until.SIGNED_OFF}
    for told in ("wrong", "changes", "withdrawn", "corrects", "comment"):
        assert any(getattr(plan, told) for plan in PLANS), told


def test_every_role_and_whoever_runs_the_site_has_an_account_where_no_mail_arrives() -> None:
    addresses = [each.address for each in accounts()]
    assert len(set(addresses)) == len(addresses) == len(roles()) + 1
    assert all(each.endswith("@example.org") for each in addresses)


@pytest.mark.django_db
def test_made_up_records_never_come_into_a_site_in_use() -> None:
    with pytest.raises(CommandError, match="new demonstration alone"):
        call_command("demo_region", "fill")
    assert Client().get("/demo/").status_code == 404


def test_a_folder_that_no_demonstration_made_is_left_alone(tmp_path: Path) -> None:
    kept = tmp_path / "site" / "db.sqlite3"
    kept.parent.mkdir()
    kept.write_text("somebody's")
    done = evenhand("demo", "--out", tmp_path, "--no-open")
    assert done.returncode == 2 and "left alone" in done.stderr
    assert kept.read_text() == "somebody's"


def test_a_taken_port_gives_way_to_the_next_free_one() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert port < free_port(port) < port + 50
