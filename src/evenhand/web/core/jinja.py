"""The Jinja environment of our pages: NHS England's macros beside our own templates."""

from typing import Any

from django.contrib.staticfiles.storage import staticfiles_storage
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.dateformat import format as written
from jinja2 import ChainableUndefined, ChoiceLoader, Environment, PackageLoader
from markupsafe import Markup


def environment(**options: Any) -> Environment:
    """Django's options, with the design system's templates behind ours."""
    options["loader"] = ChoiceLoader([options["loader"], PackageLoader("nhsuk_frontend_jinja")])
    # The macros ask for parts of parameters that nobody gave.
    options["undefined"] = ChainableUndefined
    made = Environment(**options, extensions=["jinja2.ext.i18n"])  # noqa: S701 autoescape is in options
    made.install_gettext_translations(translation, newstyle=True)  # type: ignore[attr-defined]
    made.globals.update(static=staticfiles_storage.url, url=_url, language=translation.get_language)
    # `drawn` is for what our own report writer made, where everything from outside is escaped already.
    made.filters.update(
        day=_day, month=_month, weekday=_weekday, moment=_moment, drawn=Markup, size=_size
    )
    return made


def _url(name: str, *args: object) -> str:
    return reverse(name, args=args)


def _day(value: Any) -> str:
    """A date as people write it: 31 March 2025."""
    local = timezone.localtime(value) if hasattr(value, "hour") else value
    return written(local, "j F Y")


def _month(value: Any) -> str:
    """A month as people write it: March 2025."""
    return written(value, "F Y")


def _weekday(value: Any) -> str:
    """A date with its weekday: Tuesday 31 March."""
    return written(value, "l j F")


def _moment(value: Any) -> str:
    return f"{_day(value)}, {timezone.localtime(value):%H:%M}"


def _size(value: int) -> str:
    """A file's size as people say it: 49 KB."""
    return f"{value / 1_000_000:.1f} MB" if value >= 1_000_000 else f"{max(1, value // 1000)} KB"
