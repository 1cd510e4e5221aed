"""The sections of a model's card in sentences, and the card as Markdown.

The sections are those of Mitchell et al., "Model cards for model reporting" (2019), as far as a
card can be filled from what is known of a model: nothing in it is written by hand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timezone, tzinfo
from pathlib import Path
from string import Template
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from ..options.districts import DISTRICTS, JOINED, MIN_BLOCKS, MIN_ROADS, DistrictData
from ..options.time_sets import DAYS
from ..records.bundle_manifest import SourceFile
from ..records.group_figures import GroupFigures
from ..records.model_card import DataCard, HeadCard, ModelCard
from ..tasks import ERRORS, TASKS
from .local_numbers import fill, local_number
from .model_summary import Translate, describe_error, describe_groups, describe_metrics, summarise
from .text import said_of

__all__ = ["card_markdown", "card_sections", "district_names", "district_rows"]

TEMPLATE = Path(__file__).with_name("model_card_template.md")
#: Fewer roads in a part of the split, drivers, or roads of a group are mentioned as a limit.
FEW_ROADS, FEW_DRIVERS, FEW_IN_GROUP = 100, 30, 30
#: A group whose 90 % intervals contain a smaller share of the tested roads is mentioned.
LOW_COVERAGE = 0.8
#: Fixes that are further apart show no hard braking, seconds.
MAX_BRAKING_GAP_S = 2.0


def card_sections(card: ModelCard, tr: Translate = str) -> dict[str, list[str]]:
    """The sentences of each section, by its name in the template.

    Args:
        card: of any model; one without heads has no figures.
        tr: translates the sentences.
    """
    return {
        "use": [*_use(card, tr)],
        "misuse": [*_misuse(card, tr)],
        "limits": [*_limits(card, tr)],
        "fairness": [*_fairness(card, tr)],
        "data": [*_data(card, tr)],
    }


def card_markdown(card: ModelCard) -> str:
    """The card in English, as a Markdown document; the template is a file beside this module."""
    summary = summarise(card)
    figures = [
        (TASKS[task].title, name, text)
        for task, head in card.heads.items()
        for name, text in describe_metrics(task, head.metrics).items()
    ]
    districts = [
        (TASKS[task].title, *row)
        for task, head in card.heads.items()
        for row in district_rows(task, head)
    ]
    training = [
        f"{name}: {summary[name]}" for name in ("preset", "model", "switches", "street views")
    ]
    sections = {name: _list(lines) for name, lines in card_sections(card).items()}
    return Template(TEMPLATE.read_text(encoding="utf-8")).substitute(
        sections,
        name=_escaped(card.name or card.bundle.title),
        made=_escaped(summary["made"]),
        figures=_table(("Task", "Figure", "Value"), figures),
        districts=_table(("Task", "District", "Tested roads"), districts),
        training=_list([*training, *_items(summary["pretraining"])]),
    )


def district_names(group: str, tr: Translate = str) -> str:
    """A district, or several that count as one, in words."""
    return JOINED.join(tr(name) for name in group.split(JOINED))


def district_rows(task: str, head: HeadCard, tr: Translate = str) -> list[tuple[str, str]]:
    """Each district of a head and its figures."""
    groups = [one for one in head.groups if one.by == "district"]
    described = describe_groups(task, groups, tr)
    return [row for rows in described.values() for row in rows.items()]


def _use(card: ModelCard, tr: Translate) -> Iterator[str]:
    west, south, east, north = card.area.bbox
    place = {"area": card.bundle.title, "west": west, "south": south, "east": east, "north": north}
    if card.heads:
        tasks = ", ".join(tr(TASKS[name].title) for name in card.heads)
        yield tr(
            "Predicts for every road, in each direction: {tasks}. It applies in the study area "
            "{area} only, from {west}, {south} to {east}, {north}."
        ).format(tasks=tasks, **place)
    else:
        yield tr(
            "Describes places by what trips and pictures show there. It predicts no attribute of "
            "roads until it is fine-tuned. Its study area is {area}, from {west}, {south} to "
            "{east}, {north}."
        ).format(**place)
    if card.road_function:
        yield tr("Predicts the speed of every road at times of the week.")
    yield tr(
        "Describes traffic as the vehicles in the data drove: {trips} trips of {drivers} drivers, "
        "{period}."
    ).format(**_fleet(card.data, tr), period=_period(card.data, tr))
    yield tr(
        "Suited to comparing roads and parts of a city on a map, to choosing roads for a closer "
        "look, and, with its 90 % intervals, as an input for planning."
    )


def _misuse(card: ModelCard, tr: Translate) -> Iterator[str]:
    yield tr("other study areas, other periods and other kinds of vehicles.")
    yield tr("decisions about a single road without a measurement there.")
    yield tr("conclusions about single drivers, and enforcement.")
    tasks = {
        "popularity": tr(
            "volumes of traffic: popularity ranks roads by trips of the vehicles in the data."
        ),
        "aoi": tr("zoning: the function of a road is that of the mapped places nearby."),
        "braking": tr("counts of accidents: hard braking is not an accident."),
        "slowdown": tr("hard braking or accidents: slow-down intensity measures neither."),
    }
    yield from (text for name, text in tasks.items() if name in card.heads)
    if card.road_function is None:
        yield tr("times of the week: the model has not learned them.")


def _data(card: ModelCard, tr: Translate) -> Iterator[str]:
    data = card.data
    for source in data.sources:
        yield _source(source, tr)
    yield tr("Period: {period}.").format(period=_period(data, tr))
    yield tr(
        "Fleet: {trips} trips of {drivers} drivers. The trips of {label} of these drivers make "
        "labels and are not seen by the model."
    ).format(**_fleet(data, tr))
    gap = data.interval_s
    if gap.median is not None:
        text = tr("Sampling: a fix every {median:.3g} s (5 % to 95 %: {p5:.3g} to {p95:.3g} s).")
        yield fill(text, tr, median=gap.median, p5=gap.p5 or 0.0, p95=gap.p95 or 0.0)
    yield tr("Pictures: {count}.").format(count=local_number(f"{data.images:,}", tr))
    for task, head in card.heads.items():
        if head.label_source:
            yield said_of(tr(TASKS[task].title), head.label_source.said(tr), tr)


def _fleet(data: DataCard, tr: Translate) -> dict[str, str]:
    """Numbers of trips and drivers, written as in the language."""
    numbers = {"trips": data.trips, "drivers": data.drivers, "label": data.label_drivers}
    return {name: local_number(f"{number:,}", tr) for name, number in numbers.items()}


def _source(source: SourceFile, tr: Translate) -> str:
    terms = [text for text in (source.licence, source.attribution) if text]
    return tr("{role}: {name}; licence: {terms}.").format(
        role=tr(source.role), name=source.name, terms=", ".join(terms) or tr("not stated")
    )


def _limits(card: ModelCard, tr: Translate) -> Iterator[str]:
    data = card.data
    tasks: dict[str, list[str]] = {}
    for task, head in card.heads.items():
        for text in _limits_of_head(task, head, tr):
            tasks.setdefault(text, []).append(tr(TASKS[task].title))
    for text, titles in tasks.items():
        yield said_of(", ".join(titles), text, tr)
    roads = sum(one.roads for one in data.districts)
    without = roads - sum(one.with_trips for one in data.districts)
    if roads:
        yield tr(
            "{percent:.0f} % of the directed segments have no input trip; predictions there rest "
            "on other roads."
        ).format(percent=100 * without / roads)
    yield from _hours(data, tr)
    drivers = data.drivers - data.label_drivers
    if drivers < FEW_DRIVERS:
        yield tr("The input trips are those of {drivers} drivers only.").format(drivers=drivers)
    if not data.images:
        yield tr("There are no pictures: nothing is known of how roads look.")
    elif roads:
        seen = sum(one.with_images for one in data.districts)
        yield tr("{percent:.0f} % of the directed segments have a picture of their own.").format(
            percent=100 * seen / roads
        )
    if data.interval_s.median is not None and data.interval_s.median > MAX_BRAKING_GAP_S:
        yield tr("Fixes are too far apart to show hard braking.")
    if card.finetuning:
        yield from (line.said(tr) for line in card.finetuning.remarks)
    for task, note in data.notes.items():
        if task in TASKS and task not in card.heads:
            yield said_of(tr(TASKS[task].title), note.said(tr), tr)


def _limits_of_head(task: str, head: HeadCard, tr: Translate) -> Iterator[str]:
    metric = TASKS[task].metrics[0]
    value = head.metrics.get(metric)
    for what, text in (
        ("baseline", tr("no better than the trivial prediction.")),
        ("passes", tr("no better than the mean of the road's own passes.")),
    ):
        other = head.metrics.get(f"{what}_{metric}")
        if value is not None and other is not None:
            is_better = value < other if metric in ERRORS else value > other
            if not is_better:
                yield text
    if head.intervals.note:
        yield head.intervals.note.said(tr)
    elif sum(head.intervals.calibrated_on) < FEW_ROADS:
        yield tr("the intervals are calibrated on {count} roads only.").format(
            count=sum(head.intervals.calibrated_on)
        )
    if head.locations.get("test", 0) < FEW_ROADS:
        yield tr("the figures are from {count} tested roads only.").format(
            count=head.locations.get("test", 0)
        )
    if head.label_share < 1:
        yield tr("fitted on {percent:.0f} % of the labels.").format(percent=100 * head.label_share)
    if head.held_out_in_pretraining is not True:
        yield tr("the encoders may have seen pictures or labels of tested roads.")
    if head.split.kind != "block":
        yield tr(
            "tested roads lie among training roads; far from roads with labels, errors may be "
            "larger."
        )
    low = [
        one
        for one in head.groups
        if one.by != "district"
        and one.tested >= FEW_IN_GROUP
        and one.coverage is not None
        and one.coverage < LOW_COVERAGE
    ]
    for one in low:
        yield tr(
            "90 % intervals contain only {percent:.0f} % of {roads} tested roads: {group}."
        ).format(percent=100 * (one.coverage or 0), roads=one.tested, group=_group(one, tr))


def _group(one: GroupFigures, tr: Translate) -> str:
    """A group in words."""
    titles = {
        "highway": tr("road class {group}"),
        "trips": tr("{group} input trips"),
        "basis": tr("based on: {group}"),
    }
    return titles.get(one.by, "{group}").format(group=tr(one.group) or tr("(none)"))


def _hours(data: DataCard, tr: Translate) -> Iterator[str]:
    """Days and hours of the week without input trips."""
    hours = len(data.fixes_by_hour) // len(DAYS)
    week = [data.fixes_by_hour[hours * day : hours * (day + 1)] for day in range(len(DAYS))]
    empty = [day for day, counts in zip(DAYS, week, strict=True) if not any(counts)]
    if len(empty) == len(DAYS):
        return
    if empty:
        yield tr("No input trip on: {days}.").format(days=", ".join(map(tr, empty)))
    still = [hour for hour in range(hours) if not any(counts[hour] for counts in week)]
    if still:
        text = ", ".join(_range(*run) for run in _runs(still))
        yield tr("No input trip on any day at: {hours}.").format(hours=text)


def _runs(numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    """First and last of consecutive numbers."""
    first = last = numbers[0]
    for number in [*numbers[1:], None]:
        if number == last + 1:
            last = number
            continue
        yield first, last
        first = last = number or 0


def _range(first: int, last: int) -> str:
    return f"{first:02}:00–{last + 1:02}:00"


def _fairness(card: ModelCard, tr: Translate) -> Iterator[str]:
    if not card.heads:
        yield tr("Not fine-tuned: there is no error to compare.")
    for task, head in card.heads.items():
        yield said_of(tr(TASKS[task].title), _gap(task, head, tr), tr)
    for task, head in card.heads.items():
        coverage = _coverage(head, tr)
        if coverage:
            yield said_of(tr(TASKS[task].title), coverage, tr)
    yield from _inputs(card.data.districts, tr)
    if card.heads:
        yield tr(
            "Districts are ninths of the study area, and the centre is that of the area. Those "
            "with fewer than {roads} tested roads, or tested roads in fewer than {blocks} blocks "
            "of 500 m, are merged with a neighbour."
        ).format(roads=MIN_ROADS, blocks=MIN_BLOCKS)


def _gap(task: str, head: HeadCard, tr: Translate) -> str:
    """The largest difference between errors of districts."""
    gap = head.district_gap
    errors = {one.group: one.error for one in head.groups if one.by == "district"}
    if gap is None or gap.worst not in errors or gap.best not in errors:
        return tr("too few tested roads to say whether errors differ between districts.")
    text = tr(
        "the largest difference is between {worst} ({worse}) and {best} ({better}); the 95 % "
        "interval of the difference is {low} to {high}."
    ).format(
        worst=district_names(gap.worst, tr),
        worse=describe_error(task, errors[gap.worst], tr),
        best=district_names(gap.best, tr),
        better=describe_error(task, errors[gap.best], tr),
        low=_difference(task, gap.low, tr),
        high=_difference(task, gap.high, tr),
    )
    return text if gap.low > 0 else text + " " + tr("This may be chance.")


def _difference(task: str, value: float, tr: Translate) -> str:
    """A difference of errors, with its sign and unit."""
    sign = "−" if value < 0 else ""
    return sign + describe_error(task, abs(value), tr, named=False)


def _coverage(head: HeadCard, tr: Translate) -> str:
    """The extremes of the intervals' coverage; empty where districts are not compared."""
    shares = {
        one.group: one.coverage
        for one in head.groups
        if one.by == "district" and one.coverage is not None and one.tested >= FEW_IN_GROUP
    }
    if len(shares) < 2:
        return ""
    return tr(
        "90 % intervals contain between {low:.0f} % ({lowest}) and {high:.0f} % ({highest}) of the "
        "tested roads."
    ).format(**_extremes(shares, tr))


def _extremes(shares: Mapping[str, float], tr: Translate) -> dict[str, float | str]:
    """The smallest and the largest share, in percent, and their districts."""
    low, high = min(shares, key=shares.__getitem__), max(shares, key=shares.__getitem__)
    return {
        "low": 100 * shares[low],
        "lowest": district_names(low, tr),
        "high": 100 * shares[high],
        "highest": district_names(high, tr),
    }


def _inputs(districts: Sequence[DistrictData], tr: Translate) -> Iterator[str]:
    """Where input trips are rare."""
    shares = {
        one.district: one.with_trips / one.roads for one in districts if one.roads >= FEW_IN_GROUP
    }
    if len(shares) > 1:
        yield tr(
            "Input trips use between {low:.0f} % ({lowest}) and {high:.0f} % ({highest}) of the "
            "directed segments of a district."
        ).format(**_extremes(shares, tr))
    missing = [name for name in DISTRICTS if name not in {one.district for one in districts}]
    if districts and missing:
        yield tr("Districts without roads: {names}.").format(names=", ".join(map(tr, missing)))


def _period(data: DataCard, tr: Translate) -> str:
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
        return tr("unknown period")
    return tr("{first} to {last} ({zone})").format(first=first, last=last, zone=name)


def _items(values: Mapping[str, Any]) -> list[str]:
    return [f"{name}: {text}" for name, text in values.items()]


def _list(lines: Sequence[str]) -> str:
    return "\n".join(f"- {_escaped(line)}" for line in lines)


def _table(titles: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table; empty without rows."""
    if not rows:
        return ""
    lines = [titles, ["---"] * len(titles), *(map(_escaped, row) for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _escaped(text: str) -> str:
    """Text of a card, which may come from anybody, as text in Markdown."""
    plain = " ".join(text.split())
    return re.sub(r"([\\`*_\[\]<>|])", r"\\\1", plain)
