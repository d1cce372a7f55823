"""Addresses of this room, below a body's own."""

from django.urls import URLPattern, path

from evenhand.web.amhp.work import beside_views as more
from evenhand.web.amhp.work import past_log_views as past
from evenhand.web.amhp.work import retention_views, views

ALL = "bodies/<slug:slug>/amhp/considerations/"
ONE = f"{ALL}<int:number>/"

URLS: list[URLPattern] = [
    path(ALL, views.considerations, name="considerations"),
    path(f"{ALL}new/", views.begin, name="consideration-new"),
    path(f"{ALL}paper/", views.paper, name="consideration-paper"),
    path(f"{ALL}from-paper/", views.from_paper, name="consideration-from-paper"),
    path(f"{ALL}past-log/", past.past_logs, name="past-logs"),
    path(f"{ALL}past-log/template.csv", past.past_log_template, name="past-log-template"),
    path(f"{ALL}past-log/<int:number>/", past.past_log, name="past-log"),
    path(f"{ALL}past-log/<int:number>/rows.csv", past.past_log_rows, name="past-log-rows"),
    path("bodies/<slug:slug>/amhp/keeping/", retention_views.retention, name="amhp-retention"),
    path(ONE, views.consideration, name="consideration"),
    path(f"{ONE}step/", views.step, name="consideration-step"),
    path(f"{ONE}history/", views.history, name="consideration-history"),
    path(f"{ONE}beside/<int:change>/", views.beside, name="consideration-beside"),
    path(f"{ONE}asks/", more.asks, name="consideration-asks"),
    path(f"{ONE}asks/<int:ask>/", more.answer, name="consideration-answer"),
    path(f"{ONE}delays/", more.delays, name="consideration-delays"),
    path(f"{ONE}delays/<int:delay>/", more.delays, name="consideration-delay"),
    path(f"{ONE}clocks/", more.clocks, name="consideration-clocks"),
    path(f"{ONE}clocks/<int:clock>/kept/", more.kept, name="consideration-clock-kept"),
    path(f"{ONE}notes/", more.notes, name="consideration-notes"),
    path(f"{ONE}relative/", more.relative, name="consideration-relative"),
    path(f"{ONE}safety/", more.safety, name="consideration-safety"),
    path(f"{ONE}part/<slug:part>/", views.part, name="consideration-part"),
]
