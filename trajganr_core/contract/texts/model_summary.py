"""A model's card and the figures of a training in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ..options.districts import JOINED
from ..records.group_figures import GROUPINGS, GroupFigures
from ..records.model_card import HeadCard, ModelCard, PretrainingCard, RoadFunctionCard
from ..tasks import ERRORS, IN_UNITS, INTERVAL_SIZES, METRICS, POPULARITY_CLASSES, TASKS, Kind
from .local_numbers import fill, local_number
from .text import joined

__all__ = [
    "TERMS",
    "describe_briefly",
    "describe_error",
    "describe_gain",
    "describe_groups",
    "describe_late_fall",
    "describe_metric",
    "describe_metrics",
    "describe_pretraining",
    "describe_progress",
    "describe_speeds",
    "summarise",
]

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
    "set_size": "{value:.3g} of {classes} classes on average",
    "radius": "shares off by {value:.3g} in all at most, on average",
}
#: What stands beside a figure of a head, by the beginning of its name in the card.
BESIDE = {
    "passes": "mean of the passes {value}",
    "shipped": "shipped model {value}",
    "baseline": "trivial {value}",
}
#: Sets that hold more of all classes than this hardly tell roads apart.
MAX_SET = 0.8
#: Groups of fewer tested roads are not described: their coverage is mostly chance.
MIN_TESTED = 10

#: Figures that work reports while it goes on.
PROGRESS = {
    "epoch": "epoch {value:.0f}",
    "loss": "loss {value:.4g} (lower is better)",
    "validation_loss": "validation loss {value:.4g} (the same sum, of data kept aside)",
    "rate": "{value} training samples per second",
    "fixes": "{value:.0f} fixes read",
    "boxes": "{value:.0f} areas downloaded",
    "images": "{value:.0f} pictures counted",
    "found": "{value:.0f} pictures found",
    "downloaded": "{value:.0f} pictures downloaded",
}
#: What a pretraining learns from: pairs that belong together, and times.
TERMS = {
    "zg": "trips with their places",
    "vg": "pictures with their places",
    "zv": "trips with pictures on their way",
    "time": "times in hidden windows",
}
#: Figures of a pretraining. Those of held-out trips are called so.
PRETRAINED = {
    "loss": "training loss",
    "held_out_loss": "held-out loss",
    "zg": "training loss, trips with places",
    "vg": "training loss, pictures with places",
    "zv": "training loss, trips with pictures",
    "time": "training loss, times in hidden windows",
    "zg_alignment": "held-out distance, trips to their places",
    "vg_alignment": "held-out distance, pictures to their places",
    "zv_alignment": "held-out distance, trips to their pictures",
    "z_to_g": "held-out trips that find their place",
    "g_to_z": "held-out places that find their trip",
    "v_to_g": "held-out pictures that find their place",
    "g_to_v": "held-out places that find their picture",
    "z_to_v": "held-out trips that find their picture",
    "v_to_z": "held-out pictures that find their trip",
    "z_uniformity": "held-out spread of trips",
    "g_uniformity": "held-out spread of places",
    "v_uniformity": "held-out spread of pictures",
    "time_error_s": "held-out error of times in hidden windows",
    "trips": "trips",
    "images": "pictures",
    "held_out_trips": "held-out trips",
    "steps": "training steps",
    "planned_steps": "planned training steps",
    "seconds": "training time",
    "late_fall": "longer training",
}
#: A held-out loss that fell by a smaller share in the last quarter of a training hardly falls.
#: Three times as many steps brought four to ten times that share (docs/sizing.md).
SMALL_FALL = 0.005
RECALL = "_recall_at_"

#: Answers a text's translation, or the text where it has none.
Translate = Callable[[str], str]


def summarise(card: ModelCard, tr: Translate = str) -> dict[str, Any]:
    """What the model is, what it learned from, and how well it did, by name; some are nested.

    Names are English; what is said of them is in the language of ``tr``.
    """
    pretraining, model = card.pretraining, card.model
    config = pretraining.config
    return {
        "name": card.name or tr("(none)"),
        "made": tr("{at}, TrajGANR {version}, on {device}, seed {seed}").format(
            at=card.created_at,
            version=card.versions.get("trajganr", "?"),
            device=card.device,
            seed=card.seed,
        ),
        "bundle": f"{card.bundle.name or tr('(no name)')}, {card.bundle.path}",
        "area": " ".join(map(str, card.area.bbox)),
        **_elsewhere(card),
        "preset": config.preset,
        "switches": _listed({name: getattr(model, name) for name in SWITCHES}, tr),
        "model": _listed({name: getattr(model, name) for name in SHAPE}, tr),
        "street views": model.backbone or tr("none"),
        "held out": _held_out(config.split, config.fold, tr),
        "pretraining": _pretraining(pretraining, tr),
        "times of the week": _times(card.road_function, tr),
        "heads": {TASKS[name].title: _head(name, head, tr) for name, head in card.heads.items()}
        or tr("none; fine-tune the model for a task"),
    }


def describe_metrics(
    task_id: str, metrics: Mapping[str, float | None], tr: Translate = str
) -> dict[str, str]:
    """Held-out figures beside the trivial predictor's, and what the intervals contain, by name.

    Errors are in the task's unit; what has no unit comes with its best value.
    """
    task = TASKS[task_id]
    lines = {}
    for metric in task.metrics:
        has_unit = metric in IN_UNITS
        notes = [] if has_unit else [tr("best {value}").format(value=0 if metric in ERRORS else 1)]
        notes += _beside(task_id, metric, metrics, tr)
        text = describe_metric(task_id, metric, metrics.get(metric), tr)
        lines[METRICS[metric]] = f"{text} ({', '.join(notes)})" if notes else text
    coverage = metrics.get("coverage")
    if coverage is None:
        lines["90 % intervals"] = tr("none: too few roads to calibrate on")
        return lines
    size = next((name for name in SIZES if metrics.get(name) is not None), None)
    classes = len(POPULARITY_CLASSES)
    if size == "set_size" and (metrics[size] or 0) > MAX_SET * classes:
        text = tr("tell almost nothing: they contain {value:.3g} of {classes} classes on average")
        lines["90 % intervals"] = fill(text, tr, value=metrics[size], classes=classes)
        return lines
    text = tr("contain {share:.0f} % of the tested roads").format(share=100 * coverage)
    if size is not None:
        text += ", " + _size(task_id, size, metrics[size], tr)
    lines["90 % intervals"] = text
    return lines


def _beside(
    task_id: str, metric: str, metrics: Mapping[str, float | None], tr: Translate
) -> list[str]:
    """A figure of what needs less than the model: its names begin with those of BESIDE."""
    known = {text: metrics.get(f"{name}_{metric}") for name, text in BESIDE.items()}
    return [
        tr(text).format(value=describe_metric(task_id, metric, value, tr))
        for text, value in known.items()
        if value is not None
    ]


def describe_briefly(task_id: str, metrics: Mapping[str, float | None], tr: Translate = str) -> str:
    """The leading held-out figure in one line, beside those of what needs less."""
    metric = TASKS[task_id].metrics[0]
    figure = describe_metric(task_id, metric, metrics.get(metric), tr)
    parts = [f"{tr(METRICS[metric])} {figure}", *_beside(task_id, metric, metrics, tr)]
    coverage = metrics.get("coverage")
    if coverage is not None:
        parts.append(tr("90 % intervals contain {share:.0f} %").format(share=100 * coverage))
    return joined([*parts, *describe_gain(task_id, metrics, tr)], tr)


def describe_gain(
    task_id: str, metrics: Mapping[str, float | None], tr: Translate = str
) -> list[str]:
    """What training gained over the shipped model on held-out roads; empty if not measured."""
    gain, low, high = (metrics.get(f"gain{end}") for end in ("", "_low", "_high"))
    if gain is None or low is None or high is None:
        return []
    text = tr("training gains {gain} over the shipped model (95 % interval {low} to {high})")
    if low <= 0:
        text = tr(
            "training gains nothing over the shipped model ({gain}, 95 % interval {low} to {high})"
        )
    values = (local_number(f"{value:.2f}", tr) for value in (gain, low, high))
    shown = dict(zip(("gain", "low", "high"), values, strict=True))
    shown["gain"] = f"{shown['gain']} {tr(TASKS[task_id].unit)}".rstrip()
    return [text.format(**shown)]


def describe_speeds(errors: Mapping[str, float | None], tr: Translate = str) -> str:
    """Errors of speeds on held-out drivers, see :class:`.RoadFunctionCard`."""
    text = tr(
        "error of speeds on held-out drivers {own:.2f} km/h (mean of the passes {passes:.2f})"
    )
    if "shipped" in errors:
        text = tr(
            "error of speeds on held-out drivers {own:.2f} km/h (shipped model before adapting "
            "{shipped:.2f}, mean of the passes {passes:.2f})"
        )
    return fill(text, tr, **errors)


def describe_groups(
    task_id: str, groups: Sequence[GroupFigures], tr: Translate = str
) -> dict[str, dict[str, str]]:
    """Errors and intervals by group, by the title of a grouping and the name of the group.

    Groups with few tested roads are left out, and a district that is the whole study area.
    """
    lines: dict[str, dict[str, str]] = {}
    districts = [one for one in groups if one.by == "district" and one.tested]
    for one in groups:
        if one.error is None or one.tested < MIN_TESTED or [one] == districts:
            continue
        parts = [
            tr("{error} on {tested} roads").format(
                error=describe_error(task_id, one.error, tr),
                tested=local_number(f"{one.tested:,}", tr),
            )
        ]
        for what, error in (("passes", one.passes_error), ("baseline", one.trivial_error)):
            if error is not None:
                value = describe_error(task_id, error, tr, named=False)
                parts.append(tr(BESIDE[what]).format(value=value))
        if one.coverage is not None:
            size = INTERVAL_SIZES[TASKS[task_id].kind]
            text = tr("90 % intervals contain {share:.0f} %, {size}, calibrated on {roads} roads")
            parts.append(
                text.format(
                    share=100 * one.coverage,
                    size=_size(task_id, size, one.size, tr),
                    roads=local_number(f"{one.calibrated_on:,}", tr),
                )
            )
        title = tr(GROUPINGS.get(one.by, one.by))
        name = JOINED.join(tr(part) for part in one.group.split(JOINED)) or tr("(none)")
        lines.setdefault(title, {})[name] = joined(parts, tr)
    return lines


def describe_error(
    task_id: str, value: float | None, tr: Translate = str, *, named: bool = True
) -> str:
    """The mean error of a group of roads, with or without what it is: ``MAE 4.1 km/h``."""
    if value is None:
        return tr("unknown")
    kind = TASKS[task_id].kind
    if kind is Kind.ORDINAL:
        return (tr("{percent:.0f} % in a wrong class") if named else "{percent:.0f} %").format(
            percent=100 * value
        )
    metric = "l1" if kind is Kind.DISTRIBUTION else "mae"
    unit = tr(TASKS[task_id].unit) if metric in IN_UNITS else ""
    text = f"{local_number(f'{value:.3g}', tr)} {unit}".rstrip()
    return f"{tr(METRICS[metric])} {text}" if named else text


def _size(task_id: str, name: str, value: float | None, tr: Translate) -> str:
    """The mean size of intervals in words."""
    unit, classes = tr(TASKS[task_id].unit), len(POPULARITY_CLASSES)
    if value is None:
        return tr("unknown")
    return fill(tr(SIZES[name]), tr, value=value, unit=unit, classes=classes)


def describe_metric(task_id: str, metric: str, value: float | None, tr: Translate = str) -> str:
    """A figure of a task with its unit, where it has one: ``7.31 km/h``."""
    unit = TASKS[task_id].unit if metric in IN_UNITS else ""
    number = _number(value, tr)
    return f"{number} {tr(unit)}" if unit and value is not None else number


def describe_progress(figures: Mapping[str, float | None], tr: Translate = str) -> str:
    """Figures of work that goes on, as a person reads them; those without a value are absent."""
    return ", ".join(
        fill(tr(PROGRESS[name]), tr, value=_pace(value, tr) if name == "rate" else value)
        if name in PROGRESS
        else f"{name} {_number(value, tr)}"
        for name, value in figures.items()
        if value is not None
    )


def _pace(value: float, tr: Translate) -> str:
    """Three digits, or a whole number: never as ``1.2e+03``."""
    return local_number(f"{value:.0f}" if value >= 100 else f"{value:.3g}", tr)


def describe_pretraining(
    figures: Mapping[str, float | None], tr: Translate = str
) -> dict[str, str]:
    """Figures of a pretraining by what they are called, each with what is good or its unit."""
    lines = {}
    for name, value in figures.items():
        direction, recall, _ = name.partition(RECALL)
        if recall:
            shares = {
                at: 100 * (figures.get(f"{direction}{RECALL}{at}") or 0.0) for at in (1, 5, 10)
            }
            text = tr("{first:.0f} % at once, {five:.0f} % among 5, {ten:.0f} % among 10")
            formatted = text.format(first=shares[1], five=shares[5], ten=shares[10])
            lines[PRETRAINED.get(direction, direction)] = formatted
        else:
            lines[PRETRAINED.get(name, name)] = _pretrained(name, value, tr)
    return lines


def describe_late_fall(fall: float, tr: Translate = str) -> str:
    """Whether a longer pretraining is likely to help.

    Args:
        fall: share by which the held-out loss fell in the last quarter of the training.
    """
    if fall < SMALL_FALL:
        return tr(
            "would help little; the held-out loss fell by less than 0.5 % in the "
            "last quarter of the training"
        )
    text = tr(
        "may help; the held-out loss fell by {percent:.1f} % in the last quarter of the training"
    )
    return fill(text, tr, percent=100 * fall)


def _pretrained(name: str, value: float | None, tr: Translate) -> str:
    number = _number(value, tr)
    if name.endswith("_alignment"):
        return tr("{value} (best 0, worst 4)").format(value=number)
    if name.endswith("_uniformity"):
        return tr("{value} (lower is better, 0: all alike)").format(value=number)
    if name.endswith("_kmh"):
        return tr("{value} km/h").format(value=number)
    if name == "seconds" or name.endswith("_s"):
        return tr("{value} s").format(value=number)
    if name == "late_fall" and value is not None:
        return describe_late_fall(value, tr)
    if name.endswith("loss") or name in TERMS:
        return tr("{value} (lower is better)").format(value=number)
    return number


def _head(task_id: str, head: HeadCard, tr: Translate) -> dict[str, Any]:
    """How a task's head was made, and its figures on roads that were held out."""
    split, roads = head.split, head.locations
    lines: dict[str, Any] = {
        "head": _kind(head, tr),
        **({"labels": head.label_source.said(tr)} if head.label_source else {}),
        "held out": _held_out(split.kind, split.fold, tr),
        "roads": ", ".join(
            tr(PARTS[part]).format(count=local_number(f"{roads[part]:,}", tr))
            for part in PARTS
            if part in roads
        ),
    }
    if head.held_out_in_pretraining is False:
        lines["caution"] = tr("the encoders have seen pictures or labels of tested roads")
    lines |= describe_metrics(task_id, head.metrics, tr)
    gain = describe_gain(task_id, head.metrics, tr)
    if gain:
        lines["training"] = joined(gain, tr)
    return lines | describe_groups(task_id, head.groups, tr)


def _kind(head: HeadCard, tr: Translate) -> str:
    if head.trees is not None:
        if head.share == 1:
            return tr("a small network")
        if not head.share and not head.trees:
            return tr("the same for all roads")
        both = tr("{trees} boosted trees and a small network")
        return (both if head.share else tr("{trees} boosted trees")).format(trees=head.trees)
    if head.epoch is not None:
        return tr("{kind}, epoch {epoch}").format(kind=head.kind, epoch=head.epoch)
    return head.kind


def _elsewhere(card: ModelCard) -> dict[str, str]:
    """The bundles that a model was pretrained on, where that is not its own alone."""
    bundles = [one.bundle for one in card.pretraining.areas]
    if [bundle.id for bundle in bundles] == [card.bundle.id]:
        return {}
    return {"pretrained on": ", ".join(bundle.name or bundle.path for bundle in bundles)}


def _pretraining(pretraining: PretrainingCard, tr: Translate) -> dict[str, str]:
    early, config = pretraining.stopped_early, pretraining.config
    if config.epochs is None:
        epoch = (
            tr("{epoch}, budget {budget}, stopped early")
            if early
            else tr("{epoch}, budget {budget}")
        )
    else:
        epoch = tr("{epoch} of {epochs}, stopped early") if early else tr("{epoch} of {epochs}")
    terms = [tr(TERMS[name]) if name in TERMS else name for name in pretraining.terms]
    return {
        "learned": ", ".join(terms) or tr("nothing, the model is untrained"),
        "epoch": epoch.format(
            epoch=_number(pretraining.epoch, tr), epochs=config.epochs, budget=config.budget
        ),
        **describe_pretraining(pretraining.figures, tr),
    }


def _times(roads: RoadFunctionCard | None, tr: Translate) -> str:
    if roads is None:
        return tr("not learned; the model predicts no speeds at times of the week")
    text = tr("speeds, learned from {passes} passes of {drivers} drivers")
    passes, drivers = (local_number(f"{n:,}", tr) for n in (roads.passes, roads.drivers))
    facts = [text.format(passes=passes, drivers=drivers)]
    if roads.figures and "own" in roads.figures:
        facts.append(describe_speeds(roads.figures, tr))
    return joined(facts, tr)


def _held_out(split: str, fold: int, tr: Translate) -> str:
    return tr("{split}, fold {fold}").format(split=split, fold=fold)


def _listed(values: Mapping[str, Any], tr: Translate) -> str:
    words = {True: tr("on"), False: tr("off")}
    return ", ".join(
        f"{name.replace('_', ' ')} {words[v] if isinstance(v, bool) else v}"
        for name, v in values.items()
    )


def _number(value: float | None, tr: Translate) -> str:
    return tr("unknown") if value is None else local_number(f"{value:.4g}", tr)
