"""The sections of a model's card in sentences, and the card as Markdown.

The sections are those of Mitchell et al., "Model cards for model reporting" (2019), as far as a
card can be filled from what is known of a model: nothing in it is written by hand.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timezone, tzinfo
from pathlib import Path
from string import Template
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from ..options.districts import DISTRICTS, MIN_BLOCKS, MIN_ROADS, DistrictData
from ..options.time_sets import DAYS
from ..records.model_card import DataCard, HeadCard, ModelCard
from ..tasks import ERRORS, TASKS
from .facts import bullets, markdown_table, sentences
from .model_facts import district_table, error_text, figure_table, group_name, model_facts
from .text import Text, said_of, word

__all__ = ["card_markdown", "card_sections"]

TEMPLATE = Path(__file__).with_name("model_card_template.md")
#: Fewer roads in a part of the split, drivers, or roads of a group are mentioned as a limit.
FEW_ROADS, FEW_DRIVERS, FEW_IN_GROUP = 100, 30, 30
#: A group whose 90 % intervals contain a smaller share of the tested roads is mentioned.
LOW_COVERAGE = 0.8
#: Fixes that are further apart show no hard braking, seconds.
MAX_BRAKING_GAP_S = 2.0
#: What heads must not be used for, by task.
MISUSES = {
    "popularity": "volumes of traffic: popularity ranks roads by trips of the vehicles in the "
    "data.",
    "aoi": "zoning: the function of a road is that of the mapped places nearby.",
    "braking": "counts of accidents: hard braking is not an accident.",
    "slowdown": "hard braking or accidents: slow-down intensity measures neither.",
}
#: Predictions that a head should be better than, by the beginning of their figures' names.
SIMPLER = {
    "baseline": "no better than the trivial prediction.",
    "passes": "no better than the mean of the road's own passes.",
}
#: A group of roads, by what it is grouped by.
GROUPS = {
    "highway": "road class {group}",
    "trips": "{group} input trips",
    "basis": "based on: {group}",
}


def card_sections(card: ModelCard) -> dict[str, list[Text]]:
    """The sentences of each section, by its name in the template; without heads, no figures."""
    return {
        "use": [*_use(card)],
        "misuse": [*_misuse(card)],
        "limits": [*_limits(card)],
        "fairness": [*_fairness(card)],
        "data": [*_data(card)],
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


def _use(card: ModelCard) -> Iterator[Text]:
    west, south, east, north = card.area.bbox
    place = {"area": card.bundle.title, "west": west, "south": south, "east": east, "north": north}
    if card.heads:
        yield Text(
            "Predicts for every road, in each direction: {tasks}. It applies in the study area "
            "{area} only, from {west}, {south} to {east}, {north}.",
            tasks=[Text(TASKS[name].title) for name in card.heads],
            **place,
        )
    else:
        yield Text(
            "Describes places by what trips and pictures show there. It predicts no attribute of "
            "roads until it is fine-tuned. Its study area is {area}, from {west}, {south} to "
            "{east}, {north}.",
            **place,
        )
    if card.road_function:
        yield Text("Predicts the speed of every road at times of the week.")
    yield Text(
        "Describes traffic as the vehicles in the data drove: {trips:,} trips of {drivers:,} "
        "drivers, {period}.",
        card.data,
        period=_period(card.data),
    )
    yield Text(
        "Suited to comparing roads and parts of a city on a map, to choosing roads for a closer "
        "look, and, with its 90 % intervals, as an input for planning."
    )


def _misuse(card: ModelCard) -> Iterator[Text]:
    yield Text("other study areas, other periods and other kinds of vehicles.")
    yield Text("decisions about a single road without a measurement there.")
    yield Text("conclusions about single drivers, and enforcement.")
    yield from (Text(MISUSES[task]) for task in MISUSES if task in card.heads)
    if card.road_function is None:
        yield Text("times of the week: the model has not learned them.")


def _data(card: ModelCard) -> Iterator[Text]:
    data = card.data
    for source in data.sources:
        terms = [text for text in (source.licence, source.attribution) if text]
        yield Text(
            "{role}: {name}; licence: {terms}.",
            role=word(source.role),
            name=source.name,
            terms=terms or Text("not stated"),
        )
    yield Text("Period: {period}.", period=_period(data))
    yield Text(
        "Fleet: {trips:,} trips of {drivers:,} drivers. The trips of {label_drivers:,} of these "
        "drivers make labels and are not seen by the model.",
        data,
    )
    gap = data.interval_s
    if gap.median is not None:
        yield Text(
            "Sampling: a fix every {median:.3g} s (5 % to 95 %: {p5:.3g} to {p95:.3g} s).",
            median=gap.median,
            p5=gap.p5 or 0.0,
            p95=gap.p95 or 0.0,
        )
    yield Text("Pictures: {images:,}.", data)
    for task, head in card.heads.items():
        if head.label_source:
            yield _of_task(task, head.label_source)


def _of_task(task: str, fact: Text) -> Text:
    return said_of(Text(TASKS[task].title), fact)


def _limits(card: ModelCard) -> Iterator[Text]:
    data = card.data
    tasks: dict[Text, list[Text]] = {}
    for task, head in card.heads.items():
        for text in _limits_of_head(task, head):
            tasks.setdefault(text, []).append(Text(TASKS[task].title))
    for text, titles in tasks.items():
        yield said_of(Text("{titles}", titles=titles), text)
    roads = sum(one.roads for one in data.districts)
    without = roads - sum(one.with_trips for one in data.districts)
    if roads:
        yield Text(
            "{percent:.0f} % of the directed segments have no input trip; predictions there rest "
            "on other roads.",
            percent=100 * without / roads,
        )
    yield from _hours(data)
    drivers = data.drivers - data.label_drivers
    if drivers < FEW_DRIVERS:
        yield Text("The input trips are those of {drivers} drivers only.", drivers=drivers)
    if not data.images:
        yield Text("There are no pictures: nothing is known of how roads look.")
    elif roads:
        seen = sum(one.with_images for one in data.districts)
        yield Text(
            "{percent:.0f} % of the directed segments have a picture of their own.",
            percent=100 * seen / roads,
        )
    if data.interval_s.median is not None and data.interval_s.median > MAX_BRAKING_GAP_S:
        yield Text("Fixes are too far apart to show hard braking.")
    if card.finetuning:
        yield from card.finetuning.remarks
    for task, note in data.notes.items():
        if task in TASKS and task not in card.heads:
            yield _of_task(task, note)


def _limits_of_head(task: str, head: HeadCard) -> Iterator[Text]:
    metric = TASKS[task].metrics[0]
    value = head.metrics.get(metric)
    for what in SIMPLER:
        other = head.metrics.get(f"{what}_{metric}")
        if value is not None and other is not None:
            is_better = value < other if metric in ERRORS else value > other
            if not is_better:
                yield Text(SIMPLER[what])
    calibrated, tested = sum(head.intervals.calibrated_on), head.locations.get("test", 0)
    if head.intervals.note:
        yield head.intervals.note
    elif calibrated < FEW_ROADS:
        yield Text("the intervals are calibrated on {count} roads only.", count=calibrated)
    if tested < FEW_ROADS:
        yield Text("the figures are from {count} tested roads only.", count=tested)
    if head.label_share < 1:
        yield Text("fitted on {percent:.0f} % of the labels.", percent=100 * head.label_share)
    if head.held_out_in_pretraining is not True:
        yield Text("the encoders may have seen pictures or labels of tested roads.")
    if head.split.kind != "block":
        yield Text(
            "tested roads lie among training roads; far from roads with labels, errors may be "
            "larger."
        )
    for one in head.groups:
        is_described = one.by != "district" and one.tested >= FEW_IN_GROUP
        if is_described and one.coverage is not None and one.coverage < LOW_COVERAGE:
            yield Text(
                "90 % intervals contain only {percent:.0f} % of {roads} tested roads: {group}.",
                percent=100 * one.coverage,
                roads=one.tested,
                group=Text(GROUPS.get(one.by, "{group}"), group=group_name(one.group)),
            )


def _hours(data: DataCard) -> Iterator[Text]:
    """Days and hours of the week without input trips."""
    hours = len(data.fixes_by_hour) // len(DAYS)
    week = [data.fixes_by_hour[hours * day : hours * (day + 1)] for day in range(len(DAYS))]
    empty = [day for day, counts in zip(DAYS, week, strict=True) if not any(counts)]
    if len(empty) == len(DAYS):
        return
    if empty:
        yield Text("No input trip on: {days}.", days=[word(day) for day in empty])
    still = [hour for hour in range(hours) if not any(counts[hour] for counts in week)]
    begins = [hour for hour in still if hour - 1 not in still]
    ends = [hour + 1 for hour in still if hour + 1 not in still]
    if still:
        runs = [f"{a:02}:00–{b:02}:00" for a, b in zip(begins, ends, strict=True)]
        yield Text("No input trip on any day at: {hours}.", hours=runs)


def _fairness(card: ModelCard) -> Iterator[Text]:
    if not card.heads:
        yield Text("Not fine-tuned: there is no error to compare.")
    for task, head in card.heads.items():
        yield _of_task(task, _gap(task, head))
    for task, head in card.heads.items():
        shares = {
            one.group: one.coverage
            for one in head.groups
            if one.by == "district" and one.coverage is not None and one.tested >= FEW_IN_GROUP
        }
        if len(shares) > 1:
            text = Text(
                "90 % intervals contain between {low:.0f} % ({lowest}) and {high:.0f} % "
                "({highest}) of the tested roads.",
                **_extremes(shares),
            )
            yield _of_task(task, text)
    yield from _inputs(card.data.districts)
    if card.heads:
        yield Text(
            "Districts are ninths of the study area, and the centre is that of the area. Those "
            "with fewer than {roads} tested roads, or tested roads in fewer than {blocks} blocks "
            "of 500 m, are merged with a neighbour.",
            roads=MIN_ROADS,
            blocks=MIN_BLOCKS,
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
        low=_difference(task, gap.low),
        high=_difference(task, gap.high),
    )
    if gap.low > 0:
        return text
    return Text("{text} {chance}", text=text, chance=Text("This may be chance."))


def _difference(task: str, value: float) -> Text:
    """A difference of errors, with its sign and unit."""
    size = error_text(task, abs(value), named=False)
    return Text("−{size}" if value < 0 else "{size}", size=size)


def _extremes(shares: Mapping[str, float]) -> dict[str, float | Text]:
    """The smallest and the largest share, in percent, and their districts."""
    low, high = min(shares, key=shares.__getitem__), max(shares, key=shares.__getitem__)
    return {
        "low": 100 * shares[low],
        "lowest": group_name(low),
        "high": 100 * shares[high],
        "highest": group_name(high),
    }


def _inputs(districts: Sequence[DistrictData]) -> Iterator[Text]:
    """Where input trips are rare."""
    shares = {
        one.district: one.with_trips / one.roads for one in districts if one.roads >= FEW_IN_GROUP
    }
    if len(shares) > 1:
        yield Text(
            "Input trips use between {low:.0f} % ({lowest}) and {high:.0f} % ({highest}) of the "
            "directed segments of a district.",
            **_extremes(shares),
        )
    missing = [name for name in DISTRICTS if name not in {one.district for one in districts}]
    if districts and missing:
        yield Text("Districts without roads: {names}.", names=[word(name) for name in missing])


def _period(data: DataCard) -> Text:
    """First and last day of the trips: local ones, or of UTC where the zone's rules are missing."""
    zone: tzinfo
    try:
        zone, name = ZoneInfo(data.time_zone), data.time_zone
    except (ZoneInfoNotFoundError, ValueError, OSError):  # QGIS may have no time zones
        zone, name = timezone.utc, "UTC"  # noqa: UP017 # Python 3.10
    try:
        days = [f"{datetime.fromtimestamp(t, zone):%Y-%m-%d}" for t in data.period if t is not None]
        first, last = days
    except (ValueError, OverflowError, OSError):
        return Text("unknown period")
    return Text("{first} to {last} ({zone})", first=first, last=last, zone=name)
