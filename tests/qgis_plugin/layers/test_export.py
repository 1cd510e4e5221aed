"""Layers that are written for the worker or the user."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
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
