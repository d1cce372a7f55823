"""Addresses of this room, below a body's own."""

from django.urls import URLPattern, path

from evenhand.web.amhp.work import views

ALL = "bodies/<slug:slug>/amhp/considerations/"
ONE = f"{ALL}<int:number>/"

URLS: list[URLPattern] = [
    path(ALL, views.considerations, name="considerations"),
    path(f"{ALL}new/", views.begin, name="consideration-new"),
    path(ONE, views.consideration, name="consideration"),
    path(f"{ONE}step/", views.step, name="consideration-step"),
    path(f"{ONE}history/", views.history, name="consideration-history"),
    path(f"{ONE}beside/<int:change>/", views.beside, name="consideration-beside"),
    path(f"{ONE}part/<slug:part>/", views.part, name="consideration-part"),
]
