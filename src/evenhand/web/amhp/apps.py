"""The AMHP service: register, work, rota, and what is told of them."""

from django.apps import AppConfig


class AmhpConfig(AppConfig):
    name = "evenhand.web.amhp"
    label = "amhp"
