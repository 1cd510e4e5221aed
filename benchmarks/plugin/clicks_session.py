"""Runs inside QGIS Desktop (``--code``): clicks on the map with *Ask a place*.

It shows similar roads too, and looks how long that takes and how long the window does not answer
meanwhile.

``TRAJGANR_BENCHMARK_OUT`` names the JSON that it writes, ``TRAJGANR_BENCHMARKS`` the folder of this
script. ``TRAJGANR_HOME`` is the home of a worker
that runs, and has one fine-tuned model or more, of which the first is asked. Whatever happens, QGIS
is left.
"""

from __future__ import annotations

import itertools
import json
import os
import random
import sys
import time
from array import array
from collections.abc import Callable
from pathlib import Path
from typing import Any

from qgis.core import QgsCoordinateReferenceSystem, QgsPointXY, QgsProject, QgsRectangle
from qgis.PyQt.QtCore import QEvent, QObject, QPointF, Qt, QTimer
from qgis.PyQt.QtGui import QMouseEvent
from qgis.PyQt.QtWidgets import QApplication
from qgis.utils import iface, plugins

from trajganr_core.contract.protocol.similarity_codec import PER_DEGREE, UNIT, SimilarRoads

sys.path.append(os.environ["TRAJGANR_BENCHMARKS"])  # QGIS runs a text, not a file

from predicted import grid

CLICKS = 200
#: Number of times that all roads are coloured again.
COMPARISONS = 5
#: Directed segments of the network that is made up.
MADE_UP = 25_000
#: Between an answer and the next click: the photo comes, and a person looks.
PAUSE_MS = 300
#: Wait until QGIS has finished its start.
SETTLE_MS = 4_000
BEAT_MS = 5
#: Standard deviation of the distance of a click from its road.
BESIDE_M = 8.0
METRES_PER_DEGREE = 111_320.0
#: Width of the map around a click, degrees.
AROUND = 0.005
#: Minimum distance of a click from the rim of the study area, degrees.
INSIDE = 1e-4
#: Of one answer; the first one waits until the model is loaded and its roads are embedded.
TIMEOUT_S = 240


class Painted(QObject):
    """Reports when a widget was painted."""

    def __init__(self, widget: QObject) -> None:
        super().__init__(widget)
        self._callback: Callable[[], None] | None = None
        widget.installEventFilter(self)

    def wait(self, callback: Callable[[], None]) -> None:
        """Call back once the widget, which has just been given something new, is painted."""
        self._callback = callback

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """All that is dirty is painted in one go; the timer fires after it."""
        if event.type() == QEvent.Type.Paint and self._callback is not None:
            callback, self._callback = self._callback, None
            QTimer.singleShot(0, callback)
        return False


class Session:
    """Wakes the model, compares all roads, clicks, and compares again and again.

    At last it shows a made-up comparison of a large network, of which the model has no part.
    """

    def __init__(self) -> None:
        self._plugin = plugins["trajganr"]
        self._panel = self._plugin.panel
        self._canvas = iface.mapCanvas()
        self._clicks: list[float] = []
        self._comparisons: list[float] = []
        self._answered_s: list[float] = []
        self._is_made_up = False
        self._gap = self._last = 0.0
        self._begun = time.perf_counter()
        self._painted = Painted(self._panel._predictions)
        self._panel._queries.answered.connect(self._answered)
        self._panel._queries.compared.connect(self._on_answers)
        self._panel._similar.shown.connect(self._coloured)
        self._canvas.mapCanvasRefreshed.connect(self._drawn)
        self._awaited = ""
        self._beat_timer = QTimer()
        self._beat_timer.timeout.connect(self._beat)
        window = iface.mainWindow()
        window.showNormal()
        window.resize(1280, 860)
        QTimer.singleShot(SETTLE_MS, self._begin)

    def _begin(self) -> None:
        iface.newProject()  # the map instead of the welcome page
        QgsProject.instance().setCrs(QgsCoordinateReferenceSystem("EPSG:4326"))
        self._canvas.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:4326"))
        self._plugin.ask_action.trigger()
        self._panel.raise_()
        self._begun = time.perf_counter()
        self._beat_timer.start(BEAT_MS)
        self._last = time.perf_counter()
        self._wait_for_model()

    def _wait_for_model(self) -> None:
        if not self._panel._chooser.model:
            QTimer.singleShot(200, self._wait_for_model)
            return
        west, south, east, north = self._panel._chooser.bbox
        self._look_at((west + east) / 2, (south + north) / 2)

    def _look_at(self, lon: float, lat: float) -> None:
        """Move the map to a place; it is clicked once the map is drawn."""
        self._place = QgsPointXY(lon, lat)
        self._awaited = "map"
        self._canvas.setExtent(QgsRectangle(lon - AROUND, lat - AROUND, lon + AROUND, lat + AROUND))
        self._canvas.refresh()

    def _click(self) -> None:
        """Press the left button where the place is on the map."""
        pixel = self._canvas.getCoordinateTransform().transform(self._place)
        at, button = QPointF(pixel.x(), pixel.y()), Qt.MouseButton.LeftButton
        self._awaited = "answer"
        self._begun = time.perf_counter()
        for kind in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease):
            event = QMouseEvent(kind, at, at, button, button, Qt.KeyboardModifier.NoModifier)
            QApplication.sendEvent(self._canvas.viewport(), event)

    def _answered(self, answer: dict[str, Any]) -> None:
        # Connected after the panel, which has shown it by now.
        self._painted.wait(self._seen)

    def _seen(self) -> None:
        taken = time.perf_counter() - self._begun
        if not self._panel._similar.layer_of(self._panel._source):
            # The first answer includes loading the model; the following ones are measured.
            self._compare()
            return
        self._clicks.append(1000 * taken)
        self._awaited = ""
        go_on = self._click_somewhere if len(self._clicks) < CLICKS else self._compare
        QTimer.singleShot(PAUSE_MS, go_on)

    def _click_somewhere(self) -> None:
        """A location near a road, chosen with the probability of its length."""
        edge = self._dice.choices(self._edges, self._lengths)[0]
        place = edge.interpolate(self._dice.random() * edge.length()).asPoint()
        beside = (self._dice.gauss(0, BESIDE_M / METRES_PER_DEGREE) for _ in range(2))
        west, south, east, north = self._panel._chooser.bbox
        lon, lat = (at + by for at, by in zip(place, beside, strict=True))
        self._look_at(
            min(max(lon, west + INSIDE), east - INSIDE),
            min(max(lat, south + INSIDE), north - INSIDE),
        )

    def _compare(self) -> None:
        self._awaited = "colours"
        self._begun = time.perf_counter()
        if not self._comparisons:
            # The layer is made anew, with the geometry of all roads.
            QgsProject.instance().removeAllMapLayers()
        self._panel.show_similar_roads()

    def _on_answers(self, roads: Any) -> None:
        self._answered_s.append(time.perf_counter() - self._begun)

    def _coloured(self, layer: Any) -> None:
        self._layer = layer
        self._awaited = "drawing"
        self._canvas.setExtent(layer.extent())
        self._canvas.refresh()

    def _drawn(self) -> None:
        if self._awaited == "map":
            self._click()
        elif self._awaited == "drawing" and self._layer in self._canvas.layers():
            self._compared()

    def _compared(self) -> None:
        self._awaited = ""
        taken = time.perf_counter() - self._begun
        if self._is_made_up:
            self._tell(taken)
            return
        self._comparisons.append(taken)
        if not self._clicks:
            self._dice = random.Random(0)
            self._edges = [feature.geometry() for feature in self._layer.getFeatures()]
            self._lengths = [edge.length() for edge in self._edges]
            self._last, self._gap = time.perf_counter(), 0.0
            self._click_somewhere()
        elif len(self._comparisons) <= COMPARISONS:
            QTimer.singleShot(PAUSE_MS, self._compare)
        else:
            self._edge_count = self._layer.featureCount()
            self._show_made_up()

    def _show_made_up(self) -> None:
        QgsProject.instance().removeAllMapLayers()
        roads = made_up(MADE_UP)
        self._is_made_up = True
        self._begun = self._last = time.perf_counter()  # that it was made up here is not measured
        self._panel._colour(roads)

    def _tell(self, made_up_s: float) -> None:
        self._leave(
            {
                "edges": self._edge_count,
                "answer_s": max(self._answered_s),
                "made_up": MADE_UP,
                "made_up_s": made_up_s,
                "clicks_ms": self._clicks,
                "first_colours_s": self._comparisons[0],
                "colours_s": self._comparisons[1:],
                "gap_ms": 1000 * self._gap,
            }
        )

    def _beat(self) -> None:
        now = time.perf_counter()
        self._gap = max(self._gap, now - self._last)
        self._last = now
        if now - self._begun > TIMEOUT_S:
            self._leave({"error": f"no {self._awaited or 'model'}: {self._panel._notice.text()}"})

    def _leave(self, result: dict[str, Any]) -> None:
        self._beat_timer.stop()
        Path(os.environ["TRAJGANR_BENCHMARK_OUT"]).write_text(json.dumps(result), encoding="utf-8")
        QgsProject.instance().removeAllMapLayers()
        QgsProject.instance().setDirty(False)
        iface.actionExit().trigger()


def made_up(count: int) -> SimilarRoads:
    """A comparison of a grid of streets in both directions, in the form of a worker's answer."""
    dice = random.Random(0)
    streets = [line for street in grid(count) for line in (street, street[::-1])]
    ends = itertools.accumulate(len(line) for line in streets)
    flat = (round(PER_DEGREE * degrees) for line in streets for at in line for degrees in at)
    return SimilarRoads(
        model="made-up",
        edge=0,
        location=streets[0][0],
        driving_side="right",
        similarity=array("h", [dice.randint(-UNIT, UNIT) for _ in streets]),
        source_fid=array("q", [edge // 2 for edge in range(len(streets))]),
        osm_id=array("q", [edge // 2 + 1 for edge in range(len(streets))]),
        from_node=array("I", range(len(streets))),
        to_node=array("I", [edge ^ 1 for edge in range(len(streets))]),
        direction=array("B", [edge % 2 for edge in range(len(streets))]),
        offsets=array("I", [0, *ends]),
        vertices=array("i", flat),
    )


session = Session()
