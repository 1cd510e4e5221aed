"""The error of a perfect prediction that is caused by chance in the labels.

A label is what some vehicles did: others on the same road would have made another one. Here the
labels of real Porto are made again from drivers that are drawn anew from those who made them
(a bootstrap of drivers: what a cab does on one road is alike), those of simulated Porto from as
many vehicles and events as chance would have let pass (Poisson). A prediction that knew each road
perfectly would still differ from its label by as much.

    python benchmarks/label_noise.py

What docs/benchmarks/comparison.md says was made so.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyogrio

from trajganr_core.contract.tasks import TASKS, Kind, Task
from trajganr_core.data.bundle import Bundle
from trajganr_core.data.labels.derived import observe, trip_labels
from trajganr_core.model.targets import fit_target
from trajganr_core.training.finetuning.task_labels import TaskLabels, labels_from_trips, labels_of
from trajganr_core.utils.arrays import FloatArray

Rng = np.random.Generator

#: Of which trips make the labels.
TRIP_TASKS = tuple(TASKS[name] for name in ("speed", "popularity", "slowdown"))


def main() -> None:
    """Print a row for each task and metric."""
    # Only when run as a script.
    from compare import CITIES, RESULTS, ROOT
    from simulated_porto.city import LABELS

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=200, help="that labels are made again")
    times = parser.parse_args().times
    bundles = {city: ROOT / CITIES[city](RESULTS / city) for city in ("porto", "simulated_porto")}
    drivers = Drivers.of(Bundle.load(bundles["porto"]))
    counts = Counts(pyogrio.read_dataframe(bundles["simulated_porto"].parent / LABELS))
    print("| task, city | metric | at best |")
    print("|---|---|---|")
    for title, city in {"real": drivers, "simulated": counts}.items():
        for task, made in city.tasks.items():
            found = noise(made, city.again, times)
            for metric, value in found.items():
                print(f"| {task}, {title} | {metric} | {value:.4f} |", flush=True)


@dataclass(frozen=True)
class Drivers:
    """Labels from trips, made again from other drivers.

    Attributes:
        tasks: the labels as they are, by task.
        observed: ``(drivers, E, sums)`` of :func:`observe`.
        columns: names of the sums.
    """

    tasks: dict[str, TaskLabels]
    observed: FloatArray
    columns: list[str]

    @classmethod
    def of(cls, bundle: Bundle) -> Drivers:
        """Those of a bundle that make its labels."""
        label_trips = np.flatnonzero(bundle.is_label)
        drivers = bundle.trips.driver_id[bundle.is_label]
        tables = [
            observe(bundle.trips.take(label_trips[drivers == driver]), bundle.network)
            for driver in np.unique(drivers)
        ]
        derived = [task for task in TRIP_TASKS if set(task.labels) <= set(bundle.labels)]
        tasks = {task.id: labels_of(bundle, task) for task in derived}
        return cls(tasks, np.stack([one.to_numpy(np.float64) for one in tables]), list(tables[0]))

    def again(self, task: Task, rng: Rng) -> TaskLabels:
        """A task's labels of as many drivers, drawn with replacement."""
        count = len(self.observed)
        return labels_from_trips(
            self.weighted(rng.multinomial(count, np.full(count, 1 / count))), task
        )

    def weighted(self, times: npt.ArrayLike) -> pd.DataFrame:
        """Labels where each driver ``(drivers,)`` had driven everything so many times."""
        sums = np.tensordot(np.asarray(times, dtype=np.float64), self.observed, axes=1)
        return trip_labels(pd.DataFrame(sums, columns=self.columns))


@dataclass(frozen=True)
class Counts:
    """Labels that count vehicles or events, made again by chance.

    Attributes:
        table: ``(E,)`` rows with ``trip_count``, ``braking_per_km``, ``braking_events``,
            ``braking_km``.
    """

    table: pd.DataFrame

    @property
    def tasks(self) -> dict[str, TaskLabels]:
        """The labels as they are, by task."""
        return {name: self._labels(TASKS[name], self.table) for name in ("popularity", "braking")}

    def again(self, task: Task, rng: Rng) -> TaskLabels:
        """A task's labels, had chance counted once more."""
        counted = ["trip_count", "braking_events"]
        drawn = pd.DataFrame(rng.poisson(self.table[counted]), columns=counted)
        return self._labels(task, self.table.assign(**drawn))

    @staticmethod
    def _labels(task: Task, table: pd.DataFrame) -> TaskLabels:
        values = table[list(task.counts or task.labels)].to_numpy(np.float64)
        # Rates over too few kilometres are already left out.
        known = table[list(task.labels)].notna().all(axis=1).to_numpy()
        return TaskLabels(task, values, np.ones(len(table)), known)


def noise(
    made: TaskLabels, again: Callable[[Task, Rng], TaskLabels], times: int
) -> dict[str, float]:
    """Figures of a perfect prediction, means over labels that were made again.

    Args:
        made: labels as they are; they stand for what is true of a road.
        again: makes a task's labels again.
        times: how often.
    """
    rng = np.random.default_rng(0)
    others = [again(made.task, rng) for _ in range(times)]
    figures = _classes if made.task.kind is Kind.ORDINAL else _values
    return pd.DataFrame(figures(made, others)).mean().to_dict()


def _values(made: TaskLabels, others: list[TaskLabels]) -> Iterator[dict[str, float]]:
    target = fit_target(made.task, made.values[made.known])
    spread = target.truth(made.values[made.known]).var()
    for other in others:
        rows = made.known & other.known  # none may have passed
        found = target.metrics(other.values[rows], target.truth(made.values[rows]))
        # Labels spread by the truth and by chance; those made again by chance twice.
        yield {**found, "r2": 1 - found["rmse"] ** 2 / spread}


def _classes(made: TaskLabels, others: list[TaskLabels]) -> Iterator[dict[str, float]]:
    target = fit_target(made.task, made.values[made.known])
    truths = [other.values[made.known] for other in others]
    likely = np.mean([target.truth(truth) for truth in truths], axis=0)
    return (target.metrics(truth, likely) for truth in truths)


if __name__ == "__main__":
    main()
