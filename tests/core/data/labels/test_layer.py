"""Labels as a layer."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import town
from matched_trips import match_trips
from prepared_bundle import prepare_bundle
from town import edge_between

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.options.data_config import PrepareConfig
from trajganr_core.data.labels.derived import observe, trip_labels
from trajganr_core.data.labels.layer import label_layer, write_labels
from trajganr_core.data.roads.network import Network


@pytest.fixture(scope="module")
def labels(network: Network) -> pd.DataFrame:
    """Of a trip from west to east at 36 km/h."""
    path = [(x, 200) for x in range(0, 401, 50)]
    return trip_labels(
        observe(match_trips(town.trips([path], seconds=5), network, town.AREA), network)
    )


@pytest.mark.parametrize(
    ("unit", "field", "speed"),
    [
        ("km/h", "speed_kmh", 36),
        ("m/s", "speed_ms", 10),
        ("mph", "speed_mph", 22.3694),
        ("knots", "speed_knots", 19.4384),
    ],
)
def test_speeds_are_in_the_unit_of_their_field_name(
    network: Network, labels: pd.DataFrame, unit: str, field: str, speed: float
) -> None:
    layer = label_layer(network, labels, unit)
    assert layer[field].to_numpy() == pytest.approx(speed, rel=1e-3)
    assert [name for name in layer if name.startswith("speed_")] == [field, "speed_passes"]


def test_only_roads_with_a_label_are_written_each_as_it_is_driven(
    network: Network, labels: pd.DataFrame
) -> None:
    layer = label_layer(network, labels)
    edges = [edge_between(network, (0, 1), (1, 1)), edge_between(network, (1, 1), (2, 1))]
    assert layer.index.tolist() == layer["edge"].tolist() == edges
    assert layer["from_node"].tolist() == network.source[edges].tolist()
    assert layer["to_node"].tolist() == network.target[edges].tolist()
    assert layer.crs == "EPSG:4326"
    assert layer.direction.tolist() == ["forward", "forward"]
    assert (layer.geometry == network.lines[edges]).all()
    assert layer.source_fid.tolist() == network.source_fid[edges].tolist()
    assert layer.trip_count.tolist() == [1, 1]


def bundle(folder: Path, share: float) -> Path:
    """The town with two drivers."""
    rows = [
        f"{trip},{trip},{town.START + 5 * second},{lon},{lat}"
        for trip in range(2)
        for second, (lon, lat) in enumerate(town.lon_lat([(x, 200) for x in range(0, 401, 50)]))
    ]
    (folder / "trips.csv").write_text("\n".join(["trip_id,driver_id,time,lon,lat", *rows]) + "\n")
    prepare_bundle(
        trips=[folder / "trips.csv"],
        roads=town.write_streets(folder / "roads.gpkg"),
        area=town.AREA,
        config=PrepareConfig(label_share=share),
        out=folder / "bundle",
    )
    return folder / "bundle"


def test_a_bundles_labels_are_written_with_their_counts(tmp_path: Path) -> None:
    counts = write_labels(bundle(tmp_path, 0.5), tmp_path / "labels.gpkg", "m/s")
    layer = gpd.read_file(tmp_path / "labels.gpkg", layer="labels")
    assert len(layer) == 2
    np.testing.assert_allclose(layer.speed_ms, 10, rtol=1e-2)
    # One pass is too few to learn a speed from, one trip is enough for popularity.
    assert counts == {"speed": 0, "popularity": 2, "slowdown": 0}


def test_a_bundle_without_labels_is_refused_and_nothing_written(tmp_path: Path) -> None:
    with pytest.raises(TrajganrError) as error:
        write_labels(bundle(tmp_path, 0.0), tmp_path / "labels.gpkg")
    assert error.value.code is Code.INPUT_EMPTY
    assert not (tmp_path / "labels.gpkg").exists()


def test_an_unknown_unit_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TrajganrError) as error:
        write_labels(tmp_path, tmp_path / "labels.gpkg", "furlongs")
    assert error.value.code is Code.INPUT_FIELD
