"""Observed speeds of the same trips with all their fixes and with every n-th one.

However seldom a fleet reports, the speeds of its roads should come out the same. It is a part of
``make benchmark-data``; alone, ``python -m benchmarks.data.thinning``.
"""

from __future__ import annotations

import argparse
import tempfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from trajganr_core.contract.kinds.observe import ObserveParams
from trajganr_core.contract.kinds.prepare import PrepareParams
from trajganr_core.data.preparation.prepare import prepare_bundle
from trajganr_core.data.preparation.stages import StageCache
from trajganr_core.data.readers import open_trips
from trajganr_core.data.trips.trajectories import Trajectories, concatenate
from trajganr_core.jobs.observe import observed_layer
from trajganr_core.traffic.published_layers import Asked
from trajganr_core.utils.arrays import FloatArray
from trajganr_core.utils.ragged import row_of_each
from trajganr_core.utils.study_area import StudyArea

from ..sparse.fleets import thinned
from .inputs import Sample, sample_trips
from .matching import area_of

#: Seconds between fixes of the thinned trips.
SPACINGS_S = (30, 60, 120)
#: Roads of a class on which both are observed, at least.
MIN_ROADS = 50


@dataclass(frozen=True)
class ClassRatio:
    """Observed speeds of a road class.

    Attributes:
        spacing_s: seconds between the fixes of the thinned trips.
        highway: the class.
        roads: directed segments that are observed with all fixes and with fewer.
        all_kmh, thinned_kmh: means of their speeds, weighted by their lengths.
        ratio: of the two.
        passes_kept: passes on all segments of the class, over those with all fixes.
        error_kmh: mean absolute difference of the speeds of segments, weighted by length.
    """

    spacing_s: int
    highway: str
    roads: int
    all_kmh: float
    thinned_kmh: float
    ratio: float
    passes_kept: float
    error_kmh: float


def measure_thinning(sample: Sample, area: StudyArea) -> list[ClassRatio]:
    """Prepare and observe the sample's trips with all fixes, and thinned.

    The last fix of a trip is kept: trackers report when a drive ends.
    """
    trips = concatenate(list(open_trips(sample.folder / "trips.csv").batches()))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        every = _observed(trips, sample, area, folder / "all")
        return [
            ratio
            for spacing_s in SPACINGS_S
            for ratio in _ratios(
                every,
                _observed(thinned(trips, spacing_s), sample, area, folder / str(spacing_s)),
                spacing_s,
            )
        ]


def thinning_figures(ratios: list[ClassRatio]) -> dict[str, float | None]:
    """The smallest ratio of all classes at each spacing."""
    return {
        f"observed_worst_class_ratio_{spacing_s}s": min(
            (each.ratio for each in ratios if each.spacing_s == spacing_s), default=None
        )
        for spacing_s in SPACINGS_S
    }


def thinning_table(ratios: list[ClassRatio]) -> str:
    """A Markdown table."""
    lines = [
        "| s between fixes | class | roads | all fixes, km/h | thinned | ratio | passes kept |",
        "|---|---|---|---|---|---|---|",
    ]
    lines += [
        f"| {each.spacing_s} | {each.highway} | {each.roads} | {each.all_kmh:.1f} "
        f"| {each.thinned_kmh:.1f} | {each.ratio:.3f} | {each.passes_kept:.2f} |"
        for each in ratios
    ]
    return "\n".join(lines)


def _observed(trips: Trajectories, sample: Sample, area: StudyArea, folder: Path) -> pd.DataFrame:
    """The observed traffic of trips in the whole week, by segment."""
    folder.mkdir()
    file = folder / "trips.csv"
    row = row_of_each(trips.offsets)
    columns = {"trip_id": trips.trip_id[row], "driver_id": trips.driver_id[row], "time": trips.t}
    pd.DataFrame(columns | {"lon": trips.lon, "lat": trips.lat}).to_csv(file, index=False)
    params = PrepareParams(
        trips=(str(file),),
        roads=str(sample.folder / "roads.gpkg"),
        bbox=area.bbox,
        name="Thinned",
    )
    bundle = folder / "bundle"
    prepare_bundle(params, bundle, cache=StageCache(folder / "cache"))
    layer, _ = observed_layer(Asked.of(ObserveParams(bundle=str(bundle))))
    return pd.DataFrame(layer.drop(columns="geometry")).set_index("edge")


def _ratios(every: pd.DataFrame, thinned: pd.DataFrame, spacing_s: int) -> list[ClassRatio]:
    both = every.join(thinned, how="inner", rsuffix="_thinned")
    passes = [each.groupby("highway")["passes"].sum() for each in (every, thinned)]
    ratios = []
    for highway, of_class in both.groupby("highway"):
        if len(of_class) < MIN_ROADS or not highway:
            continue
        length, all_kmh, thinned_kmh = (
            of_class[name].to_numpy() for name in ("length_m", "speed_kmh", "speed_kmh_thinned")
        )
        mean, mean_thinned = (_mean(each, length) for each in (all_kmh, thinned_kmh))
        ratios.append(
            ClassRatio(
                spacing_s=spacing_s,
                highway=str(highway),
                roads=len(of_class),
                all_kmh=mean,
                thinned_kmh=mean_thinned,
                ratio=mean_thinned / mean,
                passes_kept=float(passes[1][highway] / passes[0][highway]),
                error_kmh=_mean(np.abs(thinned_kmh - all_kmh), length),
            )
        )
    return ratios


def _mean(values: FloatArray, weight: FloatArray) -> float:
    return float((values * weight).sum() / weight.sum())


def main() -> None:
    """Measure alone and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sample", type=Path, help="folder of trips.csv, roads.gpkg, area.json")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        given = options.sample and Sample(options.sample, options.sample.name)
        sample = given or sample_trips(Path(name))
        ratios = measure_thinning(sample, area_of(sample.folder))
    print(f"{sample.description}\n\n{thinning_table(ratios)}\n\n{thinning_figures(ratios)}")


if __name__ == "__main__":
    main()
