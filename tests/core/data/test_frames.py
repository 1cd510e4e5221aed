"""Roads, trips and passes of a bundle as GeoDataFrames."""

from __future__ import annotations

import numpy as np
import shapely

from trajganr_core.data.bundle import Bundle


def test_roads_are_the_segments_of_the_network_by_number(bundle: Bundle) -> None:
    roads = bundle.roads
    assert roads["edge"].tolist() == list(range(len(bundle.network)))
    two_way = roads[roads["reverse"] >= 0]
    assert (roads["reverse"].to_numpy()[two_way["reverse"]] == two_way["edge"]).all()
    assert np.allclose(roads.to_crs(bundle.area.local_crs).length, roads["length_m"], atol=0.1)


def test_trips_are_paths_of_their_length_at_their_times(bundle: Bundle) -> None:
    trips = bundle.trips
    assert len(trips) == len(bundle.matched)
    assert not shapely.has_m(trips.geometry.to_numpy()).any()
    assert np.allclose(trips.to_crs(bundle.area.local_crs).length, trips["length_m"], rtol=1e-2)
    assert (trips["end_time"] > trips["start_time"]).all()
    assert trips["makes_labels"].tolist() == bundle.is_label.tolist()


def test_passes_have_a_speed_and_add_up_to_the_trips(bundle: Bundle) -> None:
    passes, trips = bundle.passes, bundle.trips
    assert len(passes) == len(bundle.matched.pass_edge)
    driven = (passes["exit_m"] - passes["enter_m"]).groupby(passes["piece"]).sum()
    assert np.allclose(driven, trips["length_m"], atol=1.0)
    timed = passes[passes["seconds"] > 0]
    metres = timed["speed_kmh"] / 3.6 * timed["seconds"]
    assert np.allclose(metres, timed["exit_m"] - timed["enter_m"])
    assert passes["driver_id"].tolist() == trips["driver_id"].loc[passes["piece"]].tolist()
    roads = bundle.roads.geometry
    assert passes.geometry.to_numpy()[0].equals(roads[passes["edge"][0]])
