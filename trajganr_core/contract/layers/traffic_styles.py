"""Styles of speeds, and of what is computed of them, in observed and in predicted layers."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from ..texts.text import Text
from .styles import NOT_PREDICTED, Style


def quoted(column: str, names: Collection[str]) -> str:
    """A column as an expression; '' if it is not one of the names."""
    return f'"{column}"' if column in names else ""


@dataclass(frozen=True)
class Speeds:
    """Speeds of roads at some times, as QGIS expressions, such as quoted columns.

    Attributes:
        times: their name for people, a :class:`~..texts.text.Text` if it is one of the usual ones.
        speed: the mean speed.
        median, slow: the median, and the 15th percentile; '' if the layer lacks them.
        free_flow, limit: the free-flow speed, and the speed limit; '' likewise.
        rows: values of columns of the rows of these times.
        unknown: the legend of roads without a value.
    """

    times: str
    speed: str
    median: str = ""
    slow: str = ""
    free_flow: str = ""
    limit: str = ""
    rows: Mapping[str, str] = field(default_factory=dict)
    unknown: str = NOT_PREDICTED

    def styles(self, title: str, legend: str) -> list[Style]:
        """The styles of what the layer has, that of the mean speed first.

        Args:
            title, legend: of the mean speed.
        """
        styles = [self._style("speed", title, legend, self.speed)]
        if self.free_flow:
            share = f"(100.0 * {self.speed} / {self.free_flow})"
            styles += [
                self._style(
                    "free_flow_share",
                    Text("Share of free flow, {times}", times=self.times),
                    Text("Speed, % of the free-flow speed, {times}", times=self.times),
                    share,
                ),
                self._style(
                    "level_of_service",
                    Text("Level of service, {times}", times=self.times),
                    Text("Level of service by analogy with the HCM, {times}", times=self.times),
                    share,
                ),
            ]
        if self.limit:
            styles.append(
                self._style(
                    "limit_share",
                    Text("Share of the limit, {times}", times=self.times),
                    Text("Speed, % of the speed limit, {times}", times=self.times),
                    f"(100.0 * {self.speed} / {self.limit})",
                )
            )
        if self.median and self.slow:
            styles.append(
                self._style(
                    "reliability",
                    Text("Reliability, {times}", times=self.times),
                    Text("Travel time, 85th percentile ÷ median, {times}", times=self.times),
                    f"({self.median} / {self.slow})",
                )
            )
        return styles

    def _style(self, name: str, title: str, legend: str, value: str) -> Style:
        return Style(name, title, value, self.rows, unknown=self.unknown, legend=legend)
