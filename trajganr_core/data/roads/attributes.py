"""Parses tags of ways: speed limits, lanes, roundabouts, traffic controls.

Rules of the OSM wiki (Key:maxspeed, Key:maxspeed:type, Default speed limits, Key:lanes,
Key:junction). Limits that hold at some times, for some lanes or for some vehicles are ignored.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Self

import numpy as np
import pandas as pd

from ...utils.arrays import BoolArray, FloatArray, IntArray
from .network import RoadAttributes
from .traffic_controls import CONTROLS, is_vertex_list

DIRECTIONS = ("forward", "backward")
#: Tags with the reason of a limit, which imply the limit where it has no tag of its own.
REASONS = ("maxspeed:type", "source:maxspeed", "zone:maxspeed")
#: The tags that are read, and the columns of a layer.
ATTRIBUTE_TAGS = (
    *(name + suffix for name in ("maxspeed", "lanes") for suffix in ("", ":forward", ":backward")),
    *REASONS,
    "junction",
    *CONTROLS,
)
#: Other names of columns.
ALIASES = {
    **dict.fromkeys(("max_speed", "speed_limit", "speedlimit"), "maxspeed"),
    **dict.fromkeys(("num_lanes", "lane_count"), "lanes"),
}

#: km/h; larger values are errors.
FASTEST = 200.0
#: In a direction; the widest roads of the world have 13.
MAX_LANES = 16.0
MAX_CONTROLS = 99.0
MAX_TEXT = 32
NUMBER = re.compile(r"\d{1,3}(?:\.\d{1,6})?")
SPEED = re.compile(r"(\d{1,3}(?:\.\d{1,6})?) ?(km/h|kmh|kph|mph)?")
#: ``DE:zone:30``, ``PT:zone30``, ``FR:30``.
ZONE_WITH_SPEED = re.compile(r"[a-z]{2}:(?:zone)?:?(\d{1,3})")
KMH_PER_MPH = 1.609344
WALK_KMH = 6.0
#: Of motorways without a limit: the advisory speed in Germany.
NO_LIMIT_KMH = 130.0

#: Limits by country and kind of road, where a country has one; without those that depend on the
#: region, the season or the number of lanes.
_ZONES = {
    ("urban", 50): "at bg ch cy cz de dk ee fi fr gr hr hu ie it lt lu lv nl no pl pt ro rs se si "
    "sk tr ua",
    ("urban", 60): "by ru za",
    ("rural", 70): "se",
    ("rural", 80): "ch cy dk fi fr nl no rs",
    ("rural", 90): "bg by cz ee es gr hr hu it lt lu lv pl pt ro ru si sk tr ua",
    ("rural", 100): "at de za",
    ("trunk", 100): "at ch pt ro",
    ("trunk", 110): "cz hr hu it si",
    ("motorway", 110): "by ru",
    ("motorway", 120): "be ch es ie pt za",
    ("motorway", 130): "at cz dk fr gr hr hu it lu ro rs si sk ua",
    ("motorway", 140): "bg pl",
    ("motorway", NO_LIMIT_KMH): "de",
    ("living_street", 20): "be ch cz es fr pl pt ru sk ua",
    ("living_street", WALK_KMH): "at de",
}
LIMITS = {
    "walk": WALK_KMH,
    "none": NO_LIMIT_KMH,
    "gb:nsl_single": 60 * KMH_PER_MPH,
    **dict.fromkeys(("gb:nsl_dual", "gb:motorway"), 70 * KMH_PER_MPH),
    **{
        f"{country}:{road}": float(kmh)
        for (road, kmh), countries in _ZONES.items()
        for country in countries.split()
    },
}


@dataclass(frozen=True)
class WayAttributes:
    """Attributes of ways or lines, NaN where unknown.

    Attributes:
        maxspeed_kmh, lanes: ``(n, 2)`` in and against the digitised direction.
        roundabout: ``(n,)``.
        controls: ``(n, 3)`` numbers of :data:`~.traffic_controls.CONTROLS` on the line, without
            those at known vertices.
    """

    maxspeed_kmh: FloatArray
    lanes: FloatArray
    roundabout: FloatArray
    controls: FloatArray

    @classmethod
    def of_tags(cls, tags: pd.DataFrame, directions: BoolArray, unused: Counter[str]) -> Self:
        """Parse the tags of n ways.

        Whether a way is in a roundabout is unknown if no way has a ``junction`` tag.

        Args:
            tags: ``(n,)`` rows with the columns :data:`ATTRIBUTE_TAGS`, as strings, "" where
                absent.
            directions: ``(n, 2)`` whether traffic may go in and against the digitised direction.
            unused: counts values that are no known value of their tag or out of range, by tag.
        """
        is_roundabout = tags["junction"].isin(("roundabout", "circular")).to_numpy(dtype=np.float64)
        return cls(
            maxspeed_kmh=_speed_limits(tags, unused),
            lanes=_lanes(tags, directions, unused),
            roundabout=np.where((tags["junction"] != "").any(), is_roundabout, np.nan),
            controls=np.column_stack([_values(tags, kind, _controls, unused) for kind in CONTROLS]),
        )

    @classmethod
    def unknown(cls, lines: int) -> Self:
        """All unknown."""
        pair = np.full((lines, 2), np.nan)
        return cls(pair, pair, pair[:, 0], np.full((lines, len(CONTROLS)), np.nan))

    def of_edges(self, line: IntArray, forward: BoolArray, controls: IntArray) -> RoadAttributes:
        """The attributes of directed edges.

        Args:
            line, forward: ``(E,)`` the line of each edge, and whether it has the line's direction.
            controls: ``(E, 3)`` those at known vertices.
        """
        direction = np.where(forward, 0, 1)
        columns = (
            self.maxspeed_kmh[line, direction],
            self.lanes[line, direction],
            self.roundabout[line],
            *(self.controls[line] + controls).T,
        )
        return RoadAttributes(*(column.astype(np.float32) for column in columns))


def with_usual_names(frame: pd.DataFrame) -> pd.DataFrame:
    """A layer with its columns of attributes also under the names of the tags."""
    present = set(frame.columns)
    found: dict[str, pd.Series] = {}
    for column in frame.columns:
        name = ALIASES.get(str(column).lower(), str(column).lower())
        if name in ATTRIBUTE_TAGS and name not in present | set(found):
            found[name] = frame[column]
    return frame.assign(**found)


def _speed_limits(tags: pd.DataFrame, unused: Counter[str]) -> FloatArray:
    """``(n, 2)`` km/h: the limit of the direction, or of both, or what the reason implies."""
    ignored: Counter[str] = Counter()  # most reasons, such as ``sign``, imply no limit
    implied = [_values(tags, key, _speed, ignored) for key in REASONS]
    limit = _first_known(_values(tags, "maxspeed", _speed, unused), *implied)
    return np.column_stack(
        [
            _first_known(_values(tags, f"maxspeed:{direction}", _speed, unused), limit)
            for direction in DIRECTIONS
        ]
    )


def _lanes(tags: pd.DataFrame, directions: BoolArray, unused: Counter[str]) -> FloatArray:
    """``(n, 2)`` lanes of each direction: its own, or what the other leaves, or an equal share."""
    total = _values(tags, "lanes", _lane_count, unused)
    own = np.column_stack(
        [_values(tags, f"lanes:{direction}", _lane_count, unused) for direction in DIRECTIONS]
    )
    is_two_way = np.column_stack([directions.all(axis=1)] * 2)
    rest = total[:, None] - own[:, ::-1]
    rest = np.where(is_two_way & (rest > 0), rest, np.nan)
    return _first_known(own, rest, total[:, None] / np.where(is_two_way, 2, 1))


def _first_known(first: FloatArray, *others: FloatArray) -> FloatArray:
    for other in others:
        first = np.where(np.isnan(first), other, first)
    return first


def _values(
    tags: pd.DataFrame, key: str, parse: Callable[[str], float | None], unused: Counter[str]
) -> FloatArray:
    """``(n,)`` the parsed values of a tag, NaN where it is absent or cannot be used."""
    number, texts = pd.factorize(tags[key])
    parsed = [parse(text.lower()) if text else np.nan for text in texts]
    is_unusable = np.array([value is None for value in parsed], dtype=bool)
    if is_unusable.any():
        unused[key] += int(is_unusable[number].sum())
    return np.array(parsed, dtype=np.float64)[number]


def _speed(text: str) -> float | None:
    """km/h; NaN for 0, which stands for unknown in some layers; None if unusable."""
    if len(text) > MAX_TEXT:
        return None
    if match := SPEED.fullmatch(text):
        kmh = float(match[1]) * (KMH_PER_MPH if match[2] == "mph" else 1)
    elif match := ZONE_WITH_SPEED.fullmatch(text):
        kmh = float(match[1])
    else:
        return LIMITS.get(text)
    return _in_range(kmh, FASTEST)


def _lane_count(text: str) -> float | None:
    """NaN for 0, which stands for unknown in some layers; None if unusable."""
    return _in_range(float(text), MAX_LANES) if NUMBER.fullmatch(text) else None


def _in_range(value: float, largest: float) -> float | None:
    if value == 0:
        return np.nan
    return value if 1 <= value <= largest else None


def _controls(text: str) -> float | None:
    """The number on a line; 0 for a list of vertices, which are counted there."""
    if is_vertex_list(text):
        return 0.0
    is_number = NUMBER.fullmatch(text) and float(text) <= MAX_CONTROLS
    return float(text) if is_number else None
