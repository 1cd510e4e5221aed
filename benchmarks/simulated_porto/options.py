"""How large simulated Porto is."""

from __future__ import annotations

from dataclasses import dataclass

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.options.validation import check_positive
from trajganr_core.utils.study_area import StudyArea

from ..cities import PORTO_BOX

#: Around which smaller areas lie, (lon, lat): the Lapa quarter, north of the centre.
MIDDLE = (-8.615, 41.157)


@dataclass(frozen=True)
class CityOptions:
    """What a person may choose.

    Attributes:
        seed: of everything that is drawn; the same seed and versions give the same files.
        area_share: of the paper's box, in (0, 1].
        trips: that are wished for; a few find no way.
        hours: within which they depart.
        picture_every_m: of a road, between two street views.
        fix_every_s: between two fixes of an input trip.
    """

    seed: int = 7
    area_share: float = 0.2
    trips: int = 7_000
    hours: float = 2.0
    picture_every_m: float = 150.0
    fix_every_s: int = 15

    def __post_init__(self) -> None:
        check_positive(
            area_share=self.area_share,
            trips=self.trips,
            hours=self.hours,
            picture_every_m=self.picture_every_m,
            fix_every_s=self.fix_every_s,
        )
        if self.area_share > 1:
            raise TrajganrError(
                Code.INPUT_FIELD,
                "area_share cannot be {value}.",
                "Give a share in (0, 1], such as 0.2.",
                value=self.area_share,
            )


def area_of(share: float) -> StudyArea:
    """A box of the paper's proportions with that share of its area, moved to lie within it."""
    scale = share**0.5
    west, east = _within(PORTO_BOX.west, PORTO_BOX.east, MIDDLE[0], scale)
    south, north = _within(PORTO_BOX.south, PORTO_BOX.north, MIDDLE[1], scale)
    return StudyArea(west, south, east, north)


def _within(low: float, high: float, middle: float, scale: float) -> tuple[float, float]:
    """That share of a range, as near the middle as the range allows."""
    length = (high - low) * scale
    start = min(max(middle - length / 2, low), high - length)
    return start, start + length
