"""Addresses of the workforce plan, below a body's own."""

from django.urls import URLPattern, path

from evenhand.web.forecasts import views
from evenhand.web.forecasts.new_posts.urls import URLS as NEW_POSTS
from evenhand.web.forecasts.representation.urls import URLS as REPRESENTATION
from evenhand.web.forecasts.terms.urls import URLS as TERMS

URLS: list[URLPattern] = [
    path("bodies/<slug:slug>/plan/", views.plan, name="workforce-plan"),
    path("bodies/<slug:slug>/plan/terms/", views.terms, name="workforce-plan-terms"),
    path("bodies/<slug:slug>/plan/plan.json", views.plan_file, name="workforce-plan-file"),
    *REPRESENTATION,
    *NEW_POSTS,
    *TERMS,
]
