"""Trips in several batches and files."""

from __future__ import annotations

import dataclasses
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from prepared_bundle import prepare_bundle
from town_files import more_trips

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.options.data_config import TripOptions
from trajganr_core.data.bundle import Bundle, trip_batches
from trajganr_core.data.preparation.stages import StageCache
from trajganr_core.data.readers import TripSource, open_trips, source
from trajganr_core.data.trips import clean_trips
from trajganr_core.data.trips.trajectories import Trajectories
from trajganr_core.executors.base import SERIAL
from trajganr_core.executors.process_pool import ProcessPool


def test_trips_that_come_in_many_batches_make_the_same_bundle(
    bundle: Bundle, files: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def three_at_once(path: Path, options: TripOptions) -> TripSource:
        source = open_trips(path, options)
        batches = source.batches

        def parts() -> Iterator[Trajectories]:
            for batch in batches():
                for first in range(0, len(batch), 3):
                    yield batch.between(first, min(first + 3, len(batch)))

        monkeypatch.setattr(source, "batches", parts)
        return source

    monkeypatch.setattr(clean_trips, "open_trips", three_at_once)
    manifest = prepare_bundle(**files, out=tmp_path / "out", cache=StageCache(tmp_path / "fresh"))
    assert [len(batch) for batch in trip_batches(tmp_path / "out")] == [3, 3, 2]
    loaded = Bundle.load(tmp_path / "out")
    for key in ("counts", "tasks", "dropped", "remarks", "sources"):
        assert getattr(manifest, key) == getattr(bundle.manifest, key)
    figures, expected = manifest.figures, bundle.manifest.figures
    assert dataclasses.replace(figures, km=round(figures.km, 6)) == dataclasses.replace(
        expected, km=round(expected.km, 6)
    )
    pd.testing.assert_frame_equal(loaded.labels, bundle.labels)
    np.testing.assert_array_equal(loaded.is_label, bundle.is_label)
    assert loaded.matched.trip_id.tolist() == bundle.matched.trip_id.tolist()
    for name in ("t", "s", "pass_offsets", "pass_edge"):
        few, together = getattr(loaded.matched, name), getattr(bundle.matched, name)
        np.testing.assert_allclose(few, together, atol=1e-9)


def test_the_progress_of_a_folder_grows_with_its_files(
    files: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (path,) = files["trips"]
    folder = tmp_path / "trips"
    folder.mkdir()
    for number in range(4):
        shutil.copy(path, folder / f"{number}.csv")
    monkeypatch.setattr(source, "batched", iter)  # every file is a batch
    shares = []

    def progress(stage: str, fraction: float, /, **_: float) -> None:
        if stage == "Matching trips":
            shares.append(fraction)

    wanted = {**files, "trips": [folder]}
    prepare_bundle(**wanted, out=tmp_path / "out", progress=progress)
    assert shares == sorted(shares)
    assert {0.25, 0.5, 0.75, 1.0} <= {*shares}


def test_several_files_of_trips_are_combined(files: dict[str, Any], tmp_path: Path) -> None:
    more = more_trips(files["trips"][0], tmp_path / "more.csv")
    wanted = {**files, "trips": [*files["trips"], more]}
    assert prepare_bundle(**wanted, out=tmp_path / "out").counts.trips == 16
    loaded = Bundle.load(tmp_path / "out")
    assert loaded.matched.trip_id.tolist()[:9:8] == ["t0", "xt0"]
    assert len(loaded.is_label) == len(loaded.matched) == 16


def test_files_that_are_matched_at_once_make_the_same_bundle(
    files: dict[str, Any], tmp_path: Path
) -> None:
    more = more_trips(files["trips"][0], tmp_path / "more.csv")
    wanted = {**files, "trips": [*files["trips"], more]}
    ids = set()
    for number, engine in enumerate((SERIAL, ProcessPool(2))):
        out, cache = tmp_path / f"out{number}", StageCache(tmp_path / f"cache{number}")
        ids.add(prepare_bundle(**wanted, out=out, cache=cache, executor=engine).id)
    assert len(ids) == 1


def test_a_file_without_matches_is_accepted_beside_one_with_matches(
    files: dict[str, Any], tmp_path: Path
) -> None:
    table = pd.read_csv(files["trips"][0])
    table.assign(lon=table.lon - 1).to_csv(tmp_path / "elsewhere.csv", index=False)
    wanted = {**files, "trips": [tmp_path / "elsewhere.csv", *files["trips"]]}
    manifest = prepare_bundle(**wanted, out=tmp_path / "out")
    assert manifest.counts.trips == 8
    assert len(Bundle.load(tmp_path / "out").matched) == 8
    with pytest.raises(TrajganrError) as error:
        prepare_bundle(**{**wanted, "trips": [tmp_path / "elsewhere.csv"]}, out=tmp_path / "out")
    assert error.value.code is Code.INPUT_EMPTY
