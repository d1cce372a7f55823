"""What people look at: a body at a glance, a board's page, bodies compared, a region's desk."""

from django.apps import AppConfig


class DashboardsConfig(AppConfig):
    name = "evenhand.web.dashboards"
    label = "dashboards"
