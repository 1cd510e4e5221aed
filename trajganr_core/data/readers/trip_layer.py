"""A layer of measured lines, a trip a feature: the form in which the plugin sends trips.

LineStringM with M = Unix seconds UTC of each fix. Fields: ``trip_id``, and if known ``driver_id``
and ``speeds`` (measured km/h of each fix, comma separated, empty where not measured).
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
import pyogrio
import shapely
from pyproj import Transformer

from ...errors import Code, TrajganrError
from ...geo import GEOGRAPHIC
from ..layers import find_layer
from ..ragged import offsets_of
from ..tables import require_columns
from ..trajectories import Trajectories

__all__ = ["read_trip_layer"]


def read_trip_layer(path: Path) -> Trajectories:
    """Read a layer of LineStringM in any CRS.

    Raises:
        TrajganrError: ``INPUT.NOT_FOUND``, ``INPUT.EMPTY``, ``INPUT.FORMAT``, ``INPUT.CRS``
            without CRS, ``INPUT.GEOMETRY`` without line layer, ``INPUT.TIME`` for lines without
            M, ``INPUT.FIELD`` without ``trip_id`` or for speeds that do not fit the fixes.
    """
    layer, crs = find_layer(path, ("LineString",))
    # read_arrow, because pyogrio's data frames lose M.
    meta, table = pyogrio.raw.read_arrow(path, layer=layer)
    require_columns(path, table.schema.names, ("trip_id",))
    lines = shapely.from_wkb(table.column(meta["geometry_name"] or "wkb_geometry").to_numpy())
    if len(lines) and not shapely.has_m(lines).any():
        raise TrajganrError(
            Code.INPUT_TIME,
            "The lines of {path} have no M values, so the fixes have no time.",
            "Load the trips with the algorithm 'Load trajectories', or give LineStringM with "
            "Unix seconds as M.",
            path=str(path),
        )
    coordinates = shapely.get_coordinates(lines, include_m=True)
    to_degrees = Transformer.from_crs(crs, GEOGRAPHIC, always_xy=True)
    lon, lat = to_degrees.transform(coordinates[:, 0], coordinates[:, 1])
    count = shapely.get_num_coordinates(lines)
    return Trajectories(
        offsets=offsets_of(count),
        lon=lon,
        lat=lat,
        t=coordinates[:, 2],
        speed=_speeds(table, count, path),
        trip_id=_text(table, "trip_id"),
        driver_id=_text(table, "driver_id"),
    )


def _text(table: pa.Table, name: str) -> npt.NDArray[np.object_]:
    if name not in table.schema.names:
        return np.full(len(table), "", dtype=object)
    return pc.fill_null(pc.cast(table[name], pa.string()), "").to_numpy()


def _speeds(table: pa.Table, count: npt.NDArray[np.integer], path: Path) -> npt.NDArray[np.float32]:
    """Measured speeds in m/s of all fixes; a trip without any has NaN."""
    speed = np.full(int(count.sum()), np.nan, dtype=np.float32)
    texts = _text(table, "speeds")
    with_speed = texts != ""
    listed = pc.split_pattern(pa.array(texts[with_speed], type=pa.string()), ",")
    values = pc.list_flatten(listed)
    values = pc.if_else(pc.equal(values, ""), None, values)
    counts_fit = pc.list_value_length(listed).to_numpy(zero_copy_only=False) == count[with_speed]
    if not counts_fit.all():
        raise _unfit_speeds(path, "their number differs from the fixes of the trip")
    try:
        kmh = pc.cast(values, pa.float64()).to_numpy(zero_copy_only=False)
    except pa.ArrowInvalid as error:
        raise _unfit_speeds(path, str(error)) from error
    speed[np.repeat(with_speed, count)] = kmh / 3.6
    return speed


def _unfit_speeds(path: Path, reason: str) -> TrajganrError:
    return TrajganrError(
        Code.INPUT_FIELD,
        "The field 'speeds' of {path} cannot be used: {reason}.",
        "Give km/h of each fix, comma separated, or remove the field.",
        path=str(path),
        reason=reason,
    )
