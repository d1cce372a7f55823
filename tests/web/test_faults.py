"""Killed at any write, or pressed twice at once: the old state or the new one, never half of it."""

import threading
from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from tests.factories import site
from tests.factories.faults import Do, everything, killed_everywhere
from tests.factories.years_by_hand import DAY, ByHand

from evenhand.web.bodies.rules import Refused
from evenhand.web.core.queries import what_is_broken
from evenhand.web.releases import actions as releases
from evenhand.web.releases.models import Ledger, Release
from evenhand.web.submissions import actions
from evenhand.web.submissions.models import Job, Submission
from evenhand.web.submissions.states import State

pytestmark = pytest.mark.on_postgresql


def _check(body: ByHand, year: Submission) -> Do:
    body.upload(year)
    job = body.job()
    files = {"check": {"check.json": b"{}"}, "rejected": {"rejected.csv": b"x"}}
    return lambda: actions.keep_check(job=job, files=files, readable=True, at=body.at)


def _figures(body: ByHand, year: Submission) -> Do:
    actions.ask_to_compute(submission=year, **body.by("contributor"))
    job = body.job()
    files = {"report": {"a": b"x", "b": b"y"}, "part": {"p": b"z"}}
    return lambda: actions.keep_figures(job=job, files=files, at=body.at)


def _prepared(body: ByHand, year: Submission) -> Do:
    body.prepared(year)
    releases.ask_to_prepare(submission=year, **body.by("certifier"))
    job, readers = body.job(), [body.kept("public"), body.kept("board")]
    told = {"after": "", "head": "h", "ledger": "{}", "at": body.at}
    return lambda: releases.keep_prepared(job=job, readers=readers, **told)


def _approved(body: ByHand, year: Submission) -> Do:
    made = body.prepared(year)
    return lambda: body.approve(made)


def _superseding(body: ByHand, year: Submission) -> Do:
    told = {"note": "Corrected", "by": body.users["contributor"], "at": body.at}
    second = actions.start_correction(released=year, **told)
    body.upload(second)
    for do in (body.checked, body.computed, body.sent, body.signed):
        do(second)
    return _approved(body, second)


def _release_withdrawn(body: ByHand, year: Submission) -> Do:
    made = Release.objects.get(submission=year)
    return lambda: releases.withdraw(release=made, note="Wrong", **body.by("certifier"))


def _simple(name: str, who: str, /, **told: object) -> Callable[[ByHand, Submission], Do]:
    def made(body: ByHand, year: Submission) -> Do:
        return lambda: getattr(actions, name)(submission=year, **told, **body.by(who))

    return made


CASES = {
    "upload": (State.CHECKED, _simple("upload", "contributor", files={"a.csv": b"1"})),
    "answers": (
        State.CHECKED,
        _simple("answer_questions", "contributor", answers={"answers.json": b"{}"}),
    ),
    "ask to compute": (State.CHECKED, _simple("ask_to_compute", "contributor")),
    "keep_check": (State.DRAFT, _check),
    "keep_figures": (State.CHECKED, _figures),
    "send to review": (State.COMPUTED, _simple("send_to_review", "contributor")),
    "request changes": (State.IN_REVIEW, _simple("request_changes", "reviewer", note="n")),
    "sign off": (State.IN_REVIEW, _simple("sign_off", "certifier", name="n", role="r")),
    "keep_prepared": (State.SIGNED_OFF, _prepared),
    "approve": (State.SIGNED_OFF, _approved),
    "approve a correction": (State.RELEASED, _superseding),
    "withdraw": (State.CHECKED, _simple("withdraw", "contributor", note="n")),
    "withdraw a release": (State.RELEASED, _release_withdrawn),
}


@pytest.mark.django_db
@pytest.mark.parametrize("case", list(CASES))
def test_killed_at_any_write_leaves_the_old_state_or_the_new(case: str) -> None:
    state, make = CASES[case]
    body = ByHand()
    year = body.year(state)
    do = make(body, year)
    assert killed_everywhere(do) >= 2
    assert what_is_broken() == ""


@pytest.mark.django_db
def test_a_job_killed_on_its_way_is_done_again_and_a_stopped_one_keeps_nothing() -> None:
    body = ByHand()
    year = body.year(State.DRAFT)
    body.upload(year)
    first = body.job()
    body.upload(year, b"other")
    body.checked(year)
    assert Job.objects.get(pk=first.pk).state == "stopped"
    before = everything()
    actions.keep_check(job=first, files={"check": {"check.json": b"x"}}, readable=True, at=body.at)
    assert everything() == before


@pytest.mark.django_db
def test_the_same_upload_twice_changes_nothing() -> None:
    body = ByHand()
    year = body.year(State.CHECKED)
    before = everything()
    assert body.upload(year) is None
    assert everything() == before


def at_once(*each: Do) -> list[str]:
    """What came of doing several things in threads of their own that start together."""
    gate, came = threading.Barrier(len(each)), []

    def run(do: Do) -> None:
        gate.wait()
        try:
            came.append("nothing to do" if do() is False else "done")
        except Refused as why:
            came.append(str(why))
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(do,)) for do in each]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return sorted(came, key=lambda said: said != "done")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("state", "make"),
    [
        (State.CHECKED, _simple("ask_to_compute", "contributor")),
        (State.COMPUTED, _simple("send_to_review", "contributor")),
        (State.IN_REVIEW, _simple("sign_off", "certifier", name="n", role="r")),
        (State.IN_REVIEW, _simple("request_changes", "reviewer", note="n")),
        (State.SIGNED_OFF, _approved),
        (State.RELEASED, _release_withdrawn),
        (State.CHECKED, _simple("withdraw", "contributor", note="n")),
    ],
    ids=["compute", "send", "sign", "changes", "approve", "withdraw a release", "withdraw"],
)
def test_the_same_button_twice_at_once_does_it_once_and_says_why_not(
    state: State, make: Callable[[ByHand, Submission], Do]
) -> None:
    body = ByHand()
    do = make(body, body.year(state))
    came = at_once(do, do)
    assert came[0] == "done"
    assert came[1].endswith(".")
    assert what_is_broken() == ""


@pytest.mark.django_db(transaction=True)
def test_a_year_begun_twice_at_once_is_there_once() -> None:
    body = ByHand()
    told = {"body": body.body, "snapshot": DAY, "by": body.users["contributor"], "at": body.at}
    came = at_once(*[lambda: actions.start(**told)] * 3)
    assert came[0] == "done"
    assert all("is here already" in said for said in came[1:])
    assert Submission.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_the_same_files_twice_at_once_are_kept_once() -> None:
    body = ByHand()
    year = body.year(State.DRAFT)
    do = lambda: body.upload(year) is not None  # noqa: E731
    assert at_once(do, do) == ["done", "nothing to do"]
    assert Job.objects.filter(what="check").count() == 1
    assert year.files.count() == 2


@pytest.mark.django_db(transaction=True)
def test_two_first_releases_at_once_are_not_both_made_beside_an_empty_ledger() -> None:
    """Each was attacked as if it were alone: one has to be prepared again beside the other."""
    body = ByHand()
    one = body.prepared(body.year(State.SIGNED_OFF, date(2024, 3, 31)))
    two = body.prepared(body.year(State.SIGNED_OFF, date(2025, 3, 31)))
    came = at_once(lambda: body.approve(one), lambda: body.approve(two))
    assert came[0] == "done"
    assert "Another year was released since" in came[1]
    out = Release.objects.get(state="released")
    assert Ledger.objects.get(body=body.body).head == out.head


@pytest.mark.django_db(transaction=True)
def test_different_bodies_at_once_all_get_their_way_and_the_trail_stays_whole() -> None:
    bodies = [ByHand(site.body(kind="nhs-trust")) for _ in range(4)]
    years = [each.year(State.DRAFT) for each in bodies]
    pairs = list(zip(bodies, years, strict=True))
    came = at_once(*[lambda b=b, y=y: b.upload(y) for b, y in pairs])
    assert came == ["done"] * 4
    assert what_is_broken() == ""
