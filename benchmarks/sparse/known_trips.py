"""Trips that are known whole, of three cities."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pandas as pd

from trajganr_core.contract.options.data_config import CleaningOptions, TripOptions
from trajganr_core.data.bundle import Bundle
from trajganr_core.data.roads.reading import read_roads
from trajganr_core.data.trips.clean_trips import CleanTrips
from trajganr_core.data.trips.cleaning import clean
from trajganr_core.data.trips.trajectories import Trajectories, concatenate
from trajganr_core.utils.ragged import offsets_of
from trajganr_core.utils.study_area import StudyArea

from ..cities import PORTO, ROADS
from .fleets import City

#: Natural driving of three persons (NDS-BR) and the roads around it.
CURITIBA = PORTO.parent / "curitiba"
CURITIBA_BOX = StudyArea(-49.36, -25.58, -49.16, -25.35)


def of_bundle(bundle: Bundle, trips: Path) -> tuple[City, Trajectories, Trajectories]:
    """The city of a bundle, and the cleaned trips of its input and its label drivers."""
    city = City(bundle.network, bundle.area, bundle.manifest.time_zone)
    source = CleanTrips([trips], TripOptions(), CleaningOptions(), bundle.area)
    every = concatenate(list(source.batches()))
    labels = np.unique(bundle.matched.driver_id[bundle.is_label].astype(str))
    is_label = np.isin(every.driver_id.astype(str), labels)
    return city, *(every.take_trips(np.flatnonzero(own)) for own in (~is_label, is_label))


def simulated_porto(folder: Path) -> tuple[City, Trajectories]:
    """The input trips of simulated Porto, which SUMO drove on the middle of its roads."""
    area = StudyArea(*json.loads((folder / "city.json").read_text("utf-8"))["bbox"])
    source = CleanTrips([folder / "trips.csv"], TripOptions(), CleaningOptions(), area)
    city = City(read_roads(ROADS, area), area, "Europe/Lisbon")
    return city, concatenate(list(source.batches()))


def curitiba(folder: Path = CURITIBA) -> tuple[City, Trajectories]:
    """Nine trips with a fix each second; the layer of roads knows no one-way streets."""
    with TemporaryDirectory() as name:
        layer = Path(name) / "roads.gpkg"
        layer.write_bytes(gzip.decompress((folder / "osm_roads.gpkg.gz").read_bytes()))
        network = read_roads(layer, CURITIBA_BOX)
    files = sorted(folder.glob("driver_*.csv.gz"))
    table = pd.concat(pd.read_csv(file, sep=";", decimal=",") for file in files)
    time = pd.to_datetime(table["DAY_CORRIGIDO"] + " " + table["03:00:00"], dayfirst=True)
    table = table.assign(t=(time - pd.Timestamp(0)).dt.total_seconds())
    table = table.sort_values(["ID", "t"], kind="stable").drop_duplicates(["ID", "t"])
    counts = table.groupby("ID").size()
    driver = table.groupby("ID")["DRIVER"].first()
    unknown = np.full(len(table), np.nan, dtype=np.float32)
    trips = Trajectories(
        offsets=offsets_of(counts.to_numpy()),
        lon=table["LONG"].to_numpy(),
        lat=table["LAT"].to_numpy(),
        t=table["t"].to_numpy(),
        speed=unknown,
        heading=unknown,
        trip_id=counts.index.to_numpy(dtype=object),
        driver_id=driver.to_numpy(dtype=object),
    )
    city = City(network, CURITIBA_BOX, "America/Sao_Paulo")
    return city, clean(trips, CURITIBA_BOX, CleaningOptions())[0]
