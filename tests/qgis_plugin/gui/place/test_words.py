"""Answers about a place as text."""

from __future__ import annotations

from dataclasses import replace

import pytest

from qgis_plugin.gui.place.words import photo, place_name
from trajganr_core.contract.protocol.place_answers import PlacePhoto, PlaceRoad


@pytest.mark.parametrize(
    ("captured_at", "text"),
    [
        ("2024-03-24T13:05:00+00:00", "taken 2024-03-24 13:05 UTC"),
        ("2022-01-02T11:05:03+01:00", "taken 2022-01-02 10:05 UTC"),
        ("2020-01-01T10:00:00Z", "taken 2020-01-01 10:00 UTC"),
        ("2022-01-02T11:05:03", "taken 2022-01-02 11:05"),
        ("2022-01-01", "taken 2022-01-01"),
        ("in spring", "taken in spring"),
        ("", ""),
    ],
)
def test_the_time_of_a_photo_is_readable(captured_at: str, text: str) -> None:
    about = PlacePhoto(
        image="i",
        lon=0.0,
        lat=0.0,
        captured_at=captured_at,
        distance_m=3.0,
        licence="",
        attribution="",
    )
    caption = photo(about)
    assert caption == ", ".join(filter(None, [text, "3 m away"]))


def test_a_layer_is_named_after_a_road_or_after_a_place_without_one() -> None:
    road = PlaceRoad(
        edge=1,
        name="Rua de Cedofeita",
        location=(0.0, 0.0),
        trips=0,
        images=0,
        basis="",
        caution="",
        embedding=(),
        predictions={},
        nearest=(),
        passes=(),
    )
    assert place_name(road) == "Rua de Cedofeita"
    assert place_name(replace(road, edge=None, name=None)) == "a place"
