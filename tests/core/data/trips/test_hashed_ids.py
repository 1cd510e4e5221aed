"""Hashed ids of trips and drivers."""

from __future__ import annotations

import pytest
import town

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.data.trips.hashed_ids import check_salt, hash_ids
from trajganr_core.data.trips.trajectories import concatenate

SALT = "a long random text"
PATH = [(0, 0), (50, 0)]


def test_equal_ids_stay_equal_and_no_id_is_kept() -> None:
    trips = town.trips([PATH] * 4, drivers=["anna", "ben", "anna", ""])
    hashed = hash_ids(trips, SALT)
    drivers = hashed.driver_id.tolist()
    assert drivers[0] == drivers[2] != drivers[1]
    assert drivers[3] == ""  # unknown, and not a driver that many trips share
    assert len(set(hashed.trip_id)) == 4
    assert not {*trips.trip_id, "anna", "ben"} & {*hashed.trip_id, *drivers}
    assert all(len(each) == 16 for each in hashed.trip_id)


def test_hashes_depend_on_the_salt_and_on_nothing_else() -> None:
    one = town.trips([PATH], drivers=["anna"])
    several = town.trips([PATH] * 3, drivers=["ben", "carla", "anna"])
    driver = hash_ids(one, SALT).driver_id[0]
    assert hash_ids(several, SALT).driver_id[2] == driver
    assert hash_ids(one, SALT + "!").driver_id[0] != driver


def test_a_trip_and_a_driver_of_the_same_id_have_different_hashes() -> None:
    trips = town.trips([PATH], drivers=["trip 0"])
    hashed = hash_ids(trips, SALT)
    assert hashed.trip_id[0] != hashed.driver_id[0]


def test_no_trips_have_no_ids() -> None:
    assert len(hash_ids(concatenate([]), SALT)) == 0


def test_a_salt_that_could_be_guessed_is_refused() -> None:
    check_salt("")
    check_salt(SALT)
    with pytest.raises(TrajganrError) as caught:
        check_salt("pepper")
    assert caught.value.code is Code.INPUT_FIELD
    assert "pepper" not in str(caught.value)
