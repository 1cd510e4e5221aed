"""The commands that leave a model's answers as files: evaluate, embed, export."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyogrio
import pytest
from untrained import save_untrained

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.kinds.evaluate import EvaluateParams, EvaluateResult
from trajganr_core.contract.kinds.export import ExportParams
from trajganr_core.contract.options.training_config import FinetuneConfig
from trajganr_core.contract.tasks import TASKS
from trajganr_core.data.bundle import Bundle
from trajganr_core.training.finetuning.finetune import finetune
from trajganr_core.utils.progress import silent
from trajganr_worker.cli.run_job import for_people
from trajganr_worker.cli.terminal import Terminal
from trajganr_worker.execution.jobs import find_job

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="module")
def city(plain_bundle: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a bundle, a model and one with a head."""
    folder = tmp_path_factory.mktemp("city")
    (folder / "bundle").symlink_to(plain_bundle)
    bundle = Bundle.load(plain_bundle)
    model = save_untrained(bundle, folder / "model")
    config = FinetuneConfig(tasks=("speed",), epochs=1, device="cpu")
    finetune(model, bundle, config, folder / "tuned")
    return folder


def succeed(answer: subprocess.CompletedProcess[str]) -> dict[str, Any]:
    assert answer.returncode == 0, answer.stderr
    result: dict[str, Any] = json.loads(answer.stdout)
    return result


def test_a_model_is_evaluated(run: Run, city: Path, tmp_path: Path) -> None:
    result = succeed(
        run("evaluate", str(city / "tuned"), "--device", "cpu", "--out", "figures", "--json")
    )
    assert result["on"] == "held-out roads"
    card = json.loads((city / "tuned" / "card.json").read_text())
    expected = card["heads"]["speed"]["metrics"]
    assert result["metrics"]["speed"] == pytest.approx(expected, rel=1e-5)
    assert names_in(tmp_path / "figures") == sorted(result["files"])


def test_roads_are_predicted_at_times_without_fine_tuning(
    run: Run, city: Path, tmp_path: Path
) -> None:
    untrained = ("--epochs", "0", "--dimension", "16", "--layers", "1", "--weights", "none")
    command = ("pretrain", str(city / "bundle"), *untrained, "--backbone", "test_vit")
    succeed(run(*command, "--road-function", "--device", "cpu", "--out", "model", "--json"))
    times = ("--at", "weekday morning peak", "--at", "Sat 10:00-12:00", "--each-hour")
    result = succeed(
        run("predict", "model", *times, "--device", "cpu", "--out", "roads.gpkg", "--json")
    )
    assert result["time_sets"] == ["weekday morning peak", "Sat 10:00-12:00"]
    columns = set(pyogrio.read_info(tmp_path / "roads.gpkg", layer="roads")["fields"])
    assert {"speed_kmh_weekday_morning_peak", "passes_sat_1000_to_1200"} <= columns
    assert "speed_kmh_weekend_23" in columns


def test_travel_times_and_what_is_reached_are_written(run: Run, city: Path, tmp_path: Path) -> None:
    untrained = ("--epochs", "0", "--dimension", "16", "--layers", "1", "--weights", "none")
    command = ("pretrain", str(city / "bundle"), *untrained, "--backbone", "test_vit")
    succeed(run(*command, "--road-function", "--device", "cpu", "--out", "model", "--json"))
    network = Bundle.load(city / "bundle").network
    lon, lat = network.locate(np.array([0, 7]), network.length_m[[0, 7]] / 2).T
    pd.DataFrame({"lon": lon, "lat": lat}).to_csv(tmp_path / "homes.csv", index=False)
    reach = ("--reach", "1", "--reach", "0.5", "--isochrones", "--isochrone-distance-m", "50")
    options = ("--at", "weekday morning peak", *reach)
    command = ("travel-times", "model", "homes.csv", *options, "--out", "times.gpkg", "--json")
    result = succeed(run(*command))
    assert (result["time_set"], result["limits_min"]) == ("weekday morning peak", [0.5, 1.0])
    assert result["counts"]["pairs"] == 4
    layers = dict(pyogrio.list_layers(tmp_path / "times.gpkg"))
    assert {"travel_times", "reached_roads", "isochrones"} <= set(layers)
    pd.DataFrame({"lon": [lon[0] + 1], "lat": lat[:1]}).to_csv(tmp_path / "far.csv", index=False)
    answer = run("travel-times", "model", "far.csv", "--out", "far.gpkg", "--json")
    assert json.loads(answer.stdout)["error"]["code"] == "INPUT.GEOMETRY"
    assert not (tmp_path / "far.gpkg").exists()


def test_a_study_area_is_reported(run: Run, city: Path, tmp_path: Path) -> None:
    command = ("area-report", str(city / "tuned"), "--device", "cpu", "--out", "a.pdf", "--json")
    result = succeed(run(*command))
    assert result["counts"]["roads"] == len(Bundle.load(city / "bundle").network)
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF")
    answer = run("area-report", str(city / "model"), "--out", "b.pdf", "--json")
    assert json.loads(answer.stdout)["error"]["code"].startswith("MODEL.")
    assert names_in(tmp_path) == ["a.pdf"]


def test_roads_are_embedded(run: Run, city: Path, tmp_path: Path) -> None:
    result = succeed(
        run("embed", str(city / "model"), "--device", "cpu", "--out", "vectors.fgb", "--json")
    )
    info = pyogrio.read_info(tmp_path / "vectors.fgb")
    assert info["features"] == result["counts"]["roads"]
    assert info["driver"] == "FlatGeobuf"
    assert names_in(tmp_path) == ["vectors.fgb"]


def test_speeds_are_exported_for_routing_programs(run: Run, city: Path, tmp_path: Path) -> None:
    untrained = ("--epochs", "0", "--dimension", "16", "--layers", "1", "--weights", "none")
    command = ("pretrain", str(city / "bundle"), *untrained, "--backbone", "test_vit")
    succeed(run(*command, "--road-function", "--device", "cpu", "--out", "model", "--json"))
    command = ("routing-export", "model", "--at", "weekend", "--at", "Mon", "--out", "speeds")
    result = succeed(run(*command, "--json"))
    assert result["files"] == names_in(tmp_path / "speeds") == ["speeds.csv", "speeds.parquet"]
    assert result["time_sets"] == ["weekend", "Mon"]
    table = pd.read_csv(tmp_path / "speeds" / "speeds.csv")
    assert {"speed_kmh_weekend", "travel_s_mon"} <= set(table.columns)
    (tmp_path / "tiles.tar").write_bytes(b"no tiles")
    answer = run("routing-export", "model", "--tiles", "tiles.tar", "--out", "other", "--json")
    assert json.loads(answer.stdout)["error"]["code"] == "INPUT.FORMAT"
    assert not (tmp_path / "other").exists()


def test_layers_are_exported(run: Run, city: Path, tmp_path: Path) -> None:
    command = ("export", str(city / "bundle"), "--layer", "trips", "--layer", "roads")
    result = succeed(run(*command, "--format", "csv", "--out", "layers", "--json"))
    assert result["files"] == names_in(tmp_path / "layers") == ["roads.csv", "trips.csv"]


def test_an_export_is_complete_or_absent(city: Path, tmp_path: Path) -> None:
    params = ExportParams(bundle=str(city / "bundle"), layers=("roads", "images"))
    with pytest.raises(TrajganrError) as caught:
        find_job("export")(params, tmp_path / "layers", silent)
    assert caught.value.code is Code.INPUT_EMPTY
    assert names_in(tmp_path) == []


def test_an_evaluation_is_the_same_again(city: Path, tmp_path: Path) -> None:
    params = EvaluateParams(model=str(city / "tuned"), device="cpu")
    first, again = (find_job("evaluate")(params, tmp_path / out, silent) for out in ("a", "b"))
    assert first == again
    assert isinstance(again, EvaluateResult)
    assert names_in(tmp_path / "a") == names_in(tmp_path / "b") == sorted(again.files)


@pytest.mark.parametrize("kind", ["evaluate", "export"])
def test_a_folder_of_something_else_is_not_replaced(kind: str, city: Path, tmp_path: Path) -> None:
    (tmp_path / "roads.gpkg").write_text("years of work")
    params = {
        "evaluate": EvaluateParams(model=str(city / "tuned"), device="cpu"),
        "export": ExportParams(bundle=str(city / "bundle"), layers=("roads",)),
    }[kind]
    with pytest.raises(TrajganrError) as caught:
        find_job(kind)(params, tmp_path, silent)
    assert caught.value.code is Code.INPUT_FIELD
    assert (tmp_path / "roads.gpkg").read_text() == "years of work"


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_batch_resumes_where_it_stopped(run: Run, city: Path, tmp_path: Path) -> None:
    command = ("batch-export", str(city / "bundle"), "--layer", "roads", "--layer", "images")
    failed = run(*command, "--out", "all", "--json")
    assert failed.returncode == 1
    assert "1 of 2 exports failed" in failed.stdout
    (roads,) = (tmp_path / "all").glob("*/roads.gpkg")
    begun = roads.stat().st_mtime_ns
    model = ("--model", str(city / "tuned"), "--layer", "predictions")
    command = ("batch-export", str(city / "bundle"), "--layer", "roads", *model)
    result = succeed(run(*command, "--out", "all", "--json"))
    assert result["made"] == 1
    assert roads.stat().st_mtime_ns == begun
    for file in result["files"]:
        assert pyogrio.read_info(tmp_path / "all" / file, layer="roads")["features"] > 0


def test_the_figures_of_all_tasks_fit_a_screen_with_the_mean_of_own_trips_first() -> None:
    speed = {"mae": 3.0, "coverage": 0.9, "passes_mae": 3.5, "baseline_mae": 7.0}
    gained = {"gain": 0.1, "gain_low": 0.02, "gain_high": 0.2}
    compared = {"trips_roads": 40.0, "trips_mean": 3.5, "trips_model": 3.0}
    groups = {"speed": [{"by": "trips", "group": "1–4"}]}
    shown = for_people({"metrics": {"speed": speed | gained | compared}, "groups": groups})
    assert [*shown] == ["metrics"]
    heading, line, verdict, gain = shown["metrics"].splitlines()
    assert heading.endswith("own trips  model  trivial  roads")
    assert line.split() == ["Traffic", "speed,", "MAE", "(km/h)", "3.5", "3", "7", "40"]
    assert verdict.startswith("Traffic speed: On 40 tested roads with trips the mean of their own")
    assert "training gains 0.10 km/h over the shipped model" in gain
    lost = {task: {"mae": 1.0} | gained | {"gain_low": -0.1} for task in TASKS}
    text = for_people({"metrics": lost})["metrics"]
    assert text.count("training gains nothing over the shipped model") == len(TASKS)
    assert len(text.splitlines()) <= 24


def test_lines_of_a_result_are_printed_as_they_are(capsys: pytest.CaptureFixture[str]) -> None:
    Terminal(as_json=False).result({"out": "tuned", "metrics": "a  b\n1  2"})
    assert capsys.readouterr().out == "out: tuned\nmetrics:\n  a  b\n  1  2\n"
