"""Answers about a place as text."""

from __future__ import annotations

import pytest

from qgis_plugin.gui.place.words import photo, place_name


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
    about = {"heading": None, "captured_at": captured_at, "distance_m": 3.0}
    caption = photo({**about, "attribution": "", "licence": ""})
    assert caption == ", ".join(filter(None, [text, "3 m away"]))


def test_a_layer_is_named_after_a_road_or_after_a_place_without_one() -> None:
    assert place_name({"edge": 1, "name": "Rua de Cedofeita"}) == "Rua de Cedofeita"
    assert place_name({"edge": None}) == "a place"
