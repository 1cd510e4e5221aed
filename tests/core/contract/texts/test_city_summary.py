"""What a predicted city is called."""

from __future__ import annotations

from pathlib import Path

import pytest

from trajganr_core.contract.kinds.city import CityParams
from trajganr_core.contract.texts.city_summary import named_after_place


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("/data/Porto/trips.csv", "Porto"),
        ("/data/2013/porto_osm_roads.gpkg", "Porto"),
        (str(Path.home() / "trips.csv"), ""),  # the home folder has a person's name
    ],
)
def test_a_city_is_named_after_its_files_and_not_after_a_person(source: str, name: str) -> None:
    assert named_after_place(CityParams(trips="t"), source).name == name
