"""From blocks to PDF by typst: tagged, for screen readers (PDF/UA-1), the same bytes each time.

Nothing from outside is ever typst source: the template is fixed, and all text reaches it as JSON.
Only fonts that come with the package are used, so that every machine sets the same lines. Text in
a script that they lack is set with the machine's fonts, and what those lack as well is printed by
number, "[U+4E2D]", so that nothing is lost without a word.
"""

import json
import re
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Any

import typst

from evenhand.reporting.charts.svg import FONT
from evenhand.reporting.documents.printable import printable

# A creation time would make the same report differ from one run to the next.
_TIMESTAMP = 0
_LACKING = re.compile(r'the text `"(.+?)"` could not be displayed')
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
_PIXELS_PER_INCH = 96
_ONE_A_PAGE = b"""
#set page(width: auto, height: auto, margin: 0pt, fill: white)
#for svg in json(bytes(sys.inputs.data)) { page(image(bytes(svg), format: "svg")) }
"""
# Scripts that the package's fonts hold: Latin, Greek, Cyrillic, Hebrew, Arabic, and signs.
_BEYOND = re.compile("[^\t\n -\u06ff\u1e00-\u22ff\ufffd]")


NO_FONTS = (
    "The letters of PDF charts and of the pictures in Word files are missing: install the package "
    "fontpkg-arimo (pip install fontpkg-arimo), or install Evenhand again."
)


class PdfNotMade(RuntimeError):
    """The PDF could not be set. The message says why; the other formats do not depend on it."""


def typeset(data: Mapping[str, Any]) -> bytes:
    """
    `data` as templates/report.typ wants it, to a PDF. Raises PdfNotMade.
    """
    text = json.dumps(_clean(data), ensure_ascii=False, sort_keys=True)
    attempts = ((text, False), (text, True))
    for attempt, system_fonts in attempts:
        try:
            return _compiled(attempt, system_fonts=system_fonts)
        except typst.TypstError as error:
            if not _LACKING.search(error.diagnostic):
                raise PdfNotMade(f"The PDF could not be made: {error.message}") from error
            lacking = _lacking(error.diagnostic)
    for attempt in (_by_number(text, lacking), _BEYOND.sub(_number, text)):
        try:
            return _compiled(attempt, system_fonts=True)
        except typst.TypstError as error:
            failed = error
    raise PdfNotMade(f"The PDF could not be made: {failed.message}") from failed


def _compiled(text: str, *, system_fonts: bool) -> bytes:
    return typst.compile(
        _template(),
        font_paths=_fonts(system_fonts),
        sys_inputs={"data": text},
        pdf_standards="ua-1",
        timestamp=_TIMESTAMP,
    )


@cache
def _template() -> bytes:
    folder = resources.files("evenhand.reporting") / "templates"
    return (folder / "report.typ").read_bytes()


@cache
def _fonts(system_fonts: bool) -> typst.Fonts:
    """Arimo has the widths of Arial, for which charts are laid out; typst brings the others."""
    try:
        folder = resources.files("fontpkg_arimo") / "files"
    except ModuleNotFoundError as missing:
        raise PdfNotMade(NO_FONTS) from missing
    if not any(each.name.endswith(".ttf") for each in folder.iterdir()):
        raise PdfNotMade(NO_FONTS)
    return typst.Fonts(include_system_fonts=system_fonts, font_paths=[str(folder)])


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, Mapping):
        return {key: _clean(each) for key, each in value.items()}
    return [_clean(each) for each in value] if isinstance(value, (list, tuple)) else value


def _lacking(diagnostic: str) -> set[str]:
    """The characters that no font holds, out of typst's own words."""
    found: set[str] = set()
    for cluster in _LACKING.findall(diagnostic):
        found |= set(_ESCAPED.sub(lambda match: chr(int(match[1], 16)), cluster))
    return {char for char in found if not char.isascii()}


def _by_number(text: str, lacking: set[str]) -> str:
    return "".join(f"[U+{ord(char):04X}]" if char in lacking else char for char in text)


def _number(match: re.Match[str]) -> str:
    return f"[U+{ord(match[0]):04X}]"


def rasters(svgs: Sequence[str], *, sharpness: float) -> list[bytes]:
    """
    Drawings as PNG, `sharpness` pixels to each of theirs. Raises PdfNotMade.

    One run sets them all, four times as fast as the chart converter would one by one.
    """
    if not svgs:
        return []
    try:
        made = typst.compile(
            _ONE_A_PAGE,
            font_paths=_fonts(False),
            sys_inputs={"data": json.dumps([paper(printable(svg)) for svg in svgs])},
            format="png",
            ppi=_PIXELS_PER_INCH * sharpness,
        )
    except typst.TypstError as error:
        raise PdfNotMade(f"A chart could not be drawn: {error.message}") from error
    return [made] if isinstance(made, bytes) else list(made)


def paper(svg: str) -> str:
    """A drawing with the font that documents carry."""
    return svg.replace(FONT, "Arimo")


def pages(pdf: bytes) -> int:
    """How many pages a PDF made here has."""
    counts = re.findall(rb"/Type\s*/Pages[^>]*?/Count\s+(\d+)", pdf)
    return max(int(count) for count in counts)
