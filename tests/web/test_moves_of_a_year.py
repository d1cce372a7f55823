"""From every state, what each role may do and what is refused; and who may not do it alone."""

import re
from collections.abc import Callable

import pytest
from django.db import transaction
from tests.factories import site
from tests.factories.years_by_hand import ROLES, ByHand

from evenhand.data.definitions.roles import roles
from evenhand.domain.frameworks.role import Right
from evenhand.web.bodies.rules import Refused, rights_of
from evenhand.web.releases import actions as releases
from evenhand.web.releases.models import Release
from evenhand.web.submissions import actions, rules
from evenhand.web.submissions.models import Submission
from evenhand.web.submissions.states import MOVES, State

pytestmark = [pytest.mark.django_db, pytest.mark.on_postgresql]
Do = Callable[[ByHand, Submission, str], object]


def approve(body: ByHand, year: Submission, role: str) -> None:
    made = Release.objects.filter(submission=year).first()
    if made is None:
        made = Release(body=body.body, submission=year, pk=0)
    releases.approve(release=made, **body.by(role))


DO: dict[str, Do] = {
    "upload": lambda b, y, r: actions.upload(submission=y, files={"a.csv": b"x"}, **b.by(r)),
    "send to review": lambda b, y, r: actions.send_to_review(submission=y, **b.by(r)),
    "request changes": lambda b, y, r: actions.request_changes(submission=y, note="n", **b.by(r)),
    "take back": lambda b, y, r: actions.request_changes(submission=y, note="n", **b.by(r)),
    "sign off": lambda b, y, r: actions.sign_off(submission=y, name="n", role="r", **b.by(r)),
    "release": approve,
    "withdraw": lambda b, y, r: actions.withdraw(submission=y, note="n", **b.by(r)),
    "withdraw release": lambda b, y, r: actions.withdraw(submission=y, note="n", **b.by(r)),
}
# What the site does itself, when a worker has done its part.
BY_THE_SITE = {"check", "compute", "supersede"}
# Two names for what one button does: which of them it is hangs on the state.
SAME = {"take back": "request changes", "withdraw release": "withdraw"}


def test_every_move_is_tried() -> None:
    assert set(DO) | BY_THE_SITE == set(MOVES)


@pytest.mark.parametrize("state", list(State))
def test_a_move_is_made_from_its_own_states_by_those_who_may(state: State) -> None:
    body = ByHand()
    year = body.in_state(state)
    if state is State.SIGNED_OFF:
        made = body.prepared(year)
        Release.objects.filter(pk=made.pk).update(prepared_by=site.account())
    for name, do in DO.items():
        for role in ROLES:
            may = any(
                state in move.before and move.right in rights_of([role])
                for move in MOVES.values()
                if SAME.get(move.name, move.name) == SAME.get(name, name)
            )
            assert was_done(lambda do=do, role=role: do(body, year, role)) == may, (name, role)


@pytest.mark.parametrize("state", list(State))
@pytest.mark.parametrize("name", sorted(MOVES))
def test_no_right_makes_a_move_from_another_state(state: State, name: str) -> None:
    move, every = MOVES[name], frozenset(Right)
    if state in move.before and move.right is not None:
        assert rules.must_be_allowed(name, state, every) is move
    else:
        with pytest.raises(Refused, match=r"\.$"):
            rules.must_be_allowed(name, state, every)


def was_done(do: Callable[[], object]) -> bool:
    """Whether it was not refused; undone in any case. A refusal is a sentence for the page."""
    try:
        with transaction.atomic():
            do()
            raise Undo
    except Undo:
        return True
    except Refused as why:
        assert re.fullmatch(r"[A-Z].*\.", str(why))
        return False


class Undo(Exception):
    pass


def test_who_uploads_neither_reviews_nor_signs() -> None:
    body = ByHand()
    year = body.year(State.COMPUTED)
    actions.send_to_review(submission=year, **body.by("contributor"))
    everything = rights_of(roles())
    mine = {"rights": everything, "by": body.users["contributor"], "at": body.at}
    with pytest.raises(Refused, match="another person has to review it"):
        actions.pass_on(submission=year, **mine)
    actions.pass_on(submission=year, **body.by("reviewer"))
    with pytest.raises(Refused, match="another person has to sign it off"):
        actions.sign_off(submission=year, name="n", role="r", **mine)


def test_who_only_said_how_files_are_read_does_not_review_them_either() -> None:
    """Somebody else uploaded: but what a value was taken for decides the figures as well."""
    body = ByHand()
    year = body.year(State.CHECKED)
    other = {"rights": rights_of(roles()), "by": body.users["certifier"], "at": body.at}
    actions.answer_questions(submission=year, answers={"answers.json": b"{}"}, **other)
    for do in (body.checked, body.computed):
        do(year)
    actions.send_to_review(submission=year, **body.by("contributor"))
    with pytest.raises(Refused, match="said how they are read"):
        actions.pass_on(submission=year, **other)
    actions.pass_on(submission=year, **body.by("reviewer"))
    with pytest.raises(Refused, match="said how they are read"):
        actions.sign_off(submission=year, name="n", role="r", **other)


def test_nobody_signs_what_nobody_reviewed() -> None:
    body = ByHand()
    year = body.year(State.COMPUTED)
    actions.send_to_review(submission=year, **body.by("contributor"))
    with pytest.raises(Refused, match="reviewer has to read"):
        body.signed(year)


def test_who_prepares_a_release_does_not_approve_it() -> None:
    body = ByHand()
    made = body.prepared(body.year(State.SIGNED_OFF))
    with pytest.raises(Refused, match="You prepared this release"):
        body.approve(made, "certifier")
    body.approve(made, "second")


def test_a_page_that_is_out_of_date_neither_sends_passes_on_nor_signs() -> None:
    body = ByHand()
    year = body.year(State.COMPUTED)
    old = year.steps.latest("pk").pk
    body.upload(year, b"other")
    for do in (body.checked, body.computed):
        do(year)
    with pytest.raises(Refused, match="changed since you opened that page"):
        actions.send_to_review(submission=year, seen=old, **body.by("contributor"))
    now = year.steps.latest("pk").pk
    actions.send_to_review(submission=year, seen=now, **body.by("contributor"))
    with pytest.raises(Refused, match="changed since you opened that page"):
        actions.pass_on(submission=year, seen=now, **body.by("reviewer"))
    actions.pass_on(submission=year, **body.by("reviewer"))
    with pytest.raises(Refused, match="changed since you opened that page"):
        actions.sign_off(submission=year, name="n", role="r", seen=now, **body.by("certifier"))


def test_what_was_prepared_before_a_new_sign_off_is_not_released() -> None:
    """The sign-off is taken back, other files come, it is signed again: the old figures stay in."""
    body = ByHand()
    year = body.year(State.SIGNED_OFF)
    made = body.prepared(year)
    actions.request_changes(submission=year, note="n", **body.by("certifier"))
    body.upload(year, b"other")
    for do in (body.checked, body.computed, body.sent, body.signed):
        do(year)
    with pytest.raises(Refused, match="prepared before the year was signed off again"):
        body.approve(made)


def test_what_was_prepared_again_is_not_released_by_who_saw_the_one_before() -> None:
    body = ByHand()
    year = body.year(State.SIGNED_OFF)
    seen = body.prepared(year)
    again = body.prepared(year)
    with pytest.raises(Refused, match="prepared again"):
        body.approve(seen)
    with pytest.raises(Refused, match="prepared again"):
        releases.approve(release=again, seen=seen.head, **body.by("body-administrator"))
    releases.approve(release=again, seen=again.head, **body.by("body-administrator"))


def test_a_release_prepared_beside_another_ledger_is_refused_with_the_reason() -> None:
    body = ByHand()
    early = body.prepared(body.year(State.SIGNED_OFF))
    body.released(body.year(State.SIGNED_OFF, day=early.snapshot.replace(year=2024)))
    with pytest.raises(Refused, match="Another year was released since"):
        body.approve(early)
    assert Release.objects.get(pk=early.pk).state == "prepared"
