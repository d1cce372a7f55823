"""The workforce plan."""

from django.apps import AppConfig


class ForecastsConfig(AppConfig):
    name = "evenhand.web.forecasts"
    label = "forecasts"
