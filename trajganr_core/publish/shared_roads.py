"""Reading of predicted or observed roads for a page: one geometry a segment, values by time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio

from ..contract.errors import Code, TrajganrError
from ..contract.layers.geopackage_styles import DRIVING_SIDE, LEFT, RIGHT
from ..contract.layers.road_times import DAY_TYPES, HOURS, TIME_BASES, sets_named
from ..contract.options.time_sets import NAMED_SETS, parse_time_set
from ..contract.tasks import AOI_CATEGORIES
from ..contract.texts.bundle_facts import AREA_FACTS
from ..contract.texts.text import Text
from ..data.files import nothing_in
from ..data.layers import LINES, find_layer, read_layer
from ..data.preparation.provenance import licence_of
from .measures import MEASURES, TIMED, Measure

#: The time of values that are not of a time of the week.
ALL_TIMES = "all"
#: Column of observed traffic, which has a row for each time.
TIME_SET = "time_set"
#: Most times of a page: each hour of the week, and named ones.
MAX_TIMES = 200
EDGE = "edge"
#: What a page says of how its layer was made.
MADE = ("MODEL", "BUNDLE", "VERSION", "CREATED", *AREA_FACTS)
PRIOR = TIME_BASES[-1]


@dataclass(frozen=True)
class View:
    """A measure at a time.

    Attributes:
        measure: what is drawn.
        time: id of the time.
        values: ``(n,)`` numbers, or names of classes.
        low, high: ``(n,)`` interval, NaN where unknown; None without.
        choices: ``(n,)`` text of the classes that are possible; None without.
        shares: ``(n, categories)`` shares of area-of-interest functions; None without.
        basis: ``(n,)`` what each value rests on; None if unknown.
    """

    measure: Measure
    time: str
    values: pd.Series
    low: pd.Series | None = None
    high: pd.Series | None = None
    choices: pd.Series | None = None
    shares: pd.DataFrame | None = None
    basis: pd.Series | None = None


@dataclass(frozen=True)
class SharedRoads:
    """Roads and their values.

    Attributes:
        roads: ``(n,)`` directed segments, EPSG:4326, with the columns that the layer has of all
            segments.
        views: what can be shown.
        times: titles of times by id, in the order of the layer.
        is_observed: whether the values were observed, not predicted.
        side: of the road on which vehicles drive, ``left`` or ``right``.
        licence, attribution: of the data; '' if the layer does not give them.
        made: when and from what the layer was made, by name.
        dropped: features that were left out, by reason.
        unnamed: columns of speeds at times that the layer does not name, which are left out.
    """

    roads: gpd.GeoDataFrame
    views: list[View]
    times: dict[str, str]
    is_observed: bool
    side: str
    licence: str
    attribution: str
    made: dict[str, str]
    dropped: Counter[Text]
    unnamed: tuple[str, ...] = ()

    @property
    def priors(self) -> set[str]:
        """Ids of times of which no trip is known."""
        return {
            view.time
            for view in self.views
            if view.basis is not None and (view.basis == PRIOR).any()
        }


def read_shared_roads(path: Path) -> SharedRoads:
    """Read a layer of predicted roads or of observed traffic.

    Raises:
        TrajganrError: as :func:`~..data.layers.read_layer`; ``INPUT.EMPTY`` without features;
            ``INPUT.FIELD`` if the layer has none of the columns that a page shows.
    """
    dropped: Counter[Text] = Counter()
    rows = read_layer(path, LINES, dropped=dropped)
    if rows.empty:
        raise nothing_in(path)
    about = _metadata(path)
    is_observed = TIME_SET in rows.columns
    unnamed: tuple[str, ...] = ()
    if is_observed:
        roads, views, times = _observed(rows)
    else:
        roads = rows.reset_index(drop=True)
        times = _times(list(roads.columns), about.get("TIME_SETS", ""))
        views = [*_predicted(roads, times)]
        unnamed = _unnamed(rows.columns, times)
    if not any(view.values.notna().any() for view in views):
        raise TrajganrError(
            Code.INPUT_FIELD,
            "{path} has no values that a page can show; its fields are {fields}.",
            "Choose the output of 'Predict roads' or 'Observed traffic'.",
            path=path.name,
            fields=", ".join(map(str, rows.columns.drop("geometry"))) or "none",
        )
    used = {view.time for view in views}
    licence, attribution = licence_of(path)
    return SharedRoads(
        roads,
        views,
        {time: title for time, title in times.items() if time in used},
        is_observed,
        LEFT if about.get(DRIVING_SIDE) == LEFT else RIGHT,
        licence,
        attribution,
        {name: about[name] for name in MADE if about.get(name)},
        dropped,
        unnamed,
    )


def _metadata(path: Path) -> dict[str, str]:
    """GDAL's metadata of the layer of lines."""
    layer, _ = find_layer(path, LINES)
    found = pyogrio.read_info(path, layer=layer).get("layer_metadata") or {}
    return {str(name).upper(): str(text) for name, text in found.items()}


def _times(columns: Collection[str], names: str) -> dict[str, str]:
    """Titles of the times that a layer has, by the end of their columns; no time is first.

    Args:
        columns: of the layer.
        names: of its time sets, as its metadata have them; the usual ones are known without.
    """
    sets = (*sets_named(names), *map(parse_time_set, NAMED_SETS))
    hours = {
        f"{day}_{hour:02}": f"{day}, {hour}:00–{hour + 1}:00"
        for day in DAY_TYPES
        for hour in range(HOURS)
    }
    known = {each.slug: each.name for each in sets} | hours
    return {ALL_TIMES: "All times"} | {
        end: title
        for end, title in known.items()
        if any(f"{measure}_{end}" in columns for measure in TIMED)
    }


def _unnamed(columns: Iterable[str], times: Collection[str]) -> tuple[str, ...]:
    """Columns of speeds with a number of passes that are of none of these times."""
    names = dict.fromkeys(columns)
    known = {f"speed_kmh_{end}" for end in times}
    return tuple(
        name
        for name in names
        if name.startswith("speed_kmh_")
        and name.replace("speed_kmh", "passes", 1) in names
        and name not in known
    )


def _predicted(roads: gpd.GeoDataFrame, times: dict[str, str]) -> Iterator[View]:
    for measure in MEASURES:
        for time in times:
            if time == ALL_TIMES:
                view = _view(measure, time, roads, "")
            else:
                view = _view(measure, time, roads, f"_{time}") if measure.column in TIMED else None
            if view is not None:
                yield view


def _observed(rows: gpd.GeoDataFrame) -> tuple[gpd.GeoDataFrame, list[View], dict[str, str]]:
    """Segments once, and a view for each measure and time.

    Raises:
        TrajganrError: ``INPUT.FIELD`` without numbers of segments, or with more times than
            :data:`MAX_TIMES`.
    """
    if EDGE not in rows.columns:
        raise TrajganrError(
            Code.INPUT_FIELD,
            "The layer has the column {time_set} but not {edge}, the number of the segment.",
            "Choose the output of 'Observed traffic' as it is.",
            time_set=TIME_SET,
            edge=EDGE,
        )
    rows = rows.drop_duplicates([EDGE, TIME_SET])
    roads = rows.drop_duplicates(EDGE).reset_index(drop=True)
    names = list(dict.fromkeys(rows[TIME_SET].dropna().astype(str)))
    if len(names) > MAX_TIMES:  # every segment has values for each of them
        raise TrajganrError(
            Code.INPUT_FIELD,
            "The layer has {count} times in the column {time_set}; a page has at most {most}.",
            "Choose the output of 'Observed traffic' with fewer times of the week.",
            count=len(names),
            time_set=TIME_SET,
            most=MAX_TIMES,
        )
    views: list[View] = []
    for name in names:
        of_time = rows[rows[TIME_SET] == name].set_index(EDGE).reindex(roads[EDGE])
        of_time = of_time.reset_index(drop=True)
        found = (_view(measure, name, of_time, "") for measure in MEASURES)
        views += [view for view in found if view is not None]
    order = {measure.column: number for number, measure in enumerate(MEASURES)}
    views.sort(key=lambda view: order[view.measure.column])
    return roads, views, {name: name for name in names}


def _view(measure: Measure, time: str, rows: pd.DataFrame, suffix: str) -> View | None:
    """The view of columns whose names end with a suffix; None if the layer lacks them."""
    values = _column(rows, f"{measure.column}{suffix}")
    if values is None:
        return None
    basis = _column(rows, f"basis{suffix}")
    if measure.names:
        shares = [f"aoi_{name}" for name in AOI_CATEGORIES]
        has_shares = measure.column == "aoi_main" and set(shares) <= {*rows.columns}
        return View(
            measure,
            time,
            values.where(values.isin(measure.names)),
            choices=_column(rows, f"{measure.column}_set"),
            shares=rows[shares].apply(pd.to_numeric, errors="coerce") if has_shares else None,
            basis=basis,
        )
    bounds = [_column(rows, f"{measure.column}_{end}{suffix}") for end in ("low", "high")]
    low, high = (None if each is None else _numbers(each) for each in bounds)
    return View(measure, time, _numbers(values), low, high, basis=basis)


def _column(rows: pd.DataFrame, name: str) -> pd.Series | None:
    return rows[name] if name in rows.columns else None


def _numbers(values: Any) -> pd.Series:
    """Finite numbers; NaN for anything else."""
    numbers = pd.to_numeric(values, errors="coerce").astype(float)
    return numbers.where(np.isfinite(numbers))
