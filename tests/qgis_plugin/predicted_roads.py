"""Made-up predicted roads."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from plugin_tools import ROOT
from qgis.core import QgsApplication, QgsVectorLayer

from qgis_plugin.layers.roads import complete_roads, load_roads
from trajganr_core.contract.options.time_sets import TimeSet, parse_time_sets
from trajganr_core.contract.tasks import TASKS

sys.path.append(str(ROOT / "benchmarks" / "plugin"))

from predicted import grid, write_predicted

SEGMENTS = 200


def predicted_layer(
    path: Path,
    tasks: Sequence[str] = tuple(TASKS),
    times: Sequence[str] = (),
    each_hour: bool = False,
) -> QgsVectorLayer:
    """A layer of predicted roads that the plugin has fetched and loaded."""
    locale = QgsApplication.locale()
    path.write_bytes(_geopackage(tuple(tasks), parse_time_sets(times), each_hour, locale))
    return load_roads(path, "Predicted roads")


@cache
def _geopackage(
    tasks: tuple[str, ...], times: tuple[TimeSet, ...], each_hour: bool, locale: str
) -> bytes:
    """The file as the plugin completes it in QGIS' language."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "roads.gpkg"
        write_predicted(path, grid(SEGMENTS), tasks, times, each_hour)
        complete_roads(path, {"model": "m", "licence": "ODbL 1.0", "attribution": "© A"})
        return path.read_bytes()
