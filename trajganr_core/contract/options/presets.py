"""The presets: `paper` follows the publication, `best` has the best results on validation folds.

docs/method.md lists the deviations of `paper` from the publication, and the changes of `best`.
"""

from __future__ import annotations

from dataclasses import dataclass

from .validation import check_choice


@dataclass(frozen=True)
class Preset:
    """The values in which the presets differ; the defaults are those of `paper`.

    Attributes:
        geometry: ``absolute``: tokens contain absolute positions. ``query_centred``: positions and
            times are relative to the query.
        motion: whether tokens contain speeds, headings and gaps along the matched path.
        time_task: whether tokens contain what a road map tells, and pretraining asks when a trip
            was where in windows of hidden fixes.
        location_min_scale: λ_min of the street-view location encoder, in the normalised frame;
            a coarse one keeps it from memorising locations. That of `paper` was chosen on
            validation roads (docs/method.md, equation 2).
        head: of a task: ``mlp``, the aggregator and the network of equation 10, or ``trees``,
            boosted trees and a small network on a table of the road.
        trips_per_location: trips through a location that its embedding, or a network, sees at once
            (K).
        road_function: whether the model also learns how fast roads are driven at times of the week.
    """

    geometry: str = "absolute"
    motion: bool = False
    time_task: bool = False
    location_min_scale: float = 0.03
    head: str = "mlp"
    trips_per_location: int = 16
    road_function: bool = False


PRESETS: dict[str, Preset] = {
    "paper": Preset(),
    "best": Preset(
        geometry="query_centred",
        motion=True,
        time_task=True,
        location_min_scale=0.1,
        head="trees",
        trips_per_location=32,
        road_function=True,
    ),
}


def preset(name: str) -> Preset:
    """The preset of that name.

    Raises:
        TrajganrError: ``INPUT.FIELD`` when there is none.
    """
    check_choice("preset", name, PRESETS)
    return PRESETS[name]
