"""Addresses of this room, below a body's own."""

from django.urls import URLPattern, path

from evenhand.web.amhp.returns import desk_views, views

HERE = "bodies/<slug:slug>/amhp/returns/"
# Of the region or country that reads them.
DESK = "bodies/<slug:slug>/amhp-returns/"

URLS: list[URLPattern] = [
    path(HERE, views.returns, name="amhp-returns"),
    path(f"{HERE}<int:number>/", views.one, name="amhp-return"),
    path(f"{HERE}<int:number>/fill/", views.fill, name="amhp-return-fill"),
    path(f"{HERE}<int:number>/correct/", views.correct, name="amhp-return-correct"),
    path(f"{HERE}<int:number>/numbers.csv", views.numbers, name="amhp-return-numbers"),
    path(DESK, desk_views.desk, name="amhp-desk"),
    path(f"{DESK}list.csv", desk_views.states, name="amhp-desk-states"),
    path(f"{DESK}figures.csv", desk_views.figures, name="amhp-desk-figures"),
]
