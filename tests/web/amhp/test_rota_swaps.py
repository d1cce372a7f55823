"""Swaps: who may ask, take, agree, refuse and withdraw, and what becomes of the shift."""

from datetime import timedelta

import pytest
from django.utils import timezone
from tests.factories.amhp_rota import RotaService
from tests.factories.amhp_rota_pages import soon, text

from evenhand.domain.amhp.rota_swaps import SwapState
from evenhand.web.amhp.models import Placement, Professional, RestRule, Swap
from evenhand.web.amhp.rota import actions
from evenhand.web.amhp.rota.rules import Refused

pytestmark = pytest.mark.django_db


class Asked(RotaService):
    """Somebody is on a shift tomorrow and asks for a swap; two colleagues could take it."""

    def __init__(self, *, agreement: bool = True, of_one: bool = False) -> None:
        super().__init__()
        RestRule.objects.create(body=self.body, swaps_need_agreement=agreement)
        self.asker, self.one, self.other = (self.add(f"Person {name}") for name in "ABC")
        self.on = self.shift(soon())
        self.placement = self.place(self.on, self.asker, timezone.now())
        self.swap = actions.ask(
            placement=self.placement,
            wanted=self.one if of_one else None,
            by=self.accounts[self.asker.pk],
            at=timezone.now(),
        )

    def answer(self, move: str, who: Professional | None = None) -> str:
        """By a person of the register, or the duty manager; what the page says then."""
        client = self.visitor(who) if who else self.manager
        page = self.at(f"rota/swaps/{self.swap.pk}/")
        return text(client.post(page, {"move": move}, follow=True))

    @property
    def state(self) -> str:
        return Swap.objects.get().state

    def is_on(self) -> list[Professional]:
        return [each.professional for each in Placement.objects.filter(ended=None)]


def test_a_colleague_offers_and_a_duty_manager_agrees() -> None:
    service = Asked()
    service.answer("offer", service.one)
    assert (service.state, service.is_on()) == ("offered", [service.asker])
    service.answer("agree")
    assert (service.state, service.is_on()) == ("taken", [service.one])


def test_where_no_agreement_is_needed_a_colleague_takes_it() -> None:
    service = Asked(agreement=False)
    assert "taken" in service.answer("take", service.other)
    assert (service.state, service.is_on()) == ("taken", [service.other])


@pytest.mark.parametrize(
    ("agreement", "of_one", "before", "who", "move"),
    [
        pytest.param(True, False, [], "one", "take", id="Taken where agreement is needed"),
        pytest.param(False, False, [], "one", "offer", id="Offered where it is not"),
        pytest.param(True, False, [], "asker", "offer", id="Offered by whoever asked"),
        pytest.param(True, True, [], "other", "offer", id="Offered by another than was asked"),
        pytest.param(True, False, [], "one", "agree", id="Agreed to by a colleague"),
        pytest.param(True, False, [], None, "agree", id="Agreed to before anybody offered"),
        pytest.param(True, False, [], "one", "withdraw", id="Withdrawn by a colleague"),
        pytest.param(True, False, [], "one", "decline", id="Declined where anybody was asked"),
        pytest.param(True, False, [], "one", "refuse", id="Refused by a colleague"),
        pytest.param(True, False, [("offer", "one")], "other", "offer", id="Offered twice"),
        pytest.param(True, False, [("offer", "one")], "other", "step-back", id="Another's offer taken back"),
        pytest.param(True, False, [("withdraw", "asker")], "one", "offer", id="Offered after it was withdrawn"),
        pytest.param(True, False, [("refuse", None)], "asker", "withdraw", id="Withdrawn after it was refused"),
    ],
)  # fmt: skip
def test_nobody_does_what_is_not_theirs_to_do(
    agreement: bool, of_one: bool, before: list[tuple[str, str]], who: str | None, move: str
) -> None:
    service = Asked(agreement=agreement, of_one=of_one)
    for done, by in before:
        service.answer(done, getattr(service, by) if by else None)
    state = service.state
    said = service.answer(move, getattr(service, who) if who else None)
    assert "This cannot be done with the swap as it stands now" in said
    assert (service.state, service.is_on()) == (state, [service.asker])


def test_the_colleague_who_was_asked_declines() -> None:
    service = Asked(of_one=True)
    service.answer("decline", service.one)
    assert service.state == "refused"


def test_an_offer_is_taken_back_and_another_may_offer() -> None:
    service = Asked()
    service.answer("offer", service.one)
    service.answer("step-back", service.one)
    service.answer("offer", service.other)
    service.answer("agree")
    assert service.is_on() == [service.other]


@pytest.mark.parametrize(("agreement", "move"), [(True, "offer"), (False, "take")])
def test_whoever_may_not_act_cannot_take_it_and_is_told_why(agreement: bool, move: str) -> None:
    service = Asked(agreement=agreement)
    service.enter(service.one, "suspend", timezone.localdate())
    assert "Suspended since" in text(service.visitor(service.one).get(service.at("rota/swaps/")))
    assert "may not act" in service.answer(move, service.one)
    assert (service.state, service.is_on()) == ("asked", [service.asker])


def test_whoever_was_suspended_since_they_offered_does_not_get_it() -> None:
    service = Asked()
    service.answer("offer", service.one)
    service.enter(service.one, "suspend", timezone.localdate())
    assert "may not act" in service.answer("agree")
    assert (service.state, service.is_on()) == ("offered", [service.asker])


def test_what_it_does_to_somebody_s_rest_is_told_before_and_after() -> None:
    service = Asked(agreement=False)
    service.place(service.shift(soon(33)), service.one, timezone.now())
    words = "Person B has 1 hour between two shifts"
    assert words in text(service.visitor(service.one).get(service.at("rota/swaps/")))
    assert words in service.answer("take", service.one)
    assert service.is_on() == [service.one, service.one]


def test_taking_somebody_off_ends_what_they_asked() -> None:
    service = Asked()
    service.answer("offer", service.one)
    actions.take_off(
        placement=service.placement, until=None, by=service.manager_user, at=timezone.now()
    )
    assert service.state == "withdrawn"


def test_a_shift_that_has_begun_is_not_swapped() -> None:
    service = Asked()
    later = service.on.starts + timedelta(minutes=1)
    with pytest.raises(Refused, match="has begun"):
        actions.answer(
            swap=service.swap,
            move="offer",
            me=service.one,
            manager=False,
            by=service.accounts[service.one.pk],
            at=later,
        )
    assert SwapState(service.state).open


def test_nobody_asks_for_another_s_shift_twice_or_before_it_is_published() -> None:
    service = Asked()
    theirs = service.at(f"rota/placements/{service.placement.pk}/swap/")
    assert service.visitor(service.one).post(theirs).status_code == 404
    assert "already" in text(service.visitor(service.asker).post(theirs, follow=True))
    hidden = service.place(service.shift(soon(99), published=False), service.one, timezone.now())
    page = service.at(f"rota/placements/{hidden.pk}/swap/")
    assert "has not been published" in text(service.visitor(service.one).post(page, follow=True))
    assert Swap.objects.count() == 1


def test_another_body_s_shifts_placements_and_swaps_are_not_there() -> None:
    """Asked for below one's own body's address by their numbers, as its duty manager."""
    theirs, mine = Asked(), RotaService()
    numbers = {
        "shifts/{}/": theirs.on.pk,
        "shifts/{}/place/": theirs.on.pk,
        "shifts/{}/change/": theirs.on.pk,
        "shifts/{}/remove/": theirs.on.pk,
        "placements/{}/take-off/": theirs.placement.pk,
        "placements/{}/swap/": theirs.placement.pk,
        "swaps/{}/": theirs.swap.pk,
    }
    for page, number in numbers.items():
        address = mine.at(f"rota/{page.format(number)}")
        asked = {"move": "refuse", "who": theirs.one.pk, "needed": "5"}
        assert mine.manager.get(address).status_code in (404, 405), page
        assert mine.manager.post(address, asked).status_code in (404, 405), page
    assert (theirs.state, theirs.is_on()) == ("asked", [theirs.asker])
