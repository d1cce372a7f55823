"""Reads of forecasts of representation, and of the years that one can be made from. Body first."""

import json
from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from evenhand.web.bodies.models import Body
from evenhand.web.core.keys import unseal
from evenhand.web.forecasts.representation.models import Representation
from evenhand.web.forecasts.representation.rules import ACCEPTED, Held
from evenhand.web.submissions.queries import FOUND, Submission, file_of
from evenhand.web.submissions.states import ENDED

__all__ = [
    "Representation",
    "answer_of",
    "ended",
    "held",
    "newest",
    "newest_done",
    "typed_of",
    "year",
]


def newest(body: Body) -> Representation | None:
    """The one that was asked for last, in whatever state."""
    return Representation.objects.filter(body=body).first()


def newest_done(body: Body) -> Representation | None:
    """The last one that was made."""
    return Representation.objects.filter(body=body, state="done").select_related("body").first()


def answer_of(forecast: Representation) -> dict[str, Any]:
    """What the worker made. Raises CannotOpen."""
    told: dict[str, Any] = _opened(forecast, forecast.sealed)
    return told


def typed_of(forecast: Representation) -> Mapping[str, Any] | None:
    """The figures that somebody typed for it; None where it is made from years. Raises CannotOpen."""
    return _opened(forecast, forecast.typed) if forecast.typed else None


def held(body: Body) -> list[Held]:
    """Years that were accepted and whose files are here, newest year and version first."""
    found = (
        Submission.objects.filter(body=body, state__in=ACCEPTED, files__purpose="upload")
        .distinct()
        .select_related("body")
        .order_by("-snapshot", "-version")
    )
    return [Held(each.pk, each.version, _snapshots(each)) for each in found]


def year(body: Body, number: int) -> Submission:
    """One of these years. Raises DoesNotExist."""
    return Submission.objects.select_related("body").get(body=body, pk=number)


def ended(body: Body, numbers: Collection[int]) -> list[Submission]:
    """Those of these years that were withdrawn or corrected since."""
    return list(Submission.objects.filter(body=body, pk__in=numbers, state__in=ENDED))


def _snapshots(submission: Submission) -> tuple[date, ...]:
    """The days on which people were counted, as the check found them in the files."""
    check = file_of(submission, "check", FOUND)
    told = json.loads(check)["snapshots"] if check else []
    return tuple(date.fromisoformat(each) for each in told) or (submission.snapshot,)


def _opened(forecast: Representation, sealed: Any) -> Any:
    return json.loads(unseal(bytes(forecast.body.wrapped_key), bytes(sealed)).decode("utf-8"))
