"""A benchmark, cell by cell: each that is finished is kept, so that an interrupted one goes on."""

from __future__ import annotations

import dataclasses
import itertools
import logging
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import torch

from ..contract.atomic_io import atomic_file, read_json, sha256_of, write_json
from ..contract.errors import Code, TrajganrError
from ..contract.protocol.file_names import refuse_links
from ..contract.tasks import TASKS
from ..contract.version import __version__
from ..data.bundle import Bundle
from ..evaluation.splits import split_edges
from ..executors.process_pool import ProcessPool, cores
from ..utils.device import resolve_device
from ..utils.progress import Progress, silent
from .figures import EMBEDDINGS, PREDICTIONS, draw_figures
from .machine import PeakMemory, device_name, versions
from .markdown import markdown
from .profiles import Profile
from .study import Study
from .system import Cell, Outcome, System
from .systems import chosen_systems
from .tables import Table, chosen_tables

__all__ = ["PAGE", "RESULTS", "run_benchmark"]

log = logging.getLogger(__name__)

#: The files that are written.
RESULTS, PAGE, PLAN = "results.json", "results.md", "plan.json"
#: Folders: of finished cells, of unfinished ones, and of what these share.
CELLS, WORK, SHARED = "cells", "work", "shared"
#: What tells a cell from others.
KEY = ("system", "split", "fold", "seed", "labels")
#: Figures of the training labels' mean, which is a system of its own here.
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
    steps: int | None = None,
    device: str = "auto",
    processes: int | None = 1,
    command: str = "",
    progress: Progress = silent,
) -> dict[str, Any]:
    """Compare systems on a bundle, and write tables, figures and maps into a folder.

    ``results.json`` holds all figures, ``results.md`` the tables and, from ``figures``, charts and
    maps; ``predictions`` and ``embeddings`` what systems said of the tested roads, and of all. A
    system that cannot be run (its weights are missing, say) is left out and named in the results;
    a repetition tries it again.

    Args:
        bundle: the study area, with labels.
        profile: what is compared, and how large it is trained.
        out: the folder; what an earlier run with the same bundle and settings has finished there
            is not computed again.
        tables: ids of what is compared; as the profile says where empty.
        splits: ways to hold roads out; as each table says where empty.
        systems: ids; all of the tables where empty.
        weights: files of published systems' weights, by id.
        backbone: timm's name and the weights (``hub``, ``none`` or a file) of the network through
            which all look at pictures who do; as the profile says where None.
        seeds: how often everything is repeated; as the profile says where None.
        steps: of every training without labels, at least; as the profile says where None.
        device: ``auto``, ``cpu`` or ``cuda``.
        processes: cells that are computed at once; as is usual on the device where None. Each
            has its share of the processors, and sums of more threads are rounded in other ways.
        command: that made the results, for the record.
        progress: told how far it is; may cancel.

    Returns:
        What ``results.json`` holds.

    Raises:
        TrajganrError: as :func:`~.systems.chosen_systems` and :func:`~.tables.chosen_tables`;
            ``INPUT.NOT_FOUND`` for a file of weights that is not there; ``INPUT.FIELD`` for fewer
            than one seed, step or process, systems that are in none of the tables, or a folder with
            something else; ``INPUT.EMPTY`` when the bundle has no labels; ``JOB.CANCELLED``; as
            :meth:`~..executors.process_pool.ProcessPool.map`.
    """
    if backbone:
        _check_weights(backbone[1])
    settings = profile.settings.seeing(*backbone) if backbone else profile.settings
    if steps is not None:
        _check_at_least_one(steps=steps)
        settings = dataclasses.replace(settings, fewest_steps=steps)
    profile = dataclasses.replace(
        profile,
        tables=tuple(tables) or profile.tables,
        seeds=profile.seeds if seeds is None else seeds,
        settings=settings,
    )
    compared = chosen_tables(profile.tables, splits)
    run = _Run.of(bundle, profile, compared, out, systems, weights or {}, resolve_device(device))
    processes = _usual_processes(run.device) if processes is None else processes
    _check_at_least_one(processes=processes)
    run.keep_plan()
    answers = ProcessPool(processes).map(run.answers, run.series, "Comparing systems", progress)
    found = run.in_order(itertools.chain.from_iterable(answers))
    shutil.rmtree(out / WORK, ignore_errors=True)
    failures = [one for one in found if "code" in one]
    cells = [one for one in found if "code" not in one]
    results = {**run.description(command), **_collected(cells), "failures": failures}
    progress("Drawing figures", 1.0)
    results["figures"] = draw_figures(bundle, results, out)
    with atomic_file(out / RESULTS) as file:
        write_json(file, results)
    with atomic_file(out / PAGE) as file:
        file.write_text(markdown(results), encoding="utf-8")
    return results


@dataclass(frozen=True)
class _Place:
    """Where in the plan a cell stands."""

    system: System
    split: str
    fold: int
    seed: int
    labels: float

    @property
    def key(self) -> dict[str, Any]:
        """What tells its rows from others: :data:`KEY`."""
        return {
            "system": self.system.id,
            "split": self.split,
            "fold": self.fold,
            "seed": self.seed,
            "labels": self.labels,
        }

    @property
    def series(self) -> str:
        """Name of the cells that differ from it in labels alone."""
        return f"{self.system.id}-{self.split}-fold{self.fold}-seed{self.seed}"

    @property
    def name(self) -> str:
        """Of its files, without the ending."""
        return self.series + ("" if self.labels == 1 else f"-labels{self.labels}")


def _places(table: Table, systems: Sequence[System], profile: Profile) -> Iterator[_Place]:
    """The cells of a table."""
    studies = itertools.product(table.splits, range(profile.seeds), profile.folds)
    for (split, seed, fold), system, labels in itertools.product(studies, systems, table.labels):
        yield _Place(system, split, fold, seed, labels)


@dataclass(frozen=True)
class _Run:
    """A benchmark with nothing left open."""

    bundle: Bundle
    profile: Profile
    out: Path
    tasks: list[str]
    tables: list[Table]
    places: list[_Place]
    weights: Mapping[str, Path]
    device: torch.device

    @classmethod
    def of(
        cls,
        bundle: Bundle,
        profile: Profile,
        compared: Sequence[Table],
        out: Path,
        systems: Sequence[str],
        weights: Mapping[str, Path],
        device: torch.device,
    ) -> _Run:
        _check_at_least_one(seeds=profile.seeds)
        tasks = [name for name in TASKS if bundle.manifest.tasks.get(name)]
        if not tasks:
            raise TrajganrError(
                Code.INPUT_EMPTY,
                "The bundle {name!r} has no labels to compare systems by.",
                "Prepare it from data that has them.",
                name=bundle.title,
            )
        options = weights, profile.settings.published
        chosen_systems(systems, *options)  # one that there is not is refused, whatever the tables
        tables: list[Table] = []
        places: dict[str, _Place] = {}
        for table in compared:
            beside = [
                system
                for system in chosen_systems(table.systems, *options)
                if system.id in systems or not systems
            ]
            tables.append(dataclasses.replace(table, systems=tuple(s.id for s in beside)))
            for place in _places(table, beside, profile):
                places.setdefault(place.name, place)
        if not places:
            raise TrajganrError(
                Code.INPUT_FIELD,
                "None of the systems {systems} is in the tables {tables}.",
                "Choose other systems, or further tables.",
                systems=", ".join(systems),
                tables=", ".join(table.id for table in tables),
            )
        return cls(bundle, profile, out, tasks, tables, list(places.values()), weights, device)

    def keep_plan(self) -> None:
        """Write what all cells of the folder have in common; refuse one with another plan."""
        plan = {
            "trajganr": __version__,
            "bundle": self.bundle.manifest.id,
            "settings": self.settings,
            "weights": {name: sha256_of(path) for name, path in self._weight_files.items()},
            "device": self.device.type,
        }
        file = self.out / PLAN
        known = read_json(file) if file.is_file() else None
        strange = known is None and self.out.exists() and any(self.out.iterdir())
        if strange or known not in (None, plan):
            raise TrajganrError(
                Code.INPUT_FIELD,
                "{out} holds something else, or a benchmark of another bundle, profile, device, "
                "release or other weights.",
                "Choose a new folder for --out.",
                out=str(self.out),
            )
        refuse_links(self.out)
        with atomic_file(file) as temporary:
            write_json(temporary, plan)

    @property
    def series(self) -> list[list[_Place]]:
        """Cells that differ in labels alone, and share their pretraining."""
        known: dict[str, list[_Place]] = {}
        for place in self.places:
            known.setdefault(place.series, []).append(place)
        return list(known.values())

    def answers(self, series: Sequence[_Place], progress: Progress) -> list[dict[str, Any]]:
        """Of each cell what was found, or, with a ``code``, why the system cannot be run."""
        answers, names = [], [place.name for place in self.places]
        for place in series:
            title = f"{names.index(place.name) + 1} of {len(names)}, {place.system.title}"
            try:
                answers.append(self._cell(place, _named(progress, title)))
            except TrajganrError as error:
                if error.code is Code.JOB_CANCELLED:
                    raise
                log.warning("%s: %s", title, error.message)
                failure = {"code": error.code.value, "message": error.message}
                answers.append({**place.key, **failure})
        shutil.rmtree(self._shared(series[0]), ignore_errors=True)
        return answers

    def in_order(self, answers: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
        """Answers in the order of the plan, in whichever they were found."""
        known = {tuple(answer[name] for name in KEY): answer for answer in answers}
        return [known[tuple(place.key.values())] for place in self.places]

    def _shared(self, place: _Place) -> Path:
        return self.out / WORK / SHARED / place.series

    def _cell(self, place: _Place, progress: Progress) -> dict[str, Any]:
        """A finished cell, from its file where there is one."""
        file = self.out / CELLS / f"{place.name}.json"
        if file.is_file():
            return dict(read_json(file))
        progress("Begun", 0.0)
        folder = self.out / WORK / place.name
        shutil.rmtree(folder, ignore_errors=True)  # of an interrupted run, whose time is unknown
        folder.mkdir(parents=True)
        try:
            found = self._measured(place, folder, progress)
        finally:
            shutil.rmtree(folder, ignore_errors=True)
        with atomic_file(file) as temporary:
            write_json(temporary, found)
        return found

    def _measured(self, place: _Place, folder: Path, progress: Progress) -> dict[str, Any]:
        bundle, device = self.bundle, self.device
        split = split_edges(bundle.network, bundle.area, place.split, place.fold, place.seed)
        settings, shared = self.profile.settings, self._shared(place)
        study = Study(bundle, split, place.seed, device, folder, shared, settings.fewest_steps)
        few = {**settings.tuning, "label_share": place.labels}
        memory = PeakMemory(device)
        cell = Cell.of(study, self.tasks, dataclasses.replace(settings, tuning=few))
        outcome = place.system.answer(cell, progress)
        self._keep(place, cell, outcome)
        return {
            **place.key,
            "figures": {group: _own(cell.figures(outcome.raw, group)) for group in cell.groups},
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
            "device": device_name(device),
            "threads": torch.get_num_threads(),
            "versions": versions(),
            "finished_at": datetime.now(UTC).isoformat(timespec="seconds"),
        }

    def _keep(self, place: _Place, cell: Cell, outcome: Outcome) -> None:
        """Write what a system said, for maps and for whoever wants to look."""
        for folder in (PREDICTIONS, EMBEDDINGS):
            (self.out / folder).mkdir(exist_ok=True)
        with atomic_file(self.out / PREDICTIONS / f"{place.name}.parquet") as file:
            cell.predictions(outcome.raw).to_parquet(file, index=False)
        if outcome.embedding is not None:
            with (
                atomic_file(self.out / EMBEDDINGS / f"{place.name}.npy") as file,
                file.open("wb") as stream,
            ):
                np.save(stream, outcome.embedding.astype(np.float16))

    @property
    def settings(self) -> dict[str, Any]:
        """Of trainings, with a file of weights by its name alone."""
        return dict(_without_folders(dataclasses.asdict(self.profile.settings)))

    @property
    def _weight_files(self) -> dict[str, Path]:
        backbone = Path(self.profile.settings.pretraining.get("weights", ""))
        return {**self.weights, **({"backbone": backbone} if backbone.is_file() else {})}

    def description(self, command: str) -> dict[str, Any]:
        """What was compared."""
        manifest = self.bundle.manifest
        systems = {place.system.id: place.system.title for place in self.places}
        return {
            "command": command,
            "written_at": datetime.now(UTC).isoformat(timespec="seconds"),
            "bundle": {
                key: value
                for key, value in manifest.to_dict().items()
                if key in ("id", "name", "counts", "tasks", "notes")
            },
            "settings": self.settings,
            "systems": systems,
            "tables": [table.to_dict() for table in self.tables],
        }


def _usual_processes(device: torch.device) -> int:
    """How many cells at once make good use of a machine.

    The trainings of a small city keep one core busy, and no second one; a GPU takes one at a time.
    More than two would need memory that a desktop may not have.
    """
    return 1 if device.type == "cuda" else min(2, cores())


def _check_at_least_one(**options: int) -> None:
    for name, value in options.items():
        if value < 1:
            raise TrajganrError(
                Code.INPUT_FIELD,
                "{field} is {value}; it must be at least 1.",
                "Correct the option, or leave it out.",
                field=name,
                value=value,
            )


def _check_weights(weights: str) -> None:
    """Refuse a file that is not there, before hours are spent on all that needs none."""
    if weights not in ("hub", "none") and not Path(weights).is_file():
        raise TrajganrError(
            Code.INPUT_NOT_FOUND,
            "{path}, the weights of the backbone, is not there.",
            "Correct the path, or say hub or none.",
            path=weights,
        )


def _own(figures: Mapping[str, Mapping[str, float | None]]) -> dict[str, dict[str, float | None]]:
    return {
        task: {k: v for k, v in found.items() if not k.startswith(OWN_BASELINE)}
        for task, found in figures.items()
    }


def _without_folders(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_folders(one) for key, one in value.items()}
    return Path(value).name if isinstance(value, str) and Path(value).is_file() else value


def _collected(cells: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """A row a figure, and what each cell cost."""
    rows = [
        {
            **{key: cell[key] for key in KEY},
            "roads": group,
            "task": task,
            "metric": metric,
            "value": value,
        }
        for cell in cells
        for group, tasks in cell["figures"].items()
        for task, figures in tasks.items()
        for metric, value in figures.items()
    ]
    costs = [
        {
            **{key: cell[key] for key in KEY},
            **cell["costs"],
            **{key: cell[key] for key in ("device", "threads", "versions", "finished_at", "roads")},
        }
        for cell in cells
    ]
    notes = {name: note for cell in cells for name, note in cell["notes"].items()}
    return {"rows": rows, "costs": costs, "notes": notes}


def _named(progress: Progress, title: str) -> Progress:
    """Progress of one cell among many."""

    def told(stage: str, fraction: float, /, **figures: float) -> None:
        progress(f"{title}: {stage}", fraction, **figures)

    return told
