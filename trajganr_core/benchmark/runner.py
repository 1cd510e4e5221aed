"""A benchmark, cell by cell: each that is finished is kept, so that an interrupted one goes on."""

from __future__ import annotations

import dataclasses
import logging
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import torch

from ..data.bundle import Bundle
from ..errors import Code, TrajganrError
from ..evaluation.splits import split_edges
from ..progress import Progress, silent
from ..storage import atomic_file, read_json, sha256_of, write_json
from ..tasks import TASKS
from ..training.device import resolve_device
from ..version import __version__
from .machine import PeakMemory, device_name, versions
from .markdown import markdown
from .profiles import Profile
from .study import Study
from .system import Cell, System
from .systems import chosen_systems

__all__ = ["RESULTS", "TABLES", "run_benchmark"]

log = logging.getLogger(__name__)

#: The files that are written, and the folder of finished cells.
RESULTS, TABLES, PLAN, CELLS, WORK = "results.json", "results.md", "plan.json", "cells", "work"
#: Figures of the training labels' mean, which is a system of its own here.
OWN_BASELINE = "baseline_"


def run_benchmark(
    bundle: Bundle,
    profile: Profile,
    out: Path,
    *,
    systems: Sequence[str] = (),
    weights: Mapping[str, Path] | None = None,
    seeds: int | None = None,
    device: str = "auto",
    command: str = "",
    progress: Progress = silent,
) -> dict[str, Any]:
    """Compare systems on a bundle, and write ``results.json`` and ``results.md`` into a folder.

    A system that cannot be run (its weights are missing, say) is left out and named in the
    results; a repetition tries it again.

    Args:
        bundle: the study area, with labels.
        profile: what is compared, and how large it is trained.
        out: the folder; what an earlier run with the same bundle and settings has finished there
            is not computed again.
        systems: ids; all of the profile where empty.
        weights: files of published systems' weights, by id.
        seeds: how often everything is repeated; as the profile says where None.
        device: ``auto``, ``cpu`` or ``cuda``.
        command: that made the results, for the record.
        progress: told how far it is; may cancel.

    Returns:
        What ``results.json`` holds.

    Raises:
        TrajganrError: as :func:`~.systems.chosen_systems`; ``INPUT.FIELD`` for fewer than one
            seed, or a folder with something else; ``INPUT.EMPTY`` when the bundle has no labels;
            ``JOB.CANCELLED``.
    """
    weights = weights or {}
    chosen = chosen_systems(systems, weights, profile.settings.published)
    run = _Run.of(bundle, profile, out, chosen, weights, seeds, resolve_device(device))
    run.keep_plan()
    cells, failures = [], []
    for number, place in enumerate(run.places):
        title = f"{number + 1} of {len(run.places)}, {place.system.title}"
        try:
            cells.append(run.cell(place, _named(progress, title)))
        except TrajganrError as error:
            if error.code is Code.JOB_CANCELLED:
                raise
            log.warning("%s: %s", title, error.message)
            failures.append({**place.key, "code": error.code.value, "message": error.message})
    results = {**run.description(command), **_collected(cells), "failures": failures}
    with atomic_file(out / RESULTS) as file:
        write_json(file, results)
    with atomic_file(out / TABLES) as file:
        file.write_text(markdown(results), encoding="utf-8")
    return results


@dataclass(frozen=True)
class _Place:
    """Where in the plan a cell stands."""

    system: System
    split: str
    fold: int
    seed: int

    @property
    def key(self) -> dict[str, Any]:
        """What tells its rows from others."""
        return {
            "system": self.system.id,
            "split": self.split,
            "fold": self.fold,
            "seed": self.seed,
        }

    @property
    def name(self) -> str:
        """Of its file, without the ending."""
        return f"{self.system.id}-{self.split}-fold{self.fold}-seed{self.seed}"


@dataclass(frozen=True)
class _Run:
    """A benchmark with nothing left open."""

    bundle: Bundle
    profile: Profile
    out: Path
    tasks: list[str]
    places: list[_Place]
    weights: Mapping[str, Path]
    device: torch.device

    @classmethod
    def of(
        cls,
        bundle: Bundle,
        profile: Profile,
        out: Path,
        systems: Sequence[System],
        weights: Mapping[str, Path],
        seeds: int | None,
        device: torch.device,
    ) -> _Run:
        seeds = profile.seeds if seeds is None else seeds
        if seeds < 1:
            raise TrajganrError(
                Code.INPUT_FIELD,
                "seeds is {value}; everything is computed at least once.",
                "Correct the option, or leave it out.",
                value=seeds,
            )
        tasks = [name for name in TASKS if bundle.manifest["tasks"].get(name)]
        if not tasks:
            raise TrajganrError(
                Code.INPUT_EMPTY,
                "The bundle {name!r} has no labels to compare systems by.",
                "Prepare it from data that has them.",
                name=bundle.manifest["name"],
            )
        places = [
            _Place(system, held.split, fold, seed)
            for held in profile.held
            for seed in range(seeds)
            for fold in held.folds
            for system in systems
            if not held.systems or system.id in held.systems
        ]
        return cls(bundle, profile, out, tasks, places, weights, device)

    def keep_plan(self) -> None:
        """Write what all cells of the folder have in common; refuse one with another plan."""
        plan = {
            "trajganr": __version__,
            "bundle": self.bundle.manifest["id"],
            "settings": dataclasses.asdict(self.profile.settings),
            "weights": {name: sha256_of(path) for name, path in self.weights.items()},
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
        with atomic_file(file) as temporary:
            write_json(temporary, plan)

    def cell(self, place: _Place, progress: Progress) -> dict[str, Any]:
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
            shutil.rmtree(self.out / WORK, ignore_errors=True)
        with atomic_file(file) as temporary:
            write_json(temporary, found)
        return found

    def _measured(self, place: _Place, folder: Path, progress: Progress) -> dict[str, Any]:
        bundle, device = self.bundle, self.device
        split = split_edges(bundle.network, bundle.area, place.split, place.fold, place.seed)
        study = Study(bundle, split, place.seed, device, folder)
        memory = PeakMemory(device)
        cell = Cell.of(study, self.tasks, self.profile.settings)
        outcome = place.system.answer(cell, progress)
        return {
            **place.key,
            "figures": {
                name: {k: v for k, v in figures.items() if not k.startswith(OWN_BASELINE)}
                for name, figures in outcome.figures.items()
            },
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

    def description(self, command: str) -> dict[str, Any]:
        """What was compared."""
        manifest = self.bundle.manifest
        systems = {place.system.id: place.system.title for place in self.places}
        return {
            "command": command,
            "written_at": datetime.now(UTC).isoformat(timespec="seconds"),
            "bundle": {key: manifest[key] for key in ("id", "name", "counts", "tasks", "notes")},
            "settings": dataclasses.asdict(self.profile.settings),
            "systems": systems,
        }


def _collected(cells: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """A row a figure, and what each cell cost."""
    place = ("system", "split", "fold", "seed")
    rows = [
        {**{key: cell[key] for key in place}, "task": task, "metric": metric, "value": value}
        for cell in cells
        for task, figures in cell["figures"].items()
        for metric, value in figures.items()
    ]
    costs = [
        {
            **{key: cell[key] for key in place},
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
