"""Download roads and places of an area from an Overpass API, as layers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from trajganr_core.contract.atomic_io import atomic_folder
from trajganr_core.contract.protocol.jobs import FetchOsmParams
from trajganr_core.data.roads.osm_layers import write_osm_layers
from trajganr_core.data.roads.overpass import fetch_osm
from trajganr_core.utils.progress import Progress
from trajganr_core.utils.study_area import StudyArea

__all__ = ["EXTRACT", "LAYERS", "run"]

#: The files that the job leaves in its folder.
EXTRACT, LAYERS = "osm.osm", "osm.gpkg"


def run(params: FetchOsmParams, out: Path, progress: Progress) -> dict[str, Any]:
    """Write the extract and its layers into the folder ``out``.

    Returns:
        ``files``; ``counts``; ``remarks``; ``licence`` and ``attribution`` of what was fetched.
    """
    area = StudyArea(*params.bbox)
    categories = None if params.poi_categories is None else Path(params.poi_categories)
    with atomic_folder(out, LAYERS) as folder:
        fetched = fetch_osm(
            area,
            folder / EXTRACT,
            categories=categories,
            endpoint=params.endpoint,
            proxy=params.proxy,
            certificates=None if params.certificates is None else Path(params.certificates),
            progress=progress,
        )
        written = write_osm_layers(folder / EXTRACT, area, folder / LAYERS, categories)
    remarks = [*fetched["remarks"], *written["remarks"]]
    return {**fetched, **written, "files": [EXTRACT, LAYERS], "remarks": remarks}
