"""The path from a bundle to roads, in this process: pretrain, finetune, evaluate, predict, …"""

from __future__ import annotations

import argparse
from pathlib import Path

from trajganr_core.contract.choices import (
    ALIGNMENTS,
    ATTENTIONS,
    DEVICES,
    EXPORT_LAYERS,
    FOLDS,
    GEOMETRIES,
    HEADS,
    MODALITIES,
    PRECISIONS,
    QUERY_TIMES,
    SPACE2VECS,
    SPLITS,
    VECTOR_FORMATS,
    VECTOR_SUFFIXES,
)
from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.presets import PRESETS
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
    Options,
    Result,
    add_out_file,
    add_out_folder,
    add_tasks,
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
DEVICE = "what to compute on"
PROCESSES = "that train together, each with a GPU of its own where there are GPUs"
FOLD = "which fifth of the roads is held out to be tested"
AS_THE_PRESET = "as the preset says"
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
    common = Options(PretrainParams, parser)
    common.choice(
        "preset", PRESETS, "close to the published method, or what predicts best on held-out roads"
    )
    common.values(
        epochs="passes over the trips; 0 makes an untrained model, to compare with",
        name="what you call the model",
    )
    common.choice("device", DEVICES, DEVICE)
    add_out_folder(parser, "MODEL", "the folder to make", names=CONTENTS["model"])
    parser.add_argument(
        "--dry-run",
        action="store_true",
        help="run a few steps, say how much time and memory it would all take, write nothing",
    )

    model = Options(PretrainParams, parser.add_argument_group("model"))
    model.values(
        dimension="width of the transformer and of the shared embedding, a multiple of 8",
        layers="of the transformer",
    )
    model.choice(
        "attention",
        ATTENTIONS,
        "whether a trip is encoded once for all places asked of it, or with each of them as in "
        "the paper",
    )
    model.choice(
        "query_time", QUERY_TIMES, "time at a place asked of a trip: interpolated, or masked"
    )
    model.choice(
        "alignment",
        ALIGNMENTS,
        "what of a trip is aligned with a place: nothing, its mean over the road segment, or the "
        "trip at that very place",
    )
    model.choice(
        "modalities", MODALITIES, "what the model sees: trips, street views (sv), locations"
    )
    model.choice("space2vec", SPACE2VECS, "variant of the location encoder")
    model.values(
        backbone="timm model for street views",
        weights="of the backbone: hub, none, or a file",
    )
    model.flag("freeze_backbone", "train the backbone too; takes far more time and memory")

    switches = Options(
        PretrainParams, parser.add_argument_group("switches of the preset"), AS_THE_PRESET
    )
    switches.choice(
        "geometry", GEOMETRIES, "places as they are, or relative to the place asked for"
    )
    switches.switch("motion", "speed and heading along the matched path in what a trip tells")
    switches.switch("motion_task", "learn to tell the motion at fixes that are hidden")
    switches.values(
        location_min_scale="finest scale of the location encoder, as a share of half the study "
        "area's longer side; a coarse one keeps it from memorising places"
    )

    training = Options(PretrainParams, parser.add_argument_group("training"))
    training.values(
        batch_size="trips a step",
        learning_rate="of Adam, after warm-up",
        motion_weight="of the motion task in the loss",
        temperature="of the contrastive losses",
    )
    training.flag("learn_temperature", "let the temperature learn")
    training.values(
        patience="stop after so many evaluations (every 5 epochs) without gain; 0: never"
    )
    training.choice("split", SPLITS, "roads whose pictures are held out; see `finetune`")
    training.choice("fold", range(FOLDS), FOLD)
    training.values(seed="of every random choice")
    training.choice("precision", PRECISIONS, "auto: bfloat16 on a GPU that has it")
    training.values(memory_limit_gb="of GPU memory; 0: none", processes=PROCESSES)


def _add_finetune(commands: Commands) -> None:
    parser = commands.add(
        "finetune", _finetune, "fit a head for each task and measure it on held-out roads", RESUMING
    )
    parser.add_argument("model", type=source, metavar="MODEL", help="what pretrain made")
    parser.add_argument(
        "bundle", type=source, metavar="BUNDLE", help="has the labels and trips; of any study area"
    )
    add_tasks(parser, "a task to fit; may be repeated", required=True)
    common = Options(FinetuneParams, parser)
    common.values(
        epochs="passes over the labelled roads",
        name="what you call the model",
    )
    common.choice("device", DEVICES, DEVICE)
    add_out_folder(parser, "MODEL", "the folder to make", names=CONTENTS["model"])

    head = Options(FinetuneParams, parser.add_argument_group("head"), "as the model's preset says")
    head.choice(
        "head", HEADS, "a network that is trained, or the labels of the roads most alike, untrained"
    )
    head.values(trips_per_location="trips of a road that a head sees at once")
    head.switch(
        "segment_context",
        "a head also sees the segment itself: length, class, and what trips on and around it did",
    )

    labels = Options(
        FinetuneParams,
        parser.add_argument_group("labels and held-out roads"),
        "as the model was pretrained",
    )
    labels.choice(
        "split",
        SPLITS,
        "how roads are held out: segment, single roads; block, squares of 500 m; random, each "
        "direction for itself, which is too easy a test",
    )
    labels.choice("fold", range(FOLDS), FOLD)
    labels.values(label_share="share of the training labels to use, for learning from few")

    training = Options(FinetuneParams, parser.add_argument_group("training"))
    training.flag("freeze", "train the encoders too, not the heads alone")
    training.values(
        batch_size="roads a step",
        learning_rate="of AdamW",
        seed="of every random choice",
    )
    training.choice("precision", PRECISIONS, "auto: bfloat16 on a GPU that has it")
    training.values(processes=PROCESSES)


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
    add_tasks(parser, "a task to predict; may be repeated (default: all of the model)")
    Options(PredictParams, parser).choice("device", DEVICES, DEVICE)
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
    add_tasks(parser, "a task to evaluate; may be repeated (default: all of the model)")
    Options(EvaluateParams, parser).choice("device", DEVICES, DEVICE)
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
    parser.add_argument(
        "--format",
        choices=VECTOR_FORMATS,
        help="of the file (default: what its name's ending tells)",
    )
    Options(EmbedParams, parser).choice("device", DEVICES, DEVICE)
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
    _add_layers(parser)
    parser.add_argument(
        "--model", type=source, metavar="MODEL", help="what finetune made, of the same study area"
    )
    Options(ExportParams, parser).choice("format", VECTOR_FORMATS, "of the files")
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
    _add_layers(parser)
    parser.add_argument(
        "--model",
        dest="models",
        type=source,
        action="append",
        default=[],
        metavar="MODEL",
        help="what finetune made; may be repeated",
    )
    Options(ExportParams, parser).choice("format", VECTOR_FORMATS, "of the files")
    add_out_folder(parser, "FOLDER", "the folder to make or go on with", grows=True)


def _add_layers(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--layer",
        dest="layers",
        action="append",
        required=True,
        choices=EXPORT_LAYERS,
        help="a layer to write; may be repeated",
    )
