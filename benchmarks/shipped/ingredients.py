"""What the shipped weights are made of: cities, and the files behind them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from trajganr_core.contract.files.atomic_io import sha256_of
from trajganr_core.contract.records.bundle_manifest import SourceFile
from trajganr_core.data.bundle import MANIFEST, Bundle
from trajganr_core.training.road_function.driver_splits import City

from ..cities import PORTO, ROADS, TRIPS, prepared_porto
from ..simulated_porto.city import BUNDLE, Sources
from ..simulated_porto.days import DayOptions, make_days
from ..simulated_porto.options import area_of
from .cities import curitiba, made_up_cities, of_bundle

CURITIBA = PORTO.parent / "curitiba" / "osm_roads.gpkg.gz"
#: Of everything that is drawn, and the number of cities that are made up altogether.
SEED, MADE_UP = 0, 12
#: Of days of simulated Porto.
DAYS_SEEDS = (11, 12)
OSM = "© OpenStreetMap contributors, https://www.openstreetmap.org/copyright"
ODBL = "Open Data Commons Open Database License 1.0 (ODbL)"
OWN = "as this software"


@dataclass(frozen=True)
class Ingredients:
    """Cities to train on, and the files that they are made of."""

    cities: list[City]
    sources: list[SourceFile]


def elsewhere(work: Path) -> Ingredients:
    """Cities that have nothing of Porto.

    Args:
        work: folder of what is made of them, which is not made again.
    """
    sources = [
        SourceFile(
            role="trips",
            name="made-up cities",
            description=f"{MADE_UP} cities with made-up streets and light traffic on several days, "
            f"5 to 45 s between fixes (benchmarks/shipped, seed {SEED})",
            licence=OWN,
            attribution="",
        ),
        _source("roads", CURITIBA, "streets of Curitiba, with made-up traffic", ODBL, OSM),
    ]
    return Ingredients([*made_up_cities(MADE_UP, SEED), *curitiba(CURITIBA, SEED, work)], sources)


def of_porto(work: Path) -> Ingredients:
    """Real Porto, and simulated days on its streets; arguments as for :func:`elsewhere`."""
    folders = [work / f"days{seed}" for seed in DAYS_SEEDS]
    for seed, folder in zip(DAYS_SEEDS, folders, strict=True):
        if not (folder / BUNDLE / MANIFEST).is_file():
            options = DayOptions(seed=seed)
            make_days(Sources.of_porto(PORTO), area_of(options.area_share), folder, options)
    bundles = [Bundle.load(prepared_porto(work / "porto", places=False))]
    bundles += [Bundle.load(folder / BUNDLE) for folder in folders]
    sources = [
        _source(
            "trips",
            TRIPS,
            "7,699 taxi trips of 1 and 2 July 2013",
            "CC BY 4.0",
            "ECML/PKDD 15: Taxi Trajectory Prediction, data of Porto's taxis (Geolink)",
        ),
        _source("roads", ROADS, "streets of Porto", ODBL, OSM),
        SourceFile(
            role="trips",
            name="simulated days in Porto",
            description=f"SUMO's traffic on streets of Porto (seeds {DAYS_SEEDS})",
            licence=OWN,
            attribution="",
        ),
    ]
    return Ingredients([of_bundle(one) for one in bundles], sources)


def _source(role: str, path: Path, description: str, licence: str, attribution: str) -> SourceFile:
    return SourceFile(
        role=role,
        name=path.name,
        sha256=sha256_of(path),
        bytes=path.stat().st_size,
        description=description,
        licence=licence,
        attribution=attribution,
    )
