"""The path from a bundle to roads, in this process: pretrain, finetune, evaluate, predict, …"""

from __future__ import annotations

import argparse
from pathlib import Path

from trajganr_core.contract.choices import EXPORT_LAYERS, VECTOR_SUFFIXES
from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.protocol.jobs import (
    EmbedParams,
    EvaluateParams,
    ExportParams,
    FinetuneParams,
    PredictParams,
    PretrainParams,
)

from ..storage.manifest_reader import CONTENTS
from .arguments import (
    Commands,
    Result,
    add_group,
    add_options,
    add_out_file,
    add_out_folder,
    params_of,
    source,
)
from .batch_export import batch_export
from .run_job import make, write_file, write_folder
from .terminal import Terminal, duration

__all__ = ["add_commands"]

RESUMING = (
    "A training that was interrupted goes on when the command is repeated: until MODEL is "
    "complete, what it has learned lies beside it, in the folder .MODEL.checkpoint."
)
#: Names of the files that an export can consist of.
EXPORTED = tuple(layer + suffix for layer in EXPORT_LAYERS for suffix in VECTOR_SUFFIXES.values())


def add_commands(commands: Commands) -> None:
    """Add the commands, in the order in which they are used."""
    _add_pretrain(commands)
    _add_finetune(commands)
    _add_evaluate(commands)
    _add_predict(commands)
    _add_embed(commands)
    _add_export(commands)
    _add_batch_export(commands)


def _pretrain(options: argparse.Namespace, terminal: Terminal) -> Result:
    if options.dry_run:
        return _estimate(options)
    return make(PretrainParams, options, terminal)


def _finetune(options: argparse.Namespace, terminal: Terminal) -> Result:
    return make(FinetuneParams, options, terminal)


def _predict(options: argparse.Namespace, terminal: Terminal) -> Result:
    return write_file(PredictParams, options, terminal)


def _evaluate(options: argparse.Namespace, terminal: Terminal) -> Result:
    return write_folder(params_of(EvaluateParams, options), options, terminal)


def _embed(options: argparse.Namespace, terminal: Terminal) -> Result:
    format = _format_of(options.out)
    if options.format not in (None, format):
        raise TrajganrError(
            Code.INPUT_FIELD,
            "The name {name} does not go with the format {format}.",
            "Let it end in {ending}, or leave --format out.",
            name=options.out.name,
            format=options.format,
            ending=VECTOR_SUFFIXES[options.format],
        )
    options.format = format
    return write_file(EmbedParams, options, terminal)


def _export(options: argparse.Namespace, terminal: Terminal) -> Result:
    return write_folder(params_of(ExportParams, options), options, terminal)


def _format_of(out: Path) -> str:
    """The format that a file's name tells, whose ending was checked before."""
    formats = {suffix: format for format, suffix in VECTOR_SUFFIXES.items()}
    return formats[out.suffix.lower()]


def _estimate(options: argparse.Namespace) -> Result:
    """What a pretraining would take; nothing is written."""
    params = params_of(PretrainParams, options)
    from ..jobs.pretrain import estimate

    found = estimate(params)
    if options.json:
        return found
    memory = found["peak_memory_gb"]
    return {
        "on": f"{found['device']}, {found['trips']} trips, {found['images']} pictures",
        "training": f"{found['steps']} steps of about {found['step_seconds']:.3g} s",
        "evaluation": f"about {duration(found['evaluation_seconds'])}",
        "pictures": f"about {duration(found['image_seconds'])} before the first step",
        "time": f"about {duration(found['seconds'])} in all",
        "memory": "unknown" if memory is None else f"about {memory:.2g} GB at most",
    }


def _add_pretrain(commands: Commands) -> None:
    parser = commands.add(
        "pretrain", _pretrain, "train the encoders on bundles, without labels", RESUMING
    )
    parser.add_argument("bundle", type=source, metavar="BUNDLE", help="what prepare made")
    parser.add_argument(
        "further_bundles",
        type=source,
        nargs="*",
        metavar="BUNDLE",
        help="of further study areas, to learn from together; each stays in its own frame",
    )
    add_options(parser, PretrainParams, "preset", "epochs", "name", "seed", "device")
    add_out_folder(parser, "MODEL", "the folder to make", names=CONTENTS["model"])
    parser.add_argument(
        "--dry-run",
        action="store_true",
        help="run a few steps, say how much time and memory it would all take, write nothing",
    )

    for group in ("model", "switches of the preset", "training"):
        add_group(parser, PretrainParams, group)


def _add_finetune(commands: Commands) -> None:
    parser = commands.add(
        "finetune", _finetune, "fit a head for each task and measure it on held-out roads", RESUMING
    )
    parser.add_argument("model", type=source, metavar="MODEL", help="what pretrain made")
    parser.add_argument(
        "bundle", type=source, metavar="BUNDLE", help="has the labels and trips; of any study area"
    )
    add_options(parser, FinetuneParams, "tasks", "epochs", "name", "seed", "device")
    add_out_folder(parser, "MODEL", "the folder to make", names=CONTENTS["model"])
    for group in ("head", "labels and held-out roads", "training"):
        add_group(parser, FinetuneParams, group)


def _add_bundle(parser: argparse.ArgumentParser, what: str) -> None:
    parser.add_argument("--bundle", type=source, metavar="BUNDLE", help=what)


def _add_predict(commands: Commands) -> None:
    parser = commands.add("predict", _predict, "predict every road of a layer")
    parser.add_argument("model", type=source, metavar="MODEL", help="what finetune made")
    parser.add_argument(
        "--roads", type=source, metavar="FILE", help="line layer (default: the bundle's own roads)"
    )
    _add_bundle(
        parser, "trips and pictures to predict from (default: the one that was fine-tuned on)"
    )
    add_options(parser, PredictParams, "tasks", "device")
    add_out_file(parser, "ROADS.gpkg", "the file to write, with its style", ".gpkg")


def _add_evaluate(commands: Commands) -> None:
    parser = commands.add(
        "evaluate",
        _evaluate,
        "measure a fine-tuned model, and show where it is off",
        "On the bundle that it was fine-tuned on, the figures are those of the roads held out; on "
        "another bundle of the same area, of all its labelled roads.",
    )
    parser.add_argument("model", type=source, metavar="MODEL", help="what finetune made")
    _add_bundle(parser, "has the labels (default: the one that was fine-tuned on)")
    add_options(parser, EvaluateParams, "tasks", "device")
    add_out_folder(
        parser,
        "FOLDER",
        "the folder to make, with evaluation.json and evaluation.gpkg",
        names=("evaluation.json", "evaluation.gpkg"),
    )


def _add_embed(commands: Commands) -> None:
    parser = commands.add(
        "embed", _embed, "write what a model knows of every road, or of places, as vectors"
    )
    parser.add_argument(
        "model", type=source, metavar="MODEL", help="what pretrain or finetune made"
    )
    asked = parser.add_mutually_exclusive_group()
    asked.add_argument(
        "--roads", type=source, metavar="FILE", help="line layer (default: the bundle's own roads)"
    )
    asked.add_argument(
        "--locations",
        type=source,
        metavar="FILE",
        help="a point layer, or a CSV with lon and lat, to embed instead of roads",
    )
    _add_bundle(parser, "trips and pictures to look at (default: the one that was learned from)")
    add_options(parser, EmbedParams, "format", left_open="from the file name's ending")
    add_options(parser, EmbedParams, "device")
    add_out_file(parser, "EMBEDDINGS.gpkg", "the file to write", *VECTOR_SUFFIXES.values())


def _add_export(commands: Commands) -> None:
    parser = commands.add(
        "export",
        _export,
        "write a bundle, and what a model says of it, as layers for other programs",
        "Predictions and embeddings need --model. Trips are lines whose M, or field times, holds "
        "Unix seconds.",
    )
    parser.add_argument("bundle", type=source, metavar="BUNDLE", help="what prepare made")
    add_options(parser, ExportParams, "layers", "format")
    parser.add_argument(
        "--model", type=source, metavar="MODEL", help="what finetune made, of the same study area"
    )
    add_out_folder(parser, "FOLDER", "the folder to make, with a file a layer", names=EXPORTED)


def _add_batch_export(commands: Commands) -> None:
    parser = commands.add(
        "batch-export",
        batch_export,
        "write many bundles, and what many models say of them, as layers",
        "Each bundle gets a folder, and in it one for each model of its study area. An export that "
        "fails does not stop the others. Repeat the command to go on: what is whole in FOLDER is "
        "not made again.",
    )
    parser.add_argument(
        "bundles", type=source, nargs="+", metavar="BUNDLE", help="what prepare made"
    )
    add_options(parser, ExportParams, "layers", "format")
    parser.add_argument(
        "--model",
        dest="models",
        type=source,
        action="append",
        default=[],
        metavar="MODEL",
        help="what finetune made; may be repeated",
    )
    add_out_folder(parser, "FOLDER", "the folder to make or go on with", grows=True)
