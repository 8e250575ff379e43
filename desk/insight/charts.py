"""Charts as SVG, drawn by pygal and coloured by the console's style sheet.

pygal puts a style sheet, a script and inline styles into its charts. The console's
Content-Security-Policy would refuse all three, and they know no dark mode. So they are
taken out, and a title and a description are put in. The page writes the legend, which
must wrap.
"""

from typing import Any
from xml.etree import ElementTree

import pygal
from pygal.style import Style

from desk.insight.figures import Figures

_HALF, _WHOLE = 560, 1160
_BAR = 20
# The sizes of the style sheet, since pygal makes room for letters of this size.
_LETTERS = Style(
    font_family="sans-serif",
    label_font_size=13,
    major_label_font_size=13,
    value_font_size=12,
)
# The part of the longest bar below which a bar has no room for its own number.
_ROOM = 0.06
_OUT = ("defs", "style", "script", "title", "desc")
_OVERLAY = "tooltip-overlay"


def lying(figures: Figures, title: str, about: str) -> str:
    """Bars to the right for each row and column, first on top, numbers at the end."""
    bars = len(figures.columns)
    height = 40 + len(figures.rows) * (8 + bars * _BAR)
    chart = pygal.HorizontalBar(
        **_settings(_HALF, height),
        print_values_position="top",
        formatter=lambda number: f"{number:g}" if number else "",
        # Leaves room for the number of the longest bar.
        range=(0, 1.12 * max(max(numbers) for _, numbers in figures.rows)),
    )
    return _filled(chart, figures, title, about, upwards=True)


def lying_stacked(figures: Figures, title: str, about: str) -> str:
    """Bars to the right, one for each row, with its columns one after the other."""
    chart = pygal.HorizontalStackedBar(
        **_settings(_HALF, 40 + len(figures.rows) * (14 + _BAR)),
        formatter=_where_it_fits(figures),
    )
    return _filled(chart, figures, title, about, upwards=True)


def standing(figures: Figures, title: str, about: str) -> str:
    """Bars upwards, one for each row, with its columns one upon the other."""
    chart = pygal.StackedBar(
        **_settings(_WHOLE, 320),
        formatter=_where_it_fits(figures),
        x_label_rotation=30 if len(figures.rows) > 10 else 0,
    )
    return _filled(chart, figures, title, about)


def _settings(width: int, height: int) -> dict[str, Any]:
    return {
        "width": width,
        "height": height,
        "style": _LETTERS,
        "css": (),
        "js": (),
        "disable_xml_declaration": True,
        "no_prefix": True,
        "show_legend": False,
        "truncate_label": -1,
        "print_values": True,
        "print_zeroes": False,
        "margin": 4,
        "spacing": 8,
        "rounded_bars": 2,
        "include_x_axis": True,
        "max_scale": 6,
        "min_scale": 2,
    }


def _where_it_fits(figures: Figures) -> Any:
    longest = max(sum(numbers) for _, numbers in figures.rows)

    def formatted(number: float | None) -> str:
        return f"{number:g}" if number and number >= _ROOM * longest else ""

    return formatted


def _filled(
    chart: Any, figures: Figures, title: str, about: str, *, upwards: bool = False
) -> str:
    # Lying charts are filled from the bottom.
    rows = figures.rows[::-1] if upwards else figures.rows
    chart.x_labels = [label for label, _ in rows]
    for place, column in enumerate(figures.columns):
        # A zero would be drawn as a line.
        chart.add(column, [numbers[place] or None for _, numbers in rows])
    svg = chart.render_tree()
    _clean(svg)
    for place, (name, text) in enumerate((("title", title), ("desc", about))):
        said = ElementTree.Element(name, {"id": f"{figures.name}-{name}"})
        said.text = text
        svg.insert(place, said)
    svg.set("role", "img")
    svg.set("aria-labelledby", f"{figures.name}-title {figures.name}-desc")
    svg.set("class", f"chart of-{figures.name}")
    # The element's own id is empty.
    svg.attrib.pop("id", None)
    return ElementTree.tostring(svg, encoding="unicode")


def _clean(element: Any) -> None:
    for child in list(element):
        tag = child.tag if isinstance(child.tag, str) else ""
        if not tag or tag in _OUT or _OVERLAY in child.get("class", "").split():
            element.remove(child)
            continue
        child.attrib.pop("style", None)
        child.attrib.pop("id", None)
        _clean(child)
