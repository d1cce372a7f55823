"""A database of the first site (bodies, people, a trail, no years yet) comes up to today's, whole."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from tests.factories.postgresql import new_database, server
from tests.factories.site_in_processes import command, environment, inside

# As the first site's migrations made it, filled through the tables as they were then.
FIRST_SITE = """
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from evenhand.web.core.audit import FIRST, Link, hash_of
from evenhand.web.core.keys import new_wrapped_key, seal
from tests.factories.site import NOW
import hashlib

FIRST_OF = {"core": "0001_initial", "accounts": "0001_initial", "bodies": "0001_initial"}
LATER = {"submissions", "releases", "django_tasks_database", "socialaccount"}
executor = MigrationExecutor(connection)
others = [leaf for leaf in executor.loader.graph.leaf_nodes() if leaf[0] not in {*FIRST_OF, *LATER}]
targets = [leaf for leaf in others if leaf[0] in APPS_OF_THEN] + list(FIRST_OF.items())
then = executor.migrate(targets).apps
User, Body = then.get_model("accounts", "User"), then.get_model("bodies", "Body")
Membership, Invitation = (then.get_model("bodies", name) for name in ("Membership", "Invitation"))
Entry, Key = then.get_model("core", "AuditEntry"), then.get_model("core", "RecordKey")
region = Body.objects.create(slug="some-region", name="Some Region", kind="region", wrapped_key=new_wrapped_key(), made=NOW)
body = Body.objects.create(slug="some-trust", name="Some Trust", kind="nhs-trust", parent=region, wrapped_key=new_wrapped_key(), keep_rows_days=30, made=NOW)
user = User.objects.create(email="person@example.org", name="Person", password="!", made=NOW)
Membership.objects.create(body=body, user=user, role="body-administrator", since=NOW)
Membership.objects.create(body=body, user=user, role="reader", since=NOW, ended=NOW)
secret = "only the link has this"
Invitation.objects.create(body=body, email="new@example.org", role="reader", secret_hash=hashlib.sha256(secret.encode()).hexdigest(), made=NOW, expires=NOW.replace(year=2100))
previous = FIRST
for number in range(1, 6):
    key, _ = Key.objects.get_or_create(about=f"bodies.body:{number % 2}", defaults={"wrapped": new_wrapped_key()})
    sealed = seal(bytes(key.wrapped), b'{"before": null, "after": {"name": "Some Trust"}}')
    link = Link(number=number, at=NOW, by="1", body="some-trust", what="body made", about=key.about, sealed_hash=hash_of(sealed), previous=previous)
    Entry.objects.create(number=number, at=NOW, by="1", body=link.body, what=link.what, about=link.about, sealed=sealed, previous=previous, digest=link.digest)
    previous = link.digest
said = sorted(connection.introspection.table_names())
"""
APPS_OF_THEN = {"auth", "contenttypes", "sessions", "account", "mfa", "axes"}
TODAY = """
from django.core.management import call_command
from django.db import connection
from evenhand.web.bodies import actions, queries
from evenhand.web.accounts.queries import account_with
from evenhand.web.core import queries as trail
from evenhand.web.submissions import actions as years
from datetime import date
from tests.factories.site import NOW, PASSWORD
user = account_with("person@example.org")
(access,) = queries.bodies_of(user)
said = {
    "body": [access.body.name, access.body.parent.name, access.body.keep_rows_days, access.body.public_after_days],
    "roles": sorted(access.roles),
    "invited": [each.email for each in queries.open_invitations(access.body, NOW)],
    "entries": [each.after for each in trail.entries_of("some-trust", newest=9)],
    "shut": queries.keys_of_bodies()[1],
}
joined = actions.take_up(secret="only the link has this", name="New", password=PASSWORD, at=NOW)
made = years.start(body=joined.body, snapshot=date(2025, 3, 31), by=user, at=NOW)
said |= {"joined": joined.role, "year": made.state, "broken": trail.what_is_broken(), "number": trail.how_many()}
"""


@pytest.fixture(params=["sqlite", "postgresql"])
def told(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[dict[str, str]]:
    """Where a site is to be: on SQLite, and on PostgreSQL."""
    if request.param == "sqlite":
        yield environment(tmp_path)
        return
    with server() as at:
        yield environment(tmp_path, new_database(at, "site"))


def test_the_first_site_s_database_comes_up_to_todays(told: dict[str, str]) -> None:
    tables: Any = inside(told, f"APPS_OF_THEN = {APPS_OF_THEN!r}\n{FIRST_SITE}")
    assert "bodies_body" in tables and "submissions_submission" not in tables
    # Every command that works with the site brings the database up to date first.
    done = command(told, "administrator", "x@example.org", "X")
    assert done.returncode == 2 and "password" in done.stderr
    found: Any = inside(told, TODAY)
    assert found["body"] == ["Some Trust", "Some Region", 30, 0]
    assert found["roles"] == ["body-administrator"] and found["invited"] == ["new@example.org"]
    assert found["entries"] == [{"name": "Some Trust"}] * 5 and found["shut"] == []
    assert (found["joined"], found["year"]) == ("reader", "draft")
    assert found["broken"] == "" and found["number"] > 5
    assert "verifies" in command(told, "audit", "verify").stdout


@pytest.mark.django_db
def test_the_models_say_nothing_that_no_migration_makes() -> None:
    call_command("makemigrations", check_changes=True, dry_run=True, verbosity=1)
