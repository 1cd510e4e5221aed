"""Styles of layers, each made of one that is shipped.

Colours and classes are in ``resources/styles`` (``.ci/styles.py``); here is which rows and which
value of a layer a style draws. The core writes the styles into files, the plugin offers them with
translated titles and legends.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from html import escape

from .geopackage_styles import LEFT

#: Offset of a road to the right of its direction in the shipped styles, millimetres.
OFFSET_MM = "coalesce(scale_linear(@map_scale, 3000, 60000, 0.7, 0.18), 0.5)"
#: The legend of roads without a value in the shipped styles.
NOT_PREDICTED = "not predicted"
#: The column that the shipped style of speeds draws.
SPEED = "&quot;speed_kmh&quot;"
#: The begin of the filter of a class, and the condition of roads with a label.
FILTER, LABELLED = 'filter="', "coalesce(&quot;direction&quot;, 'forward') = 'forward'"
#: What a renderer of ranges classifies; it draws no road where it is NULL.
CLASSIFIED = re.compile(r'(?<= attr=")[^"]*')
#: Stands for the line above the classes of a legend.
HEADING = "…"
#: A class of reached roads or isochrones that no limit has.
UNUSED_RULE = re.compile(r'\n *<rule filter="[^"]*= -\d"[^>]*/>')


@dataclass(frozen=True)
class Style:
    """A style of a layer.

    Attributes:
        id: the name of the shipped style's file in ``resources/styles``.
        title: its name for people, also in a GeoPackage.
        value: for the style of speeds, and of what is computed from them: a QGIS expression of what
            it draws instead, such as a quoted column; '' for the usual column.
        rows: values of columns by name: only rows that have them are drawn.
        limits_min: for the styles of reached roads and isochrones: their classes end at these
            numbers of minutes, ascending. The shipped ones have more, of which class n draws -n.
        unknown: the legend of roads without a value.
        legend: says above the classes what is drawn, in which unit and of which time.
    """

    id: str
    title: str
    value: str = ""
    rows: Mapping[str, str] = field(default_factory=dict)
    limits_min: tuple[float, ...] = ()
    unknown: str = NOT_PREDICTED
    legend: str = ""

    def qml(self, shipped: Callable[[str], str], side: str, heading: str = "") -> str:
        """The style for the side on which vehicles drive.

        Args:
            shipped: gives the text of a file by its name.
            side: ``right`` or ``left``.
            heading: the legend in another language.
        """
        qml = shipped(self.id).replace(NOT_PREDICTED, self.unknown)
        qml = qml.replace(f'label="{HEADING}"', f'label="{escape(heading or str(self.legend))}"')
        if side == LEFT:
            qml = qml.replace(OFFSET_MM, f"-{OFFSET_MM}")
        if self.value:
            qml = qml.replace(SPEED, escape(self.value))
        chosen = (f"\"{name}\" = '{_quoted(value)}' AND " for name, value in self.rows.items())
        condition = escape("".join(chosen), quote=False).replace('"', "&quot;")
        qml = qml.replace(FILTER, FILTER + condition).replace(LABELLED, condition + LABELLED)
        if condition:
            drawn = f"CASE WHEN {condition}true THEN "
            qml = CLASSIFIED.sub(lambda value: f"{drawn}{value[0]} END", qml)
        return _with_limits(qml, self.limits_min) if self.limits_min else qml


def _with_limits(qml: str, limits_min: tuple[float, ...]) -> str:
    for number, (begin, end) in enumerate(zip((0, *limits_min), limits_min, strict=False), 1):
        qml = qml.replace(f'= -{number}"', f'= {end!r}"')
        qml = qml.replace(f'label="{number}"', f'label="{begin:g} – {end:g} min"')
    return UNUSED_RULE.sub("", qml)


def _quoted(value: str) -> str:
    """Text between the quotation marks of a QGIS expression; a backslash would escape the last."""
    return value.replace("\\", "\\\\").replace("'", "''")
