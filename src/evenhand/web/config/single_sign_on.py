"""Single sign-on by OpenID Connect, from the environment: with the accounts that are here already."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

APPS = ("allauth.socialaccount", "allauth.socialaccount.providers.openid_connect")
# Stands in the address that the provider sends people back to: account/oidc/sign-on/login/callback/.
PROVIDER = "sign-on"
NEEDED = ("EVENHAND_OIDC_SERVER", "EVENHAND_OIDC_CLIENT", "EVENHAND_OIDC_SECRET")


def single_sign_on(environment: Mapping[str, str]) -> dict[str, Any]:
    """
    The name on the button, allauth's settings, and the provider's origin; {} where none is wanted.

    Raises ValueError where only some of the settings are there.
    """
    given = [name for name in NEEDED if environment.get(name)]
    if not given:
        return {}
    if missing := [name for name in NEEDED if name not in given]:
        raise ValueError(f"Single sign-on needs {' and '.join(missing)} too. Set all or none.")
    server = environment["EVENHAND_OIDC_SERVER"]
    parts = urlsplit(server)
    app = {
        "provider_id": PROVIDER,
        "name": environment.get("EVENHAND_OIDC_NAME", "your organisation"),
        "client_id": environment["EVENHAND_OIDC_CLIENT"],
        "secret": environment["EVENHAND_OIDC_SECRET"],
        "settings": {"server_url": server, "oauth_pkce_enabled": True},
    }
    return {
        "name": app["name"],
        "providers": {"openid_connect": {"APPS": [app]}},
        "origin": f"{parts.scheme}://{parts.netloc}",
    }
