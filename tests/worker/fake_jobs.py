"""Jobs that take no time and need no torch, with results of the right shape.

``python fake_jobs.py HOME JOB_ID`` is the runner of :mod:`fake_worker`. A job's ``name`` asks for a
behaviour: ``slow`` works until it is cancelled, ``fail`` ends with a coded error, ``bug`` with an
unforeseen one, ``crash`` exits without a word, ``crash once`` only in its first process, ``oom`` is
killed by signal 9, ``stall`` stops itself, ``busy`` keeps a core busy until it is cancelled,
``chatty`` reports progress a thousand times for a second, ``learn`` falls in loss over ten epochs,
``steps 20 0.1`` does so many steps of so many seconds and remembers them, ``steps 20 held 6`` is
held after so many of them until it is released or resumed, ``large 5`` of a job with data leaves a
file ``large.bin`` of so many megabytes.

Exports, whose names tell what they are, do what texts in the worker's home say: one whose name
holds the text of ``fails.txt`` fails, one whose name holds that of ``slow.txt`` works for as long
as the file is there. With ``attack.json`` in the home, results are those of a hostile worker (see
:mod:`hostile_files`).
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
import os
import shutil
import signal
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from fake_cards import GROUPS, finetuned_card, prepared_manifest, pretrained_card
from fake_data import DATA_JOBS, file_like
from geopackage import Layer, Vertex, write_geopackage
from hostile_files import attacked
from steps import work_in_steps

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.files.atomic_io import checkpoint_beside
from trajganr_core.contract.kinds.embed import EmbedParams, EmbedResult
from trajganr_core.contract.kinds.evaluate import EvaluateParams, EvaluateResult
from trajganr_core.contract.kinds.export import ExportParams, ExportResult
from trajganr_core.contract.kinds.finetune import FinetuneParams, FinetuneResult
from trajganr_core.contract.kinds.params import JobParams
from trajganr_core.contract.kinds.predict import PredictParams, PredictResult
from trajganr_core.contract.kinds.prepare import PrepareParams, PrepareResult
from trajganr_core.contract.kinds.pretrain import PretrainParams, PretrainResult
from trajganr_core.contract.kinds.result import JobResult
from trajganr_core.contract.layers.geopackage_styles import RIGHT, store_styles
from trajganr_core.contract.layers.predicted_columns import hour_columns, road_styles, time_fields
from trajganr_core.contract.layers.road_times import joined_names
from trajganr_core.contract.options.choices import VECTOR_SUFFIXES
from trajganr_core.contract.options.time_sets import WHOLE_WEEK, TimeSet, parse_time_sets
from trajganr_core.contract.records.agreement import Agreement
from trajganr_core.contract.records.model_card import ModelCard
from trajganr_core.contract.tasks import TASKS
from trajganr_core.contract.texts.text import Text
from trajganr_core.utils.progress import Progress
from trajganr_worker.processes.job_process import run_job
from trajganr_worker.storage.manifest_reader import bundle_behind

STYLES = Path(__file__).parents[2] / "resources" / "styles"
#: A crossing in Porto, and the four directed segments around it.
WEST, SOUTH = -8.62, 41.15
PLACE: list[list[Vertex]] = [[(WEST, SOUTH)]]
SEGMENTS: list[list[Vertex]] = [
    [(WEST, SOUTH), (WEST + lon, SOUTH + lat)]
    for lon, lat in ((0.01, 0), (0, 0.01), (-0.01, 0), (0, -0.01))
]


def prepare(params: PrepareParams, out: Path, progress: Progress) -> PrepareResult:
    """A bundle of nothing but its manifest."""
    behave(params, out, progress)
    manifest = prepared_manifest(params)
    out.mkdir(exist_ok=True)
    manifest.save(out)
    return PrepareResult(
        counts=dataclasses.asdict(manifest.counts),
        tasks=manifest.tasks,
        remarks=(Text("2 trips were cut."), *_salts(params)),
    )


def _salts(params: PrepareParams) -> tuple[Text, ...]:
    """The hash of the salt, if there is one."""
    salt = params.id_salt
    return (Text("salt: {hash}", hash=hashlib.sha256(salt.encode()).hexdigest()),) if salt else ()


def pretrain(params: PretrainParams, out: Path, progress: Progress) -> PretrainResult:
    """A model of nothing but its card; leaves a checkpoint."""
    checkpoint = checkpoint_beside(out)
    write_json(checkpoint / "checkpoint.json", {})
    behave(params, out, progress)
    out.mkdir(exist_ok=True)
    pretrained_card(params).save(out)
    return PretrainResult(figures={"loss": 0.5})


def finetune(params: FinetuneParams, out: Path, progress: Progress) -> FinetuneResult:
    """A model with a head for each task."""
    behave(params, out, progress)
    card = finetuned_card(params, ModelCard.load(Path(params.model)))
    out.mkdir(exist_ok=True)
    card.save(out)
    return FinetuneResult(
        metrics={task: head.metrics for task, head in card.heads.items()},
        groups={task: head.groups for task, head in card.heads.items()},
    )


def predict(params: PredictParams, out: Path, progress: Progress) -> PredictResult:
    """Four directed segments around a crossing in Porto, with the columns of the model's tasks."""
    behave(params, out, progress)
    out.mkdir(exist_ok=True)
    times = parse_time_sets(params.time_sets)
    if params.model is None:
        times = times or (WHOLE_WEEK,)
        tasks: Sequence[str] = ("slowdown",)
    else:
        is_pretrained = not ModelCard.load(Path(params.model)).heads
        of_times_only = is_pretrained and (params.time_sets or params.each_hour)
        tasks = params.tasks or (() if of_times_only else tuple(TASKS))
    write_roads(out / PredictResult.FILE, tasks, times, params.each_hour)
    counts = {"roads": 4, "trips": 7, "images": 0}
    return PredictResult(
        files=(PredictResult.FILE,),
        counts=counts,
        time_sets=tuple(each.name for each in times),
        time_zone="Europe/Lisbon",
    )


def embed(params: EmbedParams, out: Path, progress: Progress) -> EmbedResult:
    """Four directed segments, or one place, in three dimensions."""
    behave(params, out, progress)
    out.mkdir(exist_ok=True)
    what, rows = ("locations", PLACE) if params.locations else ("roads", SEGMENTS)
    geometry = "POINT" if params.locations else "LINESTRING"
    columns = {"source_fid": "INTEGER", **{f"e_{number:03d}": "REAL" for number in range(3)}}
    vectors = [(line, (fid, 1.0, 0.0, 0.0)) for fid, line in enumerate(rows)]
    file = write_vectors(out, params.format, Layer(EmbedResult.LAYER, geometry, columns, vectors))
    counts = {what: len(rows), "with_trips": 1, "with_images": 0, "dimensions": 3}
    return EmbedResult(files=(file,), counts=counts)


def export(params: ExportParams, out: Path, progress: Progress) -> ExportResult:
    """A file a layer, each with the four directed segments or, of pictures, a place."""
    behave(params, out, progress)
    _obey(params.bundle, params.name, progress)
    out.mkdir(exist_ok=True)
    files = []
    for name in params.layers:
        rows, geometry = (PLACE, "POINT") if name == "images" else (SEGMENTS, "LINESTRING")
        features = [(line, (fid,)) for fid, line in enumerate(rows)]
        layer = Layer(name, geometry, {"source_fid": "INTEGER"}, features)
        files.append(write_vectors(out, params.format, layer))
    counts = {name: 1 if name == "images" else 4 for name in params.layers}
    remarks = (
        Text(
            "{name} ({role}): {terms}.", name="roads.gpkg", role=Text("roads"), terms=["ODbL 1.0"]
        ),
    )
    return ExportResult(files=tuple(files), counts=counts, remarks=remarks)


def _obey(bundle: str, name: str, progress: Progress) -> None:
    """Do what texts in the worker's home ask of the job of that name."""
    home = Path(bundle).parent.parent
    while _is_named_in(home / "slow.txt", name):
        progress("waiting", 0.5)
        time.sleep(0.02)
    if _is_named_in(home / "fails.txt", name):
        raise TrajganrError(Code.INPUT_EMPTY, "There is nothing to export.", "Leave it out.")


def _is_named_in(file: Path, name: str) -> bool:
    """Whether a job has the name in a file of the worker's home."""
    return file.is_file() and file.read_text(encoding="utf-8") in name


def evaluate(params: EvaluateParams, out: Path, progress: Progress) -> EvaluateResult:
    """Four directed segments whose speed is known and predicted."""
    behave(params, out, progress)
    out.mkdir(exist_ok=True)
    tasks = params.tasks or ("speed",)
    behind = bundle_behind(Path(params.model))
    own = params.bundle is None or (behind and behind.name) == Path(params.bundle).name
    result = EvaluateResult(
        files=(EvaluateResult.REPORT, EvaluateResult.FILE),
        on=EvaluateResult.HELD_OUT if own else EvaluateResult.OTHER_BUNDLE,
        metrics={task: dict.fromkeys([*TASKS[task].metrics, "coverage"], 0.5) for task in tasks},
        groups=dict.fromkeys(tasks, GROUPS),
        counts={"roads": 4, **dict.fromkeys(tasks, 4)},
        driving_side="right",
        agreement=dict.fromkeys(
            tasks, Agreement(roads=((3, 0), (0, 1)), bounds=(20.0, 30.0, 40.0))
        ),
        remarks=() if own else (Text("Roads may have been seen in training."),),
    )
    write_json(out / EvaluateResult.REPORT, result.to_dict())
    names = ("speed_kmh_true", "speed_kmh_predicted", "speed_kmh_residual")
    columns = {"source_fid": "INTEGER", **dict.fromkeys(names, "REAL")}
    rows = [(line, (fid, 30.0, 31.5, -1.5)) for fid, line in enumerate(SEGMENTS)]
    write_geopackage(
        out / EvaluateResult.FILE, Layer(EvaluateResult.LAYER, "LINESTRING", columns, rows)
    )
    return result


def behaving(make: Callable[[Any, Path], JobResult]) -> Callable[..., JobResult]:
    """A job of :mod:`fake_data` that does what its name asks for."""

    def run(params: JobParams, out: Path, progress: Progress) -> JobResult:
        behave(params, out, progress)
        out.mkdir()
        if params.name.startswith("large "):
            megabytes = int(params.name.split()[1])
            (out / "large.bin").write_bytes(os.urandom(megabytes * 1_000_000))
        return make(params, out)

    return run


JOBS: dict[str, Callable[..., JobResult]] = {
    **{kind: behaving(make) for kind, make in DATA_JOBS.items()},
    "prepare": prepare,
    "pretrain": pretrain,
    "finetune": finetune,
    "predict": predict,
    "embed": embed,
    "export": export,
    "evaluate": evaluate,
}


def behave(params: JobParams, out: Path, progress: Progress) -> None:
    """Do what the job's name asks for."""
    print(f"working on {params.kind} in process {os.getpid()}", flush=True)
    print(params, flush=True)
    progress("working", 0.5, loss=1.5)
    if params.name.startswith("steps "):
        match params.name.split():
            case [_, steps, "held", held_after]:
                work_in_steps(out, progress, int(steps), 0.0, int(held_after))
            case [_, steps, seconds]:
                work_in_steps(out, progress, int(steps), float(seconds))
    match params.name:
        case "slow" | "faulty slow":
            half_written(out)
            while True:
                progress("waiting", 0.5)
                time.sleep(0.02)
        case "fail":
            half_written(out)
            raise TrajganrError(
                Code.INPUT_EMPTY, "{file} holds no trips.", "Choose another file.", file="a.csv"
            )
        case "bug":
            raise ZeroDivisionError("a bug")
        case "crash":
            half_written(out)
            os._exit(3)
        case "crash once":
            checkpoint = checkpoint_beside(out)
            if not checkpoint.exists():
                checkpoint.mkdir(parents=True)
                os._exit(3)
            shutil.rmtree(checkpoint)
        case "oom":
            os.kill(os.getpid(), signal.SIGKILL)
        case "busy":
            while True:
                progress("computing", 0.5)
                sum(range(100_000))
        case "stall":
            os.kill(os.getpid(), signal.SIGSTOP)
        case "learn":
            for step in range(1, 41):
                progress("Pretraining", step / 40, epoch=(step + 3) // 4, loss=4.0 / (1 + step / 8))
                time.sleep(0.03)
            return
        case "chatty":
            until = time.monotonic() + 1.0
            while (left := until - time.monotonic()) > 0:
                progress("chatting", 1 - left, loss=float("nan"))
                time.sleep(0.001)
    progress("working", 1.0, loss=0.5)


def half_written(out: Path) -> None:
    """Leave something that must not stay."""
    out.mkdir()
    (out / "half").write_text("half-written")


def write_vectors(folder: Path, format: str, layer: Layer) -> str:
    """A layer's file of that format, and its name; what is inside is real in a GeoPackage alone."""
    file = folder / f"{layer.name}{VECTOR_SUFFIXES[format]}"
    if format == "gpkg":
        write_geopackage(file, layer)
    else:
        file.write_bytes(file_like(format, f"{format} of {layer.name}".encode()))
    return file.name


def write_json(path: Path, content: dict[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content), encoding="utf-8")


def write_roads(
    path: Path, tasks: tuple[str, ...], times: tuple[TimeSet, ...] = (), each_hour: bool = False
) -> None:
    """A GeoPackage with layer ``roads``."""
    names = [field.name for task in tasks for field in TASKS[task].fields]
    types = {
        "aoi_main": "TEXT",
        "popularity": "TEXT",
        "popularity_class": "INTEGER",
        "popularity_set": "TEXT",
    }
    values = {
        "aoi_main": "food",
        "popularity": "medium",
        "popularity_class": 2,
        "popularity_set": "medium; high",
    }
    common = {
        "source_fid": "INTEGER",
        "direction": "TEXT",
        "highway": "TEXT",
        "name": "TEXT",
        "length_m": "REAL",
        "trips": "INTEGER",
        "images": "INTEGER",
        "basis": "TEXT",
        "caution": "TEXT",
    }
    columns = {**common, **{name: types.get(name, "REAL") for name in names}}
    predicted = [values.get(name, 0.5) for name in names]
    at_times = {field.name: 30.0 for each in times for field in time_fields(each)}
    at_times |= {f"basis_{each.slug}": "passes" for each in times}
    at_times |= {name: 20.0 + hour for name, (_, hour) in hour_columns().items() if each_hour}
    columns |= {name: "TEXT" if name.startswith("basis_") else "REAL" for name in at_times}
    predicted += at_times.values()
    rows: list[tuple[list[Vertex], tuple[Any, ...]]] = []
    for number, line in enumerate(SEGMENTS):
        about = (
            number // 2,
            ("forward", "backward")[number % 2],
            "residential",
            "Rua do Teste",
            850.0,
            number,
            0,
            "trips" if number else "place only",
            "" if number else "no trips or image nearby",
        )
        rows.append((line, (*about, *predicted)))
    write_geopackage(path, Layer("roads", "LINESTRING", columns, rows))
    styles = road_styles(columns, joined_names(times))
    store_styles(path, "roads", {str(each.title): each.qml(shipped, RIGHT) for each in styles})


def shipped(style: str) -> str:
    """The text of a shipped style."""
    return (STYLES / f"{style}.qml").read_text("utf-8")


def main() -> int:
    """Run a job, and note it if it was completed."""
    home, job_id = Path(sys.argv[1]), sys.argv[2]

    status = run_job(home, job_id, lambda kind: attacked(JOBS[kind], kind, home))
    if status == 0:
        with (home / "jobs" / job_id / "completed.txt").open("a", encoding="utf-8") as file:
            file.write(f"{os.getpid()}\n")
    return status


if __name__ == "__main__":
    raise SystemExit(main())
