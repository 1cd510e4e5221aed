"""On which side of the road vehicles drive: where each direction of a road is drawn.

Nothing else depends on it. It is guessed from the middle of the study area by
``left_hand_traffic.csv``, hand-made outlines of the territories where traffic keeps left;
everywhere else it keeps right. The outlines follow coasts loosely, and land borders to about 30 km:
near a border between left and right, choose the side instead. They were drawn for this project from
common knowledge, and are under its licence.
"""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

import shapely

from ...contract.geopackage_styles import LEFT, RIGHT
from ...utils.study_area import StudyArea

__all__ = ["AUTO", "driving_side"]

#: The side is guessed.
AUTO = "auto"
TABLE = Path(__file__).parent / "left_hand_traffic.csv"


def driving_side(area: StudyArea, chosen: str = AUTO) -> tuple[str, str]:
    """The side on which vehicles drive, and why that is thought, in a sentence.

    Args:
        area: the study area.
        chosen: one of :data:`~trajganr_core.contract.choices.DRIVING_SIDES`.
    """
    if chosen != AUTO:
        return chosen, f"Driving side: {chosen}, as chosen."
    place = shapely.Point(area.centre)
    for territory, outline in _left_hand_traffic():
        if outline.contains(place):
            return LEFT, f"Driving side: left, guessed because the study area is in {territory}."
    return RIGHT, "Driving side: right, guessed because no country around drives on the left."


@cache
def _left_hand_traffic() -> list[tuple[str, shapely.Polygon]]:
    """Territories and their outlines, EPSG:4326."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        return [(row["territory"], _polygon(row["outline"])) for row in csv.DictReader(file)]


def _polygon(outline: str) -> shapely.Polygon:
    degrees = [float(number) for number in outline.split()]
    return shapely.Polygon(zip(degrees[::2], degrees[1::2], strict=True))
