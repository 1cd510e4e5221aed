"""Runs inside QGIS Desktop (``--code``): adds predicted roads to the project.

It measures the time, and how long the window does not respond meanwhile.

``TRAJGANR_BENCHMARK_OUT`` names the JSON that it writes, ``TRAJGANR_BENCHMARK_FOLDER`` a folder for
the roads, ``TRAJGANR_BENCHMARKS`` the folder of this script. Whatever happens, QGIS is left.
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path
from typing import Any

from qgis.core import QgsApplication, QgsProject, QgsTask
from qgis.PyQt.QtCore import QTimer
from qgis.utils import iface
from trajganr.qgis_plugin.layers.roads import complete_roads, load_roads

sys.path.append(os.environ["TRAJGANR_BENCHMARKS"])  # QGIS runs a text, not a file

from predicted import grid, write_predicted

SEGMENTS = 25_000
TURNS = 5
#: Wait until QGIS has finished its start.
SETTLE_MS = 4_000
BEAT_MS = 5
#: Timeout of one repetition; QGIS decides when the canvas is drawn.
TIMEOUT_S = 60


class Session:
    """Repeatedly complete a downloaded file in a task, add it, and draw it."""

    def __init__(self) -> None:
        self._folder = Path(os.environ["TRAJGANR_BENCHMARK_FOLDER"])
        self._priorities: list[dict[str, float]] = []
        self._beat_timer = QTimer()
        self._beat_timer.timeout.connect(self._beat)
        iface.mainWindow().showNormal()
        iface.mainWindow().resize(1280, 860)
        iface.mapCanvas().renderComplete.connect(self._drawn)
        QTimer.singleShot(SETTLE_MS, self._begin)

    def _begin(self) -> None:
        self._path = self._folder / f"roads{len(self._priorities)}.gpkg"
        self._count = write_predicted(self._path, grid(SEGMENTS))
        self._layer = None
        QTimer.singleShot(1_000, self._arrive)

    def _arrive(self) -> None:
        self._begun = self._last = time.perf_counter()
        self._longest = 0.0
        self._beat_timer.start(BEAT_MS)
        self._task = QgsTask.fromFunction(
            "Roads", lambda task: complete_roads(self._path, {}), on_finished=self._completed
        )
        QgsApplication.taskManager().addTask(self._task)

    def _completed(self, error: Exception | None, count: int | None = None) -> None:
        if error is not None or count != self._count:
            self._leave({"error": repr(error)})
            return
        self._layer = load_roads(self._path, "Predicted roads")
        QgsProject.instance().addMapLayer(self._layer)
        iface.mapCanvas().setExtent(
            iface.mapCanvas()
            .mapSettings()
            .layerExtentToOutputExtent(self._layer, self._layer.extent())
        )
        iface.mapCanvas().refresh()

    def _beat(self) -> None:
        now = time.perf_counter()
        self._longest = max(self._longest, now - self._last)
        self._last = now
        if now - self._begun > TIMEOUT_S:
            self._leave({"error": "the canvas was not drawn"})

    def _drawn(self) -> None:
        if self._layer is None or self._layer not in iface.mapCanvas().layers():
            return
        self._beat()
        self._beat_timer.stop()
        styles = self._layer.styleManager().styles()
        self._priorities.append(
            {
                "seconds": time.perf_counter() - self._begun,
                "gap_ms": 1000 * self._longest,
                "styles": len(styles),
                "segments": self._layer.featureCount(),
            }
        )
        self._layer = None
        QgsProject.instance().removeAllMapLayers()
        if len(self._priorities) < TURNS:
            QTimer.singleShot(500, self._begin)
        else:
            self._leave({"turns": self._priorities})

    def _leave(self, result: dict[str, Any]) -> None:
        self._beat_timer.stop()
        Path(os.environ["TRAJGANR_BENCHMARK_OUT"]).write_text(json.dumps(result), encoding="utf-8")
        QgsProject.instance().removeAllMapLayers()
        QgsProject.instance().setDirty(False)
        iface.actionExit().trigger()


session = Session()
