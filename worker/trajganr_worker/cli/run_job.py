"""Runs a job in this process; its result is complete at ``--out`` or absent."""

from __future__ import annotations

import argparse
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from trajganr_core.contract.files import output_paths
from trajganr_core.contract.files.atomic_io import checkpoint_beside, new_folder
from trajganr_core.contract.kinds.params import JobParams
from trajganr_core.contract.kinds.result import FilesResult
from trajganr_core.contract.tasks import TASKS
from trajganr_core.contract.texts.model_facts import (
    gain_text,
    metric_cell,
    metric_title,
    pretraining_facts,
)
from trajganr_core.contract.texts.text import Text
from trajganr_core.contract.texts.verdicts import verdict_text

from ..execution.jobs import find_job
from .arguments import Interrupted, Result, inputs_of, params_of
from .terminal import Terminal

#: Parts of a result that are printed as JSON only.
FOR_MACHINES = ("cleaning", "dropped", "few", "id", "matching", "tiles")

#: Columns of figures by the beginnings of their names; the mean of own trips needs no model.
FIGURES = {"passes_": "own trips", "": "model", "baseline_": "trivial"}


def make(
    kind: type[JobParams], options: argparse.Namespace, terminal: Terminal, **secrets: str
) -> Result:
    """Run a job that makes a bundle or a model in the folder ``--out``."""
    params = params_of(kind, options, **secrets)
    try:
        result = find_job(kind.kind)(params, options.out, terminal.progress)
    except KeyboardInterrupt:
        checkpoint = checkpoint_beside(options.out)
        if checkpoint.is_dir():
            raise Interrupted(checkpoint) from None
        raise
    shutil.rmtree(checkpoint_beside(options.out), ignore_errors=True)
    return answer(options, said(result.to_dict()))


def write_file(
    kind: type[JobParams], options: argparse.Namespace, terminal: Terminal, **derived: str
) -> Result:
    """Run a job, and move its file to ``--out``; of several, the one with this ending."""
    params = params_of(kind, options, **derived)
    with new_file(options) as partial:
        folder = partial.with_name("output")
        result = find_job(kind.kind)(params, folder, terminal.progress)
        assert isinstance(result, FilesResult)  # nosec B101 # holds by construction
        ending = options.out.suffix.lower()
        file = max(result.files, key=lambda name: name.endswith(ending))
        (folder / file).replace(partial)
    return answer_file(options, result)


def write_folder(
    kind: type[JobParams], options: argparse.Namespace, terminal: Terminal, **secrets: str
) -> Result:
    """Run a job that makes several files, in the folder ``--out``."""
    params = params_of(kind, options, **secrets)
    with new_folder(options.out) as folder:
        result = find_job(kind.kind)(params, folder, terminal.progress)
    return answer(options, said(result.to_dict()))


def answer(options: argparse.Namespace, content: dict[str, Any]) -> Result:
    """The result that a command prints: complete as JSON, or in words and with units."""
    shown = content if options.json else for_people(content)
    return {"out": str(options.out), **shown}


def answer_file(options: argparse.Namespace, result: FilesResult) -> Result:
    """The same for a result whose only file is at ``--out``."""
    content = said(result.to_dict())
    del content["files"]
    return answer(options, content)


def said(result: Mapping[str, Any]) -> dict[str, Any]:
    """The JSON object of a result, with its remarks as sentences."""
    return {**result, "remarks": [str(Text.from_dict(each)) for each in result["remarks"]]}


def for_people(result: Mapping[str, Any]) -> dict[str, Any]:
    """A result in words, without the counts that ``remarks`` describe."""
    shown = {name: value for name, value in result.items() if name not in FOR_MACHINES}
    if "metrics" in shown:
        shown.pop("groups", None)  # the card and the evaluation have them, and all other figures
        shown["metrics"] = figures_text(shown["metrics"])
    if "figures" in shown:
        shown["figures"] = pretraining_facts(shown["figures"], details=False)
    return shown


def figures_text(figures: Mapping[str, Mapping[str, float | None]]) -> str:
    """The leading figure of each task, a line a task, beside those of what needs less; verdicts.

    Args:
        figures: of held-out roads, by task.
    """
    rows = [("on held-out roads", *FIGURES.values(), "roads")]
    for task, metrics in figures.items():
        name = TASKS[task].metrics[0]
        cells = (str(metric_cell(name, metrics.get(begin + name))) for begin in FIGURES)
        tested = sum(metrics.get(f"{which}_roads") or 0 for which in ("trips", "no_trips"))
        roads = f"{tested:.0f}" if tested else "–"
        rows.append((f"{TASKS[task].title}, {metric_title(task, name)}", *cells, roads))
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = [
        "  ".join([first.ljust(widths[0]), *map(str.rjust, others, widths[1:])])
        for first, *others in rows
    ]
    said = [
        f"{TASKS[task].title}: {text}"
        for task, metrics in figures.items()
        for text in (verdict_text(task, metrics), gain_text(task, metrics))
        if text
    ]
    return "\n".join([*lines, *said])


@contextmanager
def new_file(options: argparse.Namespace) -> Iterator[Path]:
    """A temporary path beside ``--out``, which replaces it if the block succeeds."""
    with output_paths.new_file(
        options.out,
        inputs=inputs_of(options),
        overwrite=options.overwrite,
        made_by=options.output.made_by(options),
    ) as temporary:
        yield temporary
