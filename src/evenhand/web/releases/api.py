"""
The API: what is released, read by programs; and their own drafts, for programs that hold a token.

Only reads. Its description is made from this code, at /api/v1/openapi.json.
"""

import json
from collections.abc import Callable
from datetime import date
from typing import Annotated, Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from ninja import NinjaAPI, Query, Router, Schema
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.renderers import JSONRenderer
from ninja.security import HttpBearer
from pydantic import Field

from evenhand.web.releases import answers, queries
from evenhand.web.releases.answers import Limit, Offset, Problem, Slug
from evenhand.web.releases.caching import kept_nowhere, same_for_everybody
from evenhand.web.releases.queries import Release, Token
from evenhand.web.submissions import queries as submissions
from evenhand.web.submissions.queries import Submission
from evenhand.web.submissions.states import UNRELEASED

WHERE = "/api/v1/"
NO_TOKEN = (
    "Send a token that works, as the header Authorization: Bearer and the token. Members make one "
    "on the page Tokens of their organisation; it may have run out or been ended."
)
NOTHING = "There is nothing at this address, or not for you. /api/ says what there is."
GONE = "This version was withdrawn, so its figures are not given any more: {why}"
WRONG = {404: Problem, 422: Problem}


class Finite(JSONRenderer):
    """JSON has no infinity: an endless limit is null, with a flag that says so."""

    json_dumps_params = {"allow_nan": False, "ensure_ascii": False}


class Bearer(HttpBearer):
    """A member's token, which reads the drafts of their body and nothing else."""

    def authenticate(self, request: HttpRequest, token: str) -> Token | None:
        return queries.token_with(token, timezone.now())


class Wanted(Schema):
    """Which figures: "" takes all."""

    standard: str = ""
    indicator: str = ""
    grouping: str = ""
    group: str = ""


api = NinjaAPI(
    title="Evenhand",
    version="1",
    description="Released race equality figures of mental health social work. Read-only.",
    docs_url=None,
    docs_decorator=same_for_everybody,
    renderer=Finite(),
    urls_namespace="api-1",
)
released = Router()
released.add_decorator(same_for_everybody, mode="view")
drafts = Router(auth=Bearer())
drafts.add_decorator(kept_nowhere, mode="view")


@released.get("/bodies", response=list[answers.OneBody])
def bodies(request: HttpRequest) -> list[answers.OneBody]:
    """Every organisation that has released something, by name."""
    return [answers.of_body(each) for each in queries.bodies_with_releases(timezone.now())]


@released.get("/bodies/{slug}", response={200: answers.OneBody} | WRONG)
def body(request: HttpRequest, slug: Slug) -> answers.OneBody:
    """One organisation."""
    return answers.of_body(_body(slug))


@released.get("/bodies/{slug}/releases", response={200: list[answers.OneRelease]} | WRONG)
def releases(request: HttpRequest, slug: Slug) -> list[answers.OneRelease]:
    """Every version that an organisation has released, newest first."""
    found = queries.every_public_version(_body(slug), timezone.now())
    return [answers.of_release(each) for each in found]


RELEASE = "/bodies/{slug}/releases/{snapshot}/{version}"


@released.get(RELEASE, response={200: answers.WholeRelease, 410: Problem} | WRONG)
def release(request: HttpRequest, slug: Slug, snapshot: date, version: int) -> answers.WholeRelease:
    """One version: its files with their digests, how much is hidden, and why."""
    return answers.of_whole_release(_release(slug, snapshot, version))


@released.get(f"{RELEASE}/results", response={200: answers.Results, 410: Problem} | WRONG)
def results(
    request: HttpRequest,
    slug: Slug,
    snapshot: date,
    version: int,
    wanted: Query[Wanted],
    limit: Limit = 100,
    offset: Offset = 0,
) -> answers.Results:
    """The figures of one version, as its results.json tells them."""
    told = queries.public_results(_release(slug, snapshot, version))
    return answers.of_results(told, wanted.dict(), limit, offset)


@released.get("/figures", response={200: answers.Figures, 422: Problem})
def figures(
    request: HttpRequest,
    standard: str,
    indicator: str,
    snapshot: date,
    group: str,
    cell: Annotated[str, Field(description="A pay band or other part; none: the whole.")] = "",
) -> answers.Figures:
    """One measure of one year over all organisations, in the standard's own two groups."""
    which = {
        "standard": standard,
        "indicator": indicator,
        "snapshot": snapshot.isoformat(),
        "cell": cell,
        "group": group,
    }
    if any("\0" in each for each in which.values()):
        return answers.of_figures([], snapshot)
    found = queries.figures_beside(queries.open_to_public(timezone.now()), which)
    return answers.of_figures(found, snapshot)


@drafts.get("/bodies/{slug}/drafts", response={200: list[answers.Draft], 401: Problem} | WRONG)
def own_drafts(request: HttpRequest, slug: Slug) -> list[answers.Draft]:
    """With a token: the years of your organisation that are not released."""
    return [
        answers.of_draft(each, has_results=bool(submissions.list_of_files(each, "report")))
        for each in submissions.submissions_of(_own(request, slug))
        if _is_draft(each)
    ]


@drafts.get(
    "/bodies/{slug}/drafts/{number}/results", response={200: answers.Results, 401: Problem} | WRONG
)
def draft_results(
    request: HttpRequest,
    slug: Slug,
    number: int,
    wanted: Query[Wanted],
    limit: Limit = 100,
    offset: Offset = 0,
) -> answers.Results:
    """
    With a token: the figures of a year that is not released.

    Small numbers in them could identify people: share them only with those who may see the records.
    """
    found = submissions.submission_of(_own(request, slug), number)
    content = None
    if found is not None and _is_draft(found):
        content = submissions.file_of(found, "report", queries.RESULTS)
    if content is None:
        raise Http404
    return answers.of_results(json.loads(content), wanted.dict(), limit, offset)


api.add_router("", released)
api.add_router("", drafts)


def _body(slug: str) -> queries.Body:
    found = queries.public_body(slug, timezone.now())
    if found is None:
        raise Http404
    return found


def _release(slug: str, snapshot: date, version: int) -> Release:
    found = queries.public_release(slug, timezone.now(), snapshot, version)
    if found is None:
        raise Http404
    if found.state == "withdrawn":
        raise HttpError(410, GONE.format(why=found.withdrawn_note))
    return found


def _own(request: Any, slug: str) -> queries.Body:
    """The body of the token. Every other is not there."""
    own = request.auth.membership.body
    if own.slug != slug:
        raise Http404
    return own


def _is_draft(year: Submission) -> bool:
    return year.state in UNRELEASED


@api.exception_handler(AuthenticationError)
def _no_token(request: HttpRequest, why: Exception) -> HttpResponse:
    answer = api.create_response(request, {"detail": NO_TOKEN}, status=401)
    answer["WWW-Authenticate"] = "Bearer"
    return answer


@api.exception_handler(Http404)
def _nothing(request: HttpRequest, why: Exception) -> HttpResponse:
    return api.create_response(request, {"detail": NOTHING}, status=404)


@api.exception_handler(ValidationError)
def _not_understood(request: HttpRequest, why: ValidationError) -> HttpResponse:
    said = "; ".join(f"{each['loc'][-1]}: {each['msg']}" for each in why.errors)
    return api.create_response(request, {"detail": f"Not understood. {said}."}, status=422)


Answer = Callable[[HttpRequest], HttpResponse]
SENTENCES = {404: NOTHING, 405: "This can only be read: ask with GET."}
BROKEN = "Something of ours went wrong. Try again; if it goes on, tell whoever runs this site."


def errors_as_json(get_response: Answer) -> Answer:
    """Below the API's address an error is JSON with a sentence, whoever it was that found it."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if not request.path.startswith(WHERE) or response.status_code < 400:
            return response
        if response["Content-Type"].startswith("application/json"):
            return response
        said = SENTENCES.get(response.status_code, BROKEN)
        response.content = json.dumps({"detail": said})
        response["Content-Type"] = "application/json; charset=utf-8"
        return response

    return answer
