"""The data of a page as JSON: whole numbers in place of coordinates and values."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pandas as pd
import shapely

from ..contract.layers.map_classes import UNKNOWN_COLOUR
from .measures import Measure
from .shared_roads import SharedRoads, View

#: Coordinates are multiples of this, degrees: about 0.1 m.
PLACES = 6
#: Columns of texts of all segments, of which many have the same.
TEXTS = ("name", "highway", "basis", "caution")
#: Columns of whole numbers of all segments.
NUMBERS = ("edge", "trips", "images", "length_m")
#: Longest text of a road.
MAX_TEXT = 200


def packed(shared: SharedRoads) -> dict[str, Any]:
    """The roads and values of a page, JSON-able; ``page.js`` reads it.

    ``roads.points`` are the coordinates of all parts one after another, each as its difference to
    the one before in 10⁻⁶ degrees: longitude, latitude. Values are multiples of
    10 ^ -``decimals``; null where unknown. The columns of a view are JSON themselves, which
    the page reads when the view is shown.
    """
    measures, priors = list(dict.fromkeys(view.measure for view in shared.views)), shared.priors
    return {
        "measures": [_measure(each) for each in measures],
        "times": [
            {"id": time, "title": title, "prior": time in priors}
            for time, title in shared.times.items()
        ],
        "views": [_view(view, measures.index(view.measure)) for view in shared.views],
        "roads": _roads(shared),
        "observed": shared.is_observed,
        "side": shared.side,
        "unknown": UNKNOWN_COLOUR,
        "licence": shared.licence,
        "attribution": shared.attribution,
        "made": shared.made,
    }


def _measure(measure: Measure) -> dict[str, Any]:
    return {
        "id": measure.column,
        "title": measure.title,
        "unit": measure.unit,
        "decimals": measure.decimals,
        "bounds": list(measure.bounds),
        "classes": measure.classes,
        "colours": list(measure.colours),
    }


def _view(view: View, number: int) -> dict[str, Any]:
    """A view of the measure with this number; parts that it does not have are left out."""
    measure = view.measure
    if measure.names:
        values = view.values.map({name: at for at, name in enumerate(measure.names)})
    else:
        values = view.values * 10**measure.decimals
    columns: dict[str, Any] = {"values": _whole(values)}
    for name, bound in (("low", view.low), ("high", view.high)):
        if bound is not None:
            columns[name] = _whole(bound * 10**measure.decimals)
    if view.shares is not None:
        columns["shares"] = [_whole(view.shares[name] * 100) for name in view.shares]
    for name, column in (("choices", view.choices), ("basis", view.basis)):
        if column is not None:
            columns[name] = _texts(column)
    text = json.dumps(columns, ensure_ascii=False, separators=(",", ":"))
    return {"measure": number, "time": view.time, "columns": text}


def _roads(shared: SharedRoads) -> dict[str, Any]:
    roads = shared.roads
    parts, road = shapely.get_parts(roads.geometry.to_numpy(), return_index=True)
    points = np.rint(shapely.get_coordinates(parts) * 10**PLACES).astype(np.int64)
    steps = np.diff(points, axis=0, prepend=np.zeros((1, 2), np.int64))
    found: dict[str, Any] = {
        "points": steps.ravel().tolist(),
        "counts": shapely.get_num_points(parts).tolist(),
        "parts": road.tolist(),
        "number": len(roads),
    }
    for name in TEXTS:
        if name in roads.columns:
            found[name] = _texts(roads[name])
    for name in NUMBERS:
        if name in roads.columns:
            found[name] = _whole(pd.to_numeric(roads[name], errors="coerce"))
    return found


def _texts(column: pd.Series) -> dict[str, list[Any]]:
    """A column of texts: each once, and their numbers; None where there is none."""
    known = column.where(column.notna(), "").astype(str).str.slice(0, MAX_TEXT)
    codes, texts = pd.factorize(known)
    empty = {number for number, text in enumerate(texts) if not text.strip()}
    numbers = [None if code in empty else int(code) for code in codes]
    return {"texts": list(texts), "numbers": numbers}


def _whole(values: pd.Series) -> list[int | None]:
    """Rounded numbers; None where unknown or too large for whole numbers of JavaScript."""
    numbers = values.to_numpy(dtype=float)
    fits = np.isfinite(numbers) & (np.abs(numbers) < 2**53)
    rounded = np.rint(np.where(fits, numbers, 0)).astype(np.int64).tolist()
    return [number if is_known else None for number, is_known in zip(rounded, fits, strict=True)]
