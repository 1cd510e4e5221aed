"""The script of docs/python_api.md, on the demo city."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pytest
import torch
from job_runs import embed_locations

import trajganr_core as tg

PLACES = [(2.6, 54.8), (2.61, 54.795)]


def test_the_script_of_the_page_runs(ran: dict[str, Any]) -> None:
    bundle, roads, tuned = ran["bundle"], ran["roads"], ran["tuned"]
    assert tuned.metrics["speed"]["mae"] > 0
    assert "the mean of their own trips is off by" in tuned.verdicts["speed"]
    assert isinstance(roads, gpd.GeoDataFrame)
    assert len(roads) == len(bundle.network)
    assert roads["speed_kmh"].notna().all()
    assert (ran["observed"]["time_set"] == "weekday morning peak").all()
    assert ran["z"].shape == (1, 48)


def test_a_saved_model_predicts_as_the_trained_one(within: Path, ran: dict[str, Any]) -> None:
    loaded = tg.TunedModel.load("tuned")
    assert loaded.metrics == ran["tuned"].metrics
    assert loaded.area == ran["area"]
    np.testing.assert_array_equal(loaded.embed(PLACES[:1], progress=False), ran["z"])
    copy = loaded.save("copies/tuned")
    assert copy.path == Path("copies/tuned")
    pair = (copy.predict(progress=False), ran["roads"])
    np.testing.assert_array_equal(*(layer["speed_kmh"] for layer in pair))


def test_embeddings_equal_those_of_the_command_line(within: Path, ran: dict[str, Any]) -> None:
    table = "\n".join(["lon,lat", *(f"{lon},{lat}" for lon, lat in PLACES)])
    Path("places.csv").write_text(table, encoding="utf-8")
    embed_locations(
        Path("tuned"), Path("places.csv"), Path("places.parquet"), format="geoparquet", device="cpu"
    )
    expected = np.stack(gpd.read_parquet("places.parquet")["embedding"].to_numpy())
    np.testing.assert_array_equal(ran["tuned"].embed(PLACES, progress=False), expected)


def test_calling_the_module_equals_its_location_encoder(ran: dict[str, Any]) -> None:
    encoders = ran["tuned"].encoders
    assert isinstance(encoders, torch.nn.Module)
    xy = ran["area"].normalise(PLACES)
    assert torch.equal(encoders(xy), encoders.embed_location(torch.from_numpy(xy)))
    assert encoders.embed_image(torch.zeros(2, 8)).shape == (2, 16)


def test_all_tasks_that_the_data_support_are_learned_by_default(within: Path) -> None:
    tuned = tg.finetune("model", "bundle", epochs=1, out="every", progress=False)
    manifest = tuned.bundle.manifest
    assert {*tuned.tasks} == {*manifest.supported_tasks} == {"speed", "popularity"}
    assert manifest.support["braking"].level == "few"  # its fixes are two seconds apart


def test_several_bundles_and_paths_are_accepted(within: Path) -> None:
    config = tg.PretrainConfig(preset="paper", epochs=0, dimension=32, layers=1)
    model = tg.pretrain(["bundle"], config=config, dimension=16, out="untrained", progress=False)
    config_of_card = model.card.pretraining.config
    assert (config_of_card.dimension, config_of_card.layers) == (16, 1)
    assert model.bundle.path == Path("bundle")


@pytest.mark.parametrize(
    ("call", "code", "message"),
    [
        (lambda: tg.pretrain("bundle", out="x", epoch=3), tg.Code.INPUT_FIELD, "epochs"),
        (lambda: tg.pretrain("bundle", out="x", epochs=-1), tg.Code.INPUT_FIELD, "epochs"),
        (
            lambda: tg.finetune("model", "bundle", tasks="speeds", out="x"),
            tg.Code.INPUT_FIELD,
            "speeds",
        ),
        (lambda: tg.observe("bundle", side="inputs"), tg.Code.INPUT_FIELD, "inputs"),
        (lambda: tg.observe("bundle", at="Mon-Fry"), tg.Code.INPUT_FIELD, "Mon-Fry"),
        (lambda: tg.observe("bundle", min_drivers=0), tg.Code.INPUT_FIELD, "min_drivers"),
        (lambda: tg.TunedModel.load("model"), tg.Code.MODEL_MISSING, "head"),
        (lambda: tg.Model.load("nowhere"), tg.Code.MODEL_MISSING, "nowhere"),
        (lambda: tg.Bundle.load("nowhere"), tg.Code.INPUT_NOT_FOUND, "nowhere"),
        (lambda: tg.Model.load("model").save("resources"), tg.Code.INPUT_FIELD, "resources"),
        (lambda: tg.Bundle.load("bundle").save("bundle"), tg.Code.INPUT_FIELD, "bundle"),
        (lambda: embed([(54.8, 2.6)]), tg.Code.INPUT_GEOMETRY, "2.6"),
        (lambda: embed([(np.nan, 54.8)]), tg.Code.INPUT_GEOMETRY, "nan"),
        (lambda: embed([(500000.0, 54.8)]), tg.Code.INPUT_CRS, "500000"),
        (lambda: embed([]), tg.Code.INPUT_FIELD, "shape"),
        (lambda: embed([2.6, 54.8]), tg.Code.INPUT_FIELD, "shape"),
    ],
)
def test_impossible_arguments_are_refused(
    within: Path, call: Any, code: tg.Code, message: str
) -> None:
    with pytest.raises(tg.TrajganrError) as caught:
        call()
    assert caught.value.code is code
    assert message in str(caught.value)
    assert not Path("x").exists()


def embed(places: Any) -> None:
    tg.Model.load("model").embed(places, progress=False)


def test_notebooks_show_a_table(ran: dict[str, Any]) -> None:
    for thing in (ran["bundle"], ran["model"], ran["tuned"]):
        page = thing._repr_html_()
        assert page.startswith(f"<strong>{type(thing).__name__} ")
        assert page.count("<table>") == page.count("</table>") > 0
    assert "Traffic speed" in ran["tuned"]._repr_html_()


def test_progress_is_a_bar_a_function_or_nothing(
    within: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    errors = io.StringIO()
    monkeypatch.setattr("sys.stderr", errors)
    tuned = tg.TunedModel.load("tuned")
    stages: list[str] = []
    tuned.predict(progress=lambda stage, fraction, **figures: stages.append(stage))
    tuned.predict(progress=False)
    assert not errors.getvalue()
    tuned.predict()
    assert "Predicting roads" in stages
    assert "Predicting roads" in errors.getvalue()
