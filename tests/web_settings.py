"""The site's settings, in a folder that goes away, for the tests of the site."""

import atexit
import os
import shutil
import tempfile

os.environ["EVENHAND_HOME"] = tempfile.mkdtemp(prefix="evenhand-tests-")
os.environ["EVENHAND_INSECURE"] = "1"
# Playwright runs a loop in the thread of the test, in which Django would refuse to ask the database.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
atexit.register(shutil.rmtree, os.environ["EVENHAND_HOME"], ignore_errors=True)

from evenhand.web.config.settings import *  # noqa: E402, F403

# The real one takes a third of a second a sign-in, on purpose.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
# Tables are made from the models at once; that migrations make the same is tested in test_upgrade.py.
DATABASES["default"].setdefault("TEST", {})["MIGRATE"] = False  # noqa: F405
# In a file and not in memory, where threads would not wait for each other as they do on a real site.
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):  # noqa: F405
    DATABASES["default"].setdefault("TEST", {})["NAME"] = HOME / "test.sqlite3"  # noqa: F405
