"""What a preparation finds itself where it is not given: the study area, and its roads.

The area is that of the trips, as far as there are roads; roads come from OpenStreetMap.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path

import numpy as np

from ...contract.files.atomic_io import read_json, write_json
from ...contract.kinds.fetch_osm import FetchOsmResult
from ...contract.kinds.prepare import PrepareParams
from ...contract.options.data_config import CleaningOptions, TripOptions
from ...contract.records.extents import Extent, apart, meet
from ...contract.texts.text import Text
from ...utils.progress import Progress
from ...utils.study_area import StudyArea
from ..files import existing_file
from ..roads.overpass import fetch_osm
from ..roads.reading import roads_extent
from ..trips.extent import trips_extent
from .provenance import content_of
from .stages import StageCache

#: Around the trips and around the roads, degrees: about half a kilometre.
MARGIN = 0.005
#: The file of the stage.
AREA = "area.json"


def inferred_area(
    trips: Sequence[Path], roads: Path | None, options: TripOptions, cleaning: CleaningOptions
) -> StudyArea:
    """The area of nearly all fixes, cut to the extent of the roads where that is known.

    Raises:
        TrajganrError: ``INPUT.EMPTY`` where trips and roads do not overlap, with the place of each;
            as :func:`~..trips.extent.trips_extent` and :func:`~..roads.reading.roads_extent`.
    """
    driven = trips_extent(trips, options, cleaning)
    covered = None if roads is None else roads_extent(roads)
    west, south, east, north = _grown(driven)
    if covered is not None:
        around = _grown(covered)
        if not meet((west, south, east, north), around):
            raise apart("trips", driven, "roads", covered)
        west, south = max(west, around[0]), max(south, around[1])
        east, north = min(east, around[2]), min(north, around[3])
    return StudyArea(max(west, -180.0), max(south, -90.0), min(east, 180.0), min(north, 90.0))


def located(
    params: PrepareParams, work: Path, cache: StageCache, progress: Progress
) -> tuple[PrepareParams, list[Text]]:
    """The parameters with a study area and roads, and what is said of those that were absent.

    Args:
        work: a folder for the roads; the area is kept in the cache.

    Raises:
        TrajganrError: as :func:`inferred_area` and :func:`~..roads.overpass.fetch_osm`.
    """
    remarks = []
    if params.bbox is None:
        progress("Finding the study area", 0.0)
        area = _cached_area(params, work / "area", cache)
        remarks.append(remark_on(area))
        params = replace(params, bbox=area.bbox)
    if params.roads is None:
        assert params.bbox is not None  # nosec B101 # see above
        extract = work / FetchOsmResult.EXTRACT
        extract.parent.mkdir(parents=True, exist_ok=True)
        fetched = fetch_osm(
            StudyArea(*params.bbox),
            extract,
            endpoint=params.endpoint,
            proxy=params.proxy,
            certificates=None if params.certificates is None else Path(params.certificates),
            progress=progress,
        )
        remarks += fetched["remarks"]
        params = replace(params, roads=str(extract))
    return params, remarks


def _cached_area(params: PrepareParams, folder: Path, cache: StageCache) -> StudyArea:
    trips = [existing_file(Path(each)) for each in params.trips]
    roads = None if params.roads is None else existing_file(Path(params.roads))
    sources = [*trips, *([] if roads is None else [roads])]
    key = {
        "files": [[path.name, content_of(path)["sha256"]] for path in sources],
        "roads": roads is not None,
        "options": [asdict(TripOptions.part_of(params)), asdict(CleaningOptions.part_of(params))],
    }

    def find(into: Path) -> None:
        write_json(into / AREA, list(inferred_area(trips, roads, params, params).bbox))

    stage = cache.run("area", key, find, folder)
    return StudyArea(*read_json(stage.folder / AREA))


def remark_on(area: StudyArea) -> Text:
    """The sentence that says which area was inferred, and how large it is."""
    west, south, east, north = area.bbox
    (x, y), (to_x, to_y) = area.to_local(np.array([west, east]), np.array([south, north])) / 1000
    return Text(
        "The study area was taken from trips and roads: {west:.4f}, {south:.4f}, {east:.4f}, "
        "{north:.4f} (west, south, east, north), {across:.1f} × {up:.1f} km.",
        area,
        across=float(to_x - x),
        up=float(to_y - y),
    )


def _grown(box: Extent) -> Extent:
    return box[0] - MARGIN, box[1] - MARGIN, box[2] + MARGIN, box[3] + MARGIN
