"""Addresses of forecasts of representation, below a body's plan."""

from django.urls import URLPattern, path

from evenhand.web.forecasts.representation import views

URLS: list[URLPattern] = [
    path("bodies/<slug:slug>/plan/representation/", views.page, name="representation"),
    path(
        "bodies/<slug:slug>/plan/representation/figures/",
        views.figures,
        name="representation-figures",
    ),
    path(
        "bodies/<slug:slug>/plan/representation/representation.json",
        views.file,
        name="representation-file",
    ),
]
