"""What the data of a bundle support: of each task enough, few or no labels, with the reasons.

The thresholds are what counts of any city need, each with its reason. None is chosen to make the
figures of a city come out well.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
import pandas as pd

from ...contract.records.bundle_manifest import (
    ENOUGH,
    FEW,
    NONE,
    BundleCounts,
    BundleFigures,
    TaskSupport,
)
from ...contract.tasks import AOI_CATEGORIES, POPULARITY_CLASSES, TASKS, Task
from ...contract.texts.text import Text, word

#: Labelled roads: the fifth of them that is tested has then 30, and the tenth that calibrates
#: intervals 15, of which 90 % intervals need 9.
MIN_LABELLED = 150
#: Drivers of labels: the standard error of their mean is then a third of what differs between them.
MIN_LABEL_DRIVERS = 10
#: Hours from the first to the last fix: fewer show a part of one day.
MIN_HOURS = 24
#: Of the five classes of popularity, those that labels are in: numbers of few trips are often
#: equal, and equal ones are of one class.
MIN_CLASSES = 4
#: Events and places: the standard error of such a count is then a tenth of it (Poisson).
MIN_COUNT = 100
#: Share of the places in one category: a map that shows it everywhere is right as often.
MAX_SHARE = 0.8
#: Seconds between fixes, in the median, that show hard braking: it seldom lasts for longer.
MAX_INTERVAL_S = 1.0


def support_of(
    labels: pd.DataFrame,
    tasks: Mapping[str, int],
    notes: Mapping[str, Text],
    own: tuple[str, ...],
    counts: BundleCounts,
    figures: BundleFigures,
    places: Mapping[str, int],
) -> dict[str, TaskSupport]:
    """The support of each task.

    Args:
        labels: of the bundle, ``(E,)`` rows.
        tasks, notes, own, counts, figures: as in :class:`.BundleManifest`.
        places: numbers of places by category; empty if they are not known.
    """
    support = {}
    for task in TASKS.values():
        if not tasks.get(task.id):
            why = notes.get(task.id, Text("No road has enough observations."))
            support[task.id] = TaskSupport(level=NONE, reasons=(why,))
            continue
        reasons = [*_of_roads(tasks[task.id])]
        if task.id == "aoi" and task.id not in own:
            reasons += _of_places(places)
        elif task.id not in own:
            reasons += [*_of_trips(counts, figures), *_of_task(task, labels, figures)]
        level = FEW if reasons else ENOUGH
        support[task.id] = TaskSupport(level=level, reasons=tuple(reasons))
    return support


def _of_roads(labelled: int) -> Iterator[Text]:
    if labelled < MIN_LABELLED:
        yield Text(
            "Labelled roads: {roads:,}; figures of held-out roads need {least}.",
            roads=labelled,
            least=MIN_LABELLED,
        )


def _of_trips(counts: BundleCounts, figures: BundleFigures) -> Iterator[Text]:
    """What is said of all labels that come from trips."""
    if counts.label_drivers < MIN_LABEL_DRIVERS:
        yield Text(
            "Drivers behind the labels: {drivers}; so few tell how single persons drive.",
            drivers=counts.label_drivers,
        )
    begin, end = figures.period
    if begin is not None and end is not None and end - begin < 3600 * MIN_HOURS:
        yield Text(
            "All trips are within {hours:.1f} h: other times of the day are not seen.",
            hours=(end - begin) / 3600,
        )


def _of_task(task: Task, labels: pd.DataFrame, figures: BundleFigures) -> Iterator[Text]:
    """What is said of the labels of one task."""
    if task.id == "popularity":
        count = labels[task.support].to_numpy()
        count = count[count >= task.minimum_support]
        bounds = np.quantile(count, np.linspace(0, 1, len(POPULARITY_CLASSES) + 1)[1:-1])
        classes = len(np.unique(np.searchsorted(bounds, count)))
        if classes < MIN_CLASSES:
            yield Text(
                "Most roads have equally few trips: labels are in {classes} of {all} classes.",
                classes=classes,
                all=len(POPULARITY_CLASSES),
            )
    if task.id == "braking":
        events, interval = int(labels["braking_events"].sum()), figures.interval_s.median
        if events < MIN_COUNT:
            yield Text(
                "Hard brakings: {events:,}; a map needs {least}.", events=events, least=MIN_COUNT
            )
        if interval is not None and interval > MAX_INTERVAL_S:
            yield Text(
                "A fix every {seconds:g} s misses short braking; it needs one every second.",
                seconds=interval,
            )


def _of_places(places: Mapping[str, int]) -> Iterator[Text]:
    total = sum(places.values())
    category = max(AOI_CATEGORIES, key=lambda name: places.get(name, 0))
    if 0 < total < MIN_COUNT:
        yield Text("Places: {places:,}; a map needs {least}.", places=total, least=MIN_COUNT)
    elif places.get(category, 0) > MAX_SHARE * total:
        yield Text(
            "{most:,} of {all:,} places are of one category, {category}: a map shows little else.",
            most=places[category],
            all=total,
            category=word(category),
        )
