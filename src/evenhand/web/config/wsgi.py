"""The door for gunicorn."""

import os
from importlib import import_module

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

from evenhand.data.definitions.load import editions
from evenhand.reporting.charts.svg import start_converter

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "evenhand.web.config.settings")
# What dashboards compare with, which takes a second to import.
COMPARING = ("evenhand.domain.measures.compare", "evenhand.reporting.compare.tables")
application = get_wsgi_application()


def get_ready() -> None:
    """Read and start what is needed once: else whoever comes first would wait for it."""
    get_resolver().check()
    editions()
    for name in COMPARING:
        import_module(name)
    start_converter()


get_ready()
