"""The door for gunicorn."""

import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

from evenhand.data.definitions.load import editions
from evenhand.reporting.charts.svg import start_converter

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "evenhand.web.config.settings")
application = get_wsgi_application()


def get_ready() -> None:
    """Read and start what is needed once: else whoever comes first would wait for it."""
    get_resolver().check()
    editions()
    start_converter()


get_ready()
