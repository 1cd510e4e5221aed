"""Compare systems on a bundle."""

from __future__ import annotations

import shlex
from pathlib import Path

from trajganr_core.benchmark.page import html_page, require_markdown
from trajganr_core.benchmark.profiles import PROFILES
from trajganr_core.benchmark.results import RECORD, Results
from trajganr_core.benchmark.runner import FINISHED, PAGE, PLAN, WORK, run_benchmark
from trajganr_core.benchmark.standings import standings
from trajganr_core.contract.atomic_io import atomic_folder, checkpoint_beside
from trajganr_core.contract.protocol.jobs import BenchmarkParams
from trajganr_core.contract.results import BenchmarkResult
from trajganr_core.contract.tasks import TASKS
from trajganr_core.contract.version import __version__
from trajganr_core.data.bundle import Bundle
from trajganr_core.data.preparation.stages import link_or_copy
from trajganr_core.utils.device import resolve_device
from trajganr_core.utils.progress import Progress

from ..execution.executors import chosen_executor

__all__ = ["run"]

#: Prefix of the codes of failures that would occur again with the same bundle.
OF_THE_DATA = "INPUT."
#: State from which a comparison resumes, not part of the result.
STATE = frozenset({PLAN, FINISHED, WORK})


def run(params: BenchmarkParams, out: Path, progress: Progress) -> BenchmarkResult:
    """Write the results into the folder ``out``; finished parts are kept beside it.

    Raises:
        TrajganrError: as :func:`~trajganr_core.benchmark.runner.run_benchmark`; ``ENV.MISSING_DEP``
            without the extra ``benchmark``.
    """
    require_markdown()
    # Results depend on release and device: only a run with the same ones is resumed.
    state = f"{__version__}-{resolve_device(params.device).type}"
    checkpoint = checkpoint_beside(out) / state
    results = run_benchmark(
        Bundle.load(Path(params.bundle)),
        PROFILES[params.profile],
        checkpoint,
        tables=params.tables,
        systems=params.systems,
        backbone=(params.backbone, params.weights),
        seeds=params.seeds,
        device=params.device,
        executor=chosen_executor(),
        command=_command(params),
        progress=progress,
    )
    with atomic_folder(out, RECORD) as folder:
        for path in _results_in(checkpoint):
            link_or_copy(path, folder / path.relative_to(checkpoint))
        text = (folder / PAGE).read_text(encoding="utf-8")
        title = results.record["bundle"]["name"] or results.record["bundle"]["id"]
        (folder / BenchmarkResult.PAGE).write_text(html_page(title, text, folder), encoding="utf-8")
    files = sorted(path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file())
    return BenchmarkResult(
        files=tuple(files),
        standings=standings(results),
        counts={"systems": len(results.systems), "rows": len(results.rows)},
        is_final=all(one["code"].startswith(OF_THE_DATA) for one in results.failures),
        remarks=tuple(_remarks(results)),
    )


def _results_in(checkpoint: Path) -> list[Path]:
    files = (path for path in checkpoint.rglob("*") if path.is_file())
    return [path for path in files if path.relative_to(checkpoint).parts[0] not in STATE]


def _command(params: BenchmarkParams) -> str:
    """The equivalent command line, given the bundle's folder."""
    words = ["trajganr", "benchmark", Path(params.bundle).name, "--profile", params.profile]
    for option, values in (("--tables", params.tables), ("--systems", params.systems)):
        words += [option, *values] if values else []
    words += ["--backbone", params.backbone, "--backbone-weights", Path(params.weights).name]
    if params.seeds is not None:
        words += ["--seeds", str(params.seeds)]
    return shlex.join([*words, "--device", params.device])


def _remarks(results: Results) -> list[str]:
    """Which tasks and systems are not compared, and why."""
    notes = {**results.record["bundle"]["notes"], **results.record["notes"]}
    left_out = (
        f"{TASKS[name].title if name in TASKS else name} is not compared: {note}"
        for name, note in notes.items()
    )
    missing = (
        f"{results.systems[failure['system']]} is missing: {failure['message']}"
        for failure in results.failures
    )
    return list(dict.fromkeys((*left_out, *missing)))
