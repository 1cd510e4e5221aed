"""Parts of commands that their kinds do not declare: secrets, tables, a dry run, formats."""

from __future__ import annotations

import argparse
import os
import typing
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.kinds.city import BUNDLE, CityParams
from trajganr_core.contract.kinds.fetch_gtfs_rt import FetchGtfsRtParams
from trajganr_core.contract.kinds.fetch_street_view import FetchStreetViewParams
from trajganr_core.contract.kinds.match import MatchParams, MatchResult
from trajganr_core.contract.kinds.params import JobParams
from trajganr_core.contract.kinds.predict import PredictResult
from trajganr_core.contract.kinds.prepare import PrepareParams
from trajganr_core.contract.kinds.pretrain import PretrainParams
from trajganr_core.contract.options.choices import SUFFIXES
from trajganr_core.contract.tasks import TASKS
from trajganr_core.contract.texts.city_summary import named_after_place, summary
from trajganr_core.contract.texts.quantities import duration_text

from ..execution.executors import chosen_executor
from .arguments import Result, params_of
from .run_job import answer_file, make, new_file, said, write_file, write_folder
from .terminal import Terminal

if typing.TYPE_CHECKING:
    import pyarrow as pa
    import pyarrow.parquet as pq

TOKEN_VARIABLE, KEY_VARIABLE = "MAPILLARY_TOKEN", "GTFS_RT_KEY"  # nosec B105 # names, no tokens


def fetch_street_view(options: argparse.Namespace, terminal: Terminal) -> Result:
    """Download pictures, or where they are."""
    token = _token(options.token_file, TOKEN_VARIABLE)
    return write_folder(FetchStreetViewParams, options, terminal, token=token)


def fetch_gtfs_rt(options: argparse.Namespace, terminal: Terminal) -> Result:
    """Save feeds of positions."""
    key = _token(options.token_file, KEY_VARIABLE)
    return write_file(FetchGtfsRtParams, options, terminal, key=key)


def add_token(parser: argparse.ArgumentParser) -> None:
    """Add ``--token-file``."""
    parser.add_argument("--token-file", type=Path, metavar="FILE", help="file with the API token")


def match(options: argparse.Namespace, terminal: Terminal) -> Result:
    """Match trips, into a GeoPackage or a table in Parquet."""
    if options.out.suffix.lower() != ".parquet":
        return write_file(MatchParams, options, terminal)
    from trajganr_core.data.trips.measured_lines import edge_rows, fix_rows
    from trajganr_core.jobs.match import Batch, match_to

    def rows(batch: Batch) -> pa.Table:
        if options.table == MatchResult.EDGES:
            return edge_rows(batch.trips, batch.network, batch.first_piece)
        return fix_rows(batch.trips, batch.network, batch.area, batch.first_piece)

    params = params_of(MatchParams, options)
    with new_file(options) as temporary, _parquet(temporary) as write:
        result = match_to(
            lambda batch: write(rows(batch)),
            params,
            temporary.parent,
            (options.out.name,),
            terminal.progress,
        )
    return answer_file(options, result)


def add_table(parser: argparse.ArgumentParser) -> None:
    """Add ``--table``."""
    parser.add_argument(
        "--table",
        choices=(MatchResult.FIXES, MatchResult.EDGES),
        default=MatchResult.FIXES,
        help="the content of a .parquet (default: %(default)s)",
    )


def city(options: argparse.Namespace, terminal: Terminal) -> Result:
    """Predict the roads of a city, and say what was found."""
    from trajganr_core.jobs import city as job

    params = params_of(CityParams, options)
    sources = [each for each in (params.roads, params.trips) if each is not None]
    params = named_after_place(params, *(str(Path(each).resolve()) for each in sources))
    result = job.run(params, options.out, terminal.progress, chosen_executor())
    then = (
        f"Next: open {options.out / PredictResult.FILE} in QGIS, or see the speeds of the trips "
        f"alone: trajganr observe {options.out / BUNDLE} --out observed.gpkg"
    )
    sentences = [*map(str, summary(result)), then]
    if not options.json:
        return {"out": str(options.out), "summary": sentences}
    return {"out": str(options.out), "summary": sentences, **said(result.to_dict())}


def prepare(options: argparse.Namespace, terminal: Terminal) -> Result:
    """Prepare a study area."""
    options.label_fields = [_task_and_field(text) for text in options.label_fields]
    return make(PrepareParams, options, terminal, id_salt=_salt(options.id_salt_file))


def add_salt(parser: argparse.ArgumentParser) -> None:
    """Add ``--id-salt-file``."""
    parser.add_argument(
        "--id-salt-file",
        type=Path,
        metavar="FILE",
        help="hash the ids of trips and drivers with the secret text in this file, which is not "
        "kept (default: ids are kept)",
    )


def pretrain(options: argparse.Namespace, terminal: Terminal) -> Result:
    """Pretrain a model, or estimate how long it would take."""
    if options.dry_run:
        return _estimate(options)
    return make(PretrainParams, options, terminal)


def add_dry_run(parser: argparse.ArgumentParser) -> None:
    """Add ``--dry-run``."""
    parser.add_argument(
        "--dry-run",
        action="store_true",
        help="run a few steps, estimate total time and memory, write nothing",
    )


def write_by_ending(
    kind: type[JobParams], options: argparse.Namespace, terminal: Terminal
) -> Result:
    """Run a job whose file has the format of its ending."""
    formats = {suffix: format for format, suffix in SUFFIXES.items()}
    format = formats[options.out.suffix.lower()]
    if options.format not in (None, format):
        raise TrajganrError(
            Code.INPUT_FIELD,
            "The ending of {name} does not match the format {format}.",
            "Use the ending {ending}, or omit --format.",
            name=options.out.name,
            format=options.format,
            ending=SUFFIXES[options.format],
        )
    return write_file(kind, options, terminal, format=format)


def _estimate(options: argparse.Namespace) -> Result:
    """Estimated time and memory of a pretraining; nothing is written."""
    params = params_of(PretrainParams, options)
    from trajganr_core.jobs.pretrain import estimate

    estimated = estimate(params)
    if options.json:
        return estimated
    memory = estimated["peak_memory_gb"]
    return {
        "on": f"{estimated['device']}, {estimated['trips']} trips, {estimated['images']} pictures",
        "training": f"{estimated['steps']} steps of about {estimated['step_seconds']:.3g} s",
        "evaluation": f"about {duration_text(estimated['evaluation_seconds'])}",
        "pictures": f"about {duration_text(estimated['image_seconds'])} before the first step",
        "times of the week": f"about {duration_text(estimated['road_seconds'])}",
        "time": f"about {duration_text(estimated['seconds'])} in total",
        "gain": "for labels of your own and pictures; `trajganr predict --bundle` predicts speeds "
        "without training, and finetune says what training gains over it",
        "memory": "unknown" if memory is None else f"about {memory:.2g} GB at most",
    }


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


def _token(file: Path | None, variable: str) -> str:
    """The API token; never an argument, because other users can list those of a process."""
    return os.environ.get(variable, "") if file is None else _secret_in(file)


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
