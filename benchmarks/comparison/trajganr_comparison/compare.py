"""The public function ``compare``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from trajganr_core.contract.options.validation import check_choice
from trajganr_core.data.bundle import Bundle
from trajganr_core.data.object_store import local_path
from trajganr_core.utils.paths import StrPath
from trajganr_core.utils.progress import Progress
from trajganr_core.utils.progress_bar import shown

from .profiles import PROFILES
from .results import Results
from .runner import run_benchmark


def compare(
    bundle: Bundle | StrPath,
    *,
    out: StrPath,
    profile: str = "quick",
    tables: Sequence[str] = (),
    splits: Sequence[str] = (),
    systems: Sequence[str] = (),
    seeds: int | None = None,
    steps: int | None = None,
    device: str = "auto",
    progress: bool | Progress = True,
) -> Results:
    """Compare TrajGANR with other systems on the same held-out roads, as ``trajganr benchmark``.

    All systems learn from the bundle's labels. An interrupted comparison continues when the same
    call is repeated.

    Args:
        bundle: the prepared study area with the labels.
        out: a new folder for tables, charts and ``results.md``, or that of an earlier call.
        profile: ``quick``, small models for a processor, or ``full``, for a GPU.
        tables: ids of what is compared; as the profile says if empty.
        splits: what is held out, such as ``block`` (squares of 500 m) or ``location`` (points on
            roads, whose labels leak); as the tables say if empty.
        systems: ids; all of the tables if empty.
        seeds: number of repetitions; as the profile says if absent.
        steps: minimum number of steps of every training without labels; as the profile says if
            absent.
        device: ``auto``, ``cpu`` or ``cuda``.
        progress: whether a bar is shown; or a function of the stage and the fraction done.

    Returns:
        ``rows``, one metric a row: ``system, split, fold, seed, labels, roads`` (``all`` or a group
        of them), ``task, metric, value``; ``systems``, titles by id; ``predictions`` of the tested
        roads; ``failures``, the systems that could not run.

    Raises:
        TrajganrError: ``INPUT.FIELD`` for an unknown id or a folder with other content;
            ``INPUT.EMPTY`` for a bundle without labels.
    """
    check_choice("profile", profile, PROFILES)
    labelled = bundle if isinstance(bundle, Bundle) else Bundle.load(local_path(bundle))
    with shown(progress) as report:
        return run_benchmark(
            labelled,
            PROFILES[profile],
            Path(out),
            tables=tables,
            splits=splits,
            systems=systems,
            seeds=seeds,
            steps=steps,
            device=device,
            command="trajganr_comparison.compare.compare",
            progress=report,
        )
