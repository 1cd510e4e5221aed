"""Make the city: files in a folder, and a bundle of them."""

from __future__ import annotations

import json
import os
import shutil
from collections import Counter
from collections.abc import Callable
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import pandas as pd

from trajganr_core.contract.kinds.prepare import PrepareParams
from trajganr_core.data.preparation.prepare import prepare_bundle
from trajganr_core.data.preparation.stages import StageCache
from trajganr_core.utils.study_area import StudyArea

from .demand import Trip, plan_trips
from .input_trips import BEGIN, choose_drivers, input_trips
from .labels import LABEL_FIELDS, true_labels, write_labels
from .options import CityOptions
from .passes import passes_of
from .pictures import write_street_view
from .quarters import Quarters, draw_places, plan_quarters
from .simulation import Record, simulate
from .streets import Streets, read_places, read_streets

BUNDLE, LABELS, TRIPS, STREET_VIEW = "bundle", "labels.gpkg", "trips.csv", "street_view"
#: Labels are drawn on the roads themselves.
TOLERANCE_M = 0.5
NOTE = "Real roads; real and simulated places; simulated traffic; drawn pictures."


@dataclass(frozen=True)
class Sources:
    """Real files.

    Attributes:
        roads: lines with OpenStreetMap's tags as fields.
        nodes: a table of tagged nodes.
        tourism: a table with ``lon, lat, cat``.
    """

    roads: Path
    nodes: Path
    tourism: Path

    @classmethod
    def of_porto(cls, folder: Path) -> Sources:
        """Those of the folder that Porto's files lie in."""
        return cls(
            folder / "osm_roads.gpkg",
            folder / "osm_tagged_nodes.csv",
            folder / "osm_pois_tourism.csv",
        )


def read_setting(
    sources: Sources, area: StudyArea, land_use: np.random.Generator
) -> tuple[Streets, Quarters, list[pd.DataFrame]]:
    """Streets, quarters, and places ``lon, lat, category``: the real ones, and those drawn."""
    streets = read_streets(sources.roads, sources.nodes, area)
    quarters = plan_quarters(streets, land_use)
    real = read_places(sources.nodes, sources.tourism, area)
    return streets, quarters, [real, draw_places(streets, quarters, land_use)]


@dataclass(frozen=True)
class City:
    """What was made, for a closer look.

    Attributes:
        streets, places, trips, record: what was simulated; places with the real ones.
        input_drivers: whose trips are input.
        labels: of every directed edge.
        description: of ``city.json``.
    """

    streets: Streets
    places: pd.DataFrame
    trips: list[Trip]
    record: Record
    input_drivers: frozenset[str]
    labels: pd.DataFrame
    description: dict[str, Any]


def make_city(
    sources: Sources,
    area: StudyArea,
    out: Path,
    options: CityOptions,
    say: Callable[[str], None] = print,
) -> City:
    """Simulate the area and write the city into ``out``, replacing what is there.

    Raises:
        TrajganrError: as the readers of the sources, :func:`simulate` and :func:`prepare_bundle`.
    """
    # GDAL writes the time of day into a GeoPackage; a fixed one keeps the file the same.
    os.environ["OGR_CURRENT_DATE"] = BEGIN.strftime("%Y-%m-%dT%H:%M:%S.000Z")
    demand, split, noise, drawing, land_use = (
        np.random.default_rng([options.seed, k]) for k in range(5)
    )
    streets, quarters, (real, drawn) = read_setting(sources, area, land_use)
    places = pd.concat([real, drawn], ignore_index=True)
    trips = plan_trips(streets, places, options, demand)
    say(f"Simulating {len(trips)} trips on {len(streets)} directed edges")
    with TemporaryDirectory() as scratch:
        record = simulate(streets, trips, options.seed, Path(scratch))
    drivers = choose_drivers(trips, split)
    own = {trip.id for trip in trips if trip.driver in drivers}
    say("Taking labels from the record")
    labels = true_labels(passes_of(record, streets.network.length_m), own, streets, places)

    if out.exists():
        shutil.rmtree(out)
    out.mkdir(parents=True)
    write_labels(labels, streets, out / LABELS)
    seen = input_trips(record.fixes, trips, drivers, area, options.fix_every_s, noise)
    seen.to_csv(out / TRIPS, index=False, lineterminator="\n")
    say("Drawing street views")
    pictures = write_street_view(
        streets, quarters, places, record, options.picture_every_m, out / STREET_VIEW, drawing
    )
    description = _describe(area, options, streets, record, labels, seen, pictures)
    description["counts"] |= {
        "real_places": len(real),
        "simulated_places": len(drawn),
        "quarters": dict(Counter(quarters.uses.tolist())),
    }
    (out / "city.json").write_text(json.dumps(description, indent=2) + "\n", encoding="utf-8")
    say("Preparing the bundle")
    _prepare(sources, area, out, options.seed)
    return City(streets, places, trips, record, drivers, labels, description)


def _prepare(sources: Sources, area: StudyArea, out: Path, seed: int) -> None:
    """All trips of the file are input; labels come from the layer alone."""
    params = PrepareParams(
        trips=(str(out / TRIPS),),
        roads=str(sources.roads),
        images=str(out / STREET_VIEW),
        labels=str(out / LABELS),
        bbox=area.bbox,
        label_share=0.0,
        label_fields=LABEL_FIELDS,
        label_tolerance_m=TOLERANCE_M,
        seed=seed,
        name="Simulated Porto",
    )
    with TemporaryDirectory() as cache:
        prepare_bundle(params, out / BUNDLE, cache=StageCache(Path(cache)))


def _describe(
    area: StudyArea,
    options: CityOptions,
    streets: Streets,
    record: Record,
    labels: pd.DataFrame,
    seen: pd.DataFrame,
    pictures: int,
) -> dict[str, Any]:
    return {
        "name": "Simulated Porto",
        "note": NOTE,
        "bbox": list(area.bbox),
        "crs": "EPSG:4326",
        "options": asdict(options),
        "sumo": version("eclipse-sumo"),
        "counts": {
            "directed_edges": len(streets),
            "signals": len(streets.signals),
            "vehicles": len(record.routes),
            "lost": record.lost,
            "vehicle_seconds": len(record.fixes),
            "input_trips": int(seen["trip_id"].nunique()),
            "input_drivers": int(seen["driver_id"].nunique()),
            "input_fixes": len(seen),
            "pictures": pictures,
            "with_speed": int(labels["speed_kmh"].notna().sum()),
            "with_traffic": int((labels["trip_count"] > 0).sum()),
            "with_braking": int(labels["braking_per_km"].notna().sum()),
            "with_places": int((labels["poi_count"] > 0).sum()),
            "braking_events": int(labels["braking_events"].sum()),
        },
    }
