"""The command that compares systems on a bundle, in this process."""

from __future__ import annotations

import argparse
import logging
import os
import shlex
import sys
from pathlib import Path

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.files.atomic_io import atomic_file
from trajganr_core.contract.options.option_fields import describe
from trajganr_core.contract.options.training_config import PretrainConfig
from trajganr_worker.cli.arguments import (
    Commands,
    Result,
    add_input,
    add_options,
    add_out_folder,
    help_of,
)
from trajganr_worker.cli.terminal import Terminal
from trajganr_worker.execution.executors import ENGINE, chosen_executor

from .choices import BENCHMARK_SPLITS, BENCHMARK_SYSTEMS, BENCHMARK_TABLES
from .options import BenchmarkOptions


def add_benchmark(commands: Commands) -> None:
    """Add ``trajganr benchmark``."""
    parser = commands.add(
        "benchmark",
        _benchmark,
        "compare TrajGANR with other systems on the same held-out roads",
        "Writes results.json, tables in Parquet, results.md and figures to FOLDER. Repeat the "
        "command to continue an interrupted comparison: finished parts are not computed again.",
        "Models",
    )
    add_input(parser, "bundle", "BUNDLE", "output of prepare")
    add_options(parser, BenchmarkOptions, "profile", "seeds", "backbone", "device")
    help_texts = {option.name: help_of(option) for option in describe(BenchmarkOptions)}
    parser.add_argument(
        "--tables",
        nargs="+",
        choices=BENCHMARK_TABLES,
        default=[],
        metavar="TABLE",
        help=f"{help_texts['tables']} One or more of {', '.join(BENCHMARK_TABLES)}.",
    )
    parser.add_argument(
        "--splits",
        nargs="+",
        choices=BENCHMARK_SPLITS,
        default=[],
        metavar="SPLIT",
        help="what is held out: segment (single roads), block (squares of 500 m), random (each "
        "direction separately), or location (points on roads, as in published figures: the same "
        "road is in training and test, so its label leaks); default: those of each table",
    )
    parser.add_argument(
        "--systems",
        nargs="+",
        default=[],
        metavar="SYSTEM",
        help=f"{help_texts['systems']} One or more of {', '.join(BENCHMARK_SYSTEMS)}.",
    )
    parser.add_argument(
        "--weights",
        type=_weights,
        action="append",
        default=[],
        metavar="SYSTEM=FILE",
        help="published weights of a system (default: those of its package, or training on the "
        "study area); may be repeated",
    )
    parser.add_argument("--backbone-weights", metavar="WEIGHTS", help=help_texts["weights"])
    parser.add_argument(
        "--first-seed",
        type=int,
        metavar="SEED",
        help="seed of the first repetition (default: one on which no design choice was made)",
    )
    parser.add_argument(
        "--steps",
        type=int,
        help="minimum steps of every training without labels (default: the profile's)",
    )
    parser.add_argument(
        "--processes",
        type=int,
        metavar="N",
        help="trainings at once (default: 1 on a GPU, 2 on a processor with two cores)",
    )
    add_out_folder(parser, "FOLDER", "the folder to make or continue", grows=True)


def _weights(text: str) -> tuple[str, Path]:
    system, equals, file = text.partition("=")
    if not (system and equals and file):
        raise argparse.ArgumentTypeError(f"{text!r} is not SYSTEM=FILE")
    return system, Path(file)


def _benchmark(options: argparse.Namespace, terminal: Terminal) -> Result:
    from trajganr_core.data.bundle import Bundle

    from .page import HTML_PAGE, html_page
    from .profiles import PROFILES
    from .results import CELLS, PREDICTIONS, RECORD, ROWS
    from .runner import PAGE, run_benchmark

    logging.getLogger(__package__).setLevel(logging.INFO)  # as the product's own
    has_engine = bool(os.environ.get(ENGINE))
    if has_engine and options.processes is not None:
        raise TrajganrError(
            Code.INPUT_FIELD,
            "Both {variable} and --processes say where trainings run.",
            "Omit --processes, or unset {variable}.",
            variable=ENGINE,
        )
    results = run_benchmark(
        Bundle.load(options.bundle),
        PROFILES[options.profile],
        options.out,
        tables=options.tables,
        splits=options.splits,
        systems=options.systems,
        weights=dict(options.weights),
        backbone=(options.backbone, options.backbone_weights or PretrainConfig.weights),
        seeds=options.seeds,
        first_seed=options.first_seed,
        steps=options.steps,
        device=options.device,
        processes=options.processes,
        executor=chosen_executor() if has_engine else None,
        command=shlex.join(["trajganr", *sys.argv[1:]]),
        progress=terminal.progress,
    )
    bundle, text = results.record["bundle"], (options.out / PAGE).read_text(encoding="utf-8")
    with atomic_file(options.out / HTML_PAGE) as file:
        page = html_page(bundle["name"] or bundle["id"], text, options.out)
        file.write_text(page, encoding="utf-8")
    files = [RECORD, ROWS, CELLS, PREDICTIONS, PAGE, HTML_PAGE, *results.record["figures"]]
    failures = [f"{one['system']}: {one['message']}" for one in results.failures]
    return {
        "out": str(options.out),
        "files": [name for name in files if (options.out / name).is_file()],
        "rows": len(results.rows),
        "remarks": list(dict.fromkeys(failures)),
    }
