"""The driving side of a study area, which determines where each direction of a road is drawn.

It has no other effect. It is derived from the centre of the study area by
``left_hand_traffic.csv``, hand-made outlines of the territories where traffic keeps left;
everywhere else it keeps right. The outlines are accurate to about 30 km at land borders:
near a border between left and right, choose the side explicitly. They were drawn for this project
and are under its licence.
"""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

import numpy as np
import shapely

from ...contract.layers.geopackage_styles import LEFT, RIGHT
from ...contract.texts.text import Text
from ...utils.study_area import StudyArea

#: The side is derived from the location.
AUTO = "auto"
TABLE = Path(__file__).parent / "left_hand_traffic.csv"


def driving_side(area: StudyArea, chosen: str = AUTO) -> tuple[str, Text]:
    """The driving side, chosen or derived, and the reason for it, as a sentence."""
    if chosen != AUTO:
        return chosen, Text(
            "Driving side: left, as chosen."
            if chosen == LEFT
            else "Driving side: right, as chosen."
        )
    place = shapely.Point(area.centre)
    for territory, outline in _left_hand_traffic():
        if outline.contains(place):
            return LEFT, Text(
                "Driving side: left, assumed because the study area is in {territory}.",
                territory=territory,
            )
    return RIGHT, Text("Driving side: right, assumed because no country here drives on the left.")


@cache
def _left_hand_traffic() -> list[tuple[str, shapely.Polygon]]:
    """Territories and their outlines, EPSG:4326."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        return [
            (
                row["territory"],
                shapely.Polygon(np.reshape(row["outline"].split(), (-1, 2)).astype(float)),
            )
            for row in csv.DictReader(file)
        ]
