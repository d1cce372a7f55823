"""Every address of the site."""

from django.urls import include, path

from evenhand.web.bodies import views as bodies
from evenhand.web.core import views as core

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
    path("health/", core.health, name="health"),
]
handler404 = "evenhand.web.core.views.not_found"
handler403 = "evenhand.web.core.views.refused"
handler500 = "evenhand.web.core.views.broken"
