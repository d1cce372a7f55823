"""
Settings of the site, from its folder and the environment.

EVENHAND_HOME: the folder. DATABASE_URL: PostgreSQL instead of SQLite. EVENHAND_HOSTS: names under
which the site is reached, with commas. EVENHAND_INSECURE: "1" where there is no HTTPS (this
machine alone). EVENHAND_SECRET_KEY, EVENHAND_SITE_KEY: in place of the files that hold them.
EVENHAND_OIDC_SERVER, _CLIENT, _SECRET, _NAME: single sign-on.
EVENHAND_REFERENCE: a folder with the file of statistical neighbours.
EVENHAND_LANGUAGE: en-gb or cy, the language of the whole site.
"""

import os
from pathlib import Path

from evenhand.web.config.database import database
from evenhand.web.config.home import DEMO_MARK, home, kept_secret
from evenhand.web.config.language import language
from evenhand.web.config.single_sign_on import APPS as SIGN_ON_APPS
from evenhand.web.config.single_sign_on import single_sign_on

HOME = home()
SECRET_KEY = kept_secret("EVENHAND_SECRET_KEY", HOME / "secret.key")
# Wraps the keys of bodies and of records: what is at rest cannot be read without it.
SITE_KEY = kept_secret("EVENHAND_SITE_KEY", HOME / "site.key")
SECURE = os.environ.get("EVENHAND_INSECURE") != "1"
# Made-up records: no second step at sign-in, and every page says so.
DEMO = (HOME / DEMO_MARK).is_file()
DEBUG = False
ALLOWED_HOSTS = os.environ.get("EVENHAND_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS if not host.startswith("[")]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    # Before allauth, whose pages it dresses.
    "evenhand.web.core",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "csp",
    "django_tasks",
    "django_tasks_db",
    "evenhand.web.accounts",
    "evenhand.web.bodies",
    "evenhand.web.submissions",
    "evenhand.web.releases",
    "evenhand.web.amhp",
    "evenhand.web.forecasts",
    "evenhand.web.dashboards",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Pages with drawings shrink to a tenth. Tokens in forms are masked anew each time (BREACH).
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "evenhand.web.core.middleware.headers",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "evenhand.web.accounts.middleware.longest_session",
    "allauth.account.middleware.AccountMiddleware",
    "evenhand.web.submissions.middleware.sizes",
    "evenhand.web.bodies.middleware.second_factor",
    "axes.middleware.AxesMiddleware",
    "evenhand.web.releases.api.errors_as_json",
]
ROOT_URLCONF = "evenhand.web.config.urls"
WSGI_APPLICATION = "evenhand.web.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DATABASES = {"default": database(os.environ.get("DATABASE_URL", ""), HOME)}

CONTEXT_PROCESSORS = [
    "django.template.context_processors.request",
    "django.contrib.auth.context_processors.auth",
    "django.contrib.messages.context_processors.messages",
    "evenhand.web.core.context.page",
    "evenhand.web.amhp.context.rooms",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "APP_DIRS": True,
        "OPTIONS": {
            "environment": "evenhand.web.core.jinja.environment",
            "context_processors": CONTEXT_PROCESSORS,
        },
    },
    {
        # For the pages of allauth, which are written in Django's own language.
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": CONTEXT_PROCESSORS},
    },
]

# --- What bodies are compared with: statistical neighbours, where there is a file of them ---
REFERENCE = Path(os.environ["EVENHAND_REFERENCE"]) if "EVENHAND_REFERENCE" in os.environ else None

# --- Work in the background: rows of the database, done by `evenhand worker` ---
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
# What the worker also does as it begins and on each new day, by name: apps above know it, it knows none.
ONCE_A_DAY = [
    "evenhand.web.amhp.register.actions.keep_house",
    "evenhand.web.amhp.work.actions.keep_house",
    "evenhand.web.amhp.work.actions.delete_after_their_time",
]

# --- People ---
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in (
        ("UserAttributeSimilarityValidator", {}),
        ("MinimumLengthValidator", {"min_length": 12}),
        ("CommonPasswordValidator", {}),
    )
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_LOGOUT_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "evenhand.web.accounts.adapter.InvitedOnly"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
# The address was shown to be theirs by the link that invited them.
ACCOUNT_EMAIL_VERIFICATION = "none"
# Whether an address has an account is told to nobody.
ACCOUNT_PREVENT_ENUMERATION = "strict"
# Guessing is stopped by axes, whose lock an administrator can see and end.
ACCOUNT_RATE_LIMITS = {"login_failed": False}
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_FORMS = {"login": "evenhand.web.accounts.forms.SignIn"}
# By single sign-on come those whose address, verified by the provider, has an account here.
SIGN_ON = single_sign_on(os.environ)
if SIGN_ON:
    INSTALLED_APPS += SIGN_ON_APPS
    SOCIALACCOUNT_PROVIDERS = SIGN_ON["providers"]
    SOCIALACCOUNT_ADAPTER = "evenhand.web.accounts.single_sign_on.InvitedAddresses"
    SOCIALACCOUNT_EMAIL_AUTHENTICATION = True
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Evenhand"
MFA_ADAPTER = "evenhand.web.accounts.adapter.SecondSteps"
MFA_FORMS = {"add_webauthn": "evenhand.web.accounts.forms.AddKey"}
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.5  # hours
AXES_LOCKOUT_PARAMETERS = ["username"]
AXES_USERNAME_FORM_FIELD = "login"
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_TEMPLATE = "accounts/locked.jinja"
# Locked by account: addresses are not kept, and a lock by address would let many addresses guess.
SILENCED_SYSTEM_CHECKS = ["axes.W006"]
# Neither addresses nor browsers of those who try are kept.
AXES_DISABLE_ACCESS_LOG = True
AXES_CLIENT_IP_CALLABLE = "evenhand.web.accounts.adapter.no_address"

# --- Sessions: 15 minutes idle, 12 hours at most (accounts.middleware) ---
SESSION_COOKIE_AGE = 15 * 60
SESSION_SAVE_EVERY_REQUEST = True
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
LONGEST_SESSION = 12 * 60 * 60
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"

# --- What a browser may do with a page ---
_SELF = ["'self'"]
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": _SELF,
        "style-src": _SELF,
        "img-src": [*_SELF, "data:"],
        "font-src": _SELF,
        "connect-src": _SELF,
        # The button of single sign-on leads there by way of us.
        "form-action": [*_SELF, SIGN_ON["origin"]] if SIGN_ON else _SELF,
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
    }
}
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_SSL_REDIRECT = SECURE
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_048_576
# Files are about people: they stay in memory, never in a temporary file on a disk.
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
FILE_UPLOAD_MAX_MEMORY_SIZE = 201_000_000
DATA_UPLOAD_MAX_NUMBER_FILES = 1_000

# --- Words ---
# One language for the site, whatever a browser asks for: pages that everybody shares are kept once,
# and none says that it is Welsh while its words are not.
LANGUAGE_CODE = language(os.environ.get("EVENHAND_LANGUAGE", ""))
LOCALE_PATHS = [Path(__file__).parents[1] / "locale"]
USE_I18N = USE_TZ = True
TIME_ZONE = "Europe/London"

# --- Files that pages load ---
STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STATIC_ROOT.mkdir(exist_ok=True)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
