"""A body's year on its way: uploaded, checked, worked out, reviewed, signed off."""

from django.apps import AppConfig


class SubmissionsConfig(AppConfig):
    name = "evenhand.web.submissions"
    label = "submissions"
