"""Junctions of a bundle and their movements as layers; :mod:`~..traffic.junctions` defines them."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from ..contract.errors import Code, TrajganrError
from ..contract.kinds.junctions import (
    JUNCTIONS,
    MOVEMENTS,
    OBSERVED,
    OTHER,
    PREDICTED,
    ROUNDABOUT,
    SIGNAL,
    VOLUMES,
    JunctionsParams,
    JunctionsResult,
    JunctionTimeSet,
)
from ..contract.layers.columns import HOURS_LOST, VEHICLES_HOUR
from ..contract.texts.text import Text
from ..inference.vector_files import file_name, write_layer
from ..traffic.driver_bootstrap import LEVEL
from ..traffic.junctions.arrows import movement_arrows
from ..traffic.junctions.consolidation import Junctions
from ..traffic.junctions.corrections import read_corrections
from ..traffic.junctions.delay_model import PredictedDelays, predicted_delays
from ..traffic.junctions.delays import CLOSE_FIXES_S, Windows, crossing_delays
from ..traffic.junctions.level_of_service import levels_of_service
from ..traffic.junctions.movement_statistics import (
    JunctionTraffic,
    MovementTraffic,
    ObservedJunctions,
    observe_movements,
)
from ..traffic.junctions.movements import TURNS, U_TURN, Crossings, Movements
from ..traffic.junctions.names import names_of
from ..traffic.junctions.turn_shares import turn_shares
from ..traffic.published_layers import Asked, layer_metadata, withheld_remark, write_layers
from ..traffic.volumes.estimate import Volumes
from ..utils.arrays import FloatArray, IntArray, TextArray
from ..utils.progress import Progress
from ..utils.remarks import left_out
from ..utils.study_area import GEOGRAPHIC
from .counted_volumes import given_volumes
from .optional_inputs import path_at

DECIMALS = 2
SECONDS_PER_HOUR = 3600.0
#: Columns of layers that have another name here.
COLUMNS = {
    "delay_low_s": "delay_s_low",
    "delay_high_s": "delay_s_high",
    "p50_s": "delay_p50_s",
    "p95_s": "delay_p95_s",
}
#: Between the streets of a movement.
TO = " → "


@dataclass(frozen=True)
class Found:
    """The junctions of a bundle, and what trips say of them.

    Attributes:
        asked: has the bundle, the chosen side and the time sets.
        junctions, movements: of its roads.
        traffic: what is published of them.
        predicted: for each time set, the predicted mean delay of each movement, and its interval.
        names: ``(J,)`` of the junctions.
        volumes: of all vehicles, where counts were given.
    """

    asked: Asked
    junctions: Junctions
    movements: Movements
    traffic: ObservedJunctions
    predicted: list[PredictedDelays]
    names: TextArray
    volumes: Volumes | None = None

    @property
    def delay_s(self) -> FloatArray:
        """``(s, M)`` mean delays: observed, else predicted; NaN for U-turns that nobody made."""
        delay_s = np.array([each.delay_s for each in self.predicted])
        delay_s[:, self.movements.turn == U_TURN] = np.nan
        rows = self.traffic.movements
        known = np.isfinite(rows.delay_s)
        delay_s[rows.time_set[known], rows.movement[known]] = rows.delay_s[known]
        return delay_s

    @cached_property
    def vehicles(self) -> FloatArray:
        """``(s, E)`` an hour on segments; no rows without counts."""
        return np.array([self.volumes.at(each) for each in self.asked.time_sets if self.volumes])

    @cached_property
    def share(self) -> FloatArray:
        """``(s, M)`` shares of all vehicles of approaches; empty without counts."""
        rows = self.traffic.movements
        sets = [rows.take(rows.time_set == number) for number in range(len(self.vehicles))]
        pairs = zip(sets, self.vehicles, strict=True)
        return np.array([turn_shares(self.movements, *each) for each in pairs])


def run(params: JunctionsParams, out: Path, progress: Progress) -> JunctionsResult:
    """Write ``junctions`` with the ending of the format into the folder ``out``.

    Raises:
        TrajganrError: as :func:`find_junctions`.
    """
    asked = Asked.of(params)
    found, said = find_junctions(asked, path_at(params.corrections), params.seed, progress)
    wide, volumes, of_volumes = given_volumes(asked, params.counts, progress)
    found = replace(found, volumes=volumes)
    progress("Drawing the movements", 0.8)
    movements = movement_rows(found)
    junctions = junction_rows(found, movements)
    # Other junctions divide the same passes in another way.
    choice = "" if params.corrections is None else _digest(found.junctions.of_node)
    remarks = wide.published([*said, *of_volumes], choice)
    progress("Writing the layers", 0.9)
    file = file_name(JunctionsResult.STEM, params.format)
    if params.format == "gpkg":
        layers = {
            JunctionsResult.MOVEMENTS: (movements, "LineString"),
            JunctionsResult.JUNCTIONS: (junctions, "Point"),
        }
        write_layers(out / file, layers, layer_metadata(asked.bundle, asked.min_drivers))
    else:
        write_layer(movements, out / file, JunctionsResult.MOVEMENTS, params.format)
    observed, withheld = found.traffic.movements, found.traffic.withheld
    passes, rows = (
        np.bincount(observed.time_set, each, len(withheld)).astype(int).tolist()
        for each in (observed.passes, np.ones(len(observed)))
    )
    return JunctionsResult(
        files=(file,),
        counts={
            "junctions": len(junctions),
            "movements": len(observed),
            "predicted": len(movements) - len(observed),
            "passes": sum(passes),
            "withheld_rows": int(withheld.sum()),
        },
        time_sets=tuple(
            JunctionTimeSet(name=each.name, passes=n, movements=made, withheld=fewer)
            for each, n, made, fewer in zip(
                asked.time_sets, passes, rows, withheld.tolist(), strict=True
            )
        ),
        remarks=remarks,
        **asked.facts,
    )


def find_junctions(
    asked: Asked, path: Path | None, seed: int, progress: Progress
) -> tuple[Found, list[Text]]:
    """Find junctions and movements, and what trips and the model say of them; with remarks.

    Args:
        asked: the trips and the times.
        path: of corrections, if a person gives some.
        seed: of the bootstrap.
        progress: called with the fraction done; may raise to stop.

    Raises:
        TrajganrError: as :func:`~..traffic.junctions.corrections.read_corrections` and
            :meth:`.Junctions.of`; ``INPUT.EMPTY`` when the roads have no junction, no trip drives
            through one in any of the time sets, or all movements are of too few drivers.
    """
    bundle, dropped = asked.bundle, Counter[Text]()
    network, area = bundle.network, bundle.area
    progress("Finding junctions", 0.0)
    corrections = None if path is None else read_corrections(path, area, dropped)
    junctions = Junctions.of(network, area, corrections, dropped)
    if not len(junctions):
        raise TrajganrError(
            Code.INPUT_EMPTY,
            "The roads of this bundle have no junction: nowhere do three roads meet.",
            "Prepare the study area with roads that share nodes where they meet.",
        )
    movements = Movements.of(network, area, junctions)
    trips = bundle.matched if asked.side == "all" else bundle.matched.take(asked.pieces)
    crossings, report = Crossings.of(trips, network, junctions, movements)
    progress("Measuring delays", 0.1)
    delays, measured = crossing_delays(trips, network, area, junctions, crossings)
    traffic = observe_movements(
        delays,
        movements,
        junctions,
        asked.time_sets,
        zone=bundle.manifest.time_zone,
        min_drivers=asked.min_drivers,
        seed=seed,
        progress=progress,
    )
    _refuse_nothing(asked, traffic, len(crossings))
    progress("Predicting delays", 0.6)
    predicted = predicted_delays(
        network, area, junctions, movements, traffic.movements, len(asked.time_sets)
    )
    found = Found(asked, junctions, movements, traffic, predicted, names_of(network, junctions))
    remarks = [
        *left_out(dropped),
        *report.lines(),
        *measured.lines(),
        *_remarks(found, measured.spacing_s),
    ]
    return found, remarks


def _refuse_nothing(asked: Asked, traffic: ObservedJunctions, crossings: int) -> None:
    if len(traffic.movements):
        return
    if not sum(traffic.withheld):
        raise TrajganrError(
            Code.INPUT_EMPTY,
            "No trip drives through a junction in the time set {times}; at all times, {n:,} do.",
            "Choose other times of the week or other trips.",
            times=asked.times,
            n=crossings,
        )
    raise TrajganrError(
        Code.INPUT_EMPTY,
        "Through no junction is there a movement of at least {least} drivers at these times.",
        "Choose longer times of the week, add trips of more drivers, or lower the minimum number "
        "of drivers.",
        least=asked.min_drivers,
    )


def movement_rows(found: Found) -> gpd.GeoDataFrame:
    """A row for each movement and time set: observed where that may be said, else predicted."""
    traffic = _frame(found, found.traffic.movements).assign(source=OBSERVED)
    whole = traffic.astype({"passes": "Int64", "vehicles": "Int64"})
    sets = range(len(found.asked.time_sets))
    rows = pd.concat([whole, *(_predicted(found, number) for number in sets)], ignore_index=True)
    bundle, movements = found.asked.bundle, found.movements
    network, area = bundle.network, bundle.area
    own = movements.take(rows["movement"].to_numpy())
    arms = found.junctions.legs(network, area)
    before, after = arms.of_segments(len(network))
    windows = Windows.of(network, found.junctions)
    columns = {
        "junction": found.junctions.first_node[own.junction],
        "junction_name": found.names[own.junction],
        "from_name": network.name[own.approach],
        "to_name": network.name[own.exit],
        "turn": np.array(TURNS, dtype=object)[own.turn],
        "from_edge": own.approach,
        "to_edge": own.exit,
        "approach_heading": arms.heading_deg[before[own.approach]].round(),
        "exit_heading": arms.heading_deg[after[own.exit]].round(),
        "before_m": windows.up_m[own.approach].round(),
        "after_m": windows.down_m[own.exit].round(),
        **rows,
    }
    drawn, of_row = np.unique(rows["movement"], return_inverse=True)
    arrow = movements.take(drawn)
    lines = movement_arrows(
        *(network, area, arrow.approach, arrow.exit),
        found.junctions.points[arrow.junction],
        found.junctions.is_roundabout[arrow.junction],
        bundle.driving_side,
    )
    if found.volumes:
        names = [each.name for each in found.asked.time_sets]
        at = pd.Index(names).get_indexer(rows["time_set"]), rows["movement"].to_numpy()
        an_hour = found.vehicles[at[0], own.approach] * found.share[at]
        hours = np.array([each.hours_a_day for each in found.asked.time_sets])[at[0]]
        predicted = np.array([each.delay_s for each in found.predicted])[at]
        lost_s = an_hour * hours * rows["delay_s"].fillna(pd.Series(predicted))
        columns[VEHICLES_HOUR[0].name] = an_hour.round(DECIMALS)
        columns[HOURS_LOST.name] = (lost_s / SECONDS_PER_HOUR).round(DECIMALS)
    declared = {one.name: columns[one.name] for one in MOVEMENTS if one.name in columns}
    return gpd.GeoDataFrame(declared, geometry=lines[of_row], crs=GEOGRAPHIC)


def _frame(found: Found, traffic: MovementTraffic | JunctionTraffic) -> pd.DataFrame:
    """Rows of movements or junctions with the columns of layers."""
    names = np.array([each.name for each in found.asked.time_sets], dtype=object)
    rows = pd.DataFrame(vars(traffic)).rename(columns=COLUMNS).round(DECIMALS)
    return rows.assign(time_set=names[traffic.time_set])


def _predicted(found: Found, number: int) -> pd.DataFrame:
    """The other movements of a time set; U-turns, which most roads permit on paper, are not."""
    movements, traffic = found.movements, found.traffic.movements
    is_left = (movements.turn != U_TURN) & np.isfinite(found.predicted[number].delay_s)
    is_left[traffic.movement[traffic.time_set == number]] = False
    chosen = np.flatnonzero(is_left)
    has_signal = found.junctions.has_signal[movements.junction[chosen]]
    mean, low, high = (each[chosen] for each in found.predicted[number])
    return pd.DataFrame(
        {
            "movement": chosen,
            "time_set": found.asked.time_sets[number].name,
            "source": PREDICTED,
            "delay_s": mean,
            "delay_s_low": low,
            "delay_s_high": high,
            "level_of_service": levels_of_service(mean, has_signal),
        }
    ).round(DECIMALS)


def junction_rows(found: Found, movements: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """A row for each junction and time set that is published, with its worst movement."""
    junctions, rows = found.junctions, _frame(found, found.traffic.junctions)
    kind = np.where(junctions.has_signal, SIGNAL, OTHER).astype(object)
    kind[junctions.is_roundabout] = ROUNDABOUT
    own = rows["junction"].to_numpy()
    rows = rows.assign(
        junction=junctions.first_node[own],
        name=found.names[own],
        kind=kind[own],
        signals=junctions.has_signal[own],
        arms=junctions.arms[own],
    )
    observed = movements[(movements["source"] == OBSERVED) & (movements["level_of_service"] != "")]
    observed = observed.sort_values(["level_of_service", "delay_s"], ascending=False)
    worst = observed.drop_duplicates(["time_set", "junction"])
    start, end = (worst[name].where(worst[name] != "", "–") for name in ("from_name", "to_name"))
    worst = worst[["time_set", "junction"]].assign(
        worst_level=worst["level_of_service"], worst_movement=start + TO + end
    )
    rows = rows.merge(worst, how="left", on=["time_set", "junction"])
    if found.volumes:
        sums = movements.groupby(["time_set", "junction"])[[each.name for each in VOLUMES]].sum()
        rows = rows.join(sums.round(DECIMALS), on=["time_set", "junction"])
        by_hours = rows.groupby("time_set")[HOURS_LOST.name]
        rows["rank"] = by_hours.rank(method="first", ascending=False).astype("Int64")
    points = shapely.points(found.asked.bundle.area.to_geographic(junctions.points[own]))
    columns = [column.name for column in JUNCTIONS if column.name in rows]
    return gpd.GeoDataFrame(rows[columns], geometry=points, crs=GEOGRAPHIC)


def _digest(numbers: IntArray) -> str:
    return hashlib.sha256(numbers.tobytes()).hexdigest()[:16]


def _remarks(found: Found, spacing_s: float) -> Iterator[Text]:
    asked, traffic, withheld = found.asked, found.traffic.movements, found.traffic.withheld
    for number, each in enumerate(asked.time_sets):
        if np.isfinite(found.predicted[number].delay_s).any():
            continue
        is_empty = not (traffic.time_set == number).any() and not withheld[number]
        yield Text(
            "No trip drives through a junction in the time set {name}: there are no rows for it."
            if is_empty
            else "In the time set {name}, too few movements are observed to predict the others.",
            name=each.name,
        )
    if spacing_s <= CLOSE_FIXES_S:
        yield Text(
            "Fixes are {spacing_s:g} s apart (median): a delay is an average over many passes.",
            spacing_s=spacing_s,
        )
    fewer = int(sum(withheld))
    yield withheld_remark(asked.min_drivers, movements=(fewer, fewer + len(traffic)))
    yield Text(
        "Intervals ({level:.0%}) are of a bootstrap over drivers, widened by errors of measurement "
        "as a simulated day has them.",
        level=LEVEL,
    )
    yield Text(
        "Movements that are not observed are predicted from their roads and from those that are. "
        "They say nothing of vehicles."
    )
    if not np.nansum(asked.bundle.network.attributes.signals):
        yield Text(
            "The roads have no traffic signals in their data: levels of service are those of "
            "junctions without signals. Prepare the area with roads of OpenStreetMap, or say in "
            "the corrections where signals are."
        )
