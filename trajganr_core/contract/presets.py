"""Two presets of the method: one close to the paper, and what wins on validation folds.

docs/method.md lists where `paper` deviates from the publication, and what `best` changes.

Standard library only: the plugin's forms and the command line show the same values.
"""

from __future__ import annotations

from dataclasses import dataclass

from .errors import Code, TrajganrError

__all__ = ["PRESETS", "Preset", "preset"]


@dataclass(frozen=True)
class Preset:
    """The switches in which the presets differ.

    Attributes:
        geometry: ``absolute``: tokens carry the place itself. ``query_centred``: a trip is
            described by its motion, and places and times stand relative to the query.
        motion: whether tokens carry speeds, headings and gaps along the matched path.
        motion_task: whether the motion at hidden fixes is a fourth pretraining task.
        location_min_scale: λ_min of the street-view location encoder, in the normalised frame;
            a coarse one keeps it from memorising places.
        trips_per_location: trips through a location that a head sees at once (K).
        segment_context: whether a head also sees the segment itself: length, class, and what
            all input trips on it and around it did.
        dropout: share of a head's inputs and hidden values that training leaves out.
        members: networks of a task that answer together.
        picture_members: further ones, which also see what the pictures around a place show, where
            the model sees pictures.
        segment_members: further ones, which see the segment itself alone, as far as a head sees it.
        view_members: further ones, which see what the pictures around show and nothing else.
        pretext_epochs: passes over the roads in which heads learn, before any label, from half
            of the input trips what the other half did; 0: they learn from labels alone.
        trees: whether boosted trees answer beside the networks of a task.
    """

    geometry: str
    motion: bool
    motion_task: bool
    location_min_scale: float
    trips_per_location: int
    segment_context: bool
    dropout: float
    members: int
    picture_members: int
    segment_members: int
    view_members: int
    pretext_epochs: int
    trees: bool


PRESETS: dict[str, Preset] = {
    "paper": Preset(
        geometry="absolute",
        motion=False,
        motion_task=False,
        location_min_scale=1e-3,
        trips_per_location=16,
        segment_context=False,
        dropout=0.0,
        members=1,
        picture_members=0,
        segment_members=0,
        view_members=0,
        pretext_epochs=0,
        trees=False,
    ),
    "best": Preset(
        geometry="query_centred",
        motion=True,
        motion_task=True,
        location_min_scale=0.1,
        trips_per_location=32,
        segment_context=True,
        dropout=0.1,
        members=2,
        picture_members=1,
        segment_members=2,
        view_members=2,
        pretext_epochs=8,
        trees=True,
    ),
}


def preset(name: str) -> Preset:
    """The preset of that name.

    Raises:
        TrajganrError: ``INPUT.FIELD`` when there is none.
    """
    try:
        return PRESETS[name]
    except KeyError:
        raise TrajganrError(
            Code.INPUT_FIELD,
            "There is no preset {preset!r}.",
            "Choose one of {known}.",
            preset=name,
            known=", ".join(PRESETS),
        ) from None
