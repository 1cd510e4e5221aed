"""Junctions of a bundle and their movements as layers; :mod:`~..traffic.junctions` defines them."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from ..contract.errors import Code, TrajganrError
from ..contract.kinds.junctions import (
    OBSERVED,
    OTHER,
    PREDICTED,
    ROUNDABOUT,
    SIGNAL,
    JunctionsParams,
    JunctionsResult,
    JunctionTimeSet,
)
from ..contract.texts.text import Text
from ..inference.vector_files import file_name, write_layer
from ..traffic.driver_bootstrap import LEVEL
from ..traffic.junctions.arrows import movement_arrows
from ..traffic.junctions.consolidation import Junctions
from ..traffic.junctions.corrections import read_corrections
from ..traffic.junctions.delay_model import predicted_delays
from ..traffic.junctions.delays import CLOSE_FIXES_S, Windows, crossing_delays
from ..traffic.junctions.level_of_service import levels_of_service
from ..traffic.junctions.movement_statistics import ObservedJunctions, observe_movements
from ..traffic.junctions.movements import TURNS, U_TURN, Crossings, Movements
from ..traffic.junctions.names import names_of
from ..traffic.published_layers import Asked, layer_metadata, withheld_remark, write_layers
from ..utils.arrays import FloatArray, GeometryArray, IntArray, TextArray
from ..utils.progress import Progress, silent
from ..utils.remarks import left_out
from ..utils.study_area import GEOGRAPHIC
from .optional_inputs import path_at

DECIMALS = 2
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
    """

    asked: Asked
    junctions: Junctions
    movements: Movements
    traffic: ObservedJunctions
    predicted: list[tuple[FloatArray, FloatArray, FloatArray]]
    names: TextArray

    @property
    def delay_s(self) -> FloatArray:
        """``(s, M)`` mean delays: observed, else predicted; NaN for U-turns that nobody made."""
        delay_s = np.array([mean for mean, _, _ in self.predicted])
        delay_s[:, self.movements.turn == U_TURN] = np.nan
        rows = self.traffic.movements
        known = np.isfinite(rows.delay_s)
        delay_s[rows.time_set[known], rows.movement[known]] = rows.delay_s[known]
        return delay_s


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
    found, remarks = find_junctions(asked, corrections, seed, progress)
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
            # Other junctions divide the same passes in another way.
            remarks=asked.published(
                remarks, "" if corrections is None else _digest(found.junctions.of_node)
            ),
            **asked.facts,
        ),
    )


def find_junctions(
    asked: Asked, path: Path | None, seed: int, progress: Progress
) -> tuple[Found, list[Text]]:
    """Find junctions and movements, and what trips and the model say of them; with remarks.

    Raises:
        TrajganrError: as :func:`junction_layers`.
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


def _movements(found: Found) -> gpd.GeoDataFrame:
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
    windows = Windows.of(network, found.junctions)
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
        "before_m": windows.up_m[own.approach].round(),
        "after_m": windows.down_m[own.exit].round(),
        **rows.drop(columns=["movement", "time_set"]),
    }
    drawn, of_row = np.unique(rows["movement"], return_inverse=True)
    lines = _arrows(found, movements.take(drawn))[of_row]
    return gpd.GeoDataFrame(columns, geometry=lines, crs=GEOGRAPHIC)


def _arrows(found: Found, movements: Movements) -> GeometryArray:
    bundle, junctions = found.asked.bundle, found.junctions
    return movement_arrows(
        *(bundle.network, bundle.area, movements.approach, movements.exit),
        junctions.points[movements.junction],
        junctions.is_roundabout[movements.junction],
        bundle.driving_side,
    )


def _observed(found: Found, number: int) -> pd.DataFrame:
    """The published movements of a time set."""
    traffic = found.traffic.movements
    rows = traffic.take(traffic.time_set == number)
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


def _predicted(found: Found, number: int) -> pd.DataFrame:
    """The other movements of a time set; U-turns, which most roads permit on paper, are not."""
    movements, traffic = found.movements, found.traffic.movements
    is_left = (movements.turn != U_TURN) & np.isfinite(found.predicted[number][0])
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


def _levels(found: Found, junction: IntArray, delay_s: FloatArray) -> TextArray:
    return levels_of_service(delay_s, found.junctions.has_signal[junction])


def _junctions(found: Found, movements: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """A row for each junction and time set that is published, with its worst movement."""
    traffic, junctions = found.traffic.junctions, found.junctions
    kind = np.where(junctions.has_signal, SIGNAL, OTHER).astype(object)
    kind[junctions.is_roundabout] = ROUNDABOUT
    own = traffic.junction
    rows = pd.DataFrame(
        {
            "junction": own,
            "name": found.names[own],
            "kind": kind[own],
            "signals": junctions.has_signal[own],
            "arms": junctions.arms[own],
            "time_set": np.array([each.name for each in found.asked.time_sets], dtype=object)[
                traffic.time_set
            ],
            "movements": traffic.movements,
            "passes": traffic.passes,
            "vehicles": traffic.vehicles,
            "delay_s": traffic.delay_s.round(DECIMALS),
            "delay_s_low": traffic.delay_low_s.round(DECIMALS),
            "delay_s_high": traffic.delay_high_s.round(DECIMALS),
            "level_of_service": traffic.level_of_service,
        }
    )
    observed = movements[movements["source"] == OBSERVED]
    observed = observed.sort_values(["level_of_service", "delay_s"], ascending=False)
    worst = observed.drop_duplicates(["time_set", "junction"])
    worst = pd.DataFrame(
        {
            "junction": worst["junction"],
            "time_set": worst["time_set"],
            "worst_level": worst["level_of_service"],
            "worst_movement": _street(worst["from_name"]) + TO + _street(worst["to_name"]),
        }
    )
    rows = rows.merge(worst, how="left", on=["junction", "time_set"])
    points = shapely.points(found.asked.bundle.area.to_geographic(junctions.points[own]))
    return gpd.GeoDataFrame(rows, geometry=points, crs=GEOGRAPHIC)


def _digest(numbers: IntArray) -> str:
    return hashlib.sha256(numbers.tobytes()).hexdigest()[:16]


def _street(name: pd.Series[str]) -> pd.Series[str]:
    """Names of streets, with a dash for none."""
    return name.where(name != "", "–")


def _remarks(found: Found, spacing_s: float) -> Iterator[Text]:
    asked, traffic, withheld = found.asked, found.traffic.movements, found.traffic.withheld
    for number, each in enumerate(asked.time_sets):
        if not (traffic.time_set == number).any() and not withheld[number]:
            yield Text(
                "No trip drives through a junction in the time set {name}: all its movements are "
                "predicted.",
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
        "Intervals contain {level:.0%} of the values of a bootstrap over drivers.", level=LEVEL
    )
    yield Text(
        "Movements that are not observed are predicted from their roads and from those that are. "
        "They say nothing of vehicles."
        if np.isfinite(found.predicted[0][0]).any()
        else "Too few movements are observed to predict the others."
    )
    if not np.nansum(asked.bundle.network.attributes.signals):
        yield Text(
            "The roads have no traffic signals in their data: levels of service are those of "
            "junctions without signals. Prepare the area with roads of OpenStreetMap, or say in "
            "the corrections where signals are."
        )
