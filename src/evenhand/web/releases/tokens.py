"""The page on which a member makes tokens for their programs, and ends them."""

from datetime import timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from evenhand.domain.frameworks.role import Right
from evenhand.web.bodies.views import access_or_404
from evenhand.web.releases import actions, queries
from evenhand.web.releases.forms import NewToken


@login_required
@require_http_methods(["GET", "POST"])
def tokens(request: HttpRequest, slug: str) -> HttpResponse:
    """This person's tokens for the body; making one, whose secret is shown once."""
    access = access_or_404(request, slug, Right.READ_RESULTS)
    at, secret = timezone.now(), ""
    form = NewToken(request.POST or None)
    if request.method == "POST" and form.is_valid():
        membership = queries.membership_for_token(request.user, access.body)
        if membership is None:
            raise Http404
        secret = actions.make_token(
            membership=membership,
            name=form.cleaned_data["name"],
            expires=at + timedelta(days=form.cleaned_data["days"]),
            by=request.user,
            at=at,
        )
        form = NewToken()
    context = {
        "access": access,
        "form": form,
        "secret": secret,
        "tokens": queries.tokens_of(request.user, access.body, at),
    }
    return render(request, "releases/tokens.jinja", context)


@login_required
@require_POST
def end(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Make one of this person's tokens useless."""
    access = access_or_404(request, slug, Right.READ_RESULTS)
    at = timezone.now()
    mine = queries.tokens_of(request.user, access.body, at)
    found = next((each for each in mine if each.pk == number), None)
    if found is None:
        raise Http404
    actions.end_token(token=found, by=request.user, at=at)
    messages.success(request, _("%(name)s does not work any more.") % {"name": found.name})
    return redirect("tokens", slug)
