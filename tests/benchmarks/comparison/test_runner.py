"""A benchmark from its plan to its files."""

from __future__ import annotations

import dataclasses
import logging
import subprocess
import sys
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import torch
from cells import SMALL

from trajganr_comparison import figures, runner, system
from trajganr_comparison.differences import figures_of_sums, sums_of
from trajganr_comparison.profiles import FRESH, PROFILES, Profile
from trajganr_comparison.results import RECORD, Results
from trajganr_comparison.runner import PAGE, run_benchmark
from trajganr_comparison.system import Cell, Outcome
from trajganr_comparison.tables import TABLES, Table
from trajganr_comparison.trivial import TrainingMean
from trajganr_core.contract.errors import Code, TrajganrError, cancelled
from trajganr_core.contract.files.atomic_io import WORKING, machine
from trajganr_core.contract.tasks import BASES
from trajganr_core.data.bundle import Bundle
from trajganr_core.utils.progress import Progress, silent

SEGMENTS = Profile(("segments",), 2, (0, 1), SMALL, first_seed=0)
CHEAP = ("training_mean", "nearest_label")
DRAW_FIGURES = runner.draw_figures


@pytest.fixture(autouse=True)
def small_tables(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tables on which the tiny city has enough roads of every part."""
    few = Table("few", "Few labels", ("segment",), ("training_mean",), (0.5, 1.0))
    for table in (Table("segments", "Segments", ("segment",)), few):
        monkeypatch.setitem(TABLES, table.id, table)  # type: ignore[misc]


@pytest.fixture(autouse=True)
def no_figures(monkeypatch: pytest.MonkeyPatch) -> None:
    """Drawing takes longer than all the rest, and test_figures.py tests it."""
    monkeypatch.setattr(runner, "draw_figures", lambda *results: {})


class Fails(TrainingMean):
    """A system without its weights."""

    id = "fails"
    title = "A system without weights"

    def answer(self, cell: Cell, progress: Progress) -> Outcome:
        raise TrajganrError(Code.MODEL_MISSING, "There are no weights.", "Get some.")


class Counts(TrainingMean):
    """A system that counts its runs."""

    def __init__(self) -> None:
        self.runs: list[tuple[int, int]] = []

    def answer(self, cell: Cell, progress: Progress) -> Outcome:
        assert not list(cell.study.folder.iterdir())
        (cell.study.folder / "kept").write_text("by the system")
        self.runs.append((cell.study.split.fold, cell.study.seed))
        return super().answer(cell, progress)


def test_results_have_one_row_per_value(
    bundle: Bundle, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runner, "draw_figures", DRAW_FIGURES)
    monkeypatch.setattr(figures, "DPI", 40)
    out = tmp_path / "out"
    result = run_benchmark(
        bundle, SEGMENTS, out, systems=CHEAP, device="cpu", command="trajganr benchmark …"
    )
    rows = result.rows[(result.rows["task"] == "speed") & (result.rows["metric"] == "mae")]
    rows = rows[rows["roads"] == "all"]
    places = set(rows[["system", "split", "fold", "seed"]].itertuples(index=False, name=None))
    assert places == {(s, "segment", f, n) for s in CHEAP for f in (0, 1) for n in (0, 1)}
    assert len(rows) == len(places)
    assert set(result.rows["task"]) == {"speed", "popularity", "aoi", "slowdown"}
    assert not result.rows["metric"].str.startswith("baseline_").any()
    assert len(result.costs) == len(places)
    assert not result.failures
    (environment,) = result.record["environments"]
    assert {"device", "threads", "commit", "versions"} == set(environment)
    assert result.record["command"] == "trajganr benchmark …"
    assert "Nearest training label" in (out / PAGE).read_text()
    assert result.record["figures"]
    assert all((out / file).is_file() for file in result.record["figures"])


def test_results_are_read_as_they_were_written(bundle: Bundle, tmp_path: Path) -> None:
    out = tmp_path / "out"
    result = run_benchmark(bundle, SEGMENTS, out, systems=CHEAP, seeds=1, device="cpu")
    read = Results.read(out)
    assert read.record == result.record
    for name in ("rows", "cells", "predictions"):
        written = getattr(result, name).reset_index(drop=True)
        pd.testing.assert_frame_equal(getattr(read, name), written)


def test_the_training_mean_has_the_metrics_of_the_trivial_prediction(
    bundle: Bundle, tmp_path: Path
) -> None:
    """It equals the trivial prediction of TaskData."""
    figures = []

    class Spied(TrainingMean):
        def answer(self, cell: Cell, progress: Progress) -> Outcome:
            outcome = super().answer(cell, progress)
            figures.append(cell.figures(outcome.raw)["speed"])
            return outcome

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(runner, "chosen_systems", lambda *chosen: [Spied()])
        result = run_benchmark(bundle, SEGMENTS, tmp_path / "out", seeds=1, device="cpu")
    rows = result.rows[(result.rows["task"] == "speed") & (result.rows["metric"] == "mae")]
    expected = [one["baseline_mae"] for one in figures]
    assert rows["value"].tolist() == pytest.approx(expected, rel=1e-5)


def test_progress_is_that_of_the_whole_comparison(
    bundle: Bundle, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, logger="trajganr_comparison")
    reports: list[tuple[str, float]] = []

    def progress(stage: str, fraction: float, /, **figures: float) -> None:
        reports.append((stage, fraction))

    run_benchmark(
        bundle,
        SEGMENTS,
        tmp_path,
        systems=("nearest_label", "hand_statistics"),
        seeds=1,
        device="cpu",
        progress=progress,
    )
    stages, fractions = zip(*reports, strict=True)
    assert set(stages) == {"Comparing systems", "Drawing figures"}
    assert list(fractions) == sorted(fractions)
    assert 0 < fractions[len(fractions) // 2] < 1
    assert "2 of 4, Hand statistics, MLP: Fitting heads" in caplog.text


def test_an_interrupted_benchmark_continues_with_the_unfinished_cells(
    bundle: Bundle, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    counts, found = Counts(), []
    monkeypatch.setattr(runner, "chosen_systems", lambda *chosen: [counts])

    def stop(stage: str, fraction: float, /, **figures: float) -> None:
        found.append(stage)
        if len(found) == 3:
            raise cancelled()

    out = tmp_path / "out"
    with pytest.raises(TrajganrError) as caught:
        run_benchmark(bundle, SEGMENTS, out, device="cpu", progress=stop)
    assert caught.value.code is Code.JOB_CANCELLED
    assert counts.runs == [(0, 0), (1, 0)]
    assert not (out / RECORD).exists()
    result = run_benchmark(bundle, SEGMENTS, out, device="cpu")
    assert counts.runs == [(0, 0), (1, 0), (0, 1), (1, 1)]
    assert len(result.costs) == 4
    assert not (out / "work").exists()


@pytest.mark.malformed
def test_damaged_files_of_an_earlier_run_are_named(bundle: Bundle, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run_benchmark(bundle, SEGMENTS, out, systems=CHEAP, seeds=1, device="cpu")
    cell = min((out / "cells").glob("*.json"))
    cell.write_bytes(b"{")
    result = run_benchmark(bundle, SEGMENTS, out, systems=CHEAP, seeds=1, device="cpu")
    (failure,) = result.failures
    assert failure["code"] == "INPUT.FORMAT"
    assert str(cell) in failure["message"]
    (out / runner.PLAN).write_bytes(b"{")
    with pytest.raises(TrajganrError) as caught:
        run_benchmark(bundle, SEGMENTS, out, systems=CHEAP, seeds=1, device="cpu")
    assert caught.value.code is Code.INPUT_FORMAT


def test_leftovers_of_a_killed_run_are_removed(bundle: Bundle, tmp_path: Path) -> None:
    """A run that was killed while it wrote a cell, a figure and its results."""
    out = tmp_path / "out"
    run_benchmark(bundle, SEGMENTS, out, systems=CHEAP, seeds=1, device="cpu")
    dead = subprocess.run([sys.executable, "-c", "import os; print(os.getpid())"], stdout=-1)
    left = f"{WORKING}{machine()}-{int(dead.stdout)}-x"
    folders = [out / left, out / "cells" / left, out / "figures" / left]
    for folder in folders:
        folder.mkdir(parents=True)
        (folder / "half.parquet").write_bytes(b"half")
    run_benchmark(bundle, SEGMENTS, out, systems=CHEAP, seeds=1, device="cpu")
    assert not any(folder.exists() for folder in folders)


def test_commits_of_all_cells_are_listed(
    bundle: Bundle, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A benchmark that was interrupted, and continued with a later commit."""
    for commit, seeds in (("1a", 1), ("2b", 2)):
        monkeypatch.setattr(runner, "commit", lambda: commit)  # noqa: B023
        result = run_benchmark(
            bundle, SEGMENTS, tmp_path / "out", systems=CHEAP, seeds=seeds, device="cpu"
        )
    assert [one["commit"] for one in result.record["environments"]] == ["1a", "2b"]
    by_seed = result.costs.groupby("seed")["environment"].unique()
    assert [list(one) for one in by_seed] == [[0], [1]]
    page = (tmp_path / "out" / PAGE).read_text()
    assert "Commit: 1a." in page
    assert "Commit: 2b." in page


@pytest.mark.slow
def test_several_processes_give_the_results_of_one(bundle: Bundle, tmp_path: Path) -> None:
    alone, together = (
        run_benchmark(bundle, SEGMENTS, tmp_path / str(n), systems=CHEAP, processes=n, device="cpu")
        for n in (1, 2)
    )
    pd.testing.assert_frame_equal(together.rows, alone.rows)
    pd.testing.assert_frame_equal(together.predictions, alone.predictions)
    assert together.costs["system"].tolist() == alone.costs["system"].tolist()
    assert not (tmp_path / "2" / "work").exists()


def test_a_gpu_computes_one_cell_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runner, "cores", lambda: 16)
    assert runner._usual_processes(torch.device("cuda")) == 1
    assert runner._usual_processes(torch.device("cpu")) == 2


def test_a_system_that_cannot_run_is_listed_as_a_failure(
    bundle: Bundle, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    systems = [TrainingMean(), Fails()]
    monkeypatch.setattr(runner, "chosen_systems", lambda *chosen: systems)
    out = tmp_path / "out"
    result = run_benchmark(bundle, SEGMENTS, out, seeds=1, device="cpu")
    assert [failure["system"] for failure in result.failures] == ["fails", "fails"]
    assert "[MODEL.MISSING] There are no weights." in (out / PAGE).read_text()
    assert set(result.rows["system"]) == {"training_mean"}


def test_the_minimum_number_of_steps_is_in_the_results(bundle: Bundle, tmp_path: Path) -> None:
    options = {"systems": CHEAP, "seeds": 1, "device": "cpu"}
    result = run_benchmark(bundle, SEGMENTS, tmp_path / "out", steps=7, **options)  # type: ignore[arg-type]
    assert result.record["settings"]["fewest_steps"] == 7
    assert "has at least 7 steps" in (tmp_path / "out" / PAGE).read_text()
    with pytest.raises(TrajganrError) as caught:  # cells of one folder are trained alike
        run_benchmark(bundle, SEGMENTS, tmp_path / "out", steps=8, **options)  # type: ignore[arg-type]
    assert caught.value.code is Code.INPUT_FIELD


def test_profiles_use_seeds_on_which_no_design_choice_was_made(
    bundle: Bundle, tmp_path: Path
) -> None:
    assert all(profile.first_seed == FRESH for profile in PROFILES.values())
    options = {"systems": CHEAP[:1], "device": "cpu", "first_seed": 7}
    result = run_benchmark(bundle, SEGMENTS, tmp_path, **options)  # type: ignore[arg-type]
    assert set(result.rows["seed"]) == {7, 8}


def test_a_profile_may_compare_a_system_once(bundle: Bundle, tmp_path: Path) -> None:
    few = Table("cheap", "Cheap", ("segment",), CHEAP)
    profile = Profile(("cheap",), 2, (0,), SMALL, first_seed=0, once=CHEAP[1:])

    def seeds(name: str, **options: Any) -> list[tuple[str, int]]:
        costs = run_benchmark(bundle, profile, tmp_path / name, device="cpu", **options).costs
        return list(zip(costs["system"], costs["seed"], strict=True))

    with pytest.MonkeyPatch.context() as patched:
        patched.setitem(TABLES, "cheap", few)  # type: ignore[misc]
        one, other = CHEAP
        assert seeds("usual") == [(one, 0), (other, 0), (one, 1)]
        both = [(one, 0), (other, 0), (one, 1), (other, 1)]
        assert seeds("seeds", seeds=2) == both  # as the user asks
        assert seeds("systems", systems=CHEAP) == both
        profile = dataclasses.replace(profile, left_out=CHEAP[1:])
        assert seeds("left out") == [(one, 0), (one, 1)]
        assert seeds("left out, seeds", seeds=2) == [(one, 0), (one, 1)]
        assert seeds("chosen", systems=CHEAP) == both


def test_chosen_splits_replace_those_of_the_tables(bundle: Bundle, tmp_path: Path) -> None:
    options = {"systems": CHEAP, "seeds": 1, "device": "cpu"}
    result = run_benchmark(bundle, SEGMENTS, tmp_path, splits=["random"], **options)  # type: ignore[arg-type]
    assert set(result.rows["split"]) == {"random"}
    assert result.record["tables"][0]["splits"] == ["random"]


def test_tables_determine_systems_and_label_shares(bundle: Bundle, tmp_path: Path) -> None:
    profile = Profile(("segments", "few"), 1, (0,), SMALL)
    result = run_benchmark(bundle, profile, tmp_path / "out", systems=CHEAP, device="cpu")
    assert set(zip(result.costs["system"], result.costs["labels"], strict=True)) == {
        ("training_mean", 1.0),
        ("nearest_label", 1.0),
        ("training_mean", 0.5),
    }
    assert [(t["id"], list(t["systems"])) for t in result.record["tables"]] == [
        ("segments", ["training_mean", "nearest_label"]),
        ("few", ["training_mean"]),
    ]
    with pytest.raises(TrajganrError) as caught:
        run_benchmark(bundle, profile, tmp_path / "o", tables=("few",), systems=("geoclip",))
    assert caught.value.code is Code.INPUT_FIELD


def test_predictions_are_written(bundle: Bundle, tmp_path: Path) -> None:
    out = tmp_path / "out"
    result = run_benchmark(bundle, SEGMENTS, out, systems=CHEAP, seeds=1, device="cpu")
    mae = {
        (row.task, row.metric): row.value
        for row in result.rows.itertuples()
        if (row.system, row.fold, row.roads) == ("nearest_label", 0, "all")
    }
    rows = result.predictions
    rows = rows[(rows["system"] == "nearest_label") & (rows["fold"] == 0)]
    speed = rows[rows["task"] == "speed"]
    error = (speed["truth"] - speed["predicted"]).abs()
    assert error.mean() == pytest.approx(mae["speed", "mae"], abs=0.01)  # two decimals are kept
    assert speed["covered"].astype(float).mean() == pytest.approx(mae["speed", "coverage"])
    assert set(speed["basis"]) <= set(BASES)
    assert ((speed["trips"] > 0) == speed["basis"].isin([BASES[1], BASES[3]])).all()
    assert set(speed["highway"]) <= set(bundle.network.highway)
    mix = rows[rows["task"] == "aoi"]
    assert mix["distance"].mean() == pytest.approx(mae["aoi", "l1"], abs=1e-4)
    assert set(mix["truth"]) <= set(range(8))
    assert not list((out / "embeddings").glob("*"))


def test_predictions_at_locations_are_paired_one_by_one(
    bundle: Bundle, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Several locations lie on one edge, in a bundle without pictures."""
    monkeypatch.setattr(runner, "WITHOUT_LABELS", "segment")  # the tiny city has too few blocks
    without = dataclasses.replace(bundle, images=bundle.images.iloc[:0])
    result = run_benchmark(
        without, SEGMENTS, tmp_path, splits=["location"], systems=CHEAP, seeds=1, device="cpu"
    )
    rows = result.predictions
    speed = rows[(rows["task"] == "speed") & (rows["fold"] == 0)]
    own = speed[speed["system"] == "training_mean"]
    assert own["edge"].duplicated().any()
    sums = sums_of(speed, *CHEAP)
    assert sums[..., 4].sum() == len(own)
    mae = {
        row.system: row.value
        for row in result.rows.itertuples()
        if (row.task, row.metric, row.fold, row.roads) == ("speed", "mae", 0, "all")
    }
    found = figures_of_sums("speed")["mae"](sums.sum((0, 1)))
    assert found.tolist() == pytest.approx([mae[name] for name in CHEAP], abs=0.01)


def test_groups_of_roads_have_their_own_metrics(
    bundle: Bundle, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(system, "MIN_OF_GROUP", 2)
    result = run_benchmark(bundle, SEGMENTS, tmp_path / "out", systems=CHEAP, seeds=1, device="cpu")
    groups = set(result.rows["roads"])
    assert "all" in groups
    assert groups & {"without image", "without trips"}
    assert groups <= {"all", "with image", "without image", "with trips", "without trips"}


def test_all_systems_use_the_chosen_backbone(bundle: Bundle, tmp_path: Path) -> None:
    weights = tmp_path / "folder" / "vit.safetensors"
    weights.parent.mkdir()
    weights.write_bytes(b"weights")
    options = {"systems": CHEAP, "seeds": 1, "device": "cpu"}
    first = run_benchmark(
        bundle, SEGMENTS, tmp_path / "out", backbone=("test_vit", str(weights)), **options
    )
    settings = first.record["settings"]
    assert settings["pretraining"]["weights"] == "vit.safetensors"  # no folder of anybody
    assert settings["published"]["gair"]["backbone"] == "test_vit"
    weights.write_bytes(b"other weights")
    with pytest.raises(TrajganrError) as caught:
        run_benchmark(
            bundle, SEGMENTS, tmp_path / "out", backbone=("test_vit", str(weights)), **options
        )
    assert caught.value.code is Code.INPUT_FIELD


def test_a_folder_of_another_benchmark_is_refused(
    bundle: Bundle, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    run_benchmark(bundle, SEGMENTS, out, systems=CHEAP, seeds=1, device="cpu")
    others = dataclasses.replace(SEGMENTS, settings=type(SMALL)(tuning={"epochs": 9}))
    with pytest.raises(TrajganrError) as caught:
        run_benchmark(bundle, others, out, systems=CHEAP, device="cpu")
    assert caught.value.code is Code.INPUT_FIELD
    with monkeypatch.context() as patched, pytest.raises(TrajganrError) as caught:
        patched.setattr(runner, "FORMAT", runner.FORMAT + 1)  # its cells have other keys
        run_benchmark(bundle, SEGMENTS, out, systems=CHEAP, seeds=1, device="cpu")
    assert caught.value.code is Code.INPUT_FIELD
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.tex").write_text("…")
    with pytest.raises(TrajganrError) as caught:
        run_benchmark(bundle, SEGMENTS, tmp_path / "mine", systems=CHEAP, device="cpu")
    assert caught.value.code is Code.INPUT_FIELD


@pytest.mark.parametrize(
    "options",
    [
        {"systems": ("magic",)},
        {"seeds": 0},
        {"first_seed": -1},
        {"steps": 0},
        {"processes": 0},
        {"tables": ("magic",)},
        {"splits": ("magic",)},
    ],
)
def test_bad_options_are_refused(
    bundle: Bundle, tmp_path: Path, options: dict[str, object]
) -> None:
    with pytest.raises(TrajganrError) as caught:
        run_benchmark(bundle, SEGMENTS, tmp_path / "out", device="cpu", **options)  # type: ignore[arg-type]
    assert caught.value.code is Code.INPUT_FIELD
    assert not (tmp_path / "out").exists()


def test_missing_weights_of_the_backbone_are_refused(bundle: Bundle, tmp_path: Path) -> None:
    with pytest.raises(TrajganrError) as caught:
        run_benchmark(
            bundle, SEGMENTS, tmp_path / "out", backbone=("test_vit", str(tmp_path / "none.pth"))
        )
    assert caught.value.code is Code.INPUT_NOT_FOUND
    assert not (tmp_path / "out").exists()


def test_weights_of_other_systems_and_missing_files_are_refused(
    bundle: Bundle, tmp_path: Path
) -> None:
    for weights, code in (
        ({"boosting": tmp_path}, Code.INPUT_FIELD),
        ({"geoclip": tmp_path / "none.pth"}, Code.INPUT_NOT_FOUND),
    ):
        with pytest.raises(TrajganrError) as caught:
            run_benchmark(bundle, SEGMENTS, tmp_path / "out", weights=weights, progress=silent)
        assert caught.value.code is code


def test_locations_are_held_out_on_request_and_come_last(
    bundle: Bundle, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runner, "WITHOUT_LABELS", "segment")  # the city is small
    result = run_benchmark(
        bundle,
        SEGMENTS,
        tmp_path / "out",
        systems=["nearest_label"],
        splits=["location", "segment"],
        seeds=1,
        device="cpu",
    )
    assert result.record["tables"][0]["splits"] == ["segment", "location"]
    tested = {
        (one["split"], one["fold"]): one["roads"]["speed"]["test"]
        for one in result.costs.to_dict("records")
    }
    assert len(tested) == 4
    assert tested["location", 0] != tested["segment", 0]
    assert "Caution" in (tmp_path / "out" / PAGE).read_text()


def test_cells_of_both_protocols_share_their_pretraining() -> None:
    one = TrainingMean()
    cells = [runner._Planned(one, split, 0, 3, 1.0) for split in ("block", "location", "segment")]
    assert cells[0].series == cells[1].series != cells[2].series
    assert cells[0].name != cells[1].name
