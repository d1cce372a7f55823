"""Who was on at a past hour is still told once somebody is removed from the register, without a name."""

from datetime import date, timedelta

import pytest
from tests.factories.amhp_rota import RotaService
from tests.factories.amhp_rota_rules import at

from evenhand.domain.amhp.clocks_time import at_london
from evenhand.web.amhp.models import Placement, Professional, Swap
from evenhand.web.amhp.register import actions
from evenhand.web.amhp.rota import queries
from evenhand.web.amhp.rota.actions import ask
from evenhand.web.amhp.sight.queries import tables_of

pytestmark = pytest.mark.django_db
NIGHT = "2026-03-02T20:00 > 2026-03-03T08:00"
HOUR = at("2026-03-02T23:00")
LATER = at("2032-01-05T09:00")


@pytest.fixture
def service() -> RotaService:
    return RotaService()


def removed(service: RotaService, *who: Professional) -> None:
    """Their approvals ended in 2026, and they are removed in 2032."""
    for each in who:
        service.enter(each, "end", date(2026, 6, 1), "REQ")
        actions.remove(professional=each, by=service.manager_user, at=LATER)


def names(service: RotaService) -> list[str]:
    return [each.name for each in queries.on_at(service.body, HOUR)]


def test_somebody_was_on_still_and_nobody_is_named(service: RotaService) -> None:
    first, second, third = (service.add(f"Name {letter}") for letter in "ABC")
    shift = service.shift(NIGHT, needed=3, published=True)
    for who in (first, second, third):
        service.place(shift, who, HOUR - timedelta(days=9))
    placed = tables_of(service.body, LATER)["shifts"][0]["placed"]
    removed(service, first, second)
    assert sorted(names(service)) == ["A former AMHP", "A former AMHP", "Name C"]
    assert tables_of(service.body, LATER)["shifts"][0]["placed"] == placed == 3
    day = f"{at_london(HOUR):%Y-%m-%d}"
    told = service.manager.get(service.at(f"rota/on/?day={day}&time=23:00")).content.decode()
    assert told.count("A former AMHP") == 2
    assert "Name C" in told
    assert "Name A" not in told and "Name B" not in told


def test_the_week_and_the_shift_show_them_and_offer_them_to_nobody(service: RotaService) -> None:
    who = service.add()
    shift = service.shift(NIGHT, published=True)
    service.place(shift, who, HOUR - timedelta(days=9))
    row = Placement.objects.get()
    removed(service, who)
    for page in ("rota/?week=2026-03-02", f"rota/shifts/{shift.pk}/"):
        told = service.manager.get(service.at(page)).content.decode()
        assert "A former AMHP" in told, page
        assert "1 of 1 missing" not in told, page
    address = service.at(f"rota/placements/{row.pk}/take-off/")
    assert service.manager.post(address, {}).status_code == 404


def test_what_is_still_to_come_goes_with_them(service: RotaService) -> None:
    who = service.add(approved=None)
    shift = service.shift("2032-02-01T20:00 > 2032-02-02T08:00", published=True)
    Placement.objects.create(shift=shift, professional=who, made=LATER)
    actions.remove(professional=who, by=service.manager_user, at=LATER)
    assert not Placement.objects.exists()


def test_swaps_that_they_asked_for_are_told_of_no_more(service: RotaService) -> None:
    who = service.add()
    shift = service.shift(NIGHT, published=True)
    service.place(shift, who, HOUR - timedelta(days=9))
    ask(
        placement=Placement.objects.get(),
        wanted=None,
        by=service.accounts[who.pk],
        at=HOUR - timedelta(days=8),
    )
    removed(service, who)
    assert not Swap.objects.exists()
    assert names(service) == ["A former AMHP"]
