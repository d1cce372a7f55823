"""
Puts NHS England's design system, as npm installed it, where the site serves it from.

`python -m evenhand.web.core.design_system node_modules/nhsuk-frontend` at set-up. The copy is not
in the repository. Three things are taken out of it: the fonts that it would fetch from an NHS
server and that are licensed to NHS organisations; pictures that no style uses, the NHS logo among
them; and references to source maps, which stop the storage of static files.
"""

import re
import shutil
import sys
from pathlib import Path

PLACE = Path(__file__).parent / "static" / "nhsuk"
_FONTS = re.compile(r"@font-face\{[^}]*\}")
_MAPS = re.compile(r"\n?(?:/\*|//)# sourceMappingURL=\S+(?: \*/)?\s*$")
_PICTURES = re.compile(r"url\(/assets/images/([\w.-]+)\)")
STYLE, SCRIPT = "nhsuk-frontend.min.css", "nhsuk-frontend.min.js"


class NotThere(ValueError):
    """The folder is not the package that was expected."""


def install(package: Path, place: Path = PLACE) -> None:
    """Copy the parts that pages load. Raises NotThere where the package is not whole."""
    dist = package / "dist" / "nhsuk"
    try:
        css = (dist / STYLE).read_text(encoding="utf-8")
        script = (dist / SCRIPT).read_text(encoding="utf-8")
    except FileNotFoundError as missing:
        raise NotThere(
            f"{package} is not nhsuk-frontend as npm installs it: run ./run setup."
        ) from missing
    shutil.rmtree(place, ignore_errors=True)
    (place / "images").mkdir(parents=True)
    css = _MAPS.sub("", _FONTS.sub("", css))
    for picture in set(_PICTURES.findall(css)):
        shutil.copy(dist / "assets" / "images" / picture, place / "images")
    (place / STYLE).write_text(_PICTURES.sub(r"url(images/\1)", css), encoding="utf-8")
    (place / SCRIPT).write_text(_MAPS.sub("", script), encoding="utf-8")


if __name__ == "__main__":
    install(Path(sys.argv[1]))
