"""The path from files and services to a bundle, in this process: load, fetch, match, prepare."""

from __future__ import annotations

import argparse
import os
import typing
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.protocol.jobs import (
    FetchOsmParams,
    FetchStreetViewParams,
    LoadOsmParams,
    LoadTripsParams,
    MatchParams,
    PrepareParams,
)
from trajganr_core.contract.tasks import TASKS

from ..storage.manifest_reader import CONTENTS
from .arguments import (
    Commands,
    Result,
    add_bbox,
    add_group,
    add_options,
    add_out_file,
    add_out_folder,
    index_source,
    params_of,
    source,
)
from .run_job import answer, make, new_file, write_file, write_folder
from .terminal import Terminal

if typing.TYPE_CHECKING:
    import pyarrow.parquet as pq

    from trajganr_core.data.matching.matched import MatchedTrips
    from trajganr_core.data.roads.network import Network

__all__ = ["add_commands"]

TOKEN_VARIABLE = "MAPILLARY_TOKEN"  # nosec B105 # where the token is found
TRAJECTORIES = (
    "trips: the taxi challenge's CSV, a CSV or layer with a fix a row, measured lines, GPX, Moving "
    "Features JSON, or a folder of Cabspotting files; zipped or not"
)
CATEGORIES = "CSV with key, value, category: which tags count as what (default: built in)"


def add_commands(commands: Commands) -> None:
    """Add the commands, in the order in which they are used."""
    _add_load(commands.group("load", "read files into layers that QGIS opens"))
    _add_fetch(commands.group("fetch", "download street views, roads and places of an area"))
    _add_match(commands)
    _add_prepare(commands)


def _add_load(commands: Commands) -> None:
    parser = commands.add("trips", _load_trips, "read trips of any recognised format, and clean")
    _add_trajectories(parser, "trajectories")
    add_bbox(parser, "keep what lies in it, degrees (default: everywhere)")
    for group in ("reading trips", "cleaning trips"):
        add_group(parser, LoadTripsParams, group)
    add_out_file(parser, "TRIPS.gpkg", "the layer to write", ".gpkg")

    parser = commands.add("osm", _load_osm, "read roads and places of an OpenStreetMap extract")
    parser.add_argument("extract", type=source, metavar="EXTRACT", help=".osm, .osm.gz or .osm.pbf")
    add_bbox(parser, "keep what lies in it, degrees (default: everywhere)")
    _add_categories(parser)
    add_out_file(parser, "OSM.gpkg", "the file to write, with layers roads and places", ".gpkg")


def _add_fetch(commands: Commands) -> None:
    parser = commands.add(
        "street-view",
        _fetch_street_view,
        "download street views from Mapillary",
        f"The API token is read from ${TOKEN_VARIABLE} or from --token-file. Repeating a command "
        "that was interrupted fetches only what is missing.",
    )
    add_bbox(parser, "area, degrees", required=True)
    parser.add_argument(
        "--token-file", type=Path, metavar="FILE", help="a file that holds the API token"
    )
    add_options(
        parser,
        FetchStreetViewParams,
        *("coverage_only", "captured_after", "captured_before", "panoramas"),
    )
    add_group(parser, FetchStreetViewParams, "pictures")
    _add_certificates(parser)
    add_out_folder(
        parser,
        "FOLDER",
        "the folder to make, with street_view.zip and street_view.gpkg",
        names=("street_view.zip", "street_view.gpkg", "street_view.json", "coverage.gpkg"),
    )

    parser = commands.add("osm", _fetch_osm, "download roads and places from OpenStreetMap")
    add_bbox(parser, "area, degrees", required=True)
    add_options(parser, FetchOsmParams, "endpoint")
    _add_categories(parser)
    _add_certificates(parser)
    add_out_folder(
        parser,
        "FOLDER",
        "the folder to make, with osm.osm and osm.gpkg",
        names=("osm.osm", "osm.gpkg"),
    )


def _add_match(commands: Commands) -> None:
    parser = commands.add(
        "match",
        _match,
        "match trips to roads",
        "A .gpkg gets the layers paths (along the roads, timed) and fixes; a .parquet the fixes.",
    )
    _add_trajectories(parser, "--trajectories")
    _add_roads(parser)
    add_bbox(parser, "study area, degrees (default: where trips and a road layer overlap)")
    for group in ("reading trips", "cleaning trips", "reading roads", "map matching"):
        add_group(parser, MatchParams, group)
    add_out_file(parser, "MATCHED", "the file to write, .gpkg or .parquet", ".gpkg", ".parquet")


def _add_prepare(commands: Commands) -> None:
    parser = commands.add(
        "prepare",
        _prepare,
        "turn trips, roads, pictures and places into a bundle",
        "Repeating it with one input changed repeats only the steps that depend on that input.",
    )
    _add_trajectories(parser, "--trajectories")
    _add_roads(parser)
    parser.add_argument(
        "--images",
        type=index_source,
        metavar="INDEX_OR_DIR",
        help="street views: an index CSV, a ZIP or a folder with one, or geotagged photos",
    )
    parser.add_argument(
        "--pois",
        type=source,
        metavar="FILE",
        help="places (for task aoi): a point layer, a CSV or an OpenStreetMap extract",
    )
    _add_categories(parser)
    add_bbox(parser, "study area, degrees", required=True)
    add_options(parser, PrepareParams, "name", "seed", "image_distance_m", "driving_side")
    add_out_folder(parser, "BUNDLE", "the folder to make", names=CONTENTS["bundle"])
    add_group(parser, PrepareParams, "labels").add_argument(
        "--labels", type=source, metavar="FILE", help="line layer with labels of your own"
    )
    for group in ("reading trips", "cleaning trips", "reading roads", "map matching"):
        add_group(parser, PrepareParams, group)


def _load_trips(options: argparse.Namespace, terminal: Terminal) -> Result:
    return write_file(LoadTripsParams, options, terminal)


def _load_osm(options: argparse.Namespace, terminal: Terminal) -> Result:
    return write_file(LoadOsmParams, options, terminal)


def _fetch_street_view(options: argparse.Namespace, terminal: Terminal) -> Result:
    params = params_of(FetchStreetViewParams, options, token=_token(options.token_file))
    return write_folder(params, options, terminal)


def _fetch_osm(options: argparse.Namespace, terminal: Terminal) -> Result:
    return write_folder(params_of(FetchOsmParams, options), options, terminal)


def _match(options: argparse.Namespace, terminal: Terminal) -> Result:
    if options.out.suffix.lower() != ".parquet":
        return write_file(MatchParams, options, terminal)
    from ..jobs.match import match_to

    with new_file(options) as partial, _parquet(partial) as write:
        result = match_to(
            write, params_of(MatchParams, options), (options.out.name,), terminal.progress
        )
    content = result.to_dict()
    del content["files"]  # it is at --out
    return answer(options, content)


def _prepare(options: argparse.Namespace, terminal: Terminal) -> Result:
    options.label_fields = [_task_and_field(text) for text in options.label_fields]
    return make(PrepareParams, options, terminal)


def _task_and_field(text: str) -> tuple[str, str]:
    task, separator, field = text.partition("=")
    if not (separator and field):
        raise TrajganrError(
            Code.INPUT_FIELD,
            "--label {text} names no task and field.",
            "Write it as TASK=FIELD, such as speed=v_mean; tasks are {tasks}.",
            text=text,
            tasks=", ".join(TASKS),
        )
    return task, field


@contextmanager
def _parquet(path: Path) -> Iterator[typing.Callable[[MatchedTrips, Network, int], None]]:
    """A function that appends matched fixes to a Parquet file."""
    import pyarrow.parquet as pq

    from trajganr_core.data.trips.measured_lines import fix_rows

    writer: pq.ParquetWriter | None = None

    def write(trips: MatchedTrips, network: Network, first_piece: int) -> None:
        nonlocal writer
        rows = fix_rows(trips, network, first_piece)
        if writer is None:
            writer = pq.ParquetWriter(path, rows.schema)
        writer.write_table(rows)

    try:
        yield write
    finally:
        if writer is not None:
            writer.close()


def _token(file: Path | None) -> str:
    """The token; a command line would show it to everybody on the machine."""
    if file is None:
        return os.environ.get(TOKEN_VARIABLE, "")
    try:
        return file.read_text(encoding="utf-8-sig").strip()
    except UnicodeDecodeError:
        raise TrajganrError(
            Code.INPUT_FORMAT,
            "The token cannot be read from {path}: it is not a text in UTF-8.",
            "Save the file as plain text in UTF-8.",
            path=str(file),
        ) from None
    except OSError as error:
        raise TrajganrError(
            Code.INPUT_NOT_FOUND,
            "The token cannot be read from {path}: {reason}.",
            "Check the path.",
            path=str(file),
            reason=error.strerror or str(error),
        ) from error


def _add_trajectories(parser: argparse.ArgumentParser, flag: str) -> None:
    files = parser.add_argument(flag, type=source, nargs="+", metavar="FILE", help=TRAJECTORIES)
    files.required = True


def _add_roads(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--roads",
        type=source,
        required=True,
        metavar="FILE",
        help="line layer or OpenStreetMap extract",
    )


def _add_categories(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--poi-categories", type=source, metavar="CSV", help=CATEGORIES)


def _add_certificates(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--certificates", type=Path, metavar="PEM", help="certificates to trust (default: usual)"
    )
