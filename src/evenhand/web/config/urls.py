"""Every address of the site."""

from django.urls import include, path, register_converter

from evenhand.web.bodies import views as bodies
from evenhand.web.core import views as core
from evenhand.web.core.addresses import Day
from evenhand.web.releases import api_page, public, tokens
from evenhand.web.releases import views as releases
from evenhand.web.releases.api import api
from evenhand.web.submissions import views as submissions

register_converter(Day, "day")
YEAR = "bodies/<slug:slug>/years/<int:number>/"
VERSION = "reports/<slug:slug>/<day:snapshot>/<int:number>/"

urlpatterns = [
    path("", bodies.home, name="home"),
    path("account/", include("allauth.urls")),
    path("join/", bodies.join, name="join"),
    path("bodies/new/", bodies.new, name="new-body"),
    path("bodies/<slug:slug>/", bodies.body, name="body"),
    path("bodies/<slug:slug>/people/", bodies.people, name="people"),
    path("bodies/<slug:slug>/people/<int:number>/end/", bodies.end, name="end-membership"),
    path(
        "bodies/<slug:slug>/invitations/<int:number>/withdraw/",
        bodies.withdraw,
        name="withdraw-invitation",
    ),
    path("bodies/<slug:slug>/settings/", bodies.settings, name="body-settings"),
    path("bodies/<slug:slug>/audit/", bodies.audit, name="audit"),
    path("bodies/<slug:slug>/years/", submissions.years, name="years"),
    path(YEAR, submissions.year, name="year"),
    path(f"{YEAR}upload/", submissions.upload, name="year-upload"),
    path(f"{YEAR}check/", submissions.check, name="year-check"),
    path(f"{YEAR}columns/", submissions.columns, name="year-columns"),
    path(f"{YEAR}compute/", submissions.compute, name="year-compute"),
    path(f"{YEAR}progress/", submissions.progress, name="year-progress"),
    path(f"{YEAR}results/", submissions.results, name="year-results"),
    path(f"{YEAR}results/<str:anchor>/", submissions.indicator, name="year-indicator"),
    path(f"{YEAR}documents/<str:name>", submissions.document, name="year-document"),
    path(f"{YEAR}send/", submissions.send, name="year-send"),
    path(f"{YEAR}review/", submissions.review, name="year-review"),
    path(f"{YEAR}sign-off/", submissions.sign_off, name="year-sign-off"),
    path(f"{YEAR}withdraw/", submissions.withdraw, name="year-withdraw"),
    path(f"{YEAR}correct/", submissions.correct, name="year-correct"),
    path(f"{YEAR}release/", releases.release, name="year-release"),
    path(f"{YEAR}release/<slug:audience>/<str:name>", releases.document, name="release-document"),
    path(f"{YEAR}release/withdraw/", releases.withdraw, name="release-withdraw"),
    path("bodies/<slug:slug>/tokens/", tokens.tokens, name="tokens"),
    path("bodies/<slug:slug>/tokens/<int:number>/end/", tokens.end, name="end-token"),
    path("reports/", public.find, name="reports"),
    path("reports/<slug:slug>/", public.about, name="report-body"),
    path("reports/<slug:slug>/<day:snapshot>/", public.year, name="report-year"),
    path(VERSION, public.version, name="report-version"),
    path(f"{VERSION}files/<str:name>", public.file, name="report-file"),
    path(f"{VERSION}<str:anchor>/", public.indicator, name="report-indicator"),
    path("api/", api_page.page, name="api"),
    path("api/v1/", api.urls),
    path("style/report-<slug:mark>.css", core.style, name="report-style"),
    path("health/", core.health, name="health"),
]
handler404 = "evenhand.web.core.views.not_found"
handler403 = "evenhand.web.core.views.refused"
handler500 = "evenhand.web.core.views.broken"
