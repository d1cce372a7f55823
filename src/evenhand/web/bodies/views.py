"""Pages of bodies and their people. Each asks first which body, and whether the person may."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from evenhand.data.definitions.roles import roles
from evenhand.domain.frameworks.role import Right
from evenhand.web.accounts.queries import account_with, names_of
from evenhand.web.bodies import actions, queries
from evenhand.web.bodies.forms import Invite, Join, NewBody, Settings
from evenhand.web.bodies.rules import Refused
from evenhand.web.core.queries import entries_of

NEWEST = 200


def access_or_404(request: HttpRequest, slug: str, right: Right | None = None) -> queries.Access:
    """The body as this person may see it. Http404 for strangers, and for members without the right."""
    found = queries.access_to(request.user, slug)
    if found is None or (right is not None and right not in found.rights):
        raise Http404
    return found


@require_http_methods(["GET"])
def home(request: HttpRequest) -> HttpResponse:
    """What this is, for those who are not signed in."""
    return render(request, "bodies/home.jinja")


@login_required
@require_http_methods(["GET"])
def body(request: HttpRequest, slug: str) -> HttpResponse:
    """One body: what this person can do with it."""
    found = access_or_404(request, slug)
    return render(request, "bodies/body.jinja", {"access": found, "roles": roles(), "Right": Right})


@login_required
@require_http_methods(["GET", "POST"])
def people(request: HttpRequest, slug: str) -> HttpResponse:
    """Who works for the body here; inviting somebody."""
    found = access_or_404(request, slug, Right.MANAGE_PEOPLE)
    now, link = timezone.now(), ""
    form = Invite(found.body.kind, request.POST or None)
    if request.method == "POST" and form.is_valid():
        secret = actions.invite(
            body=found.body,
            email=form.cleaned_data["email"],
            role=form.cleaned_data["role"],
            by=str(request.user.pk),
            at=now,
        )
        # The secret stands behind the #, so that it reaches no log of addresses asked for.
        link = request.build_absolute_uri("/join/") + f"#{secret}"
        form = Invite(found.body.kind)
    context = {
        "access": found,
        "form": form,
        "link": link,
        "people": queries.people_of(found.body),
        "invitations": queries.open_invitations(found.body, now),
        "roles": roles(),
    }
    return render(request, "bodies/people.jinja", context)


@login_required
@require_POST
def end(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """End somebody's access."""
    found = access_or_404(request, slug, Right.MANAGE_PEOPLE)
    membership = queries.membership_of(found.body, number)
    if membership is None:
        raise Http404
    try:
        actions.end_membership(membership=membership, by=str(request.user.pk), at=timezone.now())
    except Refused as why:
        messages.error(request, str(why))
    else:
        messages.success(
            request, _("%(name)s has no access any more.") % {"name": membership.user.name}
        )
    return redirect("people", slug)


@login_required
@require_POST
def withdraw(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Withdraw an invitation."""
    found = access_or_404(request, slug, Right.MANAGE_PEOPLE)
    invitation = queries.invitation_of(found.body, number)
    if invitation is None:
        raise Http404
    try:
        actions.withdraw_invitation(
            invitation=invitation, by=str(request.user.pk), at=timezone.now()
        )
    except Refused as why:
        messages.error(request, str(why))
    return redirect("people", slug)


@login_required
@require_http_methods(["GET", "POST"])
def settings(request: HttpRequest, slug: str) -> HttpResponse:
    """How a body's pages look, how long rows are kept, and when others see a release."""
    found = access_or_404(request, slug, Right.MANAGE_SETTINGS)
    now = {name: getattr(found.body, name) for name in actions.SETTINGS}
    form = Settings(request.POST or None, initial=now)
    if request.method == "POST" and form.is_valid():
        changed = actions.change_settings(
            body=found.body, settings=form.cleaned_data, by=str(request.user.pk), at=timezone.now()
        )
        messages.success(request, _("Saved.") if changed else _("Nothing was different."))
        return redirect("body", slug)
    return render(request, "bodies/settings.jinja", {"access": found, "form": form})


@login_required
@require_http_methods(["GET"])
def audit(request: HttpRequest, slug: str) -> HttpResponse:
    """What was done in this body, by whom and when."""
    found = access_or_404(request, slug, Right.READ_AUDIT)
    entries = entries_of(found.body.slug, newest=NEWEST)
    context = {
        "access": found,
        "entries": entries,
        "names": names_of(entry.by for entry in entries),
        "newest": NEWEST,
    }
    return render(request, "bodies/audit.jinja", context)


@login_required
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """The site's administrator adds a body and invites its first administrator."""
    if not request.user.runs_site:
        raise Http404
    form = NewBody(queries.kinds(), queries.possible_parents(), request.POST or None)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            secret = actions.create_body_with_administrator(
                name=told["name"],
                kind=told["kind"],
                parent=told["parent"],
                email=told["email"],
                by=str(request.user.pk),
                at=timezone.now(),
            )
        except Refused as why:
            form.add_error("name", str(why))
        else:
            link = request.build_absolute_uri("/join/") + f"#{secret}"
            return render(request, "bodies/made.jinja", {"name": told["name"], "link": link})
    return render(request, "bodies/new.jinja", {"form": form})


@require_http_methods(["GET", "POST"])
def join(request: HttpRequest) -> HttpResponse:
    """
    Take up an invitation.

    The link's secret stands behind the #, which browsers do not send; a script puts it into the
    form, and without scripts it is pasted.
    """
    secret = request.POST.get("secret", "").strip().rpartition("#")[2]
    invitation = queries.invitation_with(secret) if secret else None
    form = Join(request.POST if "name" in request.POST else None)
    wrong = ""
    if request.method == "POST" and invitation is None:
        wrong = _("This invitation is not known here. Check that the link is whole.")
    known = account_with(invitation.email) if invitation else None
    if known is not None and known != request.user:
        wrong = _(
            "This invitation is for somebody who has an account. Sign in with it, then open the "
            "link again."
        )
    elif invitation is not None and (known is not None or form.is_valid()):
        try:
            joined = actions.take_up(
                secret=secret,
                name=form.cleaned_data["name"] if known is None else "",
                password=form.cleaned_data["password"] if known is None else "",
                at=timezone.now(),
            )
        except Refused as why:
            wrong = str(why)
        except ValidationError as weak:
            form.add_error("password", weak)
        else:
            messages.success(request, _("You have joined %(body)s.") % {"body": joined.body.name})
            return redirect("body", joined.body.slug)
    context = {"form": form, "secret": secret, "invitation": invitation, "wrong": wrong}
    return render(request, "bodies/join.jinja", context)
