"""The door for gunicorn."""

import os

from django.core.wsgi import get_wsgi_application

from evenhand.reporting.charts.svg import start_converter

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "evenhand.web.config.settings")
application = get_wsgi_application()
# Whoever asks for the first chart would wait for it.
start_converter()
