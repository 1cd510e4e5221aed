"""Made-up predicted roads."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from plugin_tools import ROOT
from qgis.core import QgsVectorLayer

from qgis_plugin.layers.roads import complete_roads, load_roads
from trajganr_core.contract.tasks import TASKS

sys.path.append(str(ROOT / "benchmarks"))

from predicted import grid, write_predicted

SEGMENTS = 200


def predicted_layer(path: Path, tasks: Sequence[str] = tuple(TASKS)) -> QgsVectorLayer:
    """A layer of predicted roads that the plugin has fetched and loaded."""
    write_predicted(path, grid(SEGMENTS), tasks)
    complete_roads(path, {"model": "m", "licence": "ODbL 1.0", "attribution": "© A"})
    return load_roads(path, "Predicted roads")
