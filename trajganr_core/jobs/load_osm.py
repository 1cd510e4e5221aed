"""Read roads and places of an OpenStreetMap extract into layers."""

from __future__ import annotations

from pathlib import Path

from ..contract.kinds.load_osm import LoadOsmParams, LoadOsmResult
from ..data.roads.osm_layers import write_osm_layers
from ..utils.progress import Progress
from ..utils.study_area import StudyArea


def run(params: LoadOsmParams, out: Path, progress: Progress) -> LoadOsmResult:
    """Write ``osm.gpkg`` into the folder ``out``."""
    progress("Reading OpenStreetMap", 0.0)
    written = write_osm_layers(
        Path(params.extract),
        None if params.bbox is None else StudyArea(*params.bbox),
        out / LoadOsmResult.FILE,
        None if params.poi_categories is None else Path(params.poi_categories),
    )
    about = {**written, "remarks": tuple(written["remarks"])}
    return LoadOsmResult(files=(LoadOsmResult.FILE,), **about)
