"""Pages on which a log that a service kept elsewhere is checked, and then taken in one go."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from evenhand.domain.frameworks.role import Right
from evenhand.web.amhp.pages import entered, shown
from evenhand.web.amhp.register import files
from evenhand.web.amhp.work import actions, queries
from evenhand.web.amhp.work.asking import questions
from evenhand.web.amhp.work.past_log import checking, table
from evenhand.web.amhp.work.views import HERE
from evenhand.web.bodies.queries import Access
from evenhand.web.bodies.rules import Refused

# On one page; a file of all of it is beside it.
MOST_SHOWN = 200
KEEP, LEAVE = "keep", "leave"
_RIGHTS = (Right.RECORD_CONSIDERATIONS, Right.RUN_AMHP_SERVICE)


@login_required
@require_http_methods(["GET", "POST"])
def past_logs(request: HttpRequest, slug: str) -> HttpResponse:
    """What such a file holds, and a place to bring one; it is checked at once."""
    access = entered(request, slug, *_RIGHTS)
    wrong = ""
    if request.method == "POST":
        sent = request.FILES.get("file")
        try:
            if sent is None or not sent.size:
                raise Refused(_("Choose a CSV file that is not empty."))
            read = table.read_table(bytes(sent.read()))
        except Refused as why:
            wrong = str(why)
        else:
            now = timezone.now()
            checked = checking.check(access.body, read, now)
            held = actions.hold_log(
                body=access.body,
                rows=checked.rows,
                found=_found(read, checked),
                by=request.user,
                at=now,
            )
            return redirect("past-log", slug, held.pk)
    context = {
        "logs": queries.past_logs_of(access.body),
        "columns": table.explained(),
        "wrong": wrong,
    }
    status = 422 if wrong else 200
    return _page(request, access, "past-logs", context, status=status)


@login_required
@require_http_methods(["GET", "POST"])
def past_log(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """What a check found in one file; take it, or throw it away."""
    access, log = _one(request, slug, number)
    wrong, found = "", queries.found_in(log)
    if request.method == "POST" and "throw" in request.POST:
        actions.throw_away(log=log, by=request.user, at=timezone.now())
        messages.success(request, _("The file is gone. Nothing of it was taken."))
        return redirect("past-logs", slug)
    if request.method == "POST":
        try:
            taken = _take(request, log, found)
        except Refused as why:
            wrong = str(why)
        else:
            said = ngettext(
                "%(num)s consideration was taken.", "%(num)s considerations were taken.", taken
            )
            messages.success(request, said % {"num": f"{taken:,}"})
            return redirect("past-log", slug, number)
    context = {"log": log, "found": found, "wrong": wrong, "label_of": table.label_of}
    if log.taken:
        context["asked"] = list(_still_asked(access, found))
    context["most"] = MOST_SHOWN
    return _page(request, access, "past-log", context, status=422 if wrong else 200)


@login_required
@require_http_methods(["GET"])
def past_log_template(request: HttpRequest, slug: str) -> HttpResponse:
    """A table with the names of the columns and nothing else."""
    entered(request, slug, *_RIGHTS)
    return files.download("past-log.csv", files.csv([each[0] for each in table.explained()], []))


@login_required
@require_http_methods(["GET"])
def past_log_rows(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Every row that cannot be taken, and every one with something to ask about, as a file."""
    _access, log = _one(request, slug, number)
    if log.taken:
        raise Http404
    found = queries.found_in(log)
    rows = [
        (row, _("cannot be taken"), column, f"{said} {fix}")
        for row, column, said, fix in found["wrong"]
    ]
    rows += [
        (row, _("taken and asked about"), "", said) for row, _ref, all_said in found["asked"] for said in all_said
    ]  # fmt: skip
    rows += [
        (row, _("the note may say who somebody is"), table.NOTE, ", ".join(kinds))
        for row, kinds in found["notes"]
    ]
    rows.sort(key=lambda each: each[0])
    heads = ["row", "what", "column", "message"]
    return files.download("past-log-rows.csv", files.csv(heads, rows))


def _one(request: HttpRequest, slug: str, number: int) -> tuple[Access, queries.PastLog]:
    access = entered(request, slug, *_RIGHTS)
    log = queries.past_log_of(access.body, number)
    if log is None:
        raise Http404
    return access, log


def _page(
    request: HttpRequest, access: Access, name: str, context: dict[str, Any], *, status: int
) -> HttpResponse:
    page = f"amhp/considerations/{name}.jinja"
    return shown(request, access, page, context, here=HERE, status=status)


def _take(request: HttpRequest, log: queries.PastLog, found: Any) -> int:
    words = request.POST.get("notes", "")
    if log.taken:
        raise Refused(_("This file was taken already. Nothing was taken again."))
    if found["notes"] and words not in (KEEP, LEAVE):
        raise Refused(_("Choose what is to be done with the notes that may say who somebody is."))
    return actions.take_log(
        log=log,
        rows=[checking.PastRow(**row) for row in queries.rows_in(log)],
        with_words=words == KEEP,
        by=request.user,
        at=timezone.now(),
    )


def _found(read: table.PastTable, checked: checking.Checked) -> dict[str, Any]:
    """What the page tells of a check."""
    return {
        "rows": len(read.rows),
        "good": len(checked.rows),
        "open": sum(each.open for each in checked.rows),
        "there": len(checked.there),
        "lost": len({each.row for each in checked.wrong}),
        "wrong": [(each.row, each.column, each.message, each.fix) for each in checked.wrong],
        "asked": [(each.row, each.reference, each.asked) for each in checked.rows if each.asked],
        "notes": [(each.row, each.found) for each in checked.rows if each.found],
        "left": read.left,
    }


def _still_asked(access: Access, found: Any) -> Any:
    """Those taken of which there is still something to ask about, and what."""
    lists, now = queries.lists_of(access.body), timezone.now()
    for row in queries.to_ask_about(access.body, found["asked"][:MOST_SHOWN]):
        asked = questions(row, queries.told_by(row), lists, now)
        if asked:
            yield row, asked
