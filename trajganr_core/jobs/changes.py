"""What changed on roads between two sides, as a layer and as a table of groups.

:mod:`~..traffic.changes.estimates` has the definitions. Nothing of fewer drivers than a minimum is
written, on either side.
"""

from __future__ import annotations

import dataclasses
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd

from ..contract.errors import Code, TrajganrError
from ..contract.kinds.changes import ChangedMeasure, ChangesParams, ChangesResult
from ..contract.kinds.volumes import VolumesParams
from ..contract.options.periods import Period, parse_period
from ..contract.options.time_sets import TimeSet, parse_time_set
from ..contract.texts.text import Text
from ..data.bundle import Bundle
from ..data.pass_shares import remarks_on_passes
from ..data.roads.columns import road_columns
from ..evaluation.districts import districts_of
from ..traffic.changes.estimates import MEASURES, MIN_DAYS, Changes, compare_sides
from ..traffic.changes.groups import group_rows
from ..traffic.changes.predicted import predictions_of
from ..traffic.changes.published import published_sides, withhold
from ..traffic.changes.same_segments import same_segments
from ..traffic.changes.sums import SidePasses, TwoSides, passes_of_side
from ..traffic.driver_bootstrap import LEVEL
from ..traffic.flows.zones import OUTSIDE, read_zones
from ..traffic.ledger import Output, record_output
from ..traffic.published_layers import layer_metadata, remarks_on_drivers, write_layers
from ..utils.arrays import BoolArray, FloatArray, IntArray, TextArray
from ..utils.progress import Progress
from ..utils.remarks import days_of
from ..utils.study_area import GEOGRAPHIC

log = logging.getLogger(__name__)

#: The columns of the measures, to whose names ``_before``, ``_change`` and so on are added.
CHANGE_COLUMNS = {"speed": "speed_kmh", "popularity": "trip_share", "slowdown": "slowdown_mps2"}
DECIMALS = {"speed": 2, "popularity": 6, "slowdown": 4}
#: Values of the columns ``…_changed``.
UP, DOWN, NO = "up", "down", "no"
#: Values of the column ``known``.
BOTH, BEFORE, AFTER, NEITHER = "both", "before", "after", "neither"
#: The district of roads that are in no polygon.
NO_DISTRICT = "other"
SIDES = (BEFORE, AFTER)
#: A side in a remark.
SIDE_OF = {"before": "Before: {side}", "after": "After: {side}"}
#: A remark says if the sides differ by more than this share of passes in their hours of the day.
OTHER_HOURS = 0.1
PROBABILITY_DECIMALS = 5


@dataclass(frozen=True)
class _Side:
    """One side of the comparison.

    Attributes:
        time_set, period: times of the week and days; None for all days.
    """

    bundle: Bundle
    time_set: TimeSet
    period: Period | None
    passes: SidePasses

    @property
    def text(self) -> str:
        """The side in words."""
        days = self.period.text if self.period else "all days"
        return f"{self.bundle.title}, {days}, {self.time_set.name}"


def run(params: ChangesParams, out: Path, progress: Progress) -> ChangesResult:
    """Write ``changes.gpkg`` into the folder ``out``, layers ``changes`` and ``groups``.

    Raises:
        TrajganrError: as :meth:`~..data.bundle.Bundle.load`; ``INPUT.FIELD`` for bundles of
            different roads, and as :func:`~..traffic.changes.predicted.predictions_of`;
            ``INPUT.EMPTY`` when a side has no passes, or no road has passes of enough drivers on
            both.
    """
    paths = [Path(each) for each in (params.bundle, params.after or params.bundle)]
    progress("Reading trips", 0.0)
    first = Bundle.load(paths[0])
    second = first if paths[1] == paths[0] else Bundle.load(paths[1])
    edge_before = same_segments(first.network, second.network) if second is not first else None
    before = _side(first, params.time_set, params.period, params.side)
    after = _side(
        second, params.time_set_after or params.time_set, params.period_after, params.side
    )
    for name, side in zip(SIDES, (before, after), strict=True):
        _refuse_no_passes(name, side)
    later = _renumbered(after.passes, edge_before)
    sides = TwoSides(before.passes, later)
    changes = compare_sides(
        sides.parts(progress), sides.trips, min_drivers=params.min_drivers, seed=params.seed
    )
    may = published_sides(before.passes, later, params.min_drivers)
    changes = withhold(changes, may)
    _refuse_nothing(changes, params.min_drivers)
    predicted = _predicted(params, before, after, edge_before)
    changed = {name: _changed(changes, name, params.false_discovery) for name in MEASURES}
    district = district_names(first, changes.edge, params)
    groups = {"class": first.network.highway[changes.edge], "district": district}
    table = group_rows(changes, changed, first.network.length_m[changes.edge], groups)
    progress("Writing the layers", 0.9)
    frame = _frame(first, changes, changed, district, predicted)
    remarks = _remarks(before, after, changes, edge_before, params, may.totals)
    for line in remarks:
        log.info(line)
    days = [side.period.text if side.period else "all days" for side in (before, after)]
    output = Output.of(
        *("changes", (before.time_set, after.time_set), params.side, params.min_drivers),
        choice=f"{days}, {second.manifest.id}",
    )
    remarks += [line for each in dict.fromkeys(paths) for line in record_output(each, output)]
    lines = first.network.lines[frame["edge"].to_numpy()]
    layers = {
        ChangesResult.LAYER: (
            gpd.GeoDataFrame(frame, geometry=lines, crs=GEOGRAPHIC),
            "LineString",
        ),
        ChangesResult.GROUPS: (table, None),
    }
    about = layer_metadata(first, params.min_drivers)
    write_layers(
        out / ChangesResult.FILE, layers, about | {"BEFORE": before.text, "AFTER": after.text}
    )
    return ChangesResult(
        files=(ChangesResult.FILE,),
        counts=_counts(frame, changes, changed),
        measures=_measures(changes, changed),
        before=before.text,
        after=after.text,
        has_predictions=bool(predicted),
        time_zone=first.manifest.time_zone,
        min_drivers=params.min_drivers,
        false_discovery=params.false_discovery,
        driving_side=first.driving_side,
        remarks=tuple(remarks),
    )


def _side(bundle: Bundle, time_set: str, period: str, trips: str) -> _Side:
    times, days = parse_time_set(time_set), parse_period(period)
    passes = passes_of_side(bundle, trips, times, days.days if days else None)
    return _Side(bundle, times, days, passes)


def _renumbered(passes: SidePasses, edge_before: IntArray | None) -> SidePasses:
    """The passes after with the numbers of segments before; without those that are not there."""
    if edge_before is None:
        return passes
    edge = edge_before[passes.edge]
    return dataclasses.replace(passes, edge=edge.astype(np.int32)).take(edge >= 0)


def _refuse_no_passes(name: str, side: _Side) -> None:
    if not len(side.passes):
        raise TrajganrError(
            Code.INPUT_EMPTY,
            "There are no passes {side}: {what}.",
            "Choose other days or times of the week, or other trips.",
            side=name,
            what=side.text,
        )


def _refuse_nothing(changes: Changes, min_drivers: int) -> None:
    if not (changes.drivers > 0).all(axis=1).any():
        raise TrajganrError(
            Code.INPUT_EMPTY,
            "On no road are there passes of at least {least} drivers both before and after.",
            "Choose longer periods or times of the week, add trips of more drivers, or lower the "
            "minimum number of drivers.",
            least=min_drivers,
        )


def _changed(changes: Changes, measure: str, rate: float) -> TextArray:
    """``(g,)`` ``up`` or ``down`` where the change is more than chance, None without a test."""
    change = changes.measures[measure]
    flagged = change.adjusted <= rate
    found = np.full(len(changes.edge), None, dtype=object)
    found[change.is_tested] = NO
    found[flagged & (change.change > 0)] = UP
    found[flagged & (change.change < 0)] = DOWN
    return found


def district_names(
    bundle: Bundle, edge: IntArray, params: ChangesParams | VolumesParams
) -> TextArray:
    """``(g,)`` the district of the middle of each segment."""
    middle = np.array(
        [line.interpolate(0.5, normalized=True).coords[0] for line in bundle.network.lines[edge]]
    )
    lon, lat = middle.reshape(-1, 2).T
    if params.districts is None:
        return districts_of(bundle.area, lon, lat)
    zones = read_zones(Path(params.districts), bundle.area, params.district_field)
    zone, _ = zones.zone_of(lon, lat)
    return np.where(zone == OUTSIDE, NO_DISTRICT, zones.name[zone])


def _predicted(
    params: ChangesParams, before: _Side, after: _Side, edge_before: IntArray | None
) -> dict[str, FloatArray]:
    """The predictions ``(E, 2)`` of the bundle's segments before and after, by column."""
    if params.predicted_before is None:
        if params.predicted_after is not None:
            raise TrajganrError(
                Code.INPUT_FIELD,
                "Predicted roads are given for the side after only.",
                "Choose those of the side before too.",
            )
        return {}
    earlier = predictions_of(Path(params.predicted_before), before.bundle.network, before.time_set)
    path = params.predicted_after or params.predicted_before
    later = predictions_of(Path(path), after.bundle.network, after.time_set)
    found = {}
    for name in earlier.keys() & later.keys():
        values = later[name]
        if edge_before is not None:
            values = np.full(len(before.bundle.network), np.nan)
            there = edge_before >= 0
            values[edge_before[there]] = later[name][there]
        found[name] = np.column_stack([earlier[name], values])
    return {name: found[name] for name in earlier if name in found}


def _frame(
    bundle: Bundle,
    changes: Changes,
    changed: Mapping[str, TextArray],
    district: TextArray,
    predicted: Mapping[str, FloatArray],
) -> pd.DataFrame:
    """The rows of the layer: segments that a side knows, and those with predictions."""
    is_known = changes.drivers > 0
    known = np.select([is_known.all(axis=1), is_known[:, 0]], [BOTH, BEFORE], default=AFTER).astype(
        object
    )
    columns: dict[str, Any] = {"edge": changes.edge, "district": district, "known": known}
    for number, side in enumerate(SIDES):
        columns[f"trips_{side}"] = _or_none(changes.trips[:, number])
        columns[f"vehicles_{side}"] = _or_none(changes.drivers[:, number])
    for name, change in changes.measures.items():
        column, decimals = CHANGE_COLUMNS[name], DECIMALS[name]
        for number, side in enumerate(SIDES):
            columns[f"{column}_{side}"] = change.values[:, number].round(decimals)
        columns[f"{column}_change"] = change.change.round(decimals)
        columns[f"{column}_change_low"] = change.low.round(decimals)
        columns[f"{column}_change_high"] = change.high.round(decimals)
        columns[f"{name}_p"] = change.probability.round(PROBABILITY_DECIMALS)
        columns[f"{name}_q"] = change.adjusted.round(PROBABILITY_DECIMALS)
        columns[f"{name}_changed"] = changed[name]
    frame = pd.DataFrame(columns)
    if predicted:
        any_prediction = np.any(
            [np.isfinite(each).any(axis=1) for each in predicted.values()], axis=0
        )
        edges = np.union1d(changes.edge, np.flatnonzero(any_prediction))
        frame = frame.set_index("edge").reindex(edges).reset_index()
        frame["known"] = frame["known"].fillna(NEITHER)
        for name, values in predicted.items():
            for number, side in enumerate(SIDES):
                frame[f"predicted_{name}_{side}"] = values[edges, number]
            frame[f"predicted_{name}_change"] = (values[edges, 1] - values[edges, 0]).round(4)
    roads = pd.DataFrame(road_columns(bundle.network, frame["edge"].to_numpy()))
    return pd.concat([roads, frame.drop(columns="edge")], axis=1)


def _counts(
    frame: pd.DataFrame, changes: Changes, changed: Mapping[str, TextArray]
) -> dict[str, int]:
    """Numbers of segments, for the result."""
    known = np.asarray(frame["known"])
    is_flagged = np.any([np.isin(each, (UP, DOWN)) for each in changed.values()], axis=0)
    return {
        "segments": len(frame),
        "both": int((known == BOTH).sum()),
        "only_before": int((known == BEFORE).sum()),
        "only_after": int((known == AFTER).sum()),
        "changed": int(is_flagged.sum()),
        "withheld_before": int(changes.withheld[0]),
        "withheld_after": int(changes.withheld[1]),
    }


def _measures(changes: Changes, changed: Mapping[str, TextArray]) -> tuple[ChangedMeasure, ...]:
    """Numbers of tested and flagged segments of each measure, for the result."""
    return tuple(
        ChangedMeasure(
            name=name,
            tested=int(change.is_tested.sum()),
            up=int((changed[name] == UP).sum()),
            down=int((changed[name] == DOWN).sum()),
        )
        for name, change in changes.measures.items()
    )


def _or_none(counts: IntArray) -> pd.arrays.IntegerArray:
    """Counts, missing where a side has too few drivers."""
    return pd.arrays.IntegerArray(counts, counts == 0)


def _remarks(
    before: _Side,
    after: _Side,
    changes: Changes,
    edge_before: IntArray | None,
    params: ChangesParams,
    totals_published: BoolArray,
) -> list[Text]:
    """What was compared and left out; ``totals_published`` is of the sides ``(2,)``."""
    bundles = [before.bundle] if after.bundle is before.bundle else [before.bundle, after.bundle]
    lines = [line for each in bundles for line in each.manifest.remarks.get("local time", ())]
    for name, side, may in zip(SIDES, (before, after), totals_published.tolist(), strict=True):
        passes = side.passes
        days = days_of(passes.days)
        if may:
            lines.append(
                Text(
                    "{side}: {passes:,} passes of {drivers:,} drivers on {days}.",
                    side=Text(SIDE_OF[name], side=side.text),
                    passes=len(passes),
                    drivers=passes.drivers,
                    days=days,
                )
            )
        else:
            lines.append(
                Text("{side}: {days}.", side=Text(SIDE_OF[name], side=side.text), days=days)
            )
    lines += _remarks_on_hours(before, after)
    for each in bundles:
        side = before if each is before.bundle else after
        lines += [*side.passes.report.lines(), *remarks_on_passes(each.manifest)]
    if edge_before is not None:
        others = int((edge_before < 0).sum())
        missing = len(before.bundle.network) - len(np.unique(edge_before[edge_before >= 0]))
        if others or missing:
            lines.append(
                Text(
                    "The networks differ: {before:,} segments are in the bundle before only, "
                    "{after:,} in the bundle after only; the latter are not in the layer.",
                    before=missing,
                    after=others,
                )
            )
    known = changes.drivers > 0
    only = [int((known[:, side] & ~known[:, 1 - side]).sum()) for side in (0, 1)]
    lines += [
        Text(
            "{before:,} segments are known before only, {after:,} after only: the other side has "
            "no trips there, or its values are not written. Their changes are not tested.",
            before=only[0],
            after=only[1],
        ),
        Text(
            "Values of fewer than {drivers:,} drivers are not written, nor those whose difference "
            "from the other side would be of fewer: {before:,} segments before and {after:,} "
            "after.",
            drivers=params.min_drivers,
            before=changes.withheld[0],
            after=changes.withheld[1],
        ),
        Text(
            "Intervals are {level:.0%} intervals. Of the roads flagged in a measure, at most "
            "{rate:.0%} are expected to be flagged by chance (Benjamini and Hochberg).",
            level=LEVEL,
            rate=params.false_discovery,
        ),
        Text(
            "Chance is which drivers and which days there were. Roads with passes on one day only "
            "of a side are not tested in speed and slow-down."
            if changes.by_days
            else "Chance is which drivers there were: a side has fewer than {days:,} days, so that "
            "what was special about its days counts as a change.",
            days=MIN_DAYS,
        ),
    ]
    if params.predicted_before is not None:
        lines.append(
            Text(
                "Predicted changes are differences of two predictions, without an interval or a "
                "test: they may be errors of the models. Only changes of observed roads are "
                "flagged."
            )
        )
    for each in bundles:
        lines += remarks_on_drivers(each.matched.driver_id[each.pieces_of(params.side)])
    return lines


def _remarks_on_hours(before: _Side, after: _Side) -> list[Text]:
    """That passes are at other hours of the day, unless other times of the week were asked for."""
    if before.time_set != after.time_set:
        return []
    share = [
        np.bincount(each.passes.hour, minlength=24) / len(each.passes) for each in (before, after)
    ]
    # Total variation: the smallest share that has to move for both distributions to be alike.
    moved = np.abs(share[0] - share[1]).sum() / 2
    if moved <= OTHER_HOURS:
        return []
    return [
        Text(
            "The hours of the day differ: {share:.0%} of the passes of one side would have to be "
            "at other hours for the sides to be alike. This alone can change mean speeds: compare "
            "the same hours.",
            share=moved,
        )
    ]
