"""Run a benchmark. Finished cells are kept, so that an interrupted benchmark can be continued."""

from __future__ import annotations

import dataclasses
import itertools
import logging
import shutil
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import torch

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.files.atomic_io import (
    atomic_file,
    read_json,
    remove_leftovers,
    sha256_of,
    write_json,
)
from trajganr_core.contract.options.choices import LOCATION_SPLIT
from trajganr_core.contract.options.validation import check_not_negative, check_positive
from trajganr_core.contract.protocol.file_names import refuse_links
from trajganr_core.contract.tasks import TASKS
from trajganr_core.contract.version import __version__
from trajganr_core.data.bundle import Bundle
from trajganr_core.evaluation.splits import split_edges
from trajganr_core.executors.base import Executor
from trajganr_core.executors.process_pool import ProcessPool, cores
from trajganr_core.utils.device import resolve_device
from trajganr_core.utils.progress import Progress, silent

from .figures import FIGURES, draw_figures
from .label_locations import label_locations
from .machine import PeakMemory, commit, device_name, versions
from .markdown import markdown
from .profiles import Profile
from .results import KEY, RECORD, Results, cells_table
from .study import Study
from .system import Cell, Outcome, System
from .systems import check_weights, chosen_systems
from .tables import Table, chosen_tables

log = logging.getLogger(__name__)

#: The stage that is reported while cells are computed.
STAGE = "Comparing systems"
#: Files of a benchmark's folder, beside its results.
PAGE, PLAN = "results.md", "plan.json"
#: Its folders: embeddings, finished cells, unfinished cells, and what several cells need.
EMBEDDINGS, FINISHED, WORK, SHARED = "embeddings", "cells", "work", "shared"
#: Of the files of finished cells: a folder with another one cannot be continued.
FORMAT = 2
#: The split that trainings without labels use where locations are held out.
WITHOUT_LABELS = "block"
#: Metrics of the mean of the training labels, which is a system of its own here.
OWN_BASELINE = "baseline_"


def run_benchmark(
    bundle: Bundle,
    profile: Profile,
    out: Path,
    *,
    tables: Sequence[str] = (),
    splits: Sequence[str] = (),
    systems: Sequence[str] = (),
    weights: Mapping[str, Path] | None = None,
    backbone: tuple[str, str] | None = None,
    seeds: int | None = None,
    first_seed: int | None = None,
    steps: int | None = None,
    device: str = "auto",
    processes: int | None = 1,
    executor: Executor | None = None,
    command: str = "",
    progress: Progress = silent,
) -> Results:
    """Compare systems on a bundle, and write tables, figures and maps into a folder.

    The files of :class:`~.results.Results` hold all values, ``results.md`` the tables, ``figures``
    charts and maps, and ``embeddings`` the systems' embeddings of all roads. A system that cannot
    run (because its weights are missing, for example) is left out and named in the results; the
    next run tries it again.

    Args:
        bundle: the study area, with labels.
        profile: what is compared, and the sizes of the trainings.
        out: the folder; cells that an earlier run with the same bundle and settings has finished
            there are not computed again.
        tables: ids of what is compared; as the profile says where empty.
        splits: ways to hold roads out; as each table says where empty.
        systems: ids; all of the tables where empty.
        weights: files of published systems' weights, by id.
        backbone: timm's name and the weights (``hub``, ``none`` or a file) of the backbone of all
            systems that use images; as the profile says where None.
        seeds: number of repetitions; as the profile says where None.
        first_seed: the seed of the first repetition; as the profile says where None.
        steps: minimum number of steps of every training without labels; as the profile says where
            None.
        device: ``auto``, ``cpu`` or ``cuda``.
        processes: cells that are computed at once; the default of the device where None. Each has
            its share of the processors, so that sums round differently.
        executor: computes the cells instead of these processes; elsewhere it needs the folder and
            the bundle under the same paths.
        command: that made the results, for the record.
        progress: called after each step; may cancel.

    Returns:
        The results, as they are in the folder.

    Raises:
        TrajganrError: as :func:`~.systems.chosen_systems` and :func:`~.tables.chosen_tables`;
            ``INPUT.NOT_FOUND`` for a missing file of weights; ``INPUT.FIELD`` for fewer than one
            seed, step or process, a negative seed, systems that are in none of the tables, or a
            folder with other content; ``INPUT.EMPTY`` when the bundle has no labels;
            ``JOB.CANCELLED``; as :meth:`~trajganr_core.executors.process_pool.ProcessPool.map`.
    """
    if backbone and backbone[1] not in ("hub", "none"):
        check_weights("the backbone", Path(backbone[1]))
    settings = profile.settings.seeing(*backbone) if backbone else profile.settings
    if steps is not None:
        settings = dataclasses.replace(settings, fewest_steps=steps)
    profile = dataclasses.replace(
        profile,
        tables=tuple(tables) or profile.tables,
        seeds=profile.seeds if seeds is None else seeds,
        first_seed=profile.first_seed if first_seed is None else first_seed,
        once=() if systems or seeds is not None else profile.once,
        left_out=() if systems else profile.left_out,
        settings=settings,
    )
    on = resolve_device(device)
    processes = _usual_processes(on) if processes is None else processes
    check_not_negative(first_seed=profile.first_seed)
    check_positive(seeds=profile.seeds, steps=1 if steps is None else steps, processes=processes)
    weights = weights or {}
    tasks = _tasks_of(bundle)
    compared, planned = _plan(chosen_tables(profile.tables, splits), profile, systems, weights)
    run = _Run(bundle, profile, out, tasks, compared, planned, weights, on)
    run.write_plan()
    on_gpu = executor is not None and on.type == "cuda"  # processes here may share one
    parts = (executor or ProcessPool(processes)).map(
        run.series_results, run.series, STAGE, progress, gpu=on_gpu
    )
    by_key = {tuple(one[name] for name in KEY): one for part in parts for one in part}
    ordered = [by_key[tuple(cell.key.values())] for cell in planned]
    shutil.rmtree(out / WORK, ignore_errors=True)
    results = run.collected(ordered, command)
    progress("Drawing figures", 1.0)
    (out / RECORD).unlink(missing_ok=True)  # until all other files are of this run
    results.record["figures"] = draw_figures(results, out, bundle)
    with atomic_file(out / PAGE) as file:
        file.write_text(markdown(results), encoding="utf-8")
    results.write(out)
    return results


@dataclass(frozen=True)
class _Planned:
    """A cell of the plan."""

    system: System
    split: str
    fold: int
    seed: int
    labels: float

    @property
    def key(self) -> dict[str, Any]:
        """Its values of :data:`KEY`."""
        values = self.system.id, self.split, self.fold, self.seed, self.labels
        return dict(zip(KEY, values, strict=True))

    @property
    def series(self) -> str:
        """Name of the cells that use the same pretraining."""
        split = WITHOUT_LABELS if self.split == LOCATION_SPLIT else self.split
        return self._in_study(self.system.series, split)

    @property
    def name(self) -> str:
        """Of its files, without the ending."""
        share = "" if self.labels == 1 else f"-labels{self.labels}"
        return self._in_study(self.system.id, self.split) + share

    def _in_study(self, name: str, split: str) -> str:
        return f"{name}-{split}-fold{self.fold}-seed{self.seed}"


def _tasks_of(bundle: Bundle) -> list[str]:
    """The tasks that a bundle has labels of."""
    tasks = [name for name in TASKS if bundle.manifest.tasks.get(name)]
    if not tasks:
        raise TrajganrError(
            Code.INPUT_EMPTY,
            "The bundle {name!r} has no labels to compare systems by.",
            "Prepare a bundle from data with labels.",
            name=bundle.title,
        )
    return tasks


def _plan(
    compared: Sequence[Table],
    profile: Profile,
    systems: Sequence[str],
    weights: Mapping[str, Path],
) -> tuple[list[Table], list[_Planned]]:
    """The tables with only the chosen systems, and all of their cells, each once."""
    options = weights, profile.settings.published
    chosen_systems(systems, *options)  # refuses unknown ids, whatever the tables
    tables: list[Table] = []
    planned: dict[str, _Planned] = {}
    for table in compared:
        all_systems = chosen_systems(table.systems, *options)
        chosen = [
            system
            for system in all_systems
            if (system.id in systems or not systems) and system.id not in profile.left_out
        ]
        tables.append(dataclasses.replace(table, systems=tuple(s.id for s in chosen)))
        studies = itertools.product(table.splits, profile.repetitions, profile.folds)
        for (split, seed, fold), system, labels in itertools.product(studies, chosen, table.labels):
            cell = _Planned(system, split, fold, seed, labels)
            if seed == profile.first_seed or system.id not in profile.once:
                planned.setdefault(cell.name, cell)
    if not planned:
        raise TrajganrError(
            Code.INPUT_FIELD,
            "None of the systems {systems} is in the tables {tables}.",
            "Choose other systems, or further tables.",
            systems=", ".join(systems),
            tables=", ".join(table.id for table in tables),
        )
    return tables, list(planned.values())


def _read_own(file: Path) -> Any:
    """JSON that an earlier run of the benchmark wrote."""
    try:
        return read_json(file)
    except (OSError, ValueError) as error:
        raise TrajganrError(
            Code.INPUT_FORMAT,
            "{file} is damaged: {reason}.",
            "Choose a new folder for --out.",
            file=str(file),
            reason=str(error),
        ) from error


@dataclass(frozen=True)
class _Run:
    """A benchmark with all options decided."""

    bundle: Bundle
    profile: Profile
    out: Path
    tasks: list[str]
    tables: list[Table]
    planned: list[_Planned]
    weights: Mapping[str, Path]
    device: torch.device

    def write_plan(self) -> None:
        """Write what all cells of the folder have in common; refuse a folder with another plan."""
        plan = {
            "trajganr": __version__,
            "format": FORMAT,
            "bundle": self.bundle.manifest.id,
            "settings": self.settings,
            "weights": {name: sha256_of(path) for name, path in self._weight_files.items()},
            "device": self.device.type,
        }
        file = self.out / PLAN
        is_used = self.out.exists() and any(self.out.iterdir())
        if _read_own(file) != plan if file.is_file() else is_used:
            raise TrajganrError(
                Code.INPUT_FIELD,
                "{out} has other content, or a benchmark of another bundle, profile, device, "
                "release or other weights.",
                "Choose a new folder for --out.",
                out=str(self.out),
            )
        refuse_links(self.out)
        for folder in (self.out, self.out / FINISHED, self.out / EMBEDDINGS, self.out / FIGURES):
            remove_leftovers(folder)  # of a run that was killed while it wrote
        with atomic_file(file) as temporary:
            write_json(temporary, plan)

    @property
    def series(self) -> list[list[_Planned]]:
        """Cells that use the same pretraining."""
        by_series: dict[str, list[_Planned]] = {}
        for planned in self.planned:
            by_series.setdefault(planned.series, []).append(planned)
        return list(by_series.values())

    def series_results(
        self, series: Sequence[_Planned], progress: Progress
    ) -> list[dict[str, Any]]:
        """The result of each cell, or a ``code`` and ``message`` why its system cannot run."""
        results, names = [], [planned.name for planned in self.planned]
        for done, planned in enumerate(series):
            title = f"{names.index(planned.name) + 1} of {len(names)}, {planned.system.title}"
            log.info("%s", title)
            try:
                results.append(self._cell(planned, _at(progress, done / len(series), title)))
            except TrajganrError as error:
                if error.code is Code.JOB_CANCELLED:
                    raise
                log.warning("%s: %s", title, error.message)
                failure = {"code": error.code.value, "message": error.message}
                results.append({**planned.key, **failure})
        shutil.rmtree(self._shared(series[0]), ignore_errors=True)
        return results

    def _shared(self, planned: _Planned) -> Path:
        return self.out / WORK / SHARED / planned.series

    def _finished(self, planned: _Planned) -> Path:
        """The file of a finished cell, written after its predictions and embeddings."""
        return self.out / FINISHED / f"{planned.name}.json"

    def _cell(self, planned: _Planned, progress: Progress) -> dict[str, Any]:
        """The result of a cell, from its file if it is finished."""
        file = self._finished(planned)
        if file.is_file():
            return dict(_read_own(file))
        progress(STAGE, 0.0)
        folder = self.out / WORK / planned.name
        shutil.rmtree(folder, ignore_errors=True)  # of an interrupted run, whose time is unknown
        folder.mkdir(parents=True)
        try:
            result = self._measured(planned, folder, progress)
        finally:
            shutil.rmtree(folder, ignore_errors=True)
        with atomic_file(file) as temporary:
            write_json(temporary, result)
        return result

    def _measured(self, planned: _Planned, folder: Path, progress: Progress) -> dict[str, Any]:
        bundle, device, seed = self.bundle, self.device, planned.seed
        kind, at = planned.split, None
        if kind == LOCATION_SPLIT:
            kind, at = WITHOUT_LABELS, label_locations(bundle, self.tasks, planned.fold, seed)
        split = split_edges(bundle.network, bundle.area, kind, planned.fold, seed)
        settings, shared = self.profile.settings, self._shared(planned)
        study = Study(bundle, split, seed, device, folder, shared, settings.fewest_steps, at)
        tuning = {**settings.tuning, "label_share": planned.labels}
        memory = PeakMemory(device)
        cell = Cell.of(study, self.tasks, dataclasses.replace(settings, tuning=tuning))
        outcome = planned.system.answer(cell, progress)
        self._write_outputs(planned, cell, outcome)
        return {
            **planned.key,
            "figures": {group: _figures(cell, outcome, group) for group in cell.groups},
            "notes": dict(cell.notes),
            "roads": {
                fit.task.id: {part: len(rows) for part, rows in fit.rows.items()}
                for fit in cell.fits
            },
            "costs": {
                "origin": outcome.origin,
                "parameters": outcome.parameters,
                "seconds": outcome.seconds,
                "query_us": outcome.query_us,
                **memory.figures(),
            },
            "environment": {
                "device": device_name(device),
                "threads": torch.get_num_threads(),
                "commit": commit(),
                "versions": versions(),
            },
            "finished_at": _now(),
        }

    def _write_outputs(self, planned: _Planned, cell: Cell, outcome: Outcome) -> None:
        """Write the predictions and the embeddings."""
        with atomic_file(self._finished(planned).with_suffix(".parquet")) as file:
            cell.predictions(outcome.raw).to_parquet(file, index=False, compression="zstd")
        if outcome.embedding is not None:
            with (
                atomic_file(self.out / EMBEDDINGS / f"{planned.name}.npy") as file,
                file.open("wb") as stream,
            ):
                np.save(stream, outcome.embedding.astype(np.float16))

    @property
    def settings(self) -> dict[str, Any]:
        """Of trainings, with only the names of files of weights."""
        return dict(_without_folders(dataclasses.asdict(self.profile.settings)))

    @property
    def _weight_files(self) -> dict[str, Path]:
        backbone = Path(self.profile.settings.pretraining.get("weights", ""))
        return {**self.weights, **({"backbone": backbone} if backbone.is_file() else {})}

    def collected(self, cells: Sequence[Mapping[str, Any]], command: str) -> Results:
        """The results of all cells, in the order of the plan."""
        manifest = self.bundle.manifest.to_dict()
        finished = [cell for cell in cells if "code" not in cell]
        environments: list[Any] = []
        for cell in finished:
            if cell["environment"] not in environments:
                environments.append(cell["environment"])
        record = {
            "command": command,
            "written_at": _now(),
            "bundle": {key: manifest[key] for key in ("id", "name", "counts", "tasks")}
            | {"notes": dict(self.bundle.manifest.notes)},
            "settings": self.settings,
            "systems": {one.system.id: one.system.title for one in self.planned},
            "tables": [table.to_dict() for table in self.tables],
            "environments": environments,
            "notes": {name: note for cell in finished for name, note in cell["notes"].items()},
            "figures": {},
        }
        if not finished:
            return Results(record, cells=_table_of_cells(cells, environments))
        rows = pd.DataFrame([row for cell in finished for row in _rows(cell)])
        return Results(
            record,
            rows.assign(value=pd.to_numeric(rows["value"])),
            _table_of_cells(cells, environments),
            self._predictions(),
        )

    def _predictions(self) -> pd.DataFrame:
        """Those of all finished cells; the columns that repeat are categories."""
        parts = []
        for planned in self.planned:
            if self._finished(planned).is_file():
                part = pd.read_parquet(self._finished(planned).with_suffix(".parquet"))
                parts.append(part.assign(**planned.key))
        rows = pd.concat(parts, ignore_index=True)
        categories = dict.fromkeys(("system", "split", "task", "highway", "basis"), "category")
        return rows.astype({**categories, "fold": "int8", "seed": "int16"})[
            [*KEY, *(name for name in rows if name not in KEY)]
        ].sort_values(["task", "split", "labels", "seed", "fold", "edge"], kind="stable")


def _usual_processes(device: torch.device) -> int:
    """How many cells to compute at once by default.

    Trainings on a small city use one core each; a GPU computes one cell at a time. More than two
    would need more memory than a desktop may have.
    """
    return 1 if device.type == "cuda" else min(2, cores())


def _figures(cell: Cell, outcome: Outcome, group: str) -> dict[str, dict[str, float | None]]:
    return {
        task: {name: one for name, one in figures.items() if not name.startswith(OWN_BASELINE)}
        for task, figures in cell.figures(outcome.raw, group).items()
    }


def _without_folders(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_folders(one) for key, one in value.items()}
    return Path(value).name if isinstance(value, str) and Path(value).is_file() else value


def _rows(cell: Mapping[str, Any]) -> Iterable[dict[str, Any]]:
    """A row per value of a finished cell."""
    key = {name: cell[name] for name in KEY}
    for group, tasks in cell["figures"].items():
        for task, figures in tasks.items():
            for metric, value in figures.items():
                yield {**key, "roads": group, "task": task, "metric": metric, "value": value}


def _table_of_cells(
    cells: Sequence[Mapping[str, Any]], environments: Sequence[Mapping[str, Any]]
) -> pd.DataFrame:
    """The costs of each cell, or why its system could not run."""
    rows = []
    for cell in cells:
        row = {name: cell[name] for name in KEY}
        if "code" in cell:
            row |= {"code": cell["code"], "message": cell["message"]}
        else:
            row |= {**cell["costs"], "roads": cell["roads"], "finished_at": cell["finished_at"]}
            row["environment"] = environments.index(cell["environment"])
        rows.append(row)
    return cells_table(rows)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _at(progress: Progress, done: float, title: str) -> Progress:
    """Progress while a cell runs: what its stages take of it is not known beforehand.

    The stages are in the log.
    """
    last = ""

    def report(stage: str, fraction: float, /, **figures: float) -> None:
        nonlocal last
        if stage not in (STAGE, last):
            log.info("%s: %s", title, stage)
            last = stage
        progress(STAGE, done, **figures)

    return report
