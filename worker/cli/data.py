"""Commands from files and services to a bundle, in this process: load, fetch, match, prepare."""

from __future__ import annotations

import argparse
import os
import typing
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.kinds.fetch_osm import FetchOsmParams
from trajganr_core.contract.kinds.fetch_street_view import FetchStreetViewParams
from trajganr_core.contract.kinds.load_osm import LoadOsmParams
from trajganr_core.contract.kinds.load_trips import LoadTripsParams
from trajganr_core.contract.kinds.match import MatchParams, MatchResult
from trajganr_core.contract.kinds.prepare import PrepareParams
from trajganr_core.contract.tasks import TASKS

from ..storage.manifest_reader import CONTENTS
from .arguments import (
    Commands,
    Result,
    add_bbox,
    add_group,
    add_input,
    add_options,
    add_out_file,
    add_out_folder,
    index_source,
    params_of,
)
from .run_job import answer, make, new_file, said, write_file, write_folder
from .terminal import Terminal

if typing.TYPE_CHECKING:
    import pyarrow as pa
    import pyarrow.parquet as pq

    from trajganr_core.data.matching.matched import MatchedTrips
    from trajganr_core.data.roads.network import Network
    from trajganr_core.utils.study_area import StudyArea

__all__ = ["add_commands"]

TOKEN_VARIABLE = "MAPILLARY_TOKEN"  # nosec B105 # a name, no token
TRAJECTORIES = (
    "trips: the taxi challenge's CSV, a CSV or layer with one fix per row, measured lines, GPX, "
    "Moving Features JSON, or a folder of Cabspotting files; zipped or not"
)
CATEGORIES = "CSV with key, value, category of tags (default: built in)"
AREA = "keep data in this area, degrees (default: everywhere)"
TRIP_GROUPS = ("reading trips", "cleaning trips")
MATCH_GROUPS = (*TRIP_GROUPS, "reading roads", "map matching")


def add_commands(commands: Commands) -> None:
    """Add the commands, in the order in which they are used."""
    _add_load(commands.group("load", "read files into layers that QGIS opens"))
    _add_fetch(commands.group("fetch", "download street views, roads or places of an area"))
    _add_match(commands)
    _add_prepare(commands)


def _add_load(commands: Commands) -> None:
    command = partial(write_file, LoadTripsParams)
    parser = commands.add("trips", command, "read and clean trips of any recognised format")
    _add_trajectories(parser, "trajectories")
    add_bbox(parser, AREA)
    for group in TRIP_GROUPS:
        add_group(parser, LoadTripsParams, group)
    add_out_file(parser, "TRIPS.gpkg", "the layer to write", ".gpkg")

    command = partial(write_file, LoadOsmParams)
    parser = commands.add("osm", command, "read roads and places of an OpenStreetMap extract")
    add_input(parser, "extract", "EXTRACT", ".osm, .osm.gz or .osm.pbf")
    add_bbox(parser, AREA)
    _add_categories(parser)
    add_out_file(parser, "OSM.gpkg", "the file to write, with layers roads and places", ".gpkg")


def _add_fetch(commands: Commands) -> None:
    parser = commands.add(
        "street-view",
        _fetch_street_view,
        "download street views from Mapillary",
        f"The API token is read from ${TOKEN_VARIABLE} or from --token-file. Repeat an interrupted "
        "command to fetch only the missing pictures.",
    )
    add_bbox(parser, "area, degrees", required=True)
    parser.add_argument("--token-file", type=Path, metavar="FILE", help="file with the API token")
    names = ("coverage_only", "captured_after", "captured_before", "panoramas")
    add_options(parser, FetchStreetViewParams, *names)
    add_group(parser, FetchStreetViewParams, "pictures")
    _add_certificates(parser)
    add_out_folder(
        parser,
        "FOLDER",
        "the folder to make, with street_view.zip and street_view.gpkg",
        names=("street_view.zip", "street_view.gpkg", "street_view.json", "coverage.gpkg"),
    )

    command = partial(write_folder, FetchOsmParams)
    parser = commands.add("osm", command, "download roads and places from OpenStreetMap")
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
        "A .gpkg gets the layers paths (along the roads, timed), fixes and edges (those of each "
        "path); a .parquet one of the last two.",
    )
    _add_trajectories(parser, "--trajectories")
    _add_roads(parser)
    add_bbox(parser, "study area, degrees (default: where trips and a road layer overlap)")
    for group in MATCH_GROUPS:
        add_group(parser, MatchParams, group)
    parser.add_argument(
        "--table",
        choices=(MatchResult.FIXES, MatchResult.EDGES),
        default=MatchResult.FIXES,
        help="the content of a .parquet (default: %(default)s)",
    )
    add_out_file(parser, "MATCHED", "the file to write, .gpkg or .parquet", ".gpkg", ".parquet")


def _add_prepare(commands: Commands) -> None:
    parser = commands.add(
        "prepare",
        _prepare,
        "combine trips, roads, pictures and places into a bundle",
        "If you repeat it with one input changed, only the steps that depend on it run again.",
    )
    _add_trajectories(parser, "--trajectories")
    _add_roads(parser)
    images = "street views: an index CSV, a ZIP or a folder with one, or geotagged photos"
    add_input(parser, "--images", "INDEX_OR_DIR", images, type=index_source)
    pois = "places (for task aoi): a point layer, a CSV or an OpenStreetMap extract"
    add_input(parser, "--pois", "FILE", pois)
    _add_categories(parser)
    add_bbox(parser, "study area, degrees", required=True)
    add_options(
        parser, PrepareParams, "name", "seed", "image_distance_m", "driving_side", "local_time_zone"
    )
    add_out_folder(parser, "BUNDLE", "the folder to make", names=CONTENTS["bundle"])
    parser.add_argument(
        "--id-salt-file",
        type=Path,
        metavar="FILE",
        help="hash the ids of trips and drivers with the secret text in this file, which is not "
        "kept (default: ids are kept)",
    )
    labels = add_group(parser, PrepareParams, "labels")
    add_input(labels, "--labels", "FILE", "line layer with your own labels")
    for group in MATCH_GROUPS:
        add_group(parser, PrepareParams, group)


def _fetch_street_view(options: argparse.Namespace, terminal: Terminal) -> Result:
    token = _token(options.token_file)
    return write_folder(FetchStreetViewParams, options, terminal, token=token)


def _match(options: argparse.Namespace, terminal: Terminal) -> Result:
    if options.out.suffix.lower() != ".parquet":
        return write_file(MatchParams, options, terminal)
    from trajganr_core.data.trips.measured_lines import edge_rows, fix_rows

    from ..jobs.match import match_to

    def rows(trips: MatchedTrips, network: Network, area: StudyArea, first_piece: int) -> pa.Table:
        if options.table == MatchResult.EDGES:
            return edge_rows(trips, network, first_piece)
        return fix_rows(trips, network, area, first_piece)

    params = params_of(MatchParams, options)
    with new_file(options) as temporary, _parquet(temporary) as write:
        result = match_to(
            lambda *batch: write(rows(*batch)), params, (options.out.name,), terminal.progress
        )
    content = said(result.to_dict())
    del content["files"]  # it is at --out
    return answer(options, content)


def _prepare(options: argparse.Namespace, terminal: Terminal) -> Result:
    options.label_fields = [_task_and_field(text) for text in options.label_fields]
    return make(PrepareParams, options, terminal, id_salt=_salt(options.id_salt_file))


def _task_and_field(text: str) -> tuple[str, str]:
    task, separator, field = text.partition("=")
    if not (separator and field):
        raise TrajganrError(
            Code.INPUT_FIELD,
            "--label {text} does not name a task and a field.",
            "Write it as TASK=FIELD, such as speed=v_mean; tasks are {tasks}.",
            text=text,
            tasks=", ".join(TASKS),
        )
    return task, field


@contextmanager
def _parquet(path: Path) -> Iterator[typing.Callable[[pa.Table], None]]:
    """A function that appends tables to a Parquet file."""
    import pyarrow.parquet as pq

    writer: pq.ParquetWriter | None = None

    def write(rows: pa.Table) -> None:
        nonlocal writer
        if writer is None:
            writer = pq.ParquetWriter(path, rows.schema)
        writer.write_table(rows)

    try:
        yield write
    finally:
        if writer is not None:
            writer.close()


def _token(file: Path | None) -> str:
    """The API token; never an argument, because other users can list those of a process."""
    return os.environ.get(TOKEN_VARIABLE, "") if file is None else _secret_in(file)


def _salt(file: Path | None) -> str:
    """The salt of the ids, also never an argument; '' without a file."""
    if file is None:
        return ""
    salt = _secret_in(file)
    if not salt:
        raise TrajganrError(
            Code.INPUT_EMPTY,
            "The file of the salt, {path}, is empty.",
            "Write a long random text into it, and keep it secret.",
            path=str(file),
        )
    return salt


def _secret_in(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig").strip()
    except UnicodeDecodeError:
        raise TrajganrError(
            Code.INPUT_FORMAT,
            "The secret cannot be read from {path}: it is not UTF-8 text.",
            "Save the file as plain text in UTF-8.",
            path=str(file),
        ) from None
    except OSError as error:
        raise TrajganrError(
            Code.INPUT_NOT_FOUND,
            "The secret cannot be read from {path}: {reason}.",
            "Check the path.",
            path=str(file),
            reason=error.strerror or str(error),
        ) from error


def _add_trajectories(parser: argparse.ArgumentParser, flag: str) -> None:
    more = {"required": True} if flag.startswith("-") else {}
    add_input(parser, flag, "FILE", TRAJECTORIES, nargs="+", **more)


def _add_roads(parser: argparse.ArgumentParser) -> None:
    add_input(parser, "--roads", "FILE", "line layer or OpenStreetMap extract", required=True)


def _add_categories(parser: argparse.ArgumentParser) -> None:
    add_input(parser, "--poi-categories", "CSV", CATEGORIES)


def _add_certificates(parser: argparse.ArgumentParser) -> None:
    trusted = "certificates to trust (default: the system's)"
    add_input(parser, "--certificates", "PEM", trusted, type=Path)
