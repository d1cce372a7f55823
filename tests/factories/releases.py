"""Years made by hand, in milliseconds: through every step of their way, with small files of their own."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import cache

from tests.factories import site
from tests.factories.results import a_measurement, a_result

from evenhand.data.writers.results_json import to_json
from evenhand.domain.frameworks.body import Body as MeasuredBody
from evenhand.domain.frameworks.role import Right
from evenhand.domain.results.result import Result
from evenhand.reporting.cut import parts_of
from evenhand.reporting.laid_out import LaidOut
from evenhand.reporting.report_html import render_report
from evenhand.web.bodies.models import Body
from evenhand.web.releases import actions as releases
from evenhand.web.releases.models import Release
from evenhand.web.releases.queries import ledger_of
from evenhand.web.submissions import actions as submissions
from evenhand.web.submissions.actions import background
from evenhand.web.submissions.models import Job, Submission

DAY = date(2025, 3, 31)
ALL = frozenset(Right)
STATES = ("draft", "uploaded", "checked", "computed", "in review", "signed off", "released")
ONE_ERROR = {
    "severity": "error", "code": "not-a-date", "table": "staff", "file": "staff.csv", "row": 7,
    "column": "start_date", "message": "Row 7 has a day that is none.", "fix": "Write the day.",
}  # fmt: skip


def report_of(
    body: Body, snapshot: date, results: Sequence[Result] = (), audience: str = "public"
) -> dict[str, bytes]:
    """The page and the results of a report; one disparity, where no results are given."""
    measured = MeasuredBody(id=body.slug, name=body.name, kind=body.kind)
    return dict(_report_of(measured, snapshot.isoformat(), tuple(results), audience))


@cache
def _report_of(
    body: MeasuredBody, day: str, results: tuple[Result, ...], audience: str
) -> dict[str, bytes]:
    named = [
        replace(each, body=body.id, body_name=body.name, period=day)
        for each in results or (a_result(change=None),)
    ]
    # Whoever is not of the body is told nothing of small numbers.
    measurement = a_measurement(
        *dict.fromkeys(each.standard for each in named),
        results=tuple(named),
        snapshots=(day,),
        body=body,
        audience=audience,
        placements=(),
    )
    written = to_json(inputs=measurement.inputs, results=measurement.results)
    return {
        "report.html": render_report(LaidOut(measurement)).encode(),
        "results.json": written.encode(),
        "board-summary.pdf": f"%PDF of {audience} readers".encode(),
    }


def a_year(
    body: Body,
    snapshot: date = DAY,
    until: str = "released",
    *,
    results: Sequence[Result] = (),
    errors: Sequence[dict[str, object]] = (),
    at: datetime = site.NOW,
) -> Submission:
    """A year of a body, brought into this state by two people."""
    one, other = site.account(), site.account()
    far = STATES.index(until)
    year = submissions.start(body=body, snapshot=snapshot, by=one, at=at)
    if far >= 1:
        submissions.upload(submission=year, files={"a.csv": b"a"}, rights=ALL, by=one, at=at)
        found = {"items": list(errors), "rows": {}, "readable": not errors, "body_id": body.slug,
                 "body_name": body.name, "snapshots": [snapshot.isoformat()]}  # fmt: skip
        files = {"check": {"check.json": json.dumps(found).encode()}}
        submissions.keep_check(job=_begun(year, at), files=files, readable=far >= 2, at=at)
    if far >= 3:
        submissions.ask_to_compute(submission=year, rights=ALL, by=one, at=at)
        made = report_of(body, snapshot, results, "internal")
        kept = {"report": made, "part": _parts(made)}
        submissions.keep_figures(job=_begun(year, at), files=kept, at=at)
    if far >= 4:
        submissions.send_to_review(submission=year, rights=ALL, by=one, at=at)
    if far >= 5:
        submissions.pass_on(submission=year, rights=ALL, by=other, at=at)
        told = {"name": "Person", "role": "Director"}
        submissions.sign_off(submission=year, rights=ALL, by=other, at=at, **told)
    if far >= 6:
        _release(year, results, at)
    year.refresh_from_db()
    return year


def released(
    body: Body,
    snapshot: date = DAY,
    *,
    results: Sequence[Result] = (),
    approved_at: datetime = site.NOW,
) -> Release:
    """The release of a year, made by two people."""
    return a_year(body, snapshot, results=results, at=approved_at).release


def _release(year: Submission, results: Sequence[Result], at: datetime) -> None:
    one, other = site.account(), site.account()
    releases.ask_to_prepare(submission=year, rights=ALL, by=one, at=at)
    prepared = releases.keep_prepared(
        job=_begun(year, at),
        readers=[_kept(year, results, audience) for audience in ("public", "board")],
        after=ledger_of(year.body)[1],
        head=f"{year.body.slug}-{year.snapshot}-{year.version}",
        ledger="",
        at=at,
    )
    assert prepared is not None
    releases.approve(release=prepared, rights=ALL, by=other, at=at)


def _kept(year: Submission, results: Sequence[Result], audience: str) -> releases.Kept:
    files = report_of(year.body, year.snapshot, results, audience)
    told = json.loads(files["results.json"])["results"] if audience == "public" else []
    return releases.Kept(
        audience=audience,
        figures=len(told),
        hidden=sum(each["suppressed"] for each in told),
        notes=("Small numbers are hidden.",),
        files=files,
        parts=_parts(files),
        told=[each for each in told if each["grouping"] == "binary"],
    )


def _parts(files: dict[str, bytes]) -> dict[str, bytes]:
    return dict(_parts_of(files["report.html"]))


@cache
def _parts_of(page: bytes) -> dict[str, bytes]:
    return {name: text.encode() for name, text in parts_of(page.decode()).items()}


def _begun(year: Submission, at: datetime) -> Job:
    begun = background.begins(Job, number=year.jobs.get(state="waiting").pk, at=at)
    assert begun is not None
    return begun
