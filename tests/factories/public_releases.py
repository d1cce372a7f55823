"""Releases made by hand in milliseconds: real report pages of a few results, through every action."""

import json
from dataclasses import replace
from datetime import date, datetime, timedelta

from tests.factories import site
from tests.factories.results import a_measurement, a_result, a_suppressed_result

from evenhand.data.writers.results_json import to_json
from evenhand.domain.frameworks.role import Right
from evenhand.domain.results.result import Result
from evenhand.reporting.cut import parts_of
from evenhand.reporting.laid_out import LaidOut
from evenhand.reporting.report_html import render_report
from evenhand.web.accounts.models import User
from evenhand.web.bodies.models import Body
from evenhand.web.releases import actions, queries
from evenhand.web.releases.models import Release
from evenhand.web.submissions import actions as submissions
from evenhand.web.submissions.actions import background
from evenhand.web.submissions.models import Job, Submission

DAY = date(2025, 3, 31)
ALL = frozenset(Right)
# Stands in the board's edition and in the internal figures: nobody else may ever be told it.
CANARY = 8675309
CANARIES = ("8675309", "8,675,309", "8 675 309")


class Year:
    """One body's year with its people, brought as far as a test needs."""

    def __init__(self, body: Body | None = None, day: date = DAY) -> None:
        self.body = body or site.body(kind="nhs-trust")
        self.day = day
        self.roles = ("contributor", "reviewer", "certifier", "body-administrator")
        self.users: dict[str, User] = {role: site.member(self.body, role) for role in self.roles}

    def computed(self, at: datetime = site.NOW) -> Submission:
        """A draft whose internal figures hold the canary."""
        made = submissions.start(
            body=self.body, snapshot=self.day, by=self.users["contributor"], at=at
        )
        return self._worked_out(made, at)

    def released(self, at: datetime = site.NOW, *, results: tuple[Result, ...] = ()) -> Release:
        """A first version, released by two people."""
        return self._on(self.computed(at), at, results)

    def corrected(self, old: Release, note: str, at: datetime) -> Release:
        """Another version in its place."""
        by = self.users["contributor"]
        made = submissions.start_correction(released=old.submission, note=note, by=by, at=at)
        self._worked_out(made, at)
        return self._on(made, at, (a_result(numerator=43),))

    def withdrawn(self, release: Release, note: str, at: datetime) -> None:
        """Taken off the site."""
        by = self.users["certifier"]
        actions.withdraw(release=release, note=note, rights=ALL, by=by, at=at)

    def prepared(self, year: Submission, at: datetime, results: tuple[Result, ...] = ()) -> Release:
        """Ready, and not approved."""
        by = self.users["certifier"]
        actions.ask_to_prepare(submission=year, rights=ALL, by=by, at=at)
        _text, head = queries.ledger_of(self.body)
        made = actions.keep_prepared(
            job=_begun(year, at),
            readers=[self._for("public", results), self._for("board", results)],
            after=head,
            head=f"{year.pk:064}",
            ledger="{}",
            at=at,
        )
        assert made is not None
        return made

    def signed_off(self, year: Submission, at: datetime) -> Submission:
        """By a reviewer and the certifier."""
        reviewer, certifier = self.users["reviewer"], self.users["certifier"]
        submissions.send_to_review(submission=year, rights=ALL, by=self.users["contributor"], at=at)
        submissions.pass_on(submission=year, rights=ALL, by=reviewer, at=at)
        submissions.sign_off(
            submission=year, name="Person", role="Director", rights=ALL, by=certifier, at=at
        )
        return year

    def _on(self, year: Submission, at: datetime, results: tuple[Result, ...]) -> Release:
        made = self.prepared(self.signed_off(year, at), at + timedelta(minutes=1), results)
        by = self.users["body-administrator"]
        return actions.approve(release=made, rights=ALL, by=by, at=at + timedelta(minutes=2))

    def _worked_out(self, year: Submission, at: datetime) -> Submission:
        by = self.users["contributor"]
        files = {"staff.csv": str(year.pk).encode()}
        submissions.upload(submission=year, files=files, rights=ALL, by=by, at=at)
        submissions.keep_check(
            job=_begun(year, at), files={"check": {"check.json": b"{}"}}, readable=True, at=at
        )
        submissions.ask_to_compute(submission=year, rights=ALL, by=by, at=at)
        made = self._for("internal", ())
        kept = {"report": made.files, "part": made.parts}
        submissions.keep_figures(job=_begun(year, at), files=kept, at=at)
        return year

    def _for(self, audience: str, results: tuple[Result, ...]) -> actions.Kept:
        told = results or some_results()
        if audience != "public":
            told = (*told, a_result(indicator="9", numerator=CANARY, value=float(CANARY)))
        files = files_of(self.body, self.day, audience, told)
        rows = json.loads(files["results.json"])["results"] if audience == "public" else []
        parts = parts_of(files["report.html"].decode())
        return actions.Kept(
            audience=audience,
            figures=len(told),
            hidden=1,
            notes=(f"Of the {audience} edition.", f"Noted for those who release it: {CANARY}."),
            files=files,
            parts={name: text.encode() for name, text in parts.items()},
            told=[each for each in rows if each["grouping"] == "binary"],
        )


def some_results() -> tuple[Result, ...]:
    """Who is counted, a disparity, an endless limit, a hidden figure."""
    whole = {
        "kind": "representation",
        "comparator": "workforce",
        "comparator_label": "the whole workforce",
        "comparator_denominator": 400,
        "comparator_share": 0.25,
    }
    return (
        a_result(indicator="1", title="Staff in each pay band", cell="5", **whole, comparator_numerator=100),
        a_result(),
        a_result(indicator="4", title="Non-mandatory training", high=float("inf")),
        a_suppressed_result(),
    )  # fmt: skip


def files_of(body: Body, day: date, audience: str, results: tuple[Result, ...]) -> dict[str, bytes]:
    """What a report of these results is made of; documents are small stand-ins."""
    told = tuple(
        replace(each, body=body.slug, body_name=body.name, period=day.isoformat())
        for each in results
    )
    measurement = a_measurement(
        results=told,
        snapshots=(day.isoformat(),),
        name=body.name,
        placements=(),
        audience=audience,
        marked_as="made up",
        protection=f"How people are protected in the {audience} edition.",
    )
    return {
        "report.html": render_report(LaidOut(measurement)).encode(),
        "results.json": to_json(inputs=measurement.inputs, results=told).encode(),
        "results.csv": f"standard\r\n{audience}\r\n".encode(),
        "results.csv-metadata.json": b'{"url": "results.csv"}',
        "report.pdf": b"%PDF-1.7 " + audience.encode(),
    }


def _begun(year: Submission, at: datetime) -> Job:
    begun = background.begins(Job, number=year.jobs.get(state="waiting").pk, at=at)
    assert begun is not None
    return begun
