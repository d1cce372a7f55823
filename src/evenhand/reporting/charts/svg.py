"""From chart panels to SVG that can stand inside a page.

Marks and grid lines are Vega-Lite specifications, written as plain dictionaries: Altair would build
the same dictionaries, but takes most of a second to import. The converter works offline.

Words are set here and not by the converter. It would take most of a millisecond to measure each
word, four fifths of a chart's time, and the picture would depend on the fonts of the machine; so
the same measurement gives the same bytes everywhere.
"""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from typing import Any

import vl_convert

from evenhand.reporting.marks import INK, QUIET_INK

Spec = Mapping[str, Any]

FONT = "Arial, 'Liberation Sans', Helvetica, sans-serif"
HATCH = "url(#hatch)"
_PATTERN = (
    '<defs><pattern id="{id}" width="6" height="6" patternUnits="userSpaceOnUse"'
    ' patternTransform="rotate(45)"><rect width="6" height="6" fill="#fff"/>'
    '<line x1="0" y1="0" x2="0" y2="6" stroke="#768692" stroke-width="2"/></pattern></defs>'
)
_ALWAYS = {
    "autosize": {"type": "none"},
    "padding": 0,
    "config": {
        # The picture is described once, by its title, description and table, not mark by mark.
        "aria": False,
        "background": "transparent",
        "view": {"stroke": None},
        "axis": {"domain": False, "ticks": False, "labels": False, "gridColor": "#d8dde0"},
    },
}


@dataclass(frozen=True, slots=True)
class Words:
    """Text with its baseline at a pixel of its panel. `anchor`: start, middle or end."""

    text: str
    x: float
    y: float
    anchor: str = "start"
    bold: bool = False
    quiet: bool = False


@dataclass(frozen=True, kw_only=True)
class Panel:
    """One plot: its specification, its words, and the room that words need around it."""

    spec: Spec
    words: tuple[Words, ...] = ()
    left: float = 0
    right: float = 0
    top: float = 0
    bottom: float = 0


@dataclass(frozen=True)
class Grid:
    """Panels side by side in so many columns."""

    panels: Sequence[Panel]
    columns: int = 1
    gap: float = 16


@dataclass(frozen=True)
class Picture:
    """A chart laid out twice, for wide and for narrow screens, and said in words."""

    title: str
    subtitle: str
    description: str
    wide: str
    narrow: str


def picture(
    *, key: str, title: str, subtitle: str, description: str, draw: Callable[[bool], Grid]
) -> Picture:
    """
    Draw both layouts. `draw(narrow)` gives the panels.

    `key` is unique in the page (letters, digits, hyphens): ids inside the SVG are made from it.
    """
    wide, narrow = (
        _svg(draw(is_narrow), f"{key}-{name}", title, description)
        for name, is_narrow in (("wide", False), ("narrow", True))
    )
    return Picture(title, subtitle, description, wide, narrow)


def start_converter() -> None:
    """Start what converts charts, which takes most of a second: the first chart then waits less."""
    _converted(json.dumps({"mark": "point", "data": {"values": []}, **_ALWAYS}, sort_keys=True))


def _svg(grid: Grid, key: str, title: str, description: str) -> str:
    """The whole picture, with a role, a title and a description; its parts are not read out."""
    parts, width, height = _laid_out(grid)
    body = "".join(parts)
    hatch = ""
    if HATCH in body:
        body = body.replace(HATCH, f"url(#{key}-hatch)")
        hatch = _PATTERN.format(id=f"{key}-hatch")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" width="{width:g}" height="{height:g}"'
        f' viewBox="0 0 {width:g} {height:g}" aria-labelledby="{key}-title {key}-desc">'
        f'<title id="{key}-title">{escape(title)}</title>'
        f'<desc id="{key}-desc">{escape(description)}</desc>{hatch}'
        f'<g aria-hidden="true" font-family="{FONT}" font-size="13" fill="{INK}">{body}</g></svg>'
    )


def _laid_out(grid: Grid) -> tuple[list[str], float, float]:
    """Panels row by row, each row as high as its highest panel; and the size of it all."""
    parts: list[str] = []
    widest = y = 0.0
    for start in range(0, len(grid.panels), grid.columns):
        row = grid.panels[start : start + grid.columns]
        top, x = max(panel.top for panel in row), 0.0
        for panel in row:
            x += panel.left
            parts.append(f'<g transform="translate({x:g},{y + top:g})">{_drawn(panel)}</g>')
            x += panel.spec["width"] + panel.right + grid.gap
        widest = max(widest, x - grid.gap)
        y += top + max(panel.spec["height"] + panel.bottom for panel in row)
    return parts, widest, y


def _drawn(panel: Panel) -> str:
    marks = _converted(json.dumps({**panel.spec, **_ALWAYS}, sort_keys=True))
    return marks + "".join(_text(words) for words in panel.words)


@lru_cache(maxsize=512)
def _converted(spec: str) -> str:
    """The marks of one panel, without the SVG element around them."""
    svg = str(vl_convert.vegalite_to_svg(spec, vl_version="5.21", allowed_base_urls=[]))
    inside = re.fullmatch(r"<svg[^>]*>(.*)</svg>\s*", svg, re.DOTALL)
    if inside is None:
        raise ValueError("the chart converter returned something that is not an SVG")
    # Each mark and group names its kind for a style sheet that nobody has.
    return re.sub(r' (?:class|pointer-events)="[^"<>]*"', "", inside[1])


def _text(words: Words) -> str:
    looks = f' text-anchor="{words.anchor}"' if words.anchor != "start" else ""
    looks += ' font-weight="bold"' if words.bold else ""
    looks += f' font-size="12" fill="{QUIET_INK}"' if words.quiet else ""
    return f'<text x="{words.x:g}" y="{words.y:g}"{looks}>{escape(words.text)}</text>'
