"""The forms of pretraining and fine-tuning: what they ask, refuse, and send."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from plugin_tools import checked, job_params, run
from qgis.core import (
    Qgis,
    QgsApplication,
    QgsProcessingException,
    QgsProcessingFeedback,
)

from trajganr_core.contract.kinds.finetune import FinetuneParams
from trajganr_core.contract.kinds.pretrain import PretrainParams


@pytest.mark.parametrize(
    ("parameters", "message"),
    [
        ({"ATTENTION": "joint"}, "preset `paper`"),
        ({"DIMENSION": 20}, "multiple of 8"),
        ({"MODALITIES": "loc"}, "nothing to pretrain"),
        ({"ALIGNMENT": "none", "TIME_TASK": "off"}, "nothing to pretrain"),
        ({"LEARNING_RATE": 0}, "above 0"),
        ({"LOCATION_MIN_SCALE": 0}, "above 0"),
    ],
    ids=str,
)
def test_invalid_pretraining_options_are_refused_before_the_run(
    parameters: dict[str, Any], message: str
) -> None:
    is_fine, reason = checked("pretrain", BUNDLE="b", **parameters)
    assert not is_fine
    assert message in reason
    assert "[INPUT.FIELD]" in reason


@pytest.mark.parametrize(
    ("parameters", "message"),
    [
        ({"LABEL_SHARE": 0}, "above 0"),
        ({"HEAD": "trees", "FREEZE": False}, "cannot be trained through"),
    ],
    ids=str,
)
def test_invalid_fine_tuning_options_are_refused_before_the_run(
    parameters: dict[str, Any], message: str
) -> None:
    is_fine, reason = checked("finetune", MODEL="m", BUNDLE="b", **parameters)
    assert not is_fine
    assert message in reason


def test_an_unchanged_form_uses_the_defaults(worker: Path, bundle: str) -> None:
    model = run("pretrain", BUNDLE=bundle)["MODEL"]
    params = job_params(worker, "pretrain")
    expected = PretrainParams(bundle=bundle, name=params["name"]).to_dict()
    assert params == {**expected, "further_bundles": []}
    run("finetune", MODEL=model, BUNDLE=bundle, TASKS=["speed"])
    params = job_params(worker, "finetune")
    expected = FinetuneParams(model=model, bundle=bundle, tasks=("speed",), name=params["name"])
    assert params == {**expected.to_dict(), "tasks": ["speed"]}


def test_every_option_of_a_form_is_sent(worker: Path, bundle: str, model: str) -> None:
    options = {
        "preset": "paper",
        "epochs": 0,
        "budget": "90s",
        "attention": "joint",
        "query_time": "masked",
        "alignment": "segment",
        "modalities": "traj+loc",
        "space2vec": "grid",
        "geometry": "absolute",
        "motion": True,
        "time_task": False,
        "location_min_scale": 0.02,
        "freeze_backbone": False,
        "learn_temperature": True,
        "patience": 3,
        "split": "block",
        "fold": 2,
        "precision": "float32",
        "memory_limit_gb": 4.0,
        "processes": 2,
        "weights": "none",
    }
    as_words = {"motion": "on", "time_task": "off"}
    form = {name.upper(): as_words.get(name, value) for name, value in options.items()}
    run("pretrain", BUNDLE=bundle, **form)
    params = job_params(worker, "pretrain")
    assert {name: params[name] for name in options} == options
    options = {
        "split": "segment",
        "fold": 4,
        "label_share": 0.1,
        "head": "mlp",
        "trips_per_location": 8,
        "precision": "bfloat16",
        "processes": 3,
    }
    form = {name.upper(): value for name, value in options.items()}
    run("finetune", MODEL=model, BUNDLE=bundle, **form)
    params = job_params(worker, "finetune")
    assert {name: params[name] for name in options} == options


@pytest.mark.parametrize(
    ("algorithm", "up_front"),
    [
        ("pretrain", ["BUNDLE", "PRESET", "EPOCHS", "BUDGET", "NAME"]),
        ("finetune", ["MODEL", "BUNDLE", "TASKS", "EPOCHS", "NAME"]),
    ],
)
def test_a_form_shows_few_parameters_outside_advanced(algorithm: str, up_front: list[str]) -> None:
    made = QgsApplication.processingRegistry().createAlgorithmById(f"trajganr:{algorithm}")
    advanced = Qgis.ProcessingParameterFlag.Advanced
    shown = [p.name() for p in made.parameterDefinitions() if not p.flags() & advanced]
    assert shown == up_front


def test_settings_from_the_model_are_logged(bundle: str) -> None:
    model = run("pretrain", BUNDLE=bundle, PRESET="paper", SPLIT="block", FOLD=3)["MODEL"]
    feedback = QgsProcessingFeedback()
    run("finetune", feedback, MODEL=model, BUNDLE=bundle, HEAD="trees")
    log = feedback.textLog()
    assert "preset paper, pretrained with fold 3 of the split block held out" in log
    assert "split block, fold 3, head trees, trips of a road 16" in log


def test_a_missing_model_is_refused(bundle: str) -> None:
    with pytest.raises(QgsProcessingException, match=r"MODEL\.MISSING"):
        run("finetune", MODEL="pretrain-00000000", BUNDLE=bundle)
