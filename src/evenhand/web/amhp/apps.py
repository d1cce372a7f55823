"""The AMHP service: register, work, rota, and what is told of them."""

from importlib import import_module

from django.apps import AppConfig


class AmhpConfig(AppConfig):
    name = "evenhand.web.amhp"
    label = "amhp"

    def ready(self) -> None:
        """What follows when somebody leaves a body: models are known only now."""
        import_module("evenhand.web.amhp.register.actions.leaving")
