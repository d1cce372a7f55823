"""
The marks of one panel as SVG, out of its Vega-Lite specification.

Only that part of Vega-Lite is drawn which the charts here use: layers of rectangles, rules, points
and lines on two scales, with grid lines. The converter that draws all of it takes most of a second
to start and 20 milliseconds a panel; the tests hold every mark against what it draws. Places are
written to a hundredth of a pixel, so that every machine's logarithms give the same bytes.
"""

import math
from collections.abc import Callable, Iterator, Mapping
from typing import Any

Spec = Mapping[str, Any]
Datum = Mapping[str, Any]
Scale = Callable[[float], float]
GRID = "#d8dde0"


class NotDrawn(ValueError):
    """A specification asks for what is not drawn here. Only a mistake in the code can cause it."""


def marks_of(spec: Spec) -> str:
    """Grid lines, then the layers in order, as SVG elements in a group."""
    plot = _Plot(spec)
    drawn = "".join(
        (*plot.grid(), *(each for layer in spec["layer"] for each in plot.layer(layer)))
    )
    return f'<g fill="none" stroke-miterlimit="10">{drawn}</g>'


class _Plot:
    """One panel: its size, its two scales, and its data."""

    def __init__(self, spec: Spec) -> None:
        self._width, self._height = spec["width"], spec["height"]
        self._data, self._encoding = spec["data"]["values"], spec["encoding"]
        self._scales = {
            "x": _scale(self._encoding["x"]["scale"], 0, self._width),
            "y": _scale(self._encoding["y"]["scale"], self._height, 0),
        }

    def grid(self) -> Iterator[str]:
        """Lines at the ticks of an axis, in the middle of a pixel, so that they are sharp."""
        for channel, shape in (("x", f'x2="0" y2="{_n(self._height)}"'),
                               ("y", f'x2="{_n(self._width)}" y2="0"')):  # fmt: skip
            axis = self._encoding[channel]["axis"]
            if axis is None or not axis["grid"]:
                continue
            for tick in axis["values"]:
                place = math.floor(self._scales[channel](tick) + 0.5) + 0.5
                x, y = (place, 0.5) if channel == "x" else (0.5, place)
                yield f'<line transform="{_at(x, y)}" {shape} stroke="{GRID}"/>'

    def layer(self, layer: Spec) -> Iterator[str]:
        """What one layer draws: a mark a datum, or a line through them."""
        mark = {"type": layer["mark"]} if isinstance(layer["mark"], str) else layer["mark"]
        encoding = {**self._encoding, **layer["encoding"]}
        data = layer["data"]["values"] if "data" in layer else self._data
        chosen = [
            each for each in data if all(_passes(each, t) for t in layer.get("transform", ()))
        ]
        if mark["type"] == "line":
            yield from self._lines(chosen, mark, encoding)
            return
        draw = {"rect": self._rect, "rule": self._rule, "point": self._point}.get(mark["type"])
        if draw is None:
            raise NotDrawn(f"no mark called {mark['type']} is drawn")
        for each in chosen:
            yield draw(each, mark, encoding)

    def _rect(self, datum: Datum, mark: Spec, encoding: Spec) -> str:
        x, x2 = sorted((self._place("x", datum, encoding), self._place("x2", datum, encoding)))
        y = self._place("y", datum, encoding)
        if "height" in mark:
            y, y2 = y - mark["height"] / 2, y + mark["height"] / 2
        else:
            y, y2 = sorted((y, self._place("y2", datum, encoding)))
        fill = mark.get("fill", mark.get("color"))
        size = f'width="{_n(x2 - x)}" height="{_n(y2 - y)}"'
        return f'<rect x="{_n(x)}" y="{_n(y)}" {size} fill="{fill}"/>'

    def _rule(self, datum: Datum, mark: Spec, encoding: Spec) -> str:
        x, y = self._place("x", datum, encoding), self._place("y", datum, encoding)
        x2 = self._place("x2", datum, encoding) if "x2" in encoding else x
        y2 = self._place("y2", datum, encoding) if "y2" in encoding else y
        dash = "".join(
            f' stroke-dasharray="{",".join(map(str, d))}"' for d in _given(mark, "strokeDash")
        )
        end = f'x2="{_n(x2 - x)}" y2="{_n(y2 - y)}"'
        return f'<line transform="{_at(x, y)}" {end}{_stroke(datum, mark, encoding)}{dash}/>'

    def _point(self, datum: Datum, mark: Spec, encoding: Spec) -> str:
        shape = _look("shape", datum, mark, encoding)
        fill = _look("fill", datum, mark, encoding)
        at = _at(self._place("x", datum, encoding), self._place("y", datum, encoding))
        turned = "".join(f" rotate({_n(angle)})" for angle in _given(mark, "angle"))
        outline = _stroke(datum, mark, encoding) if mark["strokeWidth"] else ""
        filled = f' fill="{fill}"' if fill else ""
        path = _symbol(str(shape), mark["size"])
        return f'<path transform="{at}{turned}" d="{path}"{filled}{outline}/>'

    def _lines(self, data: list[Datum], mark: Spec, encoding: Spec) -> Iterator[str]:
        """A line through each run of data that belongs together."""
        field = encoding["detail"]["field"]
        for run in dict.fromkeys(each[field] for each in data):
            points = [
                f"{_n(self._place('x', each, encoding))},{_n(self._place('y', each, encoding))}"
                for each in data
                if each[field] == run
            ]
            closed = "" if len(points) > 1 else "Z"
            yield f'<path d="M{"L".join(points)}{closed}"{_stroke({}, mark, encoding)}/>'

    def _place(self, channel: str, datum: Datum, encoding: Spec) -> float:
        """Pixels from the left or the top."""
        told, scale = encoding[channel], self._scales[channel[0]]
        if "value" in told:
            return float(self._height if told["value"] == "height" else told["value"])
        return scale(told["datum"] if "datum" in told else datum[told["field"]])


def _scale(told: Spec, start: float, end: float) -> Scale:
    """From the axis to pixels."""
    curve: Scale = math.log if told.get("type") == "log" else float
    low, high = (curve(limit) for limit in told["domain"])
    return lambda value: start + (end - start) * (curve(value) - low) / (high - low)


def _passes(datum: Datum, transform: Spec) -> bool:
    """Whether a datum has the field that a filter asks for."""
    asked = transform["filter"].removeprefix("isValid(datum.").removesuffix(")")
    return datum.get(asked) is not None


def _given(mark: Spec, name: str) -> list[Any]:
    return [mark[name]] if name in mark else []


def _look(name: str, datum: Datum, mark: Spec, encoding: Spec) -> Any:
    """A colour or shape: the datum's own, or the same for the whole layer."""
    return datum[encoding[name]["field"]] if name in encoding else mark.get(name)


def _stroke(datum: Datum, mark: Spec, encoding: Spec) -> str:
    colour = _look("stroke", datum, mark, encoding) or mark["color"]
    width = "".join(f' stroke-width="{_n(width)}"' for width in _given(mark, "strokeWidth"))
    return f' stroke="{colour}"{width}'


def _symbol(shape: str, size: float) -> str:
    """A shape of so many square pixels around 0, as Vega draws it."""
    r = math.sqrt(size) / 2
    h, s = r * math.sqrt(3) / 2, r / 2.5
    if shape == "circle":
        arc = f"A{_n(r)},{_n(r)},0,1,1,"
        return f"M{_n(r)},0{arc}{_n(-r)},0{arc}{_n(r)},0"
    if shape == "square":
        return f"M{_n(-r)},{_n(-r)}h{_n(2 * r)}v{_n(2 * r)}h{_n(-2 * r)}Z"
    corners: dict[str, list[tuple[float, float]]] = {
        "diamond": [(-r, 0), (0, -r), (r, 0), (0, r)],
        "triangle-up": [(0, -h), (-r, h), (r, h)],
        "triangle-left": [(-h, 0), (h, -r), (h, r)],
        "triangle-right": [(h, 0), (-h, -r), (-h, r)],
        "cross": [(-r, -s), (-r, s), (-s, s), (-s, r), (s, r), (s, s),
                  (r, s), (r, -s), (s, -s), (s, -r), (-s, -r), (-s, -s)],
        "stroke": [(-r, 0), (r, 0)],
    }  # fmt: skip
    if shape not in corners:
        raise NotDrawn(f"no shape called {shape} is drawn")
    path = "L".join(f"{_n(x)},{_n(y)}" for x, y in corners[shape])
    return f"M{path}{'' if shape == 'stroke' else 'Z'}"


def _at(x: float, y: float) -> str:
    return f"translate({_n(x)},{_n(y)})"


def _n(value: float) -> str:
    """To a hundredth: "75", "12.5", never "-0"."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
