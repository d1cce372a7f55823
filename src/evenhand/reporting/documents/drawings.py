"""How a chart stands on paper: its size, what is written under its title, what is read aloud."""

import re

from evenhand.reporting.charts.svg import Picture

# Points of an A4 page between the margins, and of a chart's pixel at its usual size.
_ACROSS, _DOWN, _PIXEL = 493.0, 620.0, 0.72


def size(picture: Picture) -> tuple[float, float]:
    """Width and height in points: the usual size, or smaller where the page ends first."""
    found = re.match(r'<svg [^>]*?width="([\d.]+)" height="([\d.]+)"', picture.wide)
    if found is None:
        raise ValueError("a chart does not say how large it is")
    width, height = float(found[1]), float(found[2])
    scale = min(_PIXEL, _ACROSS / width, _DOWN / height)
    return round(width * scale, 2), round(height * scale, 2)


def subtitle(picture: Picture) -> str:
    """What a picture shows; on paper it is always the wide one."""
    return picture.subtitle.replace("On wide screens also the shares", "Beside them the shares")


def alternative(picture: Picture) -> str:
    """What a picture says, for those who do not see it."""
    return f"{picture.title}. {subtitle(picture)} {picture.description}"
