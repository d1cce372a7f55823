"""
Rows of a made-up AMHP service, as if two years of actions had written them.

By the thousand, so not by way of actions: for a demonstration's database, and for a benchmark's that
is thrown away. Names and words are sealed under the body's key, as actions seal them.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext_noop

from evenhand.data.definitions.amhp_codes import code_lists
from evenhand.data.synthetic.amhp.made_service import MadeService
from evenhand.data.synthetic.amhp.rota import Rota
from evenhand.data.synthetic.amhp.sight import Told
from evenhand.domain.amhp.considerations import STAMPS, is_open
from evenhand.domain.amhp.register_entries import Event
from evenhand.web.accounts.models import User
from evenhand.web.amhp import models
from evenhand.web.amhp.register.said import Said
from evenhand.web.amhp.sealed import closed
from evenhand.web.amhp.work.records import domain_of
from evenhand.web.bodies.models import Body
from evenhand.web.core.actions import note

Row = Mapping[str, Any]

_AT_ONCE = 500
_BEGUN = ("referred", "request", "referrer", "urgency")
_KEPT = (
    *STAMPS, "held_from", "held_until", "reasons_sent", "referrer_told", "attended", "request",
    "referrer", "outcome", "urgency", "triage", "triage_reason", "age_band", "gender", "ethnicity",
    "language", "interpreter", "deaf", "sexual_orientation", "out_of_area", "place_of_safety",
    "transport", "why_none", "advocacy", "advocacy_cultural", "communication", "disability",
    "alternatives", "amhp", "second", "person", "miles", "extended_hours",
)  # fmt: skip
_NOTHING = (None, "", 0)


@dataclass(frozen=True, kw_only=True)
class Who:
    """Accounts that wrote the rows, and who says so in the audit trail."""

    amhp: User | None
    duty_manager: User | None
    register_keeper: User | None
    by: str


@transaction.atomic
def load(
    body: Body, made: MadeService, who: Who, at: datetime, *, with_changes: bool = True
) -> None:
    """
    Everything of a service into an empty database. The AMHP's account is somebody who is on now.

    `with_changes`: every version of every consideration is kept too, as actions keep it.
    """
    one = _Loading(body, who, at)
    on_now = made.rota.on_at(at)
    people = one.register(made, on_now[0] if on_now else 0)
    one.rota(made.rota, people)
    considerations = one.work(made, people)
    if with_changes:
        one.changes(considerations)
    one.told(made.told, considerations)
    note(
        by=who.by,
        at=at,
        what=gettext_noop("made-up AMHP service loaded"),
        about=f"bodies.body:{body.pk}",
        body=body.slug,
        after={"considerations": len(considerations), "professionals": len(people)},
    )


class _Loading:
    """The rows of one body on their way."""

    def __init__(self, body: Body, who: Who, at: datetime) -> None:
        self.body, self.who, self.at = body, who, at
        self.outcomes = code_lists().outcomes

    def register(self, made: MadeService, on_now: int) -> dict[int, models.Professional]:
        """People by number, with everything that the register keeps of them."""
        rows = [self._professional(row, on_now) for row in made.register.people]
        people = {each.number: each for each in _saved(models.Professional, rows)}
        keeper = self.who.register_keeper
        _saved(
            models.Entry,
            [
                models.Entry(
                    professional=people[row["person"]],
                    detail=_detail(row),
                    sealed_note=self._sealed(row["detail"] if row["event"] == "suspend" else ""),
                    by=keeper,
                    **_only(row, "event on authority hours agreed decided_by recorded"),
                )
                for row in made.register.entries
            ],
        )
        _saved(
            models.Trainee,
            [
                models.Trainee(
                    professional=people[row["person"]],
                    sealed_mentor=self._sealed(row["mentor"]),
                    **_only(row, "funder course stage backfill started expected ended why_ended"),
                )
                for row in made.register.trainees
            ],
        )
        _saved(
            models.Evidence,
            [
                models.Evidence(
                    professional=people[row["person"]],
                    sealed_text=self._sealed(row["text"]),
                    by=keeper,
                    recorded=_noon(row["on"]),
                    **_only(row, "leaf on"),
                )
                for row in made.register.evidence
            ],
        )
        return people

    def rota(self, rota: Rota, people: Mapping[int, models.Professional]) -> None:
        """Shifts, who is placed on them, swaps asked for, and the rules of rest."""
        shifts = _saved(models.Shift, [models.Shift(body=self.body, **row) for row in rota.shifts])
        placements = _saved(
            models.Placement,
            [
                models.Placement(
                    shift=shifts[row["shift"]],
                    professional=people[row["person"]],
                    by=self.who.duty_manager,
                    **_only(row, "second made"),
                )
                for row in rota.placements
            ],
        )
        _saved(
            models.Swap,
            [
                models.Swap(placement=placements[row["placement"]], **_only(row, "state asked"))
                for row in rota.swaps
            ],
        )
        models.RestRule.objects.create(body=self.body)

    def work(
        self, made: MadeService, people: Mapping[int, models.Professional]
    ) -> list[models.Consideration]:
        """Considerations, and what was done for each."""
        rows = [self._consideration(row, people) for row in made.work.considerations]
        kept = _saved(models.Consideration, rows)
        for kind, found in (
            (models.Delay, made.work.delays),
            (models.Ask, made.work.asks),
            (models.Clock, made.work.clocks),
        ):
            _saved(kind, [kind(consideration=kept[of], **rest) for of, rest in _parts(found)])
        _saved(
            models.SafetyRecord,
            [
                models.SafetyRecord(
                    body=self.body,
                    consideration=kept[of],
                    professional=people.get(rest.pop("person")),
                    **rest,
                )
                for of, rest in _parts(made.work.safety)
            ],
        )
        return kept

    def changes(self, considerations: Sequence[models.Consideration]) -> None:
        """How each came to be as it is: begun with the referral, then the rest."""
        _saved(models.Change, [change for each in considerations for change in self._changes(each)])

    def told(self, told: Told, considerations: Sequence[models.Consideration]) -> None:
        """Limits, escalations, obstacles, forums, and what the authority arranges."""
        body, keeper = self.body, self.who.register_keeper
        seal = self._sealed
        _saved(models.Threshold, [models.Threshold(body=body, **row) for row in told.thresholds])
        _saved(
            models.Escalation,
            [
                models.Escalation(
                    consideration=considerations[of], by=self.who.duty_manager, **rest
                )
                for of, rest in _parts(told.escalations)
            ],
        )
        _saved(models.Obstacle, [self._obstacle(row) for row in told.obstacles])
        _saved(
            models.Forum,
            [
                models.Forum(
                    body=body,
                    sealed_words=seal(row["words"]),
                    by=keeper,
                    **_only(row, "kind on attended recorded"),
                )
                for row in told.forums
            ],
        )
        _saved(
            models.Arrangement,
            [
                models.Arrangement(
                    body=body,
                    sealed_words=seal(row["words"]),
                    by=keeper,
                    recorded=_noon(row["since"]),
                    **_only(row, "kind since until"),
                )
                for row in told.arrangements
            ],
        )
        _saved(
            models.LocalCondition,
            [models.LocalCondition(body=body, **row) for row in told.conditions],
        )
        _saved(
            models.Establishment,
            [models.Establishment(body=body, **row) for row in told.establishments],
        )

    def _professional(self, row: Row, on_now: int) -> models.Professional:
        rest = {name: value for name, value in row.items() if name not in ("name", "registration")}
        return models.Professional(
            body=self.body,
            user=self.who.amhp if row["number"] == on_now else None,
            sealed_name=self._sealed(row["name"]),
            sealed_registration=self._sealed(row["registration"]),
            made=self.at,
            **rest,
        )

    def _consideration(
        self, row: Row, people: Mapping[int, models.Professional]
    ) -> models.Consideration:
        taken = {"amhp": people.get(row["amhp"]), "second": people.get(row["second"])}
        more = any(row[name] not in _NOTHING for name in _KEPT if name not in _BEGUN)
        made = models.Consideration(
            body=self.body,
            made_by=self.who.amhp,
            version=2 if more else 1,
            **{**row, **taken},
        )
        made.open = is_open(domain_of(made, ()), self.outcomes, self.at)
        return made

    def _changes(self, one: models.Consideration) -> Iterator[models.Change]:
        # Names as the work's actions have them: people by the number of their row.
        told = {
            name: _plain(value)
            for name in _KEPT
            if (value := getattr(one, f"{name}_id" if name in ("amhp", "second") else name))
            not in _NOTHING
        }
        last = max(each for name in STAMPS if (each := getattr(one, name)))
        parts = [{name: told[name] for name in _BEGUN if name in told}]
        if one.version == 2:
            parts.append({name: value for name, value in told.items() if name not in _BEGUN})
        for version, (part, at) in enumerate(
            zip(parts, (one.made, max(last, one.made)), strict=False), 1
        ):
            before = {name: _empty(name) for name in part}
            text = json.dumps({"before": before, "after": part}, sort_keys=True)
            yield models.Change(
                consideration=one,
                version=version,
                sealed=self._sealed(text),
                by=self.who.amhp,
                at=at,
            )

    def _obstacle(self, row: Row) -> models.Obstacle:
        return models.Obstacle(
            body=self.body,
            sealed_text=self._sealed(row["text"]),
            sealed_answer=self._sealed(row["answer"]),
            raised_by=self.who.amhp,
            answered_by=self.who.duty_manager if row["answered"] else None,
            **_only(row, "number kind raised state routed_to routed answered"),
        )

    def _sealed(self, text: str) -> bytes:
        return closed(self.body, text)


def _saved(kind: type[Model], rows: list[Any]) -> list[Any]:
    """The rows with their keys."""
    return list(kind._default_manager.bulk_create(rows, batch_size=_AT_ONCE))


def _parts(rows: Sequence[Row]) -> Iterator[tuple[int, dict[str, Any]]]:
    """The place of each row's consideration, and its other fields."""
    for row in rows:
        rest = dict(row)
        yield rest.pop("of_work"), rest


def _only(row: Row, names: str) -> dict[str, Any]:
    return {name: row[name] for name in names.split()}


def _detail(row: Row) -> str:
    """What an entry keeps beside its other fields, as whoever enters it says it."""
    said = Said(
        event=Event(row["event"]),
        on=row["on"],
        reason=row["detail"],
        title=row["detail"],
        profession=row["profession"],
        course_completed=row["course"],
    )
    return said.detail


def _plain(value: object) -> object:
    """A value as a change keeps it: times to the minute in UTC."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).replace(second=0, microsecond=0).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return f"{value:g}" if isinstance(value, float) else value


def _empty(name: str) -> object:
    """What the field was before anything was told."""
    found = models.Consideration._meta.get_field(name).get_default()
    return "0" if name == "extended_hours" else found


def _noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
