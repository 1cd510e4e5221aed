"""A model's card: which ones this release reads, and how a person reads them.

Standard library only.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from .errors import Code, TrajganrError
from .tasks import METRICS, TASKS

__all__ = [
    "SCHEMA",
    "check_schema",
    "describe_metrics",
    "known_areas",
    "pretrained_areas",
    "summarise",
]

#: Of the cards that this release writes and reads.
SCHEMA = 6

#: Switches of the model that a person asks about first.
SHAPE = ("dimension", "layers", "attention", "query_time", "alignment", "modalities", "space2vec")
SWITCHES = ("geometry", "motion", "location_min_scale")
#: Of the roads that a head was made with.
PARTS = {
    "train": "{count} train",
    "validation": "{count} validation",
    "calibration": "{count} calibration",
    "test": "{count} test",
}
#: Of the intervals of a task, as its metric calls it.
SIZES = {
    "interval_width": "{value:.3g} {unit} wide on average",
    "set_size": "{value:.3g} of 5 classes on average",
    "radius": "shares off by {value:.3g} in all at most, on average",
}

#: Answers a text's translation, or the text where it has none.
Translate = Callable[[str], str]


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


def pretrained_areas(card: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The study areas that a model was pretrained in, each a ``bundle`` and its ``area``.

    Cards of releases before there could be several name the one as the model's own.
    """
    own = {"bundle": card["bundle"], "area": card["area"]}
    return list(card["pretraining"].get("areas", [own]))


def known_areas(card: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The study areas of which a model can be asked, its own first.

    Those that it was pretrained in, of a model without heads; heads know only the one in which they
    were fine-tuned.
    """
    others = [] if card["heads"] else [one["area"] for one in pretrained_areas(card)]
    return [card["area"], *(area for area in others if area != card["area"])]


def summarise(card: Mapping[str, Any], tr: Translate = str) -> dict[str, Any]:
    """What the model is, what it learned from, and how well it did, by name; some are nested.

    Names are English; what is said of them is in the language of ``tr``.
    """
    pretraining, model = card["pretraining"], card["model"]
    config = pretraining["config"]
    return {
        "name": card["name"] or tr("(none)"),
        "made": tr("{at}, TrajGANR {version}, on {device}, seed {seed}").format(
            at=card["created_at"],
            version=card["versions"]["trajganr"],
            device=card["device"],
            seed=card["seed"],
        ),
        "bundle": f"{card['bundle']['name'] or tr('(no name)')}, {card['bundle']['path']}",
        "area": " ".join(map(str, card["area"]["bbox"])),
        **_elsewhere(card),
        "preset": config["preset"],
        "switches": _listed({name: model[name] for name in SWITCHES}, tr),
        "model": _listed({name: model[name] for name in SHAPE}, tr),
        "street views": model["backbone"] or tr("none"),
        "held out": _held_out(config["split"], config["fold"], tr),
        "pretraining": _pretraining(pretraining, tr),
        "heads": {TASKS[name].title: _head(name, head, tr) for name, head in card["heads"].items()}
        or tr("none; fine-tune the model for a task"),
    }


def describe_metrics(
    task_id: str, metrics: Mapping[str, float | None], tr: Translate = str
) -> dict[str, str]:
    """Held-out figures beside the trivial predictor's, and what the intervals hold, by name."""
    task = TASKS[task_id]
    lines = {}
    for metric in task.metrics:
        trivial = metrics.get(f"baseline_{metric}")
        told = "{value}" if trivial is None else tr("{value} (trivial {trivial})")
        found = _number(metrics.get(metric), tr)
        lines[METRICS[metric]] = told.format(value=found, trivial=_number(trivial, tr))
    coverage = metrics.get("coverage")
    if coverage is None:
        lines["90 % intervals"] = tr("none: too few roads to calibrate on")
        return lines
    size = next((name for name in SIZES if metrics.get(name) is not None), None)
    text = tr("hold {share:.0f} % of the tested roads").format(share=100 * coverage)
    if size is not None:
        text += ", " + tr(SIZES[size]).format(value=metrics[size], unit=tr(task.unit))
    lines["90 % intervals"] = text
    return lines


def _head(task_id: str, head: Mapping[str, Any], tr: Translate) -> dict[str, str]:
    """How a task's head was made, and its figures on roads that were held out."""
    split, roads = head["split"], head["locations"]
    lines = {
        "head": _kind(head, tr),
        "held out": _held_out(split["kind"], split["fold"], tr),
        "roads": ", ".join(tr(PARTS[part]).format(count=count) for part, count in roads.items()),
    }
    if head["held_out_in_pretraining"] is False:
        lines["mind"] = tr("the encoders have seen pictures or labels of tested roads")
    return lines | describe_metrics(task_id, head["metrics"], tr)


def _kind(head: Mapping[str, Any], tr: Translate) -> str:
    if head["kind"] != "mlp":
        return str(head["kind"])
    first, last = min(head["epochs"]), max(head["epochs"])
    epoch = str(first) if first == last else f"{first}–{last}"
    told = tr("{kind}, epoch {epoch}").format(kind=head["kind"], epoch=epoch)
    if head["trees"]:
        told += ", " + tr("{percent:.0f} % of the answer by {trees} trees").format(
            percent=100 * head["shares"]["trees"], trees=head["trees"]
        )
    return told


def _elsewhere(card: Mapping[str, Any]) -> dict[str, str]:
    """The bundles that a model was pretrained on, where that is not its own alone."""
    bundles = [one["bundle"] for one in pretrained_areas(card)]
    if [bundle["id"] for bundle in bundles] == [card["bundle"]["id"]]:
        return {}
    return {"pretrained on": ", ".join(bundle["name"] or bundle["path"] for bundle in bundles)}


def _pretraining(pretraining: Mapping[str, Any], tr: Translate) -> dict[str, str]:
    early = pretraining["stopped_early"]
    epoch = tr("{epoch} of {epochs}, stopped early") if early else tr("{epoch} of {epochs}")
    figures = {name.replace("_", " "): _number(v, tr) for name, v in pretraining["figures"].items()}
    return {
        "learned": ", ".join(pretraining["terms"]) or tr("nothing, the model is untrained"),
        "epoch": epoch.format(epoch=pretraining["epoch"], epochs=pretraining["config"]["epochs"]),
        **figures,
    }


def _held_out(split: str, fold: int, tr: Translate) -> str:
    return tr("{split}, fold {fold}").format(split=split, fold=fold)


def _listed(values: Mapping[str, Any], tr: Translate) -> str:
    words = {True: tr("on"), False: tr("off")}
    return ", ".join(
        f"{name.replace('_', ' ')} {words[v] if isinstance(v, bool) else v}"
        for name, v in values.items()
    )


def _number(value: float | None, tr: Translate) -> str:
    return tr("unknown") if value is None else f"{value:.4g}"
