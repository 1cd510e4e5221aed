"""Layers that are written for the worker or the user."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hang import HANG_S
from qgis.core import Qgis, QgsFeature, QgsFields, QgsVectorFileWriter, QgsVectorLayer

from qgis_plugin.layers.export import write_layer


def test_a_stopped_writer_is_closed_and_not_kept_by_the_error(
    qgis_app: Any, tmp_path: Path
) -> None:
    def stop(count: int) -> None:
        raise KeyboardInterrupt

    path = tmp_path / "points.gpkg"
    with pytest.raises(KeyboardInterrupt) as stopped:
        write_layer(path, QgsFields(), Qgis.WkbType.Point, [QgsFeature()], done=stop)
    kept = [value for entry in stopped.traceback for value in entry.locals.values()]
    assert not [value for value in kept if isinstance(value, QgsVectorFileWriter)]
    assert QgsVectorLayer(str(path), "points", "ogr").featureCount() == 1


#: Opens a layer in a thread first, again while that thread goes on, and after it has ended.
THREADS = """
import sys
from threading import Event
from qgis.core import QgsApplication, QgsVectorLayer
from qgis.PyQt.QtCore import QThread
application = QgsApplication([], False)
application.initQgis()
import qgis_plugin.layers.export

def definition():
    return QgsVectorLayer(sys.argv[1], "points", "ogr").crs().toWkt()

is_open, may_end = Event(), Event()

class Opening(QThread):
    def run(self):
        definition()
        is_open.set()
        may_end.wait()

thread = Opening()
thread.start()
is_open.wait()
definition()
may_end.set()
thread.wait()
print("definition:", definition()[:6])
"""


def test_layers_have_the_definition_of_their_crs_after_the_thread_ended_that_opened_one(
    qgis_app: Any, tmp_path: Path
) -> None:
    path = tmp_path / "points.gpkg"
    write_layer(path, QgsFields(), Qgis.WkbType.Point, [QgsFeature()])
    command = [sys.executable, "-c", THREADS, path]
    run = subprocess.run(command, capture_output=True, text=True, check=True, timeout=HANG_S)
    assert "definition: GEOGCS" in run.stdout
