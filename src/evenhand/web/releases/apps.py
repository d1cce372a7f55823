"""What a body has released: frozen, numbered, with what it told kept in a ledger."""

from django.apps import AppConfig


class ReleasesConfig(AppConfig):
    name = "evenhand.web.releases"
    label = "releases"
