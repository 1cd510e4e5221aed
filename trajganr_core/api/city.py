"""The public function ``city``: from files of trips and roads to predicted roads."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import geopandas as gpd

from ..contract.files.output_paths import check_folder
from ..contract.kinds.city import BUNDLE, HOLDS, CityParams
from ..contract.kinds.predict import PredictResult
from ..contract.texts.city_summary import named_after_place, summary
from ..data.object_store import local_path
from ..jobs import city as job
from ..utils.paths import StrPath
from ..utils.progress import Progress
from ..utils.progress_bar import shown
from .options import Area, configured, study_area, takes_options_of

#: What can be done with the predicted roads in Python.
NEXT = (
    "Next: plot the roads, or compare them with tg.observe(bundle), the speeds of the trips alone."
)


@takes_options_of(CityParams)
def city(
    trips: StrPath,
    roads: StrPath | None = None,
    *,
    out: StrPath,
    area: Area | None = None,
    at: str | Sequence[str] = (),
    each_hour: bool = False,
    progress: bool | Progress = True,
    **options: Any,
) -> gpd.GeoDataFrame:
    """Predict the roads of a city from its trips, without training: prepare, then predict.

    Args:
        trips: GPS trips: a file, a ZIP or a folder of them, in any format that is read.
        roads: a line layer or an OpenStreetMap extract; without it, the roads of the area are
            downloaded from OpenStreetMap.
        out: the folder to make, with the bundle and ``roads.gpkg``; if it has them, they are
            replaced. Repeat an interrupted call: what is finished is not done again.
        area: as for :func:`~.workflow.prepare`.
        at, each_hour: as for :meth:`trajganr_core.Model.predict`.
        progress: whether a bar is shown; or a function of the stage and the fraction done.
        **options: such as ``name="Porto"`` or ``time_zone="Europe/Lisbon"``.

    Returns:
        As :func:`~.workflow.predict`; ``attrs`` have the path of the ``bundle``, and the
        ``summary``: three sentences, what was found, how sure that is, and what comes next.

    Raises:
        TrajganrError: as :func:`~.workflow.prepare` and :func:`~.workflow.predict`.

    Example:
        >>> import trajganr_core as tg
        >>> demo = "resources/demo/city"
        >>> roads = tg.city(f"{demo}/trips.csv", f"{demo}/roads.gpkg", out="city", progress=False)
        >>> bool((roads["speed_kmh_whole_week"] > 0).all())
        True
    """
    folder = Path(out)
    given = {
        "trips": str(local_path(trips)),
        "roads": None if roads is None else str(local_path(roads)),
        "bbox": None if area is None else study_area(area).bbox,
        "time_sets": (at,) if isinstance(at, str) else tuple(at),
        "each_hour": each_hour,
    }
    params = configured(CityParams, None, {**given, **options})
    sources = [each for each in (params.roads, params.trips) if each is not None]
    params = named_after_place(params, *(str(Path(each).resolve()) for each in sources))
    check_folder(folder, names=HOLDS, inputs=map(Path, sources), overwrite=True)
    with shown(progress) as report:
        result = job.run(params, folder, report)
    predicted = gpd.read_file(folder / PredictResult.FILE, layer=PredictResult.LAYER)
    predicted.attrs["bundle"] = str(folder / BUNDLE)
    predicted.attrs["summary"] = [*map(str, summary(result)), NEXT]
    return predicted
