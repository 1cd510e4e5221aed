"""A model's card: which ones this release reads, and how a person reads them.

Standard library only.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .errors import Code, TrajganrError
from .tasks import TASKS

__all__ = ["SCHEMA", "check_schema", "describe_metrics", "summarise"]

#: Of the cards that this release writes and reads.
SCHEMA = 3

#: Switches of the model that a person asks about first.
SHAPE = ("dimension", "layers", "attention", "query_time", "alignment", "modalities", "space2vec")
SWITCHES = ("geometry", "motion", "location_min_scale")
SIZES = {
    "interval_width": "{value:.3g} {unit} wide on average",
    "set_size": "{value:.3g} of 5 classes on average",
    "radius": "summed error up to {value:.3g} on average",
}


def check_schema(card: Mapping[str, Any], model: str) -> None:
    """Refuse a card of another release.

    Args:
        card: of the model.
        model: its folder or id, for the message.

    Raises:
        TrajganrError: ``MODEL.INCOMPATIBLE``.
    """
    if card.get("schema") != SCHEMA:
        raise TrajganrError(
            Code.MODEL_INCOMPATIBLE,
            "The model {model} has schema {found}; this release reads {expected}.",
            "Use the release that made it, or train it again.",
            model=model,
            found=card.get("schema"),
            expected=SCHEMA,
        )


def summarise(card: Mapping[str, Any]) -> dict[str, Any]:
    """What the model is, what it learned from, and how well it did, by name; some are nested."""
    pretraining, model = card["pretraining"], card["model"]
    config = pretraining["config"]
    return {
        "name": card["name"] or "(none)",
        "made": f"{card['created_at']}, TrajGANR {card['versions']['trajganr']}, "
        f"on {card['device']}, seed {card['seed']}",
        "bundle": f"{card['bundle']['name'] or '(no name)'}, {card['bundle']['path']}",
        "area": " ".join(map(str, card["area"]["bbox"])),
        "preset": config["preset"],
        "switches": _listed({name: model[name] for name in SWITCHES}),
        "model": _listed({name: model[name] for name in SHAPE}),
        "street views": model["backbone"] or "none",
        "held out": f"{config['split']}, fold {config['fold']}",
        "pretraining": _pretraining(pretraining),
        "heads": {TASKS[name].title: _head(name, head) for name, head in card["heads"].items()}
        or "none; fine-tune the model for a task",
    }


def describe_metrics(task_id: str, metrics: Mapping[str, float | None]) -> dict[str, str]:
    """Held-out figures beside the trivial predictor's, and what the intervals hold."""
    task = TASKS[task_id]
    lines = {}
    for metric in task.metrics:
        trivial = metrics.get(f"baseline_{metric}")
        beside = "" if trivial is None else f" (trivial {_number(trivial)})"
        lines[metric] = f"{_number(metrics.get(metric))}{beside}"
    coverage = metrics.get("coverage")
    if coverage is None:
        lines["90 % intervals"] = "none: too few roads to calibrate on"
        return lines
    size = next((name for name in SIZES if metrics.get(name) is not None), None)
    text = f"hold {100 * coverage:.0f} % of the tested roads"
    if size is not None:
        text += ", " + SIZES[size].format(value=metrics[size], unit=task.unit)
    lines["90 % intervals"] = text
    return lines


def _head(task_id: str, head: Mapping[str, Any]) -> dict[str, str]:
    """How a task's head was made, and its figures on roads that were held out."""
    split, roads = head["split"], head["locations"]
    lines = {
        "head": head["kind"] if head["kind"] != "mlp" else f"mlp, epoch {head['epoch']}",
        "held out": f"{split['kind']}, fold {split['fold']}",
        "roads": ", ".join(f"{count} {part}" for part, count in roads.items()),
    }
    if head["held_out_in_pretraining"] is False:
        lines["mind"] = "the encoders have seen pictures or labels of tested roads"
    return lines | describe_metrics(task_id, head["metrics"])


def _pretraining(pretraining: Mapping[str, Any]) -> dict[str, str]:
    epochs = pretraining["config"]["epochs"]
    early = ", stopped early" if pretraining["stopped_early"] else ""
    figures = {name.replace("_", " "): _number(v) for name, v in pretraining["figures"].items()}
    return {
        "learned": ", ".join(pretraining["terms"]) or "nothing, the model is untrained",
        "epoch": f"{pretraining['epoch']} of {epochs}{early}",
        **figures,
    }


def _listed(values: Mapping[str, Any]) -> str:
    words = {True: "on", False: "off"}
    return ", ".join(
        f"{name.replace('_', ' ')} {words[v] if isinstance(v, bool) else v}"
        for name, v in values.items()
    )


def _number(value: float | None) -> str:
    return "unknown" if value is None else f"{value:.4g}"
