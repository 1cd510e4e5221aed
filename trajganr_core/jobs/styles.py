"""The styles that a kind of job declares, written into the layers of its result."""

from __future__ import annotations

from pathlib import Path

import pyogrio

from ..contract.kinds import KINDS
from ..contract.kinds.result import JobResult
from ..contract.layers.geopackage_styles import DRIVING_SIDE, RIGHT, store_styles
from ..utils.shipped_files import shipped_folder


def save_styles(folder: Path, result: JobResult) -> None:
    """Write the styles of a result's layers into its GeoPackages, for QGIS.

    Args:
        folder: that the job has made.
        result: of the job.
    """
    for path in folder.glob("*.gpkg"):
        file = KINDS[result.kind].file(path.name)
        layers = pyogrio.list_layers(path)[:, 0]
        for table in file.tables if file else ():
            if table.styles is None or table.name not in layers:
                continue
            about = pyogrio.read_info(path, layer=table.name)
            facts = about["layer_metadata"] or {}
            side = str(facts.get(DRIVING_SIDE) or getattr(result, "driving_side", RIGHT))
            styles = table.styles(result, about["fields"].tolist())
            qml = {str(each.title): each.qml(_shipped, side) for each in styles}
            store_styles(path, table.name, qml)


def _shipped(name: str) -> str:
    return (shipped_folder("styles") / f"{name}.qml").read_text(encoding="utf-8")
