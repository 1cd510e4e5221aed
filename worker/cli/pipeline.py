"""Commands from a bundle to predicted roads, in this process: pretrain, finetune, predict, …"""

from __future__ import annotations

import argparse
from functools import partial

from trajganr_core.contract.choices import EXPORT_LAYERS, VECTOR_SUFFIXES
from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.kinds.area_report import AreaReportParams
from trajganr_core.contract.kinds.changes import ChangesParams
from trajganr_core.contract.kinds.embed import EmbedParams
from trajganr_core.contract.kinds.evaluate import EvaluateParams
from trajganr_core.contract.kinds.export import ExportParams
from trajganr_core.contract.kinds.finetune import FinetuneParams
from trajganr_core.contract.kinds.observe import ObserveParams
from trajganr_core.contract.kinds.od_matrix import OdMatrixParams
from trajganr_core.contract.kinds.predict import PredictParams
from trajganr_core.contract.kinds.pretrain import PretrainParams
from trajganr_core.contract.kinds.routing_export import RoutingExportParams, RoutingExportResult
from trajganr_core.contract.kinds.select_link import SelectLinkParams
from trajganr_core.contract.kinds.travel_times import TravelTimesParams
from trajganr_core.contract.kinds.webpage import WebpageParams

from ..storage.manifest_reader import CONTENTS
from .arguments import (
    Commands,
    Result,
    add_group,
    add_input,
    add_options,
    add_out_file,
    add_out_folder,
    params_of,
)
from .batch_export import batch_export
from .run_job import make, write_file, write_folder
from .terminal import Terminal, duration

__all__ = ["add_commands"]

RESUMING = (
    "Repeat the command to continue an interrupted training. Until MODEL is complete, its "
    "checkpoint is in the folder .MODEL.checkpoint beside it."
)
#: Names of the files that an export can consist of.
EXPORTED = tuple(layer + suffix for layer in EXPORT_LAYERS for suffix in VECTOR_SUFFIXES.values())
#: Names in the folder of speeds for routing programs.
FOR_ROUTING = (
    RoutingExportResult.CSV,
    RoutingExportResult.PARQUET,
    RoutingExportResult.OSRM,
    RoutingExportResult.VALHALLA,
)
FINE_TUNED = "output of finetune"
PASSES = "trips and roads (default: the training bundle of MODEL)"
INPUTS = "input trips and pictures (default: the training bundle of MODEL)"


def add_commands(commands: Commands) -> None:
    """Add the commands, in the order in which they are used."""
    _add_observe(commands)
    _add_select_link(commands)
    _add_od_matrix(commands)
    _add_changes(commands)
    _add_pretrain(commands)
    _add_finetune(commands)
    _add_evaluate(commands)
    _add_predict(commands)
    _add_travel_times(commands)
    _add_webpage(commands)
    _add_area_report(commands)
    _add_embed(commands)
    _add_export(commands)
    _add_routing_export(commands)
    _add_batch_export(commands)


def _pretrain(options: argparse.Namespace, terminal: Terminal) -> Result:
    if options.dry_run:
        return _estimate(options)
    return make(PretrainParams, options, terminal)


def _embed(options: argparse.Namespace, terminal: Terminal) -> Result:
    formats = {suffix: format for format, suffix in VECTOR_SUFFIXES.items()}
    format = formats[options.out.suffix.lower()]
    if options.format not in (None, format):
        raise TrajganrError(
            Code.INPUT_FIELD,
            "The ending of {name} does not match the format {format}.",
            "Use the ending {ending}, or omit --format.",
            name=options.out.name,
            format=options.format,
            ending=VECTOR_SUFFIXES[options.format],
        )
    return write_file(EmbedParams, options, terminal, format=format)


def _estimate(options: argparse.Namespace) -> Result:
    """Estimated time and memory of a pretraining; nothing is written."""
    params = params_of(PretrainParams, options)
    from ..jobs.pretrain import estimate

    estimated = estimate(params)
    if options.json:
        return estimated
    memory = estimated["peak_memory_gb"]
    return {
        "on": f"{estimated['device']}, {estimated['trips']} trips, {estimated['images']} pictures",
        "training": f"{estimated['steps']} steps of about {estimated['step_seconds']:.3g} s",
        "evaluation": f"about {duration(estimated['evaluation_seconds'])}",
        "pictures": f"about {duration(estimated['image_seconds'])} before the first step",
        "times of the week": f"about {duration(estimated['road_seconds'])}",
        "time": f"about {duration(estimated['seconds'])} in total",
        "gain": "for labels of your own and pictures; `trajganr predict --bundle` predicts speeds "
        "without training, and finetune says what training gains over it",
        "memory": "unknown" if memory is None else f"about {memory:.2g} GB at most",
    }


def _add_observe(commands: Commands) -> None:
    parser = commands.add(
        "observe",
        partial(write_file, ObserveParams),
        "write speeds and reliability of roads at times of the week, from trips, without a model",
    )
    add_input(parser, "bundle", "BUNDLE", "output of prepare")
    add_options(parser, ObserveParams, "time_sets", "side", "min_drivers", "seed")
    add_out_file(parser, "OBSERVED.gpkg", "the file to write", ".gpkg")


def _add_select_link(commands: Commands) -> None:
    parser = commands.add(
        "select-link",
        partial(write_file, SelectLinkParams),
        "write where else the trips through chosen roads drive, where they begin and end, and when",
        "The layers are roads, ends (cells in which trips begin and end) and hours.",
    )
    add_input(parser, "bundle", "BUNDLE", "output of prepare")
    add_options(parser, SelectLinkParams, "through", "then", "time_sets", "side", "min_drivers")
    add_options(parser, SelectLinkParams, "cell_m")
    add_out_file(parser, "FLOWS.gpkg", "the file to write", ".gpkg")


def _add_od_matrix(commands: Commands) -> None:
    parser = commands.add(
        "od-matrix",
        partial(write_file, OdMatrixParams),
        "write the numbers of trips from zone to zone, as a table and as lines",
        "The layers are lines and matrix, a table that also has the trips within each zone.",
    )
    add_input(parser, "bundle", "BUNDLE", "output of prepare")
    add_input(parser, "--zones", "FILE", "polygon layer in any CRS", required=True)
    add_options(parser, OdMatrixParams, "zone_field", "time_sets", "side", "min_drivers", "noise")
    add_out_file(parser, "OD.gpkg", "the file to write", ".gpkg")


def _add_changes(commands: Commands) -> None:
    parser = commands.add(
        "changes",
        partial(write_file, ChangesParams),
        "compare two bundles, periods or times of the week: what changed on which road",
        "The layers are changes and groups, a table of the changes by road class and district.",
    )
    add_input(parser, "bundle", "BUNDLE", "output of prepare, with the trips before")
    after = "the trips after, on the same roads (default: the same bundle)"
    add_input(parser, "--after", "BUNDLE", after)
    add_options(parser, ChangesParams, "period", "period_after", "time_set", "time_set_after")
    before = "predicted roads of the bundle before, to compare them too"
    add_input(parser, "--predicted-before", "ROADS.gpkg", before)
    after = "predicted roads after (default: those before, at the time of the week after)"
    add_input(parser, "--predicted-after", "ROADS.gpkg", after)
    districts = "polygon layer in any CRS (default: ninths of the study area)"
    add_input(parser, "--districts", "FILE", districts)
    add_options(parser, ChangesParams, "district_field", "side", "min_drivers")
    add_options(parser, ChangesParams, "false_discovery", "seed")
    add_out_file(parser, "CHANGES.gpkg", "the file to write", ".gpkg")


def _add_pretrain(commands: Commands) -> None:
    parser = commands.add(
        "pretrain", _pretrain, "train the encoders on bundles, without labels", RESUMING
    )
    add_input(parser, "bundle", "BUNDLE", "output of prepare")
    further = "further study areas to train on; each keeps its own frame"
    add_input(parser, "further_bundles", "BUNDLE", further, nargs="*")
    add_options(parser, PretrainParams, "preset", "epochs", "budget", "name", "seed", "device")
    add_out_folder(parser, "MODEL", "the folder to make", names=CONTENTS["model"])
    parser.add_argument(
        "--dry-run",
        action="store_true",
        help="run a few steps, estimate total time and memory, write nothing",
    )
    for group in ("model", "switches of the preset", "training"):
        add_group(parser, PretrainParams, group)


def _add_finetune(commands: Commands) -> None:
    parser = commands.add(
        "finetune",
        partial(make, FinetuneParams),
        "train a head for each task and measure it on held-out roads",
        RESUMING,
    )
    _add_model(parser, "output of pretrain")
    add_input(parser, "bundle", "BUNDLE", "labels and trips, of any study area")
    add_options(parser, FinetuneParams, "tasks", "epochs", "name", "seed", "device")
    add_out_folder(parser, "MODEL", "the folder to make", names=CONTENTS["model"])
    for group in ("head", "labels and held-out roads", "training"):
        add_group(parser, FinetuneParams, group)


def _add_predict(commands: Commands) -> None:
    parser = commands.add(
        "predict",
        partial(write_file, PredictParams),
        "predict every road of a layer, also at times of the week",
        "Without MODEL, the shipped model is adapted to the trips of --bundle, which takes half a "
        "minute the first time: it predicts speeds and expected passes, over the whole week or at "
        "the times of --at, and slow-down. The other tasks need a fine-tuned model.",
    )
    _add_model(parser)
    _add_roads(parser)
    add_input(parser, "--bundle", "BUNDLE", INPUTS)
    add_options(parser, PredictParams, "tasks", "time_sets", "each_hour", "device")
    add_out_file(parser, "ROADS.gpkg", "the file to write, with its styles", ".gpkg")


def _add_travel_times(commands: Commands) -> None:
    parser = commands.add(
        "travel-times",
        partial(write_file, TravelTimesParams),
        "write travel times between points at a time of the week, and the roads that they reach",
        "Points are a layer, or a CSV with lon and lat. A MODEL must have learned times of the "
        "week.",
    )
    _add_model(parser)
    add_input(parser, "origins", "FILE", "points where routes begin")
    add_input(parser, "--destinations", "FILE", "points where routes end (default: the origins)")
    add_input(parser, "--bundle", "BUNDLE", PASSES)
    reached = ("reach", "with_isochrones", "isochrone_distance_m")
    add_options(parser, TravelTimesParams, "time_set", *reached, "snap_m")
    add_out_file(parser, "TIMES.gpkg", "the file to write", ".gpkg")


def _add_evaluate(commands: Commands) -> None:
    parser = commands.add(
        "evaluate",
        partial(write_folder, EvaluateParams),
        "measure a fine-tuned model and map its errors",
        "On the fine-tuning bundle, the metrics are those of the held-out roads; on another bundle "
        "of the same area, those of all its labelled roads.",
    )
    add_input(parser, "model", "MODEL", FINE_TUNED)
    add_input(parser, "--bundle", "BUNDLE", "labels (default: the fine-tuning bundle)")
    add_options(parser, EvaluateParams, "tasks", "device")
    add_out_folder(
        parser,
        "FOLDER",
        "the folder to make, with evaluation.json and evaluation.gpkg",
        names=("evaluation.json", "evaluation.gpkg"),
    )


def _add_webpage(commands: Commands) -> None:
    parser = commands.add(
        "webpage",
        partial(write_file, WebpageParams),
        "write a page with a map of predicted or observed roads, one HTML file without a network",
    )
    add_input(parser, "roads", "ROADS", "output of predict or observe")
    add_options(parser, WebpageParams, "title", "background", "background_attribution")
    add_out_file(parser, "PAGE.html", "the file to write", ".html")


def _add_area_report(commands: Commands) -> None:
    parser = commands.add(
        "area-report",
        partial(write_file, AreaReportParams),
        "write a report of a study area as PDF: data, figures of held-out roads, maps, limits",
    )
    _add_model(parser, FINE_TUNED)
    add_input(parser, "--bundle", "BUNDLE", PASSES)
    add_options(parser, AreaReportParams, "title", "language", "min_drivers", "device")
    add_out_file(parser, "REPORT.pdf", "the file to write", ".pdf")


def _add_embed(commands: Commands) -> None:
    parser = commands.add("embed", _embed, "write the embeddings of roads or locations")
    _add_model(parser)
    exclusive = parser.add_mutually_exclusive_group()
    _add_roads(exclusive)
    locations = "a point layer, or a CSV with lon and lat, to embed instead of roads"
    add_input(exclusive, "--locations", "FILE", locations)
    add_input(parser, "--bundle", "BUNDLE", INPUTS)
    add_options(parser, EmbedParams, "format", left_open="from the file name's ending")
    add_options(parser, EmbedParams, "device")
    add_out_file(parser, "EMBEDDINGS.gpkg", "the file to write", *VECTOR_SUFFIXES.values())


def _add_model(
    parser: argparse._ActionsContainer, made: str = "output of pretrain or finetune"
) -> None:
    text = f"{made} (default: the shipped model, adapted to the bundle)"
    add_input(parser, "model", "MODEL", text, nargs="?")


def _add_roads(parser: argparse._ActionsContainer) -> None:
    add_input(parser, "--roads", "FILE", "line layer (default: the bundle's own roads)")


def _add_export(commands: Commands) -> None:
    parser = commands.add(
        "export",
        partial(write_folder, ExportParams),
        "write a bundle, and a model's results for it, as layers for other programs",
        "Trips are lines whose M, or field times, holds Unix seconds.",
    )
    add_input(parser, "bundle", "BUNDLE", "output of prepare")
    add_options(parser, ExportParams, "layers", "format")
    of_area = "of the same study area, for predictions and embeddings (default: the shipped model)"
    add_input(parser, "--model", "MODEL", of_area)
    add_out_folder(parser, "FOLDER", "the folder to make, one file for each layer", names=EXPORTED)


def _add_routing_export(commands: Commands) -> None:
    parser = commands.add(
        "routing-export",
        partial(write_folder, RoutingExportParams),
        "write the speeds of roads at times of the week for routing programs",
        "Speeds are written as CSV and GeoParquet, with --extract for OSRM, and with --tiles for "
        "Valhalla. A MODEL must have learned times of the week.",
    )
    _add_model(parser)
    add_input(parser, "--bundle", "BUNDLE", PASSES)
    add_options(parser, RoutingExportParams, "time_sets")
    add_input(parser, "--extract", "OSM", "extract of OpenStreetMap that OSRM's graph is made from")
    add_input(parser, "--tiles", "TAR", "archive of Valhalla's tiles, .tar")
    add_out_folder(parser, "FOLDER", "the folder to make", names=FOR_ROUTING)


def _add_batch_export(commands: Commands) -> None:
    parser = commands.add(
        "batch-export",
        batch_export,
        "write many bundles, and the results of many models, as layers",
        "Each bundle gets a folder with a subfolder for each model of its study area. A failed "
        "export does not stop the others. Repeat the command to continue: complete layers in "
        "FOLDER are not written again.",
    )
    add_input(parser, "bundles", "BUNDLE", "output of prepare", nargs="+")
    add_options(parser, ExportParams, "layers", "format")
    models = {"dest": "models", "action": "append", "default": []}
    add_input(parser, "--model", "MODEL", "output of finetune; may be repeated", **models)
    add_out_folder(parser, "FOLDER", "the folder to make or continue", grows=True)
