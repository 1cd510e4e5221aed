"""Junctions of a bundle and their movements as layers; :mod:`~..traffic.junctions` defines them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from ..contract.errors import Code, TrajganrError
from ..contract.kinds.junctions import (
    DELAY,
    OBSERVED,
    OTHER,
    PREDICTED,
    ROUNDABOUT,
    SIGNAL,
    JunctionsParams,
    JunctionsResult,
    JunctionTimeSet,
)
from ..contract.layers.map_classes import ROAD_WEIGHTS, USUAL_WEIGHT
from ..contract.texts.text import Text
from ..inference.vector_files import file_name, write_layer
from ..traffic.driver_bootstrap import LEVEL
from ..traffic.junctions.arrows import movement_arrows
from ..traffic.junctions.consolidation import Junctions
from ..traffic.junctions.corrections import read_corrections
from ..traffic.junctions.delay_model import predicted_delays
from ..traffic.junctions.delays import crossing_delays
from ..traffic.junctions.level_of_service import levels_of_service
from ..traffic.junctions.movement_statistics import MovementTraffic, observe_movements
from ..traffic.junctions.movements import TURNS, Crossings, Movements
from ..traffic.published_layers import Asked, layer_metadata, withheld_remark, write_layers
from ..utils.arrays import FloatArray, GeometryArray, IntArray, TextArray
from ..utils.progress import Progress, silent
from ..utils.remarks import left_out
from ..utils.study_area import GEOGRAPHIC
from .optional_inputs import path_at

DECIMALS = 2
#: Names of streets in the name of a junction, and what is between them.
STREETS, BETWEEN = 2, " / "
#: Between the streets of a movement.
TO = " → "
#: Up to this spacing of fixes, delays are unbiased where they could be checked, seconds.
CHECKED_S = 15.0


@dataclass(frozen=True)
class _Found:
    """The junctions of a bundle, and what trips say of them.

    Attributes:
        asked: has the bundle, the chosen side and the time sets.
        junctions, movements: of its roads.
        traffic: observed movements that are published.
        predicted: for each time set, the predicted mean delay of each movement, and its interval.
    """

    asked: Asked
    junctions: Junctions
    movements: Movements
    traffic: MovementTraffic
    predicted: list[tuple[FloatArray, FloatArray, FloatArray]]

    @cached_property
    def names(self) -> TextArray:
        """``(J,)`` names of the widest streets that meet, or of the ring of a roundabout."""
        network, junctions = self.asked.bundle.network, self.junctions
        weights = pd.Series(network.highway).map(ROAD_WEIGHTS).fillna(USUAL_WEIGHT).to_numpy()
        ends = [junctions.of_node[each] for each in (network.source, network.target)]
        is_ring = junctions.is_inner & junctions.is_roundabout[ends[0]]
        streets = pd.DataFrame(
            {
                "junction": np.concatenate(ends),
                "name": np.tile(network.name, 2),
                "weight": np.tile(np.where(is_ring, np.inf, weights), 2),
            }
        )
        streets = streets[(streets["junction"] >= 0) & (streets["name"] != "")]
        widest = streets.groupby(["junction", "name"])["weight"].max().reset_index()
        widest = widest.sort_values(["weight", "name"], ascending=[False, True], kind="stable")
        widest["rank"] = widest.groupby("junction").cumcount()
        is_named = widest.groupby("junction")["weight"].transform("max") == np.inf
        widest = widest[widest["rank"] < np.where(is_named, 1, STREETS)]
        names = np.full(len(junctions), "", dtype=object)
        joined = widest.groupby("junction")["name"].agg(BETWEEN.join)
        names[joined.index.to_numpy()] = joined.to_numpy()
        return names


def run(params: JunctionsParams, out: Path, progress: Progress) -> JunctionsResult:
    """Write ``junctions`` with the ending of the format into the folder ``out``.

    Raises:
        TrajganrError: as :func:`junction_layers`.
    """
    asked = Asked.of(params)
    junctions, movements, result = junction_layers(
        asked, path_at(params.corrections), params.format, seed=params.seed, progress=progress
    )
    progress("Writing the layers", 0.9)
    path = out / result.files[0]
    if params.format != "gpkg":
        write_layer(movements, path, JunctionsResult.MOVEMENTS, params.format)
        return result
    layers = {
        JunctionsResult.MOVEMENTS: (movements, "LineString"),
        JunctionsResult.JUNCTIONS: (junctions, "Point"),
    }
    write_layers(path, layers, layer_metadata(asked.bundle, asked.min_drivers))
    return result


def junction_layers(
    asked: Asked,
    corrections: Path | None = None,
    format: str = "gpkg",
    *,
    seed: int = 0,
    progress: Progress = silent,
) -> tuple[gpd.GeoDataFrame, gpd.GeoDataFrame, JunctionsResult]:
    """A bundle's junctions, their movements, and what was observed and left out.

    Args:
        asked: the trips and the times.
        corrections: of a person, a layer of any format.
        format: of the file that the result names.
        seed: of the bootstrap.
        progress: called with the fraction done; may raise to stop.

    Raises:
        TrajganrError: as :func:`~..traffic.junctions.corrections.read_corrections` and
            :meth:`.Junctions.of`; ``INPUT.EMPTY`` when the roads have no junction, no trip drives
            through one in any of the time sets, or all movements are of too few drivers.
    """
    found, remarks = _find(asked, corrections, seed, progress)
    progress("Drawing the movements", 0.8)
    movements = _movements(found)
    junctions = _junctions(found, movements)
    is_observed = (movements["source"] == OBSERVED).to_numpy()
    withheld = found.traffic.withheld
    return (
        junctions,
        movements,
        JunctionsResult(
            files=(file_name(JunctionsResult.STEM, format),),
            counts={
                "junctions": len(junctions),
                "movements": int(is_observed.sum()),
                "predicted": int((~is_observed).sum()),
                "passes": int(movements["passes"].sum()),
                "withheld_rows": int(sum(withheld)),
            },
            time_sets=tuple(
                JunctionTimeSet(
                    name=each.name,
                    passes=int(rows["passes"].sum()),
                    junctions=int((junctions["time_set"] == each.name).sum()),
                    movements=len(rows),
                    withheld=int(fewer),
                )
                for each, fewer in zip(asked.time_sets, withheld, strict=True)
                for rows in [movements[is_observed & (movements["time_set"] == each.name)]]
            ),
            remarks=asked.published(remarks),
            **asked.facts,
        ),
    )


def _find(
    asked: Asked, path: Path | None, seed: int, progress: Progress
) -> tuple[_Found, list[Text]]:
    """Find junctions and movements, and what trips and the model say of them."""
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
    delays = crossing_delays(trips, network, area, junctions, movements, crossings)
    traffic = observe_movements(
        delays, movements, asked.time_sets, asked.min_drivers, seed, progress
    )
    _refuse_nothing(asked, traffic, len(crossings))
    progress("Predicting delays", 0.6)
    predicted = [
        predicted_delays(network, area, junctions, movements, traffic.take(traffic.time_set == n))
        for n in range(len(asked.time_sets))
    ]
    found = _Found(asked, junctions, movements, traffic, predicted)
    remarks = [*left_out(dropped), *report.lines(), *_remarks(found)]
    return found, remarks


def _refuse_nothing(asked: Asked, traffic: MovementTraffic, crossings: int) -> None:
    if len(traffic):
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


def _movements(found: _Found) -> gpd.GeoDataFrame:
    """A row for each movement and time set: observed where that may be said, else predicted."""
    parts = [
        part
        for number in range(len(found.asked.time_sets))
        for part in (_observed(found, number), _predicted(found, number))
    ]
    rows = pd.concat(parts, ignore_index=True)
    movements, network = found.movements, found.asked.bundle.network
    own = movements.take(rows["movement"].to_numpy())
    arms = found.junctions.legs(network, found.asked.bundle.area)
    before, after = arms.of_segments(len(network))
    columns = {
        "junction": own.junction,
        "junction_name": found.names[own.junction],
        "time_set": rows["time_set"],
        "from_name": network.name[own.approach],
        "to_name": network.name[own.exit],
        "turn": np.array(TURNS, dtype=object)[own.turn],
        "from_edge": own.approach,
        "to_edge": own.exit,
        "approach_heading": arms.heading_deg[before[own.approach]].round(),
        "exit_heading": arms.heading_deg[after[own.exit]].round(),
        **rows.drop(columns=["movement", "time_set"]),
    }
    drawn, of_row = np.unique(rows["movement"], return_inverse=True)
    lines = _arrows(found, movements.take(drawn))[of_row]
    return gpd.GeoDataFrame(columns, geometry=lines, crs=GEOGRAPHIC)


def _arrows(found: _Found, movements: Movements) -> GeometryArray:
    bundle, junctions = found.asked.bundle, found.junctions
    return movement_arrows(
        *(bundle.network, bundle.area, movements.approach, movements.exit),
        junctions.points[movements.junction],
        junctions.is_roundabout[movements.junction],
        bundle.driving_side,
    )


def _observed(found: _Found, number: int) -> pd.DataFrame:
    """The published movements of a time set."""
    rows = found.traffic.take(found.traffic.time_set == number)
    numbers = {
        "share": rows.share,
        "delay_s": rows.delay_s,
        "delay_s_low": rows.delay_low_s,
        "delay_s_high": rows.delay_high_s,
        "delay_p50_s": rows.p50_s,
        "delay_p95_s": rows.p95_s,
        "delayed_share": rows.delayed_share,
    }
    return pd.DataFrame(
        {
            "movement": rows.movement,
            "time_set": found.asked.time_sets[number].name,
            "source": OBSERVED,
            "passes": pd.array(rows.passes, dtype="Int64"),
            "vehicles": pd.array(rows.vehicles, dtype="Int64"),
            **{name: values.round(DECIMALS) for name, values in numbers.items()},
            "level_of_service": rows.level_of_service,
        }
    )


def _predicted(found: _Found, number: int) -> pd.DataFrame:
    """The other movements of a time set; U-turns, which most roads permit on paper, are not."""
    movements, traffic = found.movements, found.traffic
    is_left = movements.turn != TURNS.index("u_turn")
    is_left[traffic.movement[traffic.time_set == number]] = False
    chosen = np.flatnonzero(is_left)
    mean, low, high = (each[chosen] for each in found.predicted[number])
    return pd.DataFrame(
        {
            "movement": chosen,
            "time_set": found.asked.time_sets[number].name,
            "source": PREDICTED,
            "delay_s": mean.round(DECIMALS),
            "delay_s_low": low.round(DECIMALS),
            "delay_s_high": high.round(DECIMALS),
            "level_of_service": _levels(found, movements.junction[chosen], mean),
        }
    )


def _levels(found: _Found, junction: IntArray, delay_s: FloatArray) -> TextArray:
    return levels_of_service(delay_s, found.junctions.has_signal[junction])


def _junctions(found: _Found, movements: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """A row for each junction and time set with observed movements, of which it is the sum.

    Its delay is the mean of all their passes. The interval assumes that they err together: drivers
    and hours are the same.
    """
    observed = movements[movements["source"] == OBSERVED]
    weighted = observed[[each.name for each in DELAY]].mul(observed["passes"].astype(float), axis=0)
    keys = [observed["time_set"], observed["junction"]]
    groups = observed.groupby(keys, sort=False)
    passes = groups["passes"].sum()
    means = weighted.groupby(keys, sort=False).sum(min_count=1).div(passes.astype(float), axis=0)
    order = observed.sort_values(["level_of_service", "passes"], ascending=False, kind="stable")
    worst = order.drop_duplicates(["time_set", "junction"]).set_index(["time_set", "junction"])
    worst = worst.loc[passes.index]
    junction, junctions = passes.index.get_level_values("junction").to_numpy(), found.junctions
    kind = np.where(junctions.is_roundabout, ROUNDABOUT, OTHER).astype(object)
    kind[junctions.has_signal] = SIGNAL
    rows = {
        "junction": junction,
        "name": found.names[junction],
        "kind": kind[junction],
        "arms": junctions.arms[junction],
        "time_set": passes.index.get_level_values("time_set"),
        "movements": groups.size().to_numpy(),
        "passes": passes.to_numpy(),
        **{name: means[name].round(DECIMALS).to_numpy() for name in means},
        "level_of_service": _levels(found, junction, means["delay_s"].to_numpy()),
        "worst_level": worst["level_of_service"].to_numpy(),
        "worst_movement": (worst["from_name"] + TO + worst["to_name"]).to_numpy(),
    }
    points = shapely.points(found.asked.bundle.area.to_geographic(junctions.points[junction]))
    return gpd.GeoDataFrame(rows, geometry=points, crs=GEOGRAPHIC)


def _remarks(found: _Found) -> Iterator[Text]:
    asked, traffic = found.asked, found.traffic
    trips, signals = asked.bundle.matched, asked.bundle.network.attributes.signals
    for number, each in enumerate(asked.time_sets):
        if not (traffic.time_set == number).any() and not traffic.withheld[number]:
            yield Text(
                "No trip drives through a junction in the time set {name}: all its movements are "
                "predicted.",
                name=each.name,
            )
    gaps = np.delete(np.diff(trips.t), trips.offsets[1:-1] - 1)
    spacing = float(np.median(gaps)) if len(gaps) else 0.0
    yield Text(
        "Fixes are usually {spacing:.0f} s apart: a delay is an average over many passes."
        if spacing <= CHECKED_S
        else "Fixes are usually {spacing:.0f} s apart: a delay is an average over many passes. "
        "Delays are too small beyond 15 s, by about 7 % at 30 s.",
        spacing=spacing,
    )
    withheld = sum(traffic.withheld)
    yield withheld_remark(asked.min_drivers, movements=(withheld, withheld + len(traffic)))
    yield Text(
        "Intervals contain {level:.0%} of the values of a bootstrap over drivers.", level=LEVEL
    )
    yield Text(
        "Movements that are not observed are predicted from their roads and from those that are. "
        "They say nothing of vehicles."
    )
    if not np.nansum(signals):
        yield Text(
            "The roads have no traffic signals in their data: levels of service are those of "
            "junctions without signals. Prepare the area with roads of OpenStreetMap, or say in "
            "the corrections where signals are."
        )
