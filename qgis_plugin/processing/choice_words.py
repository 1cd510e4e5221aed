"""What forms call the values of choices, which scripts and models name by their codes."""

from __future__ import annotations

from trajganr_core.contract.tasks import TASKS

from ..i18n import tr


def words_of(parameter: str) -> dict[str, str]:
    """The words for the values of a parameter; empty for values that need none, as units."""
    return _WORDS[parameter]() if parameter in _WORDS else {}


def _switch() -> dict[str, str]:
    return {"as the preset": tr("As in the preset"), "on": tr("On"), "off": tr("Off")}


def _splits() -> dict[str, str]:
    return {
        "as pretrained": tr("As in pretraining"),
        "segment": tr("Single road segments"),
        "block": tr("Whole squares of 500 m"),
        "random": tr("Each direction for itself (too easy)"),
    }


_WORDS = {
    "TASKS": lambda: {name: tr(task.title) for name, task in TASKS.items()},
    "DEVICE": lambda: {
        "auto": tr("Automatic"),
        "cpu": tr("Processor (CPU)"),
        "cuda": tr("Graphics card (GPU)"),
    },
    "PRECISION": lambda: {
        "auto": tr("Automatic"),
        "float32": tr("32 bits (float32)"),
        "bfloat16": tr("16 bits (bfloat16)"),
    },
    "PRESET": lambda: {"best": tr("Best"), "paper": tr("Paper")},
    "ATTENTION": lambda: {
        "encode_once": tr("Encode each trip once"),
        "joint": tr("Encode a trip with each of its places (paper)"),
    },
    "QUERY_TIME": lambda: {
        "synthetic": tr("Interpolated along the trip"),
        "masked": tr("Hidden from the model"),
    },
    "ALIGNMENT": lambda: {
        "none": tr("Nothing"),
        "segment": tr("Its mean over the road segment"),
        "fine": tr("The trip at that very place"),
    },
    "MODALITIES": lambda: {
        "all": tr("Trips, street views and locations"),
        "traj+loc": tr("Trips and locations, no pictures"),
        "sv+loc": tr("Street views and locations"),
        "sv": tr("Street views alone"),
        "loc": tr("Locations alone"),
    },
    "SPACE2VEC": lambda: {
        "theory": tr("Three directions, 120° apart"),
        "grid": tr("Two directions, east and north"),
    },
    "GEOMETRY": lambda: {
        "as the preset": tr("As in the preset"),
        "absolute": tr("Places as they are"),
        "query_centred": tr("Relative to the place asked for"),
    },
    "MOTION": _switch,
    "MOTION_TASK": _switch,
    "SEGMENT_CONTEXT": _switch,
    "SPLIT": _splits,
    "HEAD": lambda: {
        "mlp": tr("Trained network"),
        "neighbours": tr("Labels of the most similar roads"),
    },
    "COMPARE": lambda: {
        "no": tr("No"),
        "quick": tr("Quickly, with small models"),
        "full": tr("In full, which takes a GPU and days"),
    },
    "DIRECTIONS": lambda: {
        "separate": tr("Fields for each direction"),
        "mean": tr("Mean of both"),
        "worse": tr("The worse of both"),
    },
    "LAYERS": lambda: {
        "roads": tr("Roads"),
        "trips": tr("Trips"),
        "images": tr("Places of street views"),
        "labels": tr("Labels of roads"),
        "predictions": tr("Predictions"),
        "embeddings": tr("Embeddings"),
    },
    "FORMAT": lambda: {
        "gpkg": "GeoPackage",
        "geoparquet": "GeoParquet",
        "flatgeobuf": "FlatGeobuf",
        "csv": "CSV",
    },
    "TIME_UNIT": lambda: {"auto": tr("Automatic"), "s": tr("Seconds"), "ms": tr("Milliseconds")},
    "SPEED_UNIT": lambda: {"auto": tr("As the field's name says")},
    "CUT_BY": lambda: {
        "auto": tr("Automatic"),
        "occupancy": tr("Where passengers get in or out"),
        "gap": tr("At gaps"),
    },
    "UNORDERED": lambda: {
        "sort": tr("Sort them"),
        "drop": tr("Leave out those that go back in time"),
    },
    "PANORAMAS": lambda: {
        "all": tr("With all other pictures"),
        "only": tr("Only panoramas"),
        "none": tr("Without panoramas"),
    },
    "THUMBNAIL": lambda: {"original": tr("As taken")},
    "DRIVING_SIDE": lambda: {
        "auto": tr("As usual in the country"),
        "right": tr("Right"),
        "left": tr("Left"),
    },
}
