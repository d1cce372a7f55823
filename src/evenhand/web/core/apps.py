"""What all apps stand on: keys, the audit trail, the look of pages."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "evenhand.web.core"
    label = "core"
