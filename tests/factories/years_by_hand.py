"""Years of a body in any state, by small files made by hand: no pack is read, so it takes milliseconds."""

import json
from collections.abc import Callable
from datetime import date, datetime, timedelta

from tests.factories import site

from evenhand.web.accounts.models import User
from evenhand.web.bodies.models import Body
from evenhand.web.bodies.rules import rights_of
from evenhand.web.releases import actions as releases
from evenhand.web.releases.models import Ledger, Release
from evenhand.web.submissions import actions
from evenhand.web.submissions.actions import background
from evenhand.web.submissions.models import Job, Submission
from evenhand.web.submissions.states import State

DAY = date(2025, 3, 31)
ROLES = ("contributor", "reviewer", "certifier", "reader", "body-administrator")
TITLE = "Formal disciplinary process"
SAID = "Black staff were 1.8 times as likely to enter the process as White staff."
EDITION = (
    '<h2 id="nhs-wres-title">Standard</h2><table><tr role="row"><th role="rowheader" scope="row">'
    f'<span class="number">3</span> <a href="#nhs-wres-3">{TITLE}</a></th>\n<td role="cell"><span>1.8</span></td>\n'
    '<td role="cell"><span class="finding disparity">disparity</span></td>\n'
    '<td role="cell">one year only</td></tr></table>'
)
INDICATOR = (
    '<section class="indicator" id="nhs-wres-3"><h1 id="t"><span class="number">3</span> '
    f'{TITLE}</h1><div class="answer">\n<p>{SAID}</p>\n</div></section>'
)
PARTS = {"edition:nhs-wres": EDITION.encode(), "indicator:nhs-wres-3": INDICATOR.encode()}
CHECK = {
    "items": [],
    "rows": {"staff": {"read": 10, "used": 9, "rejected": 1, "repeated": 0}},
    "readable": True,
    "bodies": [["X01", "Trust"]],
    "snapshots": [DAY.isoformat()],
    "teams": [
        {"body": "X01", "snapshot": "", "team": "", "known": 8, "not_stated": 1, "not_known": 0}
    ],
    "why_not": "",
    "unanswered": 0,
    "not_used": [],
    "other_body": None,
}


class ByHand:
    """One body with everybody, and its years. `at` goes on by a minute with everything done."""

    def __init__(self, body: Body | None = None) -> None:
        self.body = body or site.body(kind="nhs-trust")
        self.users: dict[str, User] = {role: site.member(self.body, role) for role in ROLES}
        self.users["second"] = site.member(self.body, "certifier")
        self._at = site.NOW

    @property
    def at(self) -> datetime:
        self._at += timedelta(minutes=1)
        return self._at

    def by(self, role: str) -> dict[str, object]:
        """Who does something, with their rights, now."""
        held = "certifier" if role == "second" else role
        return {"rights": rights_of([held]), "by": self.users[role], "at": self.at}

    def year(self, state: State = State.RELEASED, day: date = DAY) -> Submission:
        """A year brought as far as this state."""
        year = actions.start(body=self.body, snapshot=day, by=self.users["contributor"], at=self.at)
        for reached, do in self._way():
            if year.state == state:
                break
            assert year.state == reached
            do(year)
            year.refresh_from_db()
        assert year.state == state
        return year

    def _way(self) -> tuple[tuple[State, Callable[[Submission], object]], ...]:
        return (
            (State.DRAFT, self.upload),
            (State.UPLOADED, self.checked),
            (State.CHECKED, self.computed),
            (State.COMPUTED, self.sent),
            (State.IN_REVIEW, self.signed),
            (State.SIGNED_OFF, self.released),
        )

    def upload(self, year: Submission, content: bytes = b"a,b\n1,2\n") -> Job | None:
        files = {"pack.toml": b"", "staff.csv": content}
        return actions.upload(submission=year, files=files, **self.by("contributor"))

    def job(self) -> Job:
        found = background.begins(Job, number=Job.objects.latest("pk").pk, at=self.at)
        assert found is not None
        return found

    def checked(self, year: Submission, **told: object) -> None:
        check = json.dumps({**CHECK, **told}).encode()
        files = {
            "check": {"check.json": check},
            "rejected": {"rejected.csv": b"table\r\nstaff\r\n"},
        }
        actions.keep_check(job=self.job(), files=files, readable=True, at=self.at)

    def computed(self, year: Submission) -> None:
        actions.ask_to_compute(submission=year, **self.by("contributor"))
        files = {"report": {"report.html": b"<p>x"}, "part": PARTS}
        actions.keep_figures(job=self.job(), files=files, at=self.at)

    def sent(self, year: Submission) -> None:
        actions.send_to_review(submission=year, **self.by("contributor"))
        actions.pass_on(submission=year, **self.by("reviewer"))

    def signed(self, year: Submission) -> None:
        told = {"name": "Person", "role": "Director"}
        actions.sign_off(submission=year, **told, **self.by("certifier"))

    def prepared(self, year: Submission) -> Release:
        releases.ask_to_prepare(submission=year, **self.by("certifier"))
        ledger = Ledger.objects.filter(body=self.body).first()
        made = releases.keep_prepared(
            job=self.job(),
            readers=[self.kept("public"), self.kept("board")],
            after=ledger.head if ledger else "",
            head=f"head{year.pk}-{self.at:%H%M}",
            ledger="{}\n",
            at=self.at,
        )
        assert made is not None
        return made

    def kept(self, audience: str) -> releases.Kept:
        figure = {
            "period": DAY.isoformat(),
            "standard": "nhs-wres",
            "indicator": "3",
            "cell": "",
            "group": "bme",
            "comparator": "white",
        }
        return releases.Kept(
            audience=audience,
            figures=10,
            hidden=2,
            notes=("Small numbers are hidden.",),
            files={"report.html": b"<p>x", "results.csv": b"a\n"},
            parts=PARTS,
            told=[figure] if audience == "public" else (),
        )

    def approve(self, made: Release, role: str = "body-administrator") -> None:
        releases.approve(release=made, **self.by(role))

    def released(self, year: Submission) -> None:
        self.approve(self.prepared(year))

    def given_back(self, day: date = DAY) -> Submission:
        year = self.year(State.IN_REVIEW, day)
        actions.request_changes(submission=year, note="Team 3 is missing", **self.by("reviewer"))
        year.refresh_from_db()
        return year

    def withdrawn(self, day: date = DAY) -> Submission:
        year = self.year(State.CHECKED, day)
        actions.withdraw(submission=year, note="Wrong year", **self.by("contributor"))
        year.refresh_from_db()
        return year

    def superseded(self, day: date = DAY) -> Submission:
        year = self.year(State.RELEASED, day)
        told = {"note": "Corrected", "by": self.users["contributor"], "at": self.at}
        second = actions.start_correction(released=year, **told)
        for _reached, do in self._way():
            do(second)
        year.refresh_from_db()
        return year

    def in_state(self, state: State) -> Submission:
        """A year in any state whatever."""
        ways = {
            State.CHANGES_REQUESTED: self.given_back,
            State.WITHDRAWN: self.withdrawn,
            State.SUPERSEDED: self.superseded,
        }
        return ways[state]() if state in ways else self.year(state)
