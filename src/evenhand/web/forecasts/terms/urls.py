"""Addresses of pay and terms: below a council's workforce plan, and of the desk that compares them."""

from django.urls import URLPattern, path

from evenhand.web.forecasts.terms import views

HERE = "bodies/<slug:slug>/plan/pay-terms/"
# Of the region or country that reads them.
DESK = "bodies/<slug:slug>/pay-terms/"

URLS: list[URLPattern] = [
    path(HERE, views.years, name="pay-terms"),
    path(f"{HERE}<int:year>/", views.one, name="pay-terms-year"),
    path(f"{HERE}<int:year>/versions/<int:version>/", views.version, name="pay-terms-version"),
    path(f"{HERE}<int:year>/change/", views.change, name="pay-terms-change"),
    path(DESK, views.desk, name="pay-terms-desk"),
    path(f"{DESK}table.csv", views.desk_file, name="pay-terms-file"),
]
