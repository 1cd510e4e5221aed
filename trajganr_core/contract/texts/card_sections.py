"""The sections of a model's card in sentences, and the card as Markdown.

The sections are those of Mitchell et al., "Model cards for model reporting" (2019), as far as a
card can be filled from what is known of a model: nothing in it is written by hand. A sentence is
said where the fact that it is named after is known.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from string import Template
from typing import Any

from ..options.districts import DISTRICTS, MIN_BLOCKS, MIN_ROADS
from ..options.time_sets import DAYS
from ..records.model_card import DataCard, HeadCard, ModelCard
from ..tasks import ERRORS, TASKS
from .bundle_facts import few_text, local_days
from .facts import bullets, filled, markdown_table, sentences
from .model_facts import district_table, figure_table, group_name, model_facts
from .quantities import rounded
from .text import Text, said_of, word
from .verdicts import difference_text, error_text, mean_is_as_good

TEMPLATE = Path(__file__).with_name("model_card_template.md")
#: Fewer roads in a part of the split, drivers, or roads of a group are mentioned as a limit.
FEW_ROADS, FEW_DRIVERS, FEW_IN_GROUP = 100, 30, 30
#: A group whose 90 % intervals contain a smaller share of the tested roads is mentioned.
LOW_COVERAGE = 0.8
#: Fixes that are further apart show no hard braking, seconds.
MAX_BRAKING_GAP_S = 2.0

USE = {
    "tasks": "Predicts for every road, in each direction: {tasks}. It applies in the study area "
    "{area} only, from {west}, {south} to {east}, {north}.",
    "no_tasks": "Describes places by what trips and pictures show there. It predicts no attribute "
    "of roads until it is fine-tuned. Its study area is {area}, from {west}, {south} to {east}, "
    "{north}.",
    "times": "Predicts the speed of every road at times of the week.",
    "period": "Describes traffic as the vehicles in the data drove: about {trips:,} trips of "
    "{drivers:,} drivers, {period}.",
    "always": "Suited to comparing roads and parts of a city on a map, to choosing roads for a "
    "closer look, and, with its 90 % intervals, as an input for planning.",
}
MISUSE = {
    "always": "other study areas, other periods and other kinds of vehicles.",
    "roads": "decisions about a single road without a measurement there.",
    "single_drivers": "conclusions about single drivers, and enforcement.",
    "popularity": "volumes of traffic: popularity ranks roads by trips of the vehicles in the "
    "data.",
    "aoi": "zoning: the function of a road is that of the mapped places nearby.",
    "braking": "counts of accidents: hard braking is not an accident.",
    "slowdown": "hard braking or accidents: slow-down intensity measures neither.",
    "no_times": "times of the week: the model has not learned them.",
}
LIMITS = {
    "without_trips": "{without_trips:.0f} % of the directed segments have no input trip; "
    "predictions there rest on other roads.",
    "empty_days": "No input trip on: {empty_days}.",
    "empty_hours": "No input trip on any day at: {empty_hours}.",
    "few_drivers": "The input trips are those of fewer than {few_drivers} drivers.",
    "no_images": "There are no street views: nothing is known of how roads look.",
    "with_images": "{with_images:.0f} % of the directed segments have a street view of their own.",
    "sparse": "Fixes are too far apart to show hard braking.",
}
LIMITS_OF_HEAD = {
    "worse_than_passes": "no better than the mean of the road's own trips: use Observed traffic "
    "where roads have trips.",
    "worse_than_baseline": "no better than the mean or the usual class of all labels.",
    "no_intervals": "{no_intervals}",
    "few_calibrated": "the intervals are calibrated on {few_calibrated} roads only.",
    "few_tested": "the figures are from {few_tested} tested roads only.",
    "label_percent": "fitted on {label_percent:.0f} % of the labels.",
    "seen": "the encoders may have seen pictures or labels of tested roads.",
    "amid_training": "tested roads lie among training roads; far from roads with labels, errors "
    "may be larger.",
}
DATA = {
    "period": "Period: {period}.",
    "drivers": "Fleet: about {trips:,} trips of {drivers:,} drivers. The trips of about "
    "{label_drivers:,} of these drivers make labels and are not seen by the model.",
    "median": "Sampling: a fix every {median:.3g} s (5 % to 95 %: {p5:.3g} to {p95:.3g} s).",
    "recovered": "Recovered: {recovered:.1f} % of the passes are between fixes more than 15 s "
    "apart; their ways and times are estimates.",
    "images": "Street views: {images:,}.",
}
FAIRNESS = {
    "inputs": "Input trips use between {low:.0f} % ({lowest}) and {high:.0f} % ({highest}) of the "
    "directed segments of a district.",
    "missing": "Districts without roads: {missing}.",
    "tasks": "Districts are ninths of the study area, and the centre is that of the area. Those "
    "with fewer than {min_roads} tested roads, or tested roads in fewer than {min_blocks} blocks "
    "of 500 m, are merged with a neighbour.",
}
#: A group of roads, by what it is grouped by.
GROUPS = {
    "highway": "road class {group}",
    "trips": "{group} input trips",
    "basis": "based on: {group}",
}


def card_sections(card: ModelCard) -> dict[str, list[Text]]:
    """The sentences of each section, by its name in the template; without heads, no figures."""
    facts = _facts(card)
    data = [
        Text(
            "{role}: {name}; licence: {terms}.",
            role=word(source.role),
            name=source.name,
            terms=[*filter(None, (source.licence, source.attribution))] or Text("not stated"),
        )
        for source in card.data.sources
    ]
    sources_of_labels = {task: head.label_source for task, head in card.heads.items()}
    notes = {task: note for task, note in card.data.notes.items() if task not in card.heads}
    remarks = card.finetuning.remarks if card.finetuning else ()
    return {
        "use": filled(USE, facts),
        "misuse": filled(MISUSE, facts),
        "limits": [
            *(few_text(task, head.few) for task, head in card.heads.items() if head.few),
            *_limits_of_heads(card),
            *filled(LIMITS, facts),
            *remarks,
            *_of_tasks(notes),
        ],
        "fairness": [*_fairness(card), *filled(FAIRNESS, facts)],
        "data": [*data, *filled(DATA, facts), *_of_tasks(sources_of_labels)],
    }


def card_markdown(card: ModelCard) -> str:
    """The card in English, as a Markdown document; the template is a file beside this module."""
    facts = model_facts(card)
    training = {name: facts[name] for name in ("preset", "model", "switches", "street views")}
    return Template(TEMPLATE.read_text(encoding="utf-8")).substitute(
        {name: bullets(lines) for name, lines in card_sections(card).items()},
        title=bullets([card.name or card.bundle.title]).removeprefix("- "),
        made=bullets([facts["made"]]).removeprefix("- "),
        figures=markdown_table(
            figure_table({task: head.metrics for task, head in card.heads.items()})
        ),
        districts=markdown_table(district_table(card.heads)),
        training=bullets(sentences({**training, **facts["pretraining"]})),
    )


def _facts(card: ModelCard) -> dict[str, Any]:
    """What the templates tell, by name; None or False where it is not so."""
    data, gap = card.data, card.data.interval_s
    west, south, east, north = card.area.bbox
    roads, with_trips, with_images = (
        sum(getattr(one, name) for one in data.districts)
        for name in ("roads", "with_trips", "with_images")
    )
    shares = {
        one.district: one.with_trips / one.roads
        for one in data.districts
        if one.roads >= FEW_IN_GROUP
    }
    of_districts = {one.district for one in data.districts}
    missing = [word(name) for name in DISTRICTS if name not in of_districts]
    drivers = data.drivers - data.label_drivers
    return {
        **dict.fromkeys(("always", "roads", "single_drivers"), True),
        **dict.fromkeys(card.heads, True),
        "tasks": [Text(TASKS[name].title) for name in card.heads] or None,
        "no_tasks": not card.heads,
        "area": card.bundle.title,
        "west": west,
        "south": south,
        "east": east,
        "north": north,
        "times": card.road_function is not None,
        "no_times": card.road_function is None,
        "period": _period(data),
        **{name: rounded(getattr(data, name)) for name in ("trips", "drivers", "label_drivers")},
        "images": data.images,
        "median": gap.median,
        "p5": gap.p5 or 0.0,
        "p95": gap.p95 or 0.0,
        "recovered": data.recovered_share and 100 * data.recovered_share,
        "sparse": gap.median is not None and gap.median > MAX_BRAKING_GAP_S,
        "without_trips": 100 * (roads - with_trips) / roads if roads else None,
        "no_images": not data.images,
        "with_images": 100 * with_images / roads if roads and data.images else None,
        "few_drivers": FEW_DRIVERS if drivers < FEW_DRIVERS else None,
        **_empty_times(data),
        "inputs": len(shares) > 1,
        **(_extremes(shares) if shares else {}),
        "missing": missing if data.districts and missing else None,
        "min_roads": MIN_ROADS,
        "min_blocks": MIN_BLOCKS,
    }


def _of_tasks(facts: Mapping[str, Text | None]) -> Iterator[Text]:
    """What is said of tasks, each with its title."""
    for task, fact in facts.items():
        if fact and task in TASKS:
            yield said_of(Text(TASKS[task].title), fact)


def _limits_of_heads(card: ModelCard) -> Iterator[Text]:
    """The limits of all heads; one of several heads is said once."""
    tasks: dict[Text, list[Text]] = {}
    for task, head in card.heads.items():
        for text in (*filled(LIMITS_OF_HEAD, _facts_of_head(task, head)), *_low_coverage(head)):
            tasks.setdefault(text, []).append(Text(TASKS[task].title))
    for text, titles in tasks.items():
        yield said_of(Text("{titles}", titles=titles), text)


def _facts_of_head(task: str, head: HeadCard) -> dict[str, Any]:
    metric = TASKS[task].metrics[0]
    value, note = head.metrics.get(metric), head.intervals.note
    sign = 1 if metric in ERRORS else -1
    trivial = head.metrics.get(f"baseline_{metric}")
    calibrated, tested = sum(head.intervals.calibrated_on), head.locations.get("test", 0)
    return {
        "worse_than_passes": mean_is_as_good(head.metrics),
        "worse_than_baseline": value is not None
        and trivial is not None
        and sign * value >= sign * trivial,
        "no_intervals": note,
        "few_calibrated": calibrated if not note and calibrated < FEW_ROADS else None,
        "few_tested": tested if tested < FEW_ROADS else None,
        "label_percent": 100 * head.label_share if head.label_share < 1 else None,
        "seen": head.held_out_in_pretraining is not True,
        "amid_training": head.split.kind != "block",
    }


def _low_coverage(head: HeadCard) -> Iterator[Text]:
    """Groups whose intervals contain too few of the tested roads."""
    for one in head.groups:
        is_described = one.by != "district" and one.tested >= FEW_IN_GROUP
        if is_described and one.coverage is not None and one.coverage < LOW_COVERAGE:
            yield Text(
                "90 % intervals contain only {percent:.0f} % of {roads} tested roads: {group}.",
                percent=100 * one.coverage,
                roads=one.tested,
                group=Text(GROUPS.get(one.by, "{group}"), group=group_name(one.group)),
            )


def _empty_times(data: DataCard) -> dict[str, list[Text] | list[str] | None]:
    """Days and hours of the week without input trips."""
    hours = len(data.fixes_by_hour) // len(DAYS)
    week = [data.fixes_by_hour[hours * day : hours * (day + 1)] for day in range(len(DAYS))]
    empty = [word(day) for day, counts in zip(DAYS, week, strict=True) if not any(counts)]
    still = [hour for hour in range(hours) if not any(counts[hour] for counts in week)]
    begins = [hour for hour in still if hour - 1 not in still]
    ends = [hour + 1 for hour in still if hour + 1 not in still]
    runs = [f"{first:02}:00–{last:02}:00" for first, last in zip(begins, ends, strict=True)]
    if len(empty) == len(DAYS):
        return {}
    return {"empty_days": empty or None, "empty_hours": runs or None}


def _fairness(card: ModelCard) -> Iterator[Text]:
    """How errors and intervals differ between districts."""
    if not card.heads:
        yield Text("Not fine-tuned: there is no error to compare.")
    yield from _of_tasks({task: _gap(task, head) for task, head in card.heads.items()})
    yield from _of_tasks({task: _coverage(head) for task, head in card.heads.items()})


def _coverage(head: HeadCard) -> Text | None:
    """The extremes of the intervals' coverage; None where districts are not compared."""
    shares = {
        one.group: one.coverage
        for one in head.groups
        if one.by == "district" and one.coverage is not None and one.tested >= FEW_IN_GROUP
    }
    if len(shares) < 2:
        return None
    return Text(
        "90 % intervals contain between {low:.0f} % ({lowest}) and {high:.0f} % ({highest}) of the "
        "tested roads.",
        **_extremes(shares),
    )


def _gap(task: str, head: HeadCard) -> Text:
    """The largest difference between errors of districts."""
    gap = head.district_gap
    errors = {one.group: one.error for one in head.groups if one.by == "district"}
    if gap is None or gap.worst not in errors or gap.best not in errors:
        return Text("too few tested roads to say whether errors differ between districts.")
    text = Text(
        "the largest difference is between {worst} ({worse}) and {best} ({better}); the 95 % "
        "interval of the difference is {low} to {high}.",
        worst=group_name(gap.worst),
        worse=error_text(task, errors[gap.worst]),
        best=group_name(gap.best),
        better=error_text(task, errors[gap.best]),
        low=difference_text(task, gap.low),
        high=difference_text(task, gap.high),
    )
    if gap.low > 0:
        return text
    return Text("{text} {chance}", text=text, chance=Text("This may be chance."))


def _extremes(shares: Mapping[str, float]) -> dict[str, float | Text]:
    """The smallest and the largest share, in percent, and their districts."""
    low, high = min(shares, key=shares.__getitem__), max(shares, key=shares.__getitem__)
    return {
        "low": 100 * shares[low],
        "lowest": group_name(low),
        "high": 100 * shares[high],
        "highest": group_name(high),
    }


def _period(data: DataCard) -> Text:
    """First and last day of the trips."""
    days = local_days(data.period, data.time_zone)
    if days is None:
        return Text("unknown period")
    first, last, zone = days
    return Text("{first} to {last} ({zone})", first=first, last=last, zone=zone)
