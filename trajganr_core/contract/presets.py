"""The presets: `paper` follows the publication, `best` has the best results on validation folds.

docs/method.md lists the deviations of `paper` from the publication, and the changes of `best`.
"""

from __future__ import annotations

from dataclasses import dataclass

from .validation import check_choice

__all__ = ["NETWORKS", "PRESETS", "Preset", "preset"]

#: Networks of a task, by what they see: all but the pictures around a location; these too; only the
#: segment, as far as a head sees it; only the pictures around.
NETWORKS = ("everything", "pictures", "segment", "views")


@dataclass(frozen=True)
class Preset:
    """The values in which the presets differ; the defaults are those of `paper`.

    Attributes:
        geometry: ``absolute``: tokens contain absolute positions. ``query_centred``: positions and
            times are relative to the query.
        motion: whether tokens contain speeds, headings and gaps along the matched path.
        motion_task: whether predicting the motion at hidden fixes is a pretraining task.
        location_min_scale: λ_min of the street-view location encoder, in the normalised frame;
            a coarse one keeps it from memorising locations. That of `paper` was chosen on
            validation roads (benchmarks/location_scale.py).
        trips_per_location: trips through a location that a head sees at once (K).
        segment_context: whether a head also sees the segment: length, class, and the motion of
            input trips on and around it.
        dropout: of a head's inputs and hidden values.
        networks: of a task, whose predictions are averaged: some of :data:`NETWORKS`, in order.
        pretext_epochs: epochs in which heads learn to predict one half of the input trips from the
            other, before they learn from labels.
        trees: whether boosted trees predict as well.
        road_function: whether the model also learns how fast roads are driven at times of the week.
    """

    geometry: str = "absolute"
    motion: bool = False
    motion_task: bool = False
    location_min_scale: float = 0.03
    trips_per_location: int = 16
    segment_context: bool = False
    dropout: float = 0.0
    networks: tuple[str, ...] = ("everything",)
    pretext_epochs: int = 0
    trees: bool = False
    road_function: bool = False


PRESETS: dict[str, Preset] = {
    "paper": Preset(),
    "best": Preset(
        geometry="query_centred",
        motion=True,
        motion_task=True,
        location_min_scale=0.1,
        trips_per_location=32,
        segment_context=True,
        dropout=0.1,
        networks=NETWORKS,
        pretext_epochs=8,
        trees=True,
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
