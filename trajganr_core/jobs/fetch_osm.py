"""Download roads and places of an area from an Overpass API, as layers."""

from __future__ import annotations

from pathlib import Path

from ..contract.kinds.fetch_osm import FetchOsmParams, FetchOsmResult
from ..data.roads.osm_layers import write_osm_layers
from ..data.roads.overpass import fetch_osm
from ..utils.progress import Progress
from ..utils.study_area import StudyArea

#: The files that the job leaves in its folder.
EXTRACT, LAYERS = FetchOsmResult.EXTRACT, FetchOsmResult.FILE


def run(params: FetchOsmParams, out: Path, progress: Progress) -> FetchOsmResult:
    """Write the extract and its layers into the folder ``out``."""
    area = StudyArea(*params.bbox)
    categories = None if params.poi_categories is None else Path(params.poi_categories)
    fetched = fetch_osm(
        area,
        out / EXTRACT,
        categories=categories,
        endpoint=params.endpoint,
        proxy=params.proxy,
        certificates=None if params.certificates is None else Path(params.certificates),
        progress=progress,
    )
    written = write_osm_layers(out / EXTRACT, area, out / LAYERS, categories)
    about = {**fetched, **written, "remarks": (*fetched["remarks"], *written["remarks"])}
    return FetchOsmResult(files=(EXTRACT, LAYERS), **about)
