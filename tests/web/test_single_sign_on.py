"""Single sign-on, where it is set: a button, and nobody comes in who was not invited."""

import socket
from pathlib import Path
from typing import Any

import pytest
from tests.factories.site_in_processes import collect_files, environment, inside, migrate

from evenhand.web.config.single_sign_on import single_sign_on

# A provider on this machine that says whoever it is asked for; the site is asked by Django's client.
SIGN_IN = """
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qs, urlsplit
from django.conf import settings
from django.test import Client
settings.ALLOWED_HOSTS.append("testserver")
from tests.factories import site

who = {}

class Provider(BaseHTTPRequestHandler):
    def do_GET(self):
        here = settings.SIGN_ON["origin"]
        if "well-known" in self.path:
            self.say({"issuer": here, "authorization_endpoint": here + "/authorize",
                "token_endpoint": here + "/token", "userinfo_endpoint": here + "/userinfo",
                "token_endpoint_auth_methods_supported": ["client_secret_post"]})
        else:
            self.say(who)
    def do_POST(self):
        self.say({"access_token": "t", "token_type": "Bearer"})
    def say(self, told):
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(json.dumps(told).encode())
    def log_message(self, *words):
        pass

server = HTTPServer(("127.0.0.1", urlsplit(settings.SIGN_ON["origin"]).port), Provider)
threading.Thread(target=server.serve_forever, daemon=True).start()

def comes(address, verified, process=""):
    client = Client()
    who.clear()
    who.update(sub="1", email=address, email_verified=verified)
    if process:
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    sent = client.post("/account/oidc/sign-on/login/?process=" + (process or "login"))
    asked = parse_qs(urlsplit(sent["Location"]).query)
    back = {"code": "c", "state": asked["state"][0]}
    answer = client.get("/account/oidc/sign-on/login/callback/", back)
    inside = client.get("/bodies/some-council/").status_code == 200
    return [answer.get("Location", str(answer.status_code)), inside and not process]

body = site.body("Some Council")
user = site.member(body, "reader", site.account(second_factor=False))
contributor = site.member(body, "contributor", site.account(second_factor=True))
page = Client().get("/account/login/")
said = {
    "button": "Sign in with Some Directory" in page.content.decode(),
    "policy": page["Content-Security-Policy"],
    "known": comes(user.email, True),
    "unverified": comes(user.email, False),
    "stranger": comes("stranger@example.org", True),
    "tied": comes("stranger@example.org", True, "connect"),
    "second step": comes(contributor.email, True),
}
from evenhand.web.accounts.models import User
said["accounts"] = User.objects.count()
"""


def test_only_invited_addresses_come_in_by_single_sign_on(tmp_path: Path) -> None:
    told = environment(tmp_path) | {
        "EVENHAND_OIDC_SERVER": f"http://127.0.0.1:{_free_port()}",
        "EVENHAND_OIDC_CLIENT": "evenhand",
        "EVENHAND_OIDC_SECRET": "made up",
        "EVENHAND_OIDC_NAME": "Some Directory",
    }
    migrate(told)
    collect_files(told)
    found: Any = inside(told, SIGN_IN)
    assert found["button"]
    assert f"form-action 'self' {told['EVENHAND_OIDC_SERVER']}" in found["policy"]
    assert found["known"] == ["/", True]
    for refused in ("unverified", "stranger", "tied"):
        assert found[refused] == ["/account/login/", False], refused
    assert found["second step"] == ["/account/2fa/authenticate/", False]
    assert found["accounts"] == 2


def test_single_sign_on_is_off_where_nothing_is_set_and_half_of_it_is_refused() -> None:
    assert single_sign_on({}) == {}
    with pytest.raises(ValueError, match="EVENHAND_OIDC_SECRET too"):
        single_sign_on({"EVENHAND_OIDC_SERVER": "https://x", "EVENHAND_OIDC_CLIENT": "y"})


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])
