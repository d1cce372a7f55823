"""The page on which a council's own spreadsheet is checked, then taken whole."""

from base64 import b64decode, b64encode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from evenhand.web.amhp.register import actions, queries
from evenhand.web.amhp.register.importing import Read, read
from evenhand.web.amhp.register.views.entered import kept, shown
from evenhand.web.bodies.queries import Body
from evenhand.web.bodies.rules import Refused
from evenhand.web.core.keys import CannotOpen, seal, unseal


@login_required
@require_http_methods(["GET", "POST"])
def bring(request: HttpRequest, slug: str) -> HttpResponse:
    """
    Check a file; where every row is right, it can be taken.

    Between the two it is kept nowhere: the page holds it, sealed under the body's key.
    """
    access = kept(request, slug)
    found: Read | None = None
    wrong = held = ""
    if request.method == "POST":
        try:
            content = _content(request, access.body)
            found = read(content, queries.authority_of(access.body))
            actions.must_be_new_file(access.body, found)
            if "kept" in request.POST:
                taken = actions.take_register(
                    body=access.body, read=found, by=request.user, at=timezone.now()
                )
                said = ngettext("%(num)s person was taken.", "%(num)s people were taken.", taken)
                messages.success(request, said % {"num": taken})
                return redirect("register", slug)
            held = b64encode(seal(bytes(access.body.wrapped_key), content)).decode("ascii")
        except Refused as why:
            wrong = str(why)
    return shown(request, access, "import", found=found, wrong=wrong, held=held)


def _content(request: HttpRequest, body: Body) -> bytes:
    if "kept" in request.POST:
        try:
            return unseal(bytes(body.wrapped_key), b64decode(request.POST["kept"]))
        except (CannotOpen, ValueError) as error:
            raise Refused(_("The page was changed on its way. Choose the file again.")) from error
    sent = request.FILES.get("file")
    if sent is None or not sent.size:
        raise Refused(_("Choose a CSV file that is not empty."))
    return bytes(sent.read())
