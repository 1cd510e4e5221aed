"""The command line, from files to predicted roads."""

from __future__ import annotations

import re
import signal
import subprocess
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pyogrio
import pytest
from command_line import call, succeed
from hang import HANG_S
from harness import TRAJGANR
from short_finetuning import shorten_finetuning
from tiny_city import SIDE, TinyCity

from trajganr_worker.storage.manifest_reader import CONTENTS

SMALL = ["--dimension", "16", "--layers", "1", "--batch-size", "32"]
#: Of one street between two neighbouring crossings, one a direction.
SEGMENTS = 2 * 2 * SIDE * (SIDE - 1)


@pytest.fixture(scope="module")
def bundle(tiny_city: TinyCity, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("cli") / "bundle"
    result = succeed(
        *("prepare", "--trips", tiny_city.trips, "--roads", tiny_city.roads),
        *("--images", tiny_city.images, "--pois", tiny_city.pois),
        *("--bbox", *tiny_city.bbox, "--out", out),
    )
    assert set(result["tasks"]) >= {"speed", "popularity", "aoi"}
    return out


def test_a_city_is_predicted_from_two_files(tiny_city: TinyCity, tmp_path: Path) -> None:
    out = tmp_path / "porto"
    command = ("city", tiny_city.trips, tiny_city.roads, "--out", out)
    result = succeed(*command, "--at", "weekend")
    assert result["counts"]["roads"] == SEGMENTS
    found, sure, then = result["summary"]
    assert found.startswith(f"{SEGMENTS} directed road segments have a predicted speed")
    assert "±" in sure
    assert str(out / "bundle") in then
    roads = pyogrio.read_dataframe(out / "roads.gpkg")
    assert (roads["speed_kmh_weekend"] > 0).all()
    assert call(*command).returncode != 0  # nothing is replaced unless that is wanted
    (out / "roads.gpkg").unlink()  # as if it had been interrupted
    assert succeed(*command)["counts"] == result["counts"]


@pytest.fixture(scope="module")
def model(bundle: Path, short_pretraining: None) -> Path:
    out = bundle.with_name("model")
    succeed(
        *("pretrain", bundle, "--out", out, "--epochs", "1", *SMALL),
        *("--backbone", "test_vit", "--weights", "none"),
    )
    return out


@pytest.fixture(scope="module")
def tuned(bundle: Path, model: Path) -> tuple[Path, dict[str, Any]]:
    out = bundle.with_name("tuned")
    with pytest.MonkeyPatch.context() as patch:
        shorten_finetuning(patch)
        result = succeed(
            *("finetune", model, bundle, "--task", "speed", "--task", "aoi"),
            *("--epochs", "1", "--out", out),
        )
    return out, result


def test_folders_of_bundles_and_models_contain_only_known_files(
    bundle: Path, model: Path, tuned: tuple[Path, dict[str, Any]]
) -> None:
    made = {bundle: "bundle", model: "model", tuned[0]: "model"}
    for folder, kind in made.items():
        assert {entry.name for entry in folder.iterdir()} <= set(CONTENTS[kind])


def test_match_writes_the_matched_fixes(tiny_city: TinyCity, tmp_path: Path) -> None:
    out = tmp_path / "matched.parquet"
    succeed(*("match", "--trips", tiny_city.trips, "--roads", tiny_city.roads, "--out", out))
    assert pq.read_metadata(out).num_rows > 0


def test_finetune_prints_the_held_out_metrics_of_each_task(
    tuned: tuple[Path, dict[str, Any]],
) -> None:
    assert set(tuned[1]["metrics"]) == {"speed", "aoi"}
    assert tuned[1]["metrics"]["speed"]["mae"] > 0


def test_a_dry_run_prints_the_estimate_and_writes_nothing(bundle: Path, tmp_path: Path) -> None:
    out = tmp_path / "model"
    backbone = ("--backbone", "test_vit", "--weights", "none")
    command = ["pretrain", bundle, "--epochs", "2", *SMALL, *backbone, "--out", out, "--dry-run"]
    figures = succeed(*command)
    assert figures["steps"] > 0
    assert figures["seconds"] > 0
    assert "time: about" in call(*command).stdout
    assert list(tmp_path.iterdir()) == []


def test_a_repeated_command_continues_an_interrupted_pretraining(
    bundle: Path, tmp_path: Path
) -> None:
    out = tmp_path / "model"
    words = ["pretrain", bundle, *SMALL, "--modalities", "traj+loc", "--out", out, "--epochs"]
    command = [TRAJGANR, *words, "400"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    assert process.stderr is not None
    for line in process.stderr:
        if line.startswith("Pretraining"):
            break
    process.send_signal(signal.SIGINT)
    _, stderr = process.communicate(timeout=HANG_S)
    assert process.returncode == 130
    assert "Repeat the command" in stderr
    assert not out.exists()
    # With another configuration, the checkpoint is neither used nor overwritten.
    assert "[MODEL.INCOMPATIBLE]" in call(*words, "1").stderr
    again = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    assert again.stderr is not None
    assert any(line.startswith("Resuming") for line in again.stderr)
    again.kill()
    again.communicate()


def test_model_show_prints_the_heads(tuned: tuple[Path, dict[str, Any]]) -> None:
    output = call("model", "show", tuned[0]).stdout
    assert "preset: best" in output
    assert "Traffic speed:" in output
    own = r"mean of own trips [\d.]+ km/h( on \d+ roads)?"
    beside = rf"{own}, shipped model [\d.]+ km/h, trivial [\d.]+ km/h"
    assert re.search(rf"MAE: [\d.]+ km/h \({beside}\)", output)
    assert "90 % intervals: " in output
    card = succeed("model", "show", tuned[0])
    assert card["heads"]["speed"]["metrics"] == tuned[1]["metrics"]["speed"]


def test_model_card_writes_a_document(tuned: tuple[Path, dict[str, Any]], tmp_path: Path) -> None:
    out = tmp_path / "card.md"
    succeed("model", "card", tuned[0], "--out", out)
    text = out.read_text(encoding="utf-8")
    assert "## Intended use" in text
    assert "## Fairness across districts" in text
    assert "overwrite" in call("model", "card", tuned[0], "--out", out).stderr


def test_predict_writes_all_directed_segments(
    tiny_city: TinyCity, tuned: tuple[Path, dict[str, Any]], tmp_path: Path
) -> None:
    out = tmp_path / "roads.gpkg"
    succeed("predict", tuned[0], "--roads", tiny_city.roads, "--out", out)
    roads = pyogrio.read_dataframe(out, layer="roads")
    assert len(roads) == SEGMENTS
    assert set(roads.direction) == {"forward", "backward"}
    assert roads.speed_kmh.notna().all()
