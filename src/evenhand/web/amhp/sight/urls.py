"""Addresses of this room, below a body's own."""

from django.urls import URLPattern, path

from evenhand.web.amhp.sight import views

HERE = "bodies/<slug:slug>/amhp/"

URLS: list[URLPattern] = [
    path(HERE, views.board, name="amhp-board"),
    path(f"{HERE}limits/", views.limits, name="amhp-limits"),
    path(
        f"{HERE}considerations/<int:number>/escalate/<slug:wait>/", views.escalate, name="escalate"
    ),
    path(f"{HERE}obstacles/", views.obstacles, name="obstacles"),
    path(f"{HERE}obstacles/<int:number>/", views.obstacle, name="obstacle"),
    path(f"{HERE}forums/", views.forums, name="forums"),
]
