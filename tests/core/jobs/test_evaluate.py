"""A model's figures can be found again, and its errors seen on the map."""

from __future__ import annotations

import dataclasses
import shutil
from pathlib import Path
from typing import Any

import numpy as np
import pyogrio
import pytest
from job_runs import run_job
from untranslated import untranslated

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.files.atomic_io import read_json, write_json
from trajganr_core.contract.kinds.evaluate import EvaluateResult
from trajganr_core.contract.options.training_config import FinetuneConfig
from trajganr_core.contract.records.json_records import encode
from trajganr_core.contract.records.model_card import ModelCard
from trajganr_core.contract.tasks import POPULARITY_CLASSES
from trajganr_core.data.bundle import Bundle
from trajganr_core.evaluation.metrics import regression_metrics
from trajganr_core.evaluation.splits import split_edges
from trajganr_core.training.finetuning.finetune import finetune
from trajganr_core.training.finetuning.without_labels import labels_of_passes

pytestmark = pytest.mark.usefixtures("short_finetuning")

SPEED = FinetuneConfig(tasks=("speed",), epochs=1, device="cpu")


@pytest.fixture(scope="module")
def evaluated(
    finetuned: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, EvaluateResult]:
    """The folder of an evaluation, and what was told."""
    folder = tmp_path_factory.mktemp("evaluation")
    return folder, evaluate(finetuned, folder, device="cpu")


def evaluate(model: Path, out: Path, **options: Any) -> EvaluateResult:
    result: EvaluateResult = run_job("evaluate", out, model=model, **options)
    return result


def figures_of(card: ModelCard) -> dict[str, Any]:
    return {task: dict(head.metrics) for task, head in card.heads.items()}


def another(bundle: Bundle, **changes: Any) -> Bundle:
    """A bundle of the same area that is not the one that was learned from."""
    manifest = dataclasses.replace(bundle.manifest, id="another")
    return dataclasses.replace(bundle, manifest=manifest, **changes)


def test_held_out_figures_are_those_of_fine_tuning(
    finetuned: Path, evaluated: tuple[Path, EvaluateResult]
) -> None:
    _, result = evaluated
    assert result.on == EvaluateResult.HELD_OUT
    card = ModelCard.load(finetuned)
    assert result.metrics == figures_of(card)
    assert result.groups == {task: head.groups for task, head in card.heads.items()}
    assert result.remarks == ()


def test_every_evaluated_road_is_in_a_cell_of_label_and_prediction(
    evaluated: tuple[Path, EvaluateResult],
) -> None:
    folder, result = evaluated
    for task, cells in result.agreement.items():
        assert sum(map(sum, cells.roads)) == result.counts[task]
    assert set(result.agreement) == set(result.metrics)
    written = read_json(folder / "evaluation.json")["agreement"]
    assert written["speed"]["bounds"] == list(result.agreement["speed"].bounds)


def test_figures_by_group_add_up_to_those_of_all(
    evaluated: tuple[Path, EvaluateResult],
) -> None:
    _, result = evaluated
    for task, rows in result.groups.items():
        for by in ("highway", "trips", "basis", "district"):
            groups = [row for row in rows if row.by == by and row.tested]
            assert sum(row.tested for row in groups) == result.counts[task]
            covered = sum(row.coverage * row.tested for row in groups)
            share = covered / result.counts[task]
            assert share == pytest.approx(result.metrics[task]["coverage"])
            if task == "speed":
                errors = sum(row.error * row.tested for row in groups) / result.counts[task]
                assert errors == pytest.approx(result.metrics[task]["mae"])
                passes = sum((row.passes_error or 0) * row.with_trips for row in groups)
                mean = passes / result.metrics[task]["trips_roads"]
                assert mean == pytest.approx(result.metrics[task]["trips_mean"])
    calibrated = read_json(evaluated[0] / "evaluation.json")["groups"]["speed"]
    assert sum(row["calibrated_on"] for row in calibrated if row["by"] == "basis") >= 9


@pytest.mark.parametrize(
    "change",
    [
        {"label_share": 0.3, "seed": 5, "fold": 2},
        {"head": "mlp", "trips_per_location": 2},
        {"head": "mlp", "freeze": False},
    ],
    ids=str,
)
def test_figures_are_reproduced_for_all_kinds_of_heads(
    change: dict[str, Any], bundle: Bundle, untrained: Path, tmp_path: Path
) -> None:
    config = dataclasses.replace(SPEED, **change)
    card = finetune(untrained, bundle, config, tmp_path / "model")
    result = evaluate(tmp_path / "model", tmp_path, device="cpu")
    expected = figures_of(card)["speed"]
    assert result.metrics["speed"] == pytest.approx(expected, rel=1e-5)
    seen = [text for text in result.remarks if "the encoders have seen" in text]
    assert len(seen) == ("fold" in change)


def test_a_single_task_is_measured_as_with_the_others(
    finetuned: Path, evaluated: tuple[Path, EvaluateResult], tmp_path: Path
) -> None:
    alone = evaluate(finetuned, tmp_path, tasks=["aoi"], device="cpu")
    assert set(alone.metrics) == {"aoi"}
    assert alone.metrics["aoi"] == pytest.approx(evaluated[1].metrics["aoi"], rel=1e-5)


def test_the_report_has_the_result_and_its_inputs(
    bundle: Bundle, finetuned: Path, evaluated: tuple[Path, EvaluateResult]
) -> None:
    folder, result = evaluated
    assert {path.name for path in folder.iterdir()} == {"evaluation.json", "evaluation.gpkg"}
    report = read_json(folder / "evaluation.json")
    expected = encode(result)
    del expected["files"]
    assert {name: report[name] for name in expected} == expected
    assert report["model"]["name"] == "Tuned model"
    assert report["bundle"]["id"] == bundle.manifest.id
    assert (report["device"], report["units"]["speed"]) == ("cpu", "km/h")
    assert str(finetuned) not in str(report)


def test_the_layer_has_labels_predictions_and_residuals(
    bundle: Bundle, evaluated: tuple[Path, EvaluateResult]
) -> None:
    folder, result = evaluated
    roads = pyogrio.read_dataframe(folder / "evaluation.gpkg", layer="roads")
    assert len(roads) == result.counts["roads"]
    speed = roads[roads["speed_kmh_true"].notna()]
    assert len(speed) == result.counts["speed"]
    test = split_edges(bundle.network, bundle.area, "segment", 0, seed=0).edges("test")
    truth = bundle.labels["speed_kmh"].iloc[test][bundle.labels["speed_passes"].iloc[test] >= 3]
    np.testing.assert_allclose(np.sort(speed["speed_kmh_true"]), np.sort(truth), atol=1e-3)
    residual = speed["speed_kmh_true"] - speed["speed_kmh_predicted"]
    np.testing.assert_allclose(speed["speed_kmh_residual"], residual, atol=2e-3)
    figures = regression_metrics(
        speed["speed_kmh_true"].to_numpy(), speed["speed_kmh_predicted"].to_numpy()
    )
    assert figures["mae"] == pytest.approx(result.metrics["speed"]["mae"], abs=1e-3)

    popularity = roads[roads["popularity_true"].notna()]
    rank = {name: number for number, name in enumerate(POPULARITY_CLASSES)}
    apart = popularity["popularity_true"].map(rank) - popularity["popularity_predicted"].map(rank)
    assert popularity["popularity_residual"].tolist() == apart.tolist()
    aoi = roads[roads["aoi_main_true"].notna()]
    np.testing.assert_allclose(
        aoi["aoi_shop_residual"], aoi["aoi_shop_true"] - aoi["aoi_shop_predicted"], atol=2e-4
    )
    assert {"source_fid", "direction", "trips", "images", "basis"} <= set(roads)


def test_on_another_bundle_all_labelled_roads_are_evaluated_with_a_remark(
    bundle: Bundle, finetuned: Path, tmp_path: Path
) -> None:
    result = evaluate(finetuned, tmp_path, bundle=another(bundle), device="cpu")
    assert result.on == EvaluateResult.OTHER_BUNDLE == read_json(tmp_path / "evaluation.json")["on"]
    labelled = (bundle.labels["speed_passes"] >= 3) & bundle.labels["speed_kmh"].notna()
    assert result.counts["speed"] == labelled.sum()
    # It is the same city: all that was learned from is seen again.
    learned = read_json(finetuned / "card.json")["heads"]["speed"]["locations"]["train"]
    (remark,) = (text for text in result.remarks if text.startswith("Traffic speed"))
    assert "may have been seen in training" in remark
    assert f"{learned:,} of {labelled.sum():,} lie within 25 m" in remark
    roads = pyogrio.read_dataframe(tmp_path / "evaluation.gpkg", layer="roads")
    figures = regression_metrics(
        *(roads[f"speed_kmh_{what}"].dropna().to_numpy() for what in ("true", "predicted"))
    )
    assert result.metrics["speed"]["r2"] == pytest.approx(figures["r2"], abs=1e-3)
    passes = labels_of_passes(bundle)[labelled.to_numpy()]
    own = passes["speed_kmh_is_own"].to_numpy(dtype=bool)
    mean, labels = passes["speed_kmh"].to_numpy(), bundle.labels["speed_kmh"].to_numpy()[labelled]
    expected = regression_metrics(labels[own], mean[own])
    assert result.metrics["speed"]["passes_mae"] == pytest.approx(expected["mae"])
    assert result.metrics["speed"]["trips_roads"] == own.sum()
    assert result.metrics["speed"]["no_trips_roads"] == (~own).sum()
    assert "passes_f1_macro" in result.metrics["popularity"]
    assert not any(name.startswith("passes_") for name in result.metrics["aoi"])
    inside = result.metrics["speed"]["coverage"]
    assert 0 < inside <= 1


def test_tasks_without_labels_are_left_out_unless_requested(
    bundle: Bundle, finetuned: Path, tmp_path: Path
) -> None:
    labels = bundle.labels.drop(columns="speed_kmh").assign(poi_count=0)
    poor = another(bundle, labels=labels)
    result = evaluate(finetuned, tmp_path, bundle=poor, device="cpu")
    assert set(result.metrics) == {"popularity"}
    assert any("no labels for Traffic speed" in text for text in result.remarks)
    assert any("Area-of-interest" in text for text in result.remarks)
    assert not untranslated(result.remarks)
    for task, code in (("speed", Code.INPUT_FIELD), ("aoi", Code.INPUT_EMPTY)):
        with pytest.raises(TrajganrError) as caught:
            evaluate(finetuned, tmp_path, bundle=poor, tasks=[task], device="cpu")
        assert caught.value.code is code


@pytest.mark.parametrize("differs", ["fewer labels", "other labels"])
def test_a_head_fitted_on_another_bundle_is_refused(
    differs: str, bundle: Bundle, untrained: Path, tmp_path: Path
) -> None:
    labels = bundle.labels.copy()
    if differs == "fewer labels":
        labels.loc[::3, "speed_passes"] = 0
    else:
        labels["speed_kmh"] *= 1.1
    speed = dataclasses.replace(SPEED, head="mlp", epochs=1)
    finetune(untrained, another(bundle, labels=labels), speed, tmp_path / "first")
    popularity = dataclasses.replace(speed, tasks=("popularity",))
    finetune(tmp_path / "first", bundle, popularity, tmp_path / "both")
    with pytest.raises(TrajganrError) as caught:
        evaluate(tmp_path / "both", tmp_path, device="cpu")
    assert caught.value.code is Code.MODEL_INCOMPATIBLE
    assert "Traffic speed" in caught.value.message
    result = evaluate(tmp_path / "both", tmp_path, tasks=["popularity"], device="cpu")
    assert result.on == EvaluateResult.HELD_OUT


def test_figures_that_differ_from_the_card_are_remarked(finetuned: Path, tmp_path: Path) -> None:
    model = Path(shutil.copytree(finetuned, tmp_path / "model"))
    card = read_json(model / "card.json")
    card["heads"]["speed"]["metrics"]["mae"] += 1
    write_json(model / "card.json", card)
    (remark,) = evaluate(model, tmp_path, device="cpu").remarks
    assert remark.startswith("Traffic speed: mae is ")


def test_a_model_without_heads_is_refused(untrained: Path, tmp_path: Path) -> None:
    with pytest.raises(TrajganrError) as caught:
        evaluate(untrained, tmp_path, device="cpu")
    assert caught.value.code is Code.MODEL_MISSING
    assert list(tmp_path.iterdir()) == []
