"""A council with AMHPs on its register and some work, and its national returns."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from tests.factories import site
from tests.factories.amhp_service import Service

from evenhand.web.amhp.models import AmhpReturn, Consideration, Delay, Entry, Professional
from evenhand.web.bodies.models import Body

DAY = date(2026, 3, 31)
ANSWERS = {
    "posts-fte": "24.5",
    "vacant-fte": "0",
    "vacant-posts": "0",
    "short-fte-not-known": "on",
    "residents": "300000",
}


class Authority(Service):
    """
    A service with 30 AMHPs, six of them nurses, 24 with a full-time equivalent of 0.8, and 60
    considerations in the year to DAY, every third of which ended in detention and had a delay.
    """

    def __init__(self, body: Body | None = None, *, people: int = 30, work: int = 60) -> None:
        super().__init__(body)
        # So that entries, which are of whole days, all lie before the day of the return.
        made = datetime(2025, 4, 1, 9, tzinfo=UTC)
        for number in range(1, people + 1):
            self.approve(number, made)
        for number in range(work):
            self.consider(number, made + timedelta(days=6 * number % 360, hours=number % 7))

    def approve(self, number: int, made: datetime) -> None:
        """Somebody on the register since 2024."""
        one = Professional.objects.create(
            body=self.body,
            number=number,
            sealed_name=b"",
            profession="NURSE" if number % 5 == 0 else "SW",
            role="COMBINED",
            employer="COUNCIL",
            fte=None if number % 5 == 0 else "0.8",
            age_band="55-59" if number % 3 == 0 else "35-44",
            sex="FEMALE" if number % 2 else "MALE",
            ethnicity="A" if number % 3 else "N",
            made=made,
        )
        Entry.objects.create(
            professional=one,
            event="approve",
            on=date(2024, 6, 1),
            authority=self.body.name,
            detail=one.profession,
            recorded=made,
        )

    def consider(self, number: int, referred: datetime) -> None:
        """A consideration that came to its end."""
        detained = number % 3 == 0
        one = Consideration.objects.create(
            body=self.body,
            reference=f"C{number}",
            request="S13_1",
            referred=referred,
            assessment_start=referred + timedelta(hours=4),
            assessment_end=referred + timedelta(hours=6),
            outcome="S2" if detained else "NO_ADMISSION_COMMUNITY",
            ethnicity="A" if number % 2 else "N",
            made=referred,
        )
        if detained:
            Delay.objects.create(
                consideration=one,
                reason="BED",
                since=referred,
                until=referred + timedelta(hours=5),
            )

    def begin(self, day: date = DAY) -> AmhpReturn:
        """A return, begun by the contributor on its page."""
        self.as_role("contributor").post(self.at("returns/"), {"day": day.isoformat()})
        return AmhpReturn.objects.get(body=self.body, day=day, state="draft")

    def post(self, who: str, one: AmhpReturn, rest: str = "", /, **told: Any) -> Any:
        """Somebody does something on a page of a return."""
        return self.as_role(who).post(self.at(f"returns/{one.pk}/{rest}"), told)

    def fill(self, one: AmhpReturn, **answers: str) -> AmhpReturn:
        """Filled by the contributor."""
        self.post("contributor", one, "fill/", **(ANSWERS | answers))
        one.refresh_from_db()
        return one

    def sign_off(self, one: AmhpReturn) -> AmhpReturn:
        """From filled to signed off, each step by the person whose part it is."""
        self.post("contributor", one, do="send")
        self.post("reviewer", one, do="pass")
        told = {"name": "Somebody", "role": "Director", "sure": "on"}
        self.post("certifier", one, do="sign", **told)
        one.refresh_from_db()
        return one

    def signed_off(self, day: date = DAY) -> AmhpReturn:
        """A return that the desk reads."""
        return self.sign_off(self.fill(self.begin(day)))


def authority(parent: Body | None = None, **more: Any) -> Authority:
    """A council below a region."""
    return Authority(site.body(parent=parent), **more)
