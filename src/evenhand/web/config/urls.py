"""Every address of the site."""

from django.conf import settings
from django.urls import include, path, register_converter

from evenhand.web.amhp.addresses import URLS as AMHP
from evenhand.web.bodies import views as bodies
from evenhand.web.core import views as core
from evenhand.web.core.addresses import Day
from evenhand.web.dashboards import views as dashboards
from evenhand.web.forecasts.urls import URLS as FORECASTS
from evenhand.web.releases import api_page, public, tokens
from evenhand.web.releases import views as releases
from evenhand.web.releases.api import api
from evenhand.web.submissions import check_views as checks
from evenhand.web.submissions import review_views as reviews
from evenhand.web.submissions import views as submissions

register_converter(Day, "day")
YEAR = "bodies/<slug:slug>/years/<int:number>/"
BOARD = "bodies/<slug:slug>/board/<str:day>/"
VERSION = "reports/<slug:slug>/<day:snapshot>/<int:number>/"

urlpatterns = [
    path("", dashboards.home, name="home"),
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
    path(f"{YEAR}check/", checks.check, name="year-check"),
    path(f"{YEAR}check.csv", checks.check_file, name="year-check-file"),
    path(f"{YEAR}rows-set-aside.csv", checks.rejected_file, name="year-rejected-file"),
    path(f"{YEAR}columns/", checks.columns, name="year-columns"),
    path(f"{YEAR}compute/", submissions.compute, name="year-compute"),
    path(f"{YEAR}start-again/", submissions.start_again, name="year-start-again"),
    path(f"{YEAR}progress/", submissions.progress, name="year-progress"),
    path(f"{YEAR}results/", reviews.results, name="year-results"),
    path(f"{YEAR}results/<str:anchor>/", reviews.indicator, name="year-indicator"),
    path(f"{YEAR}documents/<str:name>", reviews.document, name="year-document"),
    path(f"{YEAR}send/", reviews.send, name="year-send"),
    path(f"{YEAR}review/", reviews.review, name="year-review"),
    path(f"{YEAR}sign-off/", reviews.sign_off, name="year-sign-off"),
    path(f"{YEAR}take-back/", reviews.take_back, name="year-take-back"),
    path(f"{YEAR}withdraw/", submissions.withdraw, name="year-withdraw"),
    path(f"{YEAR}correct/", submissions.correct, name="year-correct"),
    path(f"{YEAR}release/", releases.release, name="year-release"),
    path(f"{YEAR}release/<slug:audience>/<str:name>", releases.document, name="release-document"),
    path(f"{YEAR}release/withdraw/", releases.withdraw, name="release-withdraw"),
    path("bodies/<slug:slug>/dashboard/", dashboards.dashboard, name="dashboard"),
    path("bodies/<slug:slug>/board/", dashboards.board, name="board"),
    path(f"{BOARD}documents/<str:name>", dashboards.board_document, name="board-document"),
    path(f"{BOARD}<str:anchor>/", dashboards.indicator, name="board-indicator"),
    path("bodies/<slug:slug>/desk/", dashboards.follow, name="desk"),
    path("bodies/<slug:slug>/desk/list.csv", dashboards.follow_list, name="desk-list"),
    path("bodies/<slug:slug>/desk/released.zip", dashboards.follow_files, name="desk-files"),
    *AMHP,
    *FORECASTS,
    path("compare/", dashboards.compare, name="compare"),
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
    path("privacy/", core.privacy, name="privacy"),
    path("accessibility/", core.accessibility, name="accessibility"),
    path("health/", core.health, name="health"),
]
if settings.DEMO:
    from evenhand.web.releases import demo_views

    urlpatterns.append(path("demo/", demo_views.start, name="demo"))
handler404 = "evenhand.web.core.views.not_found"
handler403 = "evenhand.web.core.views.refused"
handler500 = "evenhand.web.core.views.broken"
