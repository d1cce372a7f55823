"""The report's own style sheet, kept to parts of reports that stand on pages of the site."""

import hashlib
import re
from functools import cache
from importlib import resources

AROUND = ".eh-report"
# Rules for the page as a whole are the site's own affair.
_PAGES = re.compile(r"@page\s*{(?:[^{}]|{[^{}]*})*}")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_RULE = re.compile(r"(?P<selectors>[^{}@;]+){(?P<body>[^{}]*)}")
_WHOLE = ("html", "body", ":root", "header, main, footer", "footer", "header")


@cache
def report_style() -> str:
    """Every rule of the report's style sheet, below AROUND."""
    folder = resources.files("evenhand.reporting") / "templates"
    text = _COMMENT.sub("", (folder / "report.css").read_text(encoding="utf-8"))
    return _RULE.sub(_below, _PAGES.sub("", text))


@cache
def fingerprint() -> str:
    """Changes with every change of the style sheet, so that browsers may keep it for ever."""
    return hashlib.sha256(report_style().encode("utf-8")).hexdigest()[:12]


def _below(rule: re.Match[str]) -> str:
    selectors = [each.strip() for each in rule["selectors"].split(",")]
    if rule["selectors"].strip() == ":root":
        return f"{AROUND} {{{rule['body']}}}"
    kept = [f"{AROUND} {each}" for each in selectors if each not in _WHOLE]
    return f"{', '.join(kept)} {{{rule['body']}}}" if kept else ""
