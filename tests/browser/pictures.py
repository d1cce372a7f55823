"""
Pictures of key pages for the docs: browser tests keep them where EVENHAND_PICTURES names a folder.

EVENHAND_PICTURES=docs/pictures/site ./run test tests/browser
"""

import os
import re
from pathlib import Path

from playwright.sync_api import Page

KEY_PAGES = {
    "task-list": r"/years/\d+/$",
    "check": r"/years/\d+/check/$",
    "columns": r"/years/\d+/columns/$",
    "indicator": r"/years/\d+/results/.+/$",
    "release": r"/years/\d+/release/$",
    "dashboard": r"/dashboard/$",
    "board": r"/board/$",
    "compare": r"/compare/\?indicator=nhs-wres:3$",
    "desk": r"/desk/",
    "public-year": r"/reports/north-council/[\d-]+/$",
    "public-find": r"/reports/$",
}


def keep_picture(page: Page) -> None:
    """Of a page that is a key page, at the width that it has, where pictures are wanted."""
    folder = os.environ.get("EVENHAND_PICTURES")
    if not folder:
        return
    for name, address in KEY_PAGES.items():
        if re.search(address, page.url):
            size = page.viewport_size
            phone = "-phone" if size and size["width"] < 500 else ""
            path = Path(folder) / f"{name}{phone}.jpeg"
            path.parent.mkdir(parents=True, exist_ok=True)
            page.screenshot(path=path, full_page=True, type="jpeg", quality=55)
