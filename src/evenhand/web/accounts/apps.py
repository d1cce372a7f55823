"""People who sign in: their accounts, sessions and second factors."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "evenhand.web.accounts"
    label = "accounts"
