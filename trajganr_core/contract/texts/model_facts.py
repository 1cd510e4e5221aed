"""Facts on models: a card, its heads with their figures, and the figures of a training."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ..options.districts import JOINED
from ..records.group_figures import GROUPINGS, GroupFigures
from ..records.model_card import HeadCard, ModelCard, PretrainingCard, RoadFunctionCard
from ..tasks import ERRORS, IN_UNITS, INTERVAL_SIZES, METRICS, POPULARITY_CLASSES, TASKS
from .facts import Facts, Table
from .quantities import rounded
from .text import Text, joined, word
from .verdicts import error_text, speeds_text, verdict_text

#: Switches of the model that a person asks about first.
SHAPE = ("dimension", "layers", "attention", "query_time", "alignment", "modalities", "space2vec")
SWITCHES = ("geometry", "motion", "location_min_scale")
#: Of the roads that a head was made with.
PARTS = {
    "train": "{count:,} train",
    "validation": "{count:,} validation",
    "calibration": "{count:,} calibration",
    "test": "{count:,} test",
}
#: Of the intervals of a task, as its metric calls it.
SIZES = {
    "interval_width": "{value:.3g} {unit} wide on average",
    "set_size": "{value:.3g} of {classes} classes on average",
    "radius": "shares off by {value:.3g} in all at most, on average",
}
#: What stands beside a figure of a head, by the beginning of its name in the card: in a sentence.
BESIDE = {
    "passes": "mean of own trips {value}",
    "shipped": "shipped model {value}",
    "baseline": "trivial {value}",
}
#: The same as columns of a table, what needs no model first.
COLUMNS = {
    "passes_": "Mean of own trips",
    "": "Model",
    "shipped_": "Shipped model",
    "baseline_": "Trivial",
}
#: The lines below the figures of a task, on intervals and on the mean of own trips.
INTERVALS = "90 % intervals"
VERDICT = "Is the mean enough?"
#: The mean of own trips is of roads that have some, which may be fewer than are tested.
ON_ROADS = "{value} on {roads:,} roads"
#: A sentence after a fact.
THEN = "{first}. {second}"
#: Sets that hold more of all classes than this hardly tell roads apart.
MAX_SET = 0.8
#: Shares that may be off by more in all tell almost nothing: half of them may be of other kinds.
MAX_RADIUS = 1.0
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
    "images": "{value:.0f} street views counted",
    "found": "{value:.0f} street views found",
    "downloaded": "{value:.0f} street views downloaded",
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
    "vg": "training loss, street views with places",
    "zv": "training loss, trips with street views",
    "time": "training loss, times in hidden windows",
    "zg_alignment": "held-out distance, trips to their places",
    "vg_alignment": "held-out distance, street views to their places",
    "zv_alignment": "held-out distance, trips to their street views",
    "z_to_g": "held-out trips that find their place",
    "g_to_z": "held-out places that find their trip",
    "v_to_g": "held-out street views that find their place",
    "g_to_v": "held-out places that find their street view",
    "z_to_v": "held-out trips that find their street view",
    "v_to_z": "held-out street views that find their trip",
    "z_uniformity": "held-out spread of trips",
    "g_uniformity": "held-out spread of places",
    "v_uniformity": "held-out spread of street views",
    "time_error_s": "held-out error of times in hidden windows",
    "trips": "trips",
    "images": "pictures",
    "held_out_trips": "held-out trips",
    "steps": "training steps",
    "planned_steps": "planned training steps",
    "seconds": "training time",
    "late_fall": "longer training",
}
#: Ends of the names of those that only compare trainings of a kind.
DETAILS = ("_alignment", "_uniformity")
#: What these figures mean, by the end of their names.
MEANINGS = {
    "_alignment": "{value} (best 0, worst 4)",
    "_uniformity": "{value} (lower is better, 0: all alike)",
    "_kmh": "{value} km/h",
    "seconds": "{value} s",
    "_s": "{value} s",
    "loss": "{value} (lower is better)",
    **dict.fromkeys(TERMS, "{value} (lower is better)"),
    "": "{value}",
}
#: A held-out loss that fell by a smaller share in the last quarter of a training hardly falls.
#: Three times as many steps brought four to ten times that share.
SMALL_FALL = 0.005
RECALL, COVERAGE = "_recall_at_", "coverage"


def model_facts(card: ModelCard) -> Facts:
    """What the model is, what it learned from, and how well it did."""
    pretraining, model = card.pretraining, card.model
    config = pretraining.config
    bundles = [one.bundle for one in pretraining.areas]
    is_elsewhere = {bundle.id for bundle in bundles} - {card.bundle.id}
    names = [bundle.name or bundle.path for bundle in bundles]
    name = card.bundle.name or Text("(no name)")
    release = card.versions.get("trajganr", "?")
    made = Text("{created_at}, TrajGANR {release}, on {device}, seed {seed}", card, release=release)
    return {
        Text("name"): card.name or Text("(none)"),
        Text("made"): made,
        Text("bundle"): Text("{name}, {path}", card.bundle, name=name),
        Text("area"): " ".join(map(str, card.area.bbox)),
        **({Text("pretrained on"): Text("{names}", names=names)} if is_elsewhere else {}),
        Text("preset"): config.preset,
        Text("switches"): _settings({name: getattr(model, name) for name in SWITCHES}),
        Text("model"): _settings({name: getattr(model, name) for name in SHAPE}),
        Text("street views"): model.backbone or Text("none"),
        Text("held out"): Text("{split}, fold {fold}", config),
        Text("pretraining"): _pretraining(pretraining),
        Text("times of the week"): _times(card.road_function),
        Text("heads"): {
            Text(TASKS[task].title): {
                **head_facts(head),
                **figures_of(task, head.metrics, head.groups),
            }
            for task, head in card.heads.items()
        }
        or Text("none; fine-tune the model for a task"),
    }


def head_facts(head: HeadCard) -> dict[str, Text]:
    """How a task's head was made."""
    roads = [
        Text(PARTS[part], count=head.locations[part]) for part in PARTS if part in head.locations
    ]
    seen = Text("the encoders have seen pictures or labels of tested roads")
    return {
        Text("head"): _kind(head),
        **({Text("labels"): head.label_source} if head.label_source else {}),
        Text("held out"): Text("{kind}, fold {fold}", head.split),
        Text("roads"): Text("{roads}", roads=roads),
        **({Text("caution"): seen} if head.held_out_in_pretraining is False else {}),
    }


def figures_of(
    task_id: str, metrics: Mapping[str, float | None], groups: Sequence[GroupFigures] = ()
) -> Facts:
    """The figures of a task on held-out roads: of all, what training gained, and by group.

    Figures stand beside those of what needs less. Errors are in the task's unit; what has no unit
    comes with its best value.
    """
    facts: dict[str, Any] = {}
    for metric in TASKS[task_id].metrics:
        best = [] if metric in IN_UNITS else [_best(metric)]
        notes = [*best, *_beside(task_id, metric, BESIDE, metrics)]
        figure = metric_text(task_id, metric, metrics.get(metric))
        facts[Text(METRICS[metric])] = (
            Text("{figure} ({notes})", figure=figure, notes=notes) if notes else figure
        )
    verdict, gain = verdict_text(task_id, metrics), gain_text(task_id, metrics)
    return {
        **({Text(VERDICT): verdict} if verdict else {}),
        **facts,
        Text(INTERVALS): _intervals(task_id, metrics),
        **({Text("training"): gain} if gain else {}),
        **group_facts(task_id, groups),
    }


def figure_table(figures: Mapping[str, Mapping[str, float | None]]) -> Table:
    """The same of several tasks: a row for each figure, columns for what needs less.

    Args:
        figures: by task.
    """
    columns = {
        begin: Text(title)
        for begin, title in COLUMNS.items()
        if begin != "shipped_"
        or any(name.startswith(begin) for of in figures.values() for name in of)
    }
    rows: list[Sequence[str]] = []
    for task, metrics in figures.items():
        rows.append([Text(TASKS[task].title)])
        for name in TASKS[task].metrics:
            cells = (_cell(begin, name, metrics) for begin in columns)
            rows.append([metric_title(task, name), *cells])
        if verdict := verdict_text(task, metrics):
            rows.append([Text(VERDICT), verdict])
        rows.append([Text(INTERVALS), _intervals(task, metrics)])
    return Table([Text("On held-out roads"), *columns.values()], rows)


def metric_title(task_id: str, metric: str) -> Text:
    """The name of a figure, with its unit or, if it has none, its best value."""
    if metric == COVERAGE:
        return Text(METRICS[metric])
    note = Text(TASKS[task_id].unit) if metric in IN_UNITS else _best(metric)
    return Text("{title} ({note})", title=Text(METRICS[metric]), note=note)


def metric_cell(metric: str, value: float | None) -> Text:
    """A figure below or beside its :func:`metric_title`."""
    if value is None:
        return Text("–")
    if metric == COVERAGE:
        return Text("{percent:.0f} %", percent=100 * value)
    return Text("{value:.3g}", value=value)


def metric_text(task_id: str, metric: str, value: float | None) -> Text:
    """A figure of a task with its unit, where it has one: ``7.31 km/h``."""
    if value is None or metric not in IN_UNITS:
        return _number(value)
    return Text("{value:.4g} {unit}", value=value, unit=Text(TASKS[task_id].unit))


def leading_facts(heads: Mapping[str, HeadCard]) -> dict[str, Text]:
    """The leading held-out figure of each task, beside that of the road's own passes."""
    facts: dict[str, Text] = {}
    for task, head in heads.items():
        metric = TASKS[task].metrics[0]
        figure = metric_text(task, metric, head.metrics.get(metric))
        beside = _beside(task, metric, {"passes": BESIDE["passes"]}, head.metrics)
        facts[Text(TASKS[task].title)] = Text(
            "{title} {figure} ({beside})" if beside else "{title} {figure}",
            title=Text(METRICS[metric]),
            figure=figure,
            beside=beside,
        )
    return facts


def gain_text(task_id: str, metrics: Mapping[str, float | None]) -> Text | None:
    """What training gained over the shipped model on held-out roads; None if not measured."""
    gain, low, high = (metrics.get(f"gain{end}") for end in ("", "_low", "_high"))
    if gain is None or low is None or high is None:
        return None
    unit = TASKS[task_id].unit
    size = Text("{gain:.2f} {unit}" if unit else "{gain:.2f}", gain=gain, unit=Text(unit))
    return Text(
        "training gains {gain} over the shipped model (95 % interval {low:.2f} to {high:.2f})"
        if low > 0
        else "training gains nothing over the shipped model ({gain}, 95 % interval {low:.2f} to "
        "{high:.2f})",
        gain=size,
        low=low,
        high=high,
    )


def group_facts(task_id: str, groups: Sequence[GroupFigures]) -> dict[str, dict[str, Text]]:
    """Errors and intervals by group, by the title of a grouping and the name of the group.

    Groups with few tested roads are left out, and a district that is the whole study area.
    """
    facts: dict[str, dict[str, Text]] = {}
    districts = [one for one in groups if one.by == "district" and one.tested]
    for one in groups:
        if one.error is None or one.tested < MIN_TESTED or [one] == districts:
            continue
        error = error_text(task_id, one.error)
        parts = [Text("{error} on {tested:,} roads", error=error, tested=one.tested)]
        beside = ("passes", one.passes_error, one.with_trips), ("baseline", one.trivial_error, 0)
        for what, other, roads in beside:
            if other is not None:
                value = error_text(task_id, other, named=False)
                if roads and roads < one.tested:
                    value = Text(ON_ROADS, value=value, roads=roads)
                parts.append(Text(BESIDE[what], value=value))
        if one.coverage is not None:
            intervals = Text(
                "90 % intervals contain {share:.0f} %, {size}, calibrated on {roads:,} roads",
                share=100 * one.coverage,
                size=_size(task_id, INTERVAL_SIZES[TASKS[task_id].kind], one.size),
                roads=one.calibrated_on,
            )
            parts.append(intervals)
        title = word(GROUPINGS.get(one.by, one.by))
        facts.setdefault(title, {})[group_name(one.group)] = joined(*parts)
    return facts


def district_table(heads: Mapping[str, HeadCard]) -> Table:
    """The figures of each district, below a row with the title of the task."""
    rows: list[Sequence[str]] = []
    for task, head in heads.items():
        districts = [one for one in head.groups if one.by == "district"]
        for of in group_facts(task, districts).values():
            rows += [[Text(TASKS[task].title)], *of.items()]
    return Table([Text("District"), Text("Tested roads")], rows)


def group_name(group: str) -> Text:
    """A group of roads in words; several districts may count as one."""
    if not group:
        return Text("(none)")
    return joined(*map(word, group.split(JOINED)), by=f"{{first}}{JOINED}{{second}}")


def progress_text(figures: Mapping[str, float | None]) -> Text:
    """Figures of work that goes on, as a person reads them; those without a value are absent."""
    said = []
    for name, value in figures.items():
        if value is None:
            continue
        if name == "rate":  # never as 1.2e+03
            pace = Text("{value:.0f}" if value >= 100 else "{value:.3g}", value=value)
            said.append(Text(PROGRESS[name], value=pace))
        elif name in PROGRESS:
            said.append(Text(PROGRESS[name], value=value))
        else:
            said.append(Text("{name} {value}", name=name, value=_number(value)))
    return Text("{figures}", figures=said)


def pretraining_facts(
    figures: Mapping[str, float | None], *, details: bool = True
) -> dict[str, Text]:
    """Figures of a pretraining by what they are called, each with what is good or its unit.

    Args:
        details: whether those are wanted too that only compare trainings of a kind.
    """
    facts: dict[str, Text] = {}
    for name, value in figures.items():
        if not details and name.endswith(DETAILS):
            continue
        direction, recall, _ = name.partition(RECALL)
        text = _recall(direction, figures) if recall else _pretrained(name, value)
        facts[word(PRETRAINED.get(direction, direction))] = text
    return facts


def late_fall_text(fall: float) -> Text:
    """Whether a longer pretraining is likely to help.

    Args:
        fall: share by which the held-out loss fell in the last quarter of the training.
    """
    return Text(
        "would help little; the held-out loss fell by less than 0.5 % in the last quarter of the "
        "training"
        if fall < SMALL_FALL
        else "may help; the held-out loss fell by {percent:.1f} % in the last quarter of the "
        "training",
        percent=100 * fall,
    )


def _best(metric: str) -> Text:
    return Text("best {value}", value=0 if metric in ERRORS else 1)


def _beside(
    task_id: str, metric: str, beside: Mapping[str, str], metrics: Mapping[str, float | None]
) -> list[Text]:
    """A figure of what needs less than the model: its names begin with those of ``beside``."""
    known = {name: metrics.get(f"{name}_{metric}") for name in beside}
    return [
        Text(
            beside[name], value=_of_roads(f"{name}_", metric_text(task_id, metric, value), metrics)
        )
        for name, value in known.items()
        if value is not None
    ]


def _cell(begin: str, metric: str, metrics: Mapping[str, float | None]) -> Text:
    value = metrics.get(begin + metric)
    cell = metric_cell(metric, value)
    return cell if value is None else _of_roads(begin, cell, metrics)


def _of_roads(begin: str, value: Text, metrics: Mapping[str, float | None]) -> Text:
    """A figure with the number of its roads, where these are not all."""
    if begin == "passes_" and metrics.get("no_trips_roads"):
        return Text(ON_ROADS, value=value, roads=int(metrics.get("trips_roads") or 0))
    return value


def _intervals(task_id: str, metrics: Mapping[str, float | None]) -> Text:
    """What the intervals of a task contain, and how wide they are."""
    coverage = metrics.get(COVERAGE)
    if coverage is None:
        return Text("none: too few roads to calibrate on")
    name = next((name for name in SIZES if metrics.get(name) is not None), None)
    size, classes = metrics[name] if name else None, len(POPULARITY_CLASSES)
    if name == "set_size" and (size or 0) > MAX_SET * classes:
        return Text(
            "tell almost nothing: they contain {value:.3g} of {classes} classes on average",
            value=size or 0,
            classes=classes,
        )
    if name == "radius" and (size or 0) > MAX_RADIUS:
        return Text(
            "tell almost nothing: shares may be off by {value:.3g} of 2 in all", value=size or 0
        )
    share = Text("contain {share:.0f} % of the tested roads", share=100 * coverage)
    return Text("{facts}", facts=[share, *([_size(task_id, name, size)] if name else [])])


def _size(task_id: str, name: str, value: float | None) -> Text:
    """The mean size of intervals in words."""
    if value is None:
        return Text("unknown")
    unit, classes = Text(TASKS[task_id].unit), len(POPULARITY_CLASSES)
    return Text(SIZES[name], value=value, unit=unit, classes=classes)


def _recall(direction: str, figures: Mapping[str, float | None]) -> Text:
    first, five, ten = (100 * (figures.get(f"{direction}{RECALL}{n}") or 0.0) for n in (1, 5, 10))
    return Text(
        "{first:.0f} % at once, {five:.0f} % among 5, {ten:.0f} % among 10",
        first=first,
        five=five,
        ten=ten,
    )


def _pretrained(name: str, value: float | None) -> Text:
    if name == "late_fall" and value is not None:
        return late_fall_text(value)
    ending = next(ending for ending in MEANINGS if name.endswith(ending))
    return Text(MEANINGS[ending], value=_number(value))


def _kind(head: HeadCard) -> Text:
    if head.trees is None:
        return Text("{kind}" if head.epoch is None else "{kind}, epoch {epoch}", head)
    if head.share == 1:
        return Text("a small network")
    if not head.share and not head.trees:
        return Text("the same for all roads")
    return Text(
        "{trees} boosted trees and a small network" if head.share else "{trees} boosted trees", head
    )


def _pretraining(pretraining: PretrainingCard) -> Facts:
    config, early = pretraining.config, pretraining.stopped_early
    length = Text(
        "{epoch:.4g}, budget {budget}" if config.epochs is None else "{epoch:.4g} of {epochs}",
        epoch=pretraining.epoch,
        epochs=config.epochs or 0,
        budget=config.budget or "",
    )
    terms = [word(TERMS.get(name, name)) for name in pretraining.terms]
    nothing = Text("nothing, the model is untrained")
    return {
        Text("learned"): Text("{terms}", terms=terms) if terms else nothing,
        Text("epoch"): Text("{length}, stopped early", length=length) if early else length,
        **pretraining_facts(pretraining.figures),
    }


def _times(roads: RoadFunctionCard | None) -> Text:
    if roads is None:
        return Text("not learned; the model predicts no speeds at times of the week")
    learned = Text(
        "speeds, learned from about {passes:,} passes of {drivers:,} drivers",
        passes=rounded(roads.passes),
        drivers=rounded(roads.drivers),
    )
    verdict = speeds_text(roads.figures)
    return joined(learned, verdict, by=THEN) if verdict else learned


def _settings(values: Mapping[str, Any]) -> Text:
    words = {True: Text("on"), False: Text("off")}
    said = [
        Text(
            "{name} {value}",
            name=name.replace("_", " "),
            value=words[value] if isinstance(value, bool) else str(value),
        )
        for name, value in values.items()
    ]
    return Text("{settings}", settings=said)


def _number(value: float | None) -> Text:
    return Text("unknown") if value is None else Text("{value:.4g}", value=value)
