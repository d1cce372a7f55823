"""Bodies in their tree, who works for them on this site, and in which roles."""

from django.apps import AppConfig


class BodiesConfig(AppConfig):
    name = "evenhand.web.bodies"
    label = "bodies"
