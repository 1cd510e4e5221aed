"""Traffic signals, stop signs and pedestrian crossings on roads.

OpenStreetMap has them as nodes of the ways (OSM wiki: Key:highway, Key:crossing, Key:direction,
Key:traffic_signals:direction). In a table of lines each kind has a column, which lists the vertices
of a line, from 0, with their directions: ``at 3, 7 forward``; ``0`` if there are none.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntFlag
from typing import Self

import numpy as np
import numpy.typing as npt
import pandas as pd

from ...utils.arrays import BoolArray, FloatArray, IntArray
from ...utils.ragged import row_of_each

#: The kinds, and their columns. Stop signs include give-way signs.
CONTROLS = ("signals", "stop_signs", "crossings")
#: Values of ``highway`` of the nodes.
NODES = ("traffic_signals", "stop", "give_way", "crossing")

LISTED = re.compile(r"(\d{1,5})(?: (forward|backward|both))?")
VERTEX_LIST = re.compile(rf"at {LISTED.pattern}(?:, {LISTED.pattern})*")
#: A way has at most 2,000 nodes; longer texts are not read.
MAX_TEXT = 40_000


class Scope(IntFlag):
    """The directions of a line for which a control is meant.

    One without a direction is meant for traffic towards the nearer end of the segment, as signals
    and signs stand before a junction.
    """

    NEARER_END = 1
    FORWARD = 2
    BACKWARD = 4
    BOTH = FORWARD | BACKWARD


WORDS = {
    "": Scope.NEARER_END,
    "forward": Scope.FORWARD,
    "backward": Scope.BACKWARD,
    "both": Scope.BOTH,
}
TEXTS = {scope: f" {word}".rstrip() for word, scope in WORDS.items()}


def scopes_of_node(tags: Mapping[str, str]) -> tuple[int, ...]:
    """The scope of each of :data:`CONTROLS` at a node, 0 where it has none."""
    kind, crossing = tags.get("highway"), tags.get("crossing", "no")
    is_crossing = kind == "crossing" or (kind == "traffic_signals" and crossing != "no")
    has_sign = kind in ("stop", "give_way")
    direction = tags.get("traffic_signals:direction", tags.get("direction", ""))
    stated = WORDS.get(direction, Scope.NEARER_END)
    if kind == "traffic_signals":
        signals = int(stated)
    else:
        signals = Scope.BOTH * (is_crossing and "traffic_signals" in crossing.split(";"))
    return int(signals), stated * has_sign, Scope.BOTH * is_crossing


def is_vertex_list(text: str) -> bool:
    """Whether a value of a column lists vertices."""
    return len(text) <= MAX_TEXT and VERTEX_LIST.fullmatch(text) is not None


@dataclass(frozen=True)
class TrafficControls:
    """Controls at vertices.

    Attributes:
        vertex: ``(r,)`` numbers of vertices, see :class:`~.noding.Parts`, ascending.
        scopes: ``(r, 3)`` :class:`Scope` of each of :data:`CONTROLS`, 0 where there is none.
    """

    vertex: IntArray
    scopes: npt.NDArray[np.uint8]

    @classmethod
    def at(cls, vertex: IntArray, scopes: npt.NDArray[np.uint8]) -> Self:
        """Of vertices in any order, which may be repeated: the scopes are united."""
        unique, number = np.unique(vertex, return_inverse=True)
        united = np.zeros((len(unique), len(CONTROLS)), dtype=np.uint8)
        np.bitwise_or.at(united, number, scopes)
        return cls(unique, united)

    @classmethod
    def none(cls) -> Self:
        """No controls."""
        return cls(np.empty(0, dtype=np.int64), np.empty((0, len(CONTROLS)), dtype=np.uint8))

    @classmethod
    def of_lines(
        cls, table: pd.DataFrame, vertex: IntArray, line: IntArray, unused: Counter[str]
    ) -> Self:
        """The controls that the columns of n lines list.

        Args:
            table: ``(n,)`` rows with the columns :data:`CONTROLS`, as strings.
            vertex, line: ``(v,)`` the vertices of the lines, in their order.
            unused: counts lines with vertices that they do not have, by column.
        """
        first, last = (
            np.searchsorted(line, np.arange(len(table)), side) for side in ("left", "right")
        )
        found: list[tuple[int, int, int]] = []
        for column, kind in enumerate(CONTROLS):
            for row, text in enumerate(table[kind]):
                if text in ("", "0") or not is_vertex_list(text):
                    continue
                listed = LISTED.findall(text)
                existing = [each for each in listed if first[row] + int(each[0]) < last[row]]
                unused[kind] += len(existing) < len(listed)
                found += [
                    (first[row] + int(number), column, WORDS[word]) for number, word in existing
                ]
        rows, columns, scope = np.array(found, dtype=np.int64).reshape(-1, 3).T
        scopes = np.zeros((len(rows), len(CONTROLS)), dtype=np.uint8)
        scopes[np.arange(len(rows)), columns] = scope
        return cls.at(vertex[rows], scopes)

    def columns(self, vertex: IntArray, line: IntArray, lines: int) -> pd.DataFrame:
        """The table of :meth:`of_lines` for n lines."""
        place, row = self.found(vertex)
        number = place - np.searchsorted(line, line[place])
        texts: dict[tuple[int, int], list[str]] = defaultdict(list)
        for column, scopes in enumerate(self.scopes[row].T):
            for of_line, at, scope in zip(line[place], number, scopes, strict=True):
                if scope:
                    texts[of_line, column].append(f"{at}{TEXTS.get(scope, TEXTS[Scope.BOTH])}")
        table = np.full((lines, len(CONTROLS)), "0", dtype=object)
        for key, listed in texts.items():
            table[key] = "at " + ", ".join(listed)
        return pd.DataFrame(table, columns=list(CONTROLS))

    def on_edges(
        self,
        vertex: IntArray,
        position: FloatArray,
        offsets: IntArray,
        forward: BoolArray,
        is_oneway: BoolArray,
    ) -> IntArray:
        """``(E, 3)`` number of :data:`CONTROLS` for traffic on directed edges.

        Those at the first vertex are not counted; they belong to the edges that end there.

        Args:
            vertex, position: ``(v,)`` vertices in the direction of their edge; 0 at its start, 1 at
                its end.
            offsets: ``(E+1,)``.
            forward: ``(E,)`` whether the edge has the direction of its line.
            is_oneway: ``(E,)``.
        """
        place, row = self.found(vertex)
        edge = row_of_each(offsets)[place]
        is_counted = place > offsets[edge]
        edge, row, position = edge[is_counted], row[is_counted], position[place[is_counted]]
        stated = np.where(forward[edge], Scope.FORWARD, Scope.BACKWARD)
        is_nearer_end = (position >= 0.5) | is_oneway[edge]
        scope = stated | np.where(is_nearer_end, Scope.NEARER_END, 0)
        counts = np.zeros((len(forward), len(CONTROLS)), dtype=np.int64)
        np.add.at(counts, edge, (self.scopes[row] & scope[:, None]) > 0)
        return counts

    def found(self, vertex: IntArray) -> tuple[IntArray, IntArray]:
        """Which of some vertices have controls, and the row of each of these."""
        place = np.flatnonzero(np.isin(vertex, self.vertex))
        return place, np.searchsorted(self.vertex, vertex[place])
