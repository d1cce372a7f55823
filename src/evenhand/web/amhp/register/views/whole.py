"""Pages of the service as a whole: arrangements, the statutory report, the count, the import."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from evenhand.data.definitions.amhp_answers import answer_lists
from evenhand.domain.amhp.register_standing import standing
from evenhand.web.amhp.register import actions, files, forms, queries
from evenhand.web.amhp.register.presenters import report as told
from evenhand.web.amhp.register.views.entered import attempted, kept, shown, today
from evenhand.web.amhp.sealed import opened

DO = {
    "arrangement": (forms.Arranged, actions.add_arrangement),
    "condition": (forms.Condition, actions.add_condition),
    "posts": (forms.Posts, actions.set_establishment),
}


@login_required
@require_http_methods(["GET", "POST"])
def service(request: HttpRequest, slug: str) -> HttpResponse:
    """What the authority arranges, asks for beside the regulations, and has posts for."""
    access = kept(request, slug)
    chosen = request.POST.get("do", "")
    boxes: dict[str, Any] = {
        name: form(
            request.POST if name == chosen else None, initial={"since": today()}, prefix=name
        )
        for name, (form, _action) in DO.items()
    }
    if chosen in DO and boxes[chosen].is_valid():
        form = boxes[chosen]
        done = attempted(
            request,
            form,
            lambda: DO[chosen][1](
                body=access.body, **form.cleaned_data, by=request.user, at=timezone.now()
            ),
            _("Recorded."),
        )
        if done:
            return redirect("register-service", slug)
    context = {
        "boxes": boxes,
        "chosen": chosen,
        "arrangements": [
            (each, opened(access.body, each.sealed_words))
            for each in queries.arrangements_of(access.body)
        ],
        "conditions": queries.conditions_of(access.body),
        "posts": queries.establishments_of(access.body),
        "lists": answer_lists(),
    }
    return shown(request, access, "arranged", **context)


@login_required
@require_http_methods(["GET"])
def report(request: HttpRequest, slug: str, kind: str = "") -> HttpResponse:
    """The record of regulation 8(1), to print or as a file."""
    access = kept(request, slug)
    logs = queries.logs_of(access.body)
    names = queries.names_of(logs)
    rows = told.records(logs, names, queries.authority_of(access.body), timezone.now())
    name = f"register-{slug}-{today()}.{kind}"
    if kind == "csv":
        return files.download(name, files.csv(told.heads(), rows))
    if kind == "xlsx":
        title = _("Register of AMHPs: %(name)s") % {"name": access.body.name}
        about = [
            _("The record of regulation 8(1) of SI 2008/1206, (a) to (h), and nothing else."),
            _("It names people: share it only with those who may see the register."),
            str(today()),
        ]
        return files.download(name, files.xlsx(title, about, told.heads(), rows))
    return shown(request, access, "report", heads=told.heads(), rows=rows)


@login_required
@require_http_methods(["GET"])
def count(request: HttpRequest, slug: str, kind: str = "") -> HttpResponse:
    """The count of those approved, for the workforce collection."""
    access = kept(request, slug)
    now = timezone.now()
    people = [
        each
        for each, log in queries.logs_of(access.body).items()
        if standing(log, now).status in ("approved", "suspended")
    ]
    heads, fte, unknown, tables = told.count(people)
    if kind == "csv":
        rows: list[list[object]] = [
            [table.title, words, number, full]
            for table in tables
            for words, number, full in table.rows
        ]
        rows.insert(0, [_("All"), _("All"), heads, fte])
        columns = [_("By"), _("Group"), _("People"), _("Full-time equivalents")]
        return files.download(f"count-{slug}-{today()}.csv", files.csv(columns, rows))
    return shown(request, access, "count", heads=heads, fte=fte, unknown=unknown, tables=tables)
