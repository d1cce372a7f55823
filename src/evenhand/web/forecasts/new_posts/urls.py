"""Addresses of plans of new posts, below a body's workforce plan."""

from django.urls import URLPattern, path

from evenhand.web.forecasts.new_posts import views

HERE = "bodies/<slug:slug>/plan/new-posts/"
ONE = f"{HERE}<int:number>/"

URLS: list[URLPattern] = [
    path(HERE, views.plans, name="new-posts"),
    path(ONE, views.plan, name="new-posts-plan"),
    path(f"{ONE}versions/<int:version>/", views.version, name="new-posts-version"),
    path(f"{ONE}whole/", views.whole, name="new-posts-whole"),
    path(f"{ONE}roles/<slug:role>/", views.role, name="new-posts-role"),
    path(f"{ONE}teams/<int:team>/", views.team, name="new-posts-team"),
    path(f"{ONE}copy/", views.copy, name="new-posts-copy"),
    path(f"{ONE}delete/", views.delete, name="new-posts-delete"),
]
