"""A service with people on its register and shifts, for the tests of the rota's pages."""

from datetime import date, datetime, timedelta

from django.test import Client
from tests.factories import site
from tests.factories.amhp_rota_rules import at, span
from tests.factories.amhp_service import Service

from evenhand.domain.amhp.rota import Kind
from evenhand.domain.amhp.rota_pattern import Planned
from evenhand.web.accounts.models import User
from evenhand.web.amhp.models import Entry, Placement, Professional, Shift
from evenhand.web.amhp.rota import actions
from evenhand.web.amhp.sealed import closed

APPROVED = date(2025, 1, 1)


class RotaService(Service):
    """A council with a duty manager; `add` puts somebody on the register, with an account of their own."""

    def __init__(self, *args: object) -> None:
        super().__init__(*args)
        self.manager = self.as_role("duty-manager")
        self.accounts: dict[int, User] = {}

    @property
    def manager_user(self) -> User:
        return self.users["duty-manager"]

    def add(
        self,
        name: str = "",
        *,
        approved: date | None = APPROVED,
        skills: str = "",
        languages: str = "",
    ) -> Professional:
        number = Professional.objects.filter(body=self.body).count() + 1
        user = site.member(self.body, "amhp")
        made = Professional.objects.create(
            body=self.body,
            number=number,
            user=user,
            sealed_name=closed(self.body, name or f"Person {number}"),
            profession="SW",
            skills=skills,
            languages=languages,
            made=site.NOW,
        )
        self.accounts[made.pk] = user
        if approved:
            self.enter(made, "approve", approved)
        return made

    def enter(self, who: Professional, event: str, on: date, detail: str = "") -> Entry:
        return Entry.objects.create(
            professional=who,
            event=event,
            on=on,
            authority=self.body.name if event in ("approve", "reapprove") else "",
            detail=detail,
            recorded=site.NOW,
        )

    def visitor(self, who: Professional) -> Client:
        return site.visitor(self.accounts[who.pk])

    def shift(
        self, text: str, *, published: bool = True, on_call: bool = False, **more: object
    ) -> Shift:
        """One from "2026-11-23 09:00 > 2026-11-23 17:00", as clocks in London show it."""
        when = span(text)
        return Shift.objects.create(
            body=self.body,
            kind="on-call" if on_call else "shift",
            starts=when.since,
            ends=when.until,
            published=site.NOW if published else None,
            **more,
        )

    def place(self, shift: Shift, who: Professional, moment: datetime, **more: object) -> Placement:
        actions.place(
            shift=shift,
            professional=who,
            second=bool(more.get("second", False)),
            since=more.get("since"),
            by=self.manager_user,
            at=moment,
        )
        return Placement.objects.get(shift=shift, professional=who, ended=None)

    def weeks(self, first: date, days: int, *, moment: datetime) -> None:
        """A day shift and a night on call on so many days."""
        planned = []
        for number in range(days):
            day, after = first + timedelta(days=number), first + timedelta(days=number + 1)
            planned += [
                Planned(kind=Kind.SHIFT, span=span(f"{day} 09:00 > {day} 17:00"), needed=2),
                Planned(kind=Kind.ON_CALL, span=span(f"{day} 17:00 > {after} 09:00"), needed=1),
            ]
        actions.make_shifts(
            body=self.body,
            planned=planned,
            role="",
            skills="",
            with_second=False,
            by=self.manager_user,
            at=moment,
        )


__all__ = ["RotaService", "at"]
