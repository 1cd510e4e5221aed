"""The tables of the paper under two protocols."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import numpy as np
import pandas as pd
import torch

from benchmarks.protocols.__main__ import (
    KEY,
    MAIN,
    PUBLISHED,
    RECORD,
    ROWS,
    SHOWN,
    _Once,
    _sharing,
    add,
    collect,
    page,
    system_of,
)
from trajganr_comparison.frozen_head import FrozenHead
from trajganr_comparison.geoclip import Geoclip
from trajganr_comparison.label_locations import label_locations
from trajganr_comparison.study import Features, Study
from trajganr_comparison.systems import chosen_systems
from trajganr_comparison.trajganr import TrajGANRSystem
from trajganr_core.data.bundle import Bundle
from trajganr_core.evaluation.splits import split_edges
from trajganr_core.utils.progress import Progress, silent


def test_each_cell_has_the_means_of_both_protocols() -> None:
    rows = pd.DataFrame(
        [
            {"city": city, "size": size, "system": system, "split": split, "seed": seed,
             "task": "speed", "metric": metric, "value": value + seed}
            for city, size in (("porto", "quick"), ("whole", "full"))
            for system in ("nearest_label", "geoclip")
            for split, value in (("location", 1.0), ("block", 7.0))
            for metric in ("mae", "rmse", "r2")
            for seed in (0, 1)
        ]
    )  # fmt: skip
    lines = page(rows)
    assert lines[0] == "### Real trips, no pictures: All systems (Tables 1 and 2 of the paper)"
    assert "| Nearest training label | 2 | 1.50 / 7.50 | 1.50 / 7.50 |" in lines
    assert "| *published: TrajGANR, San Francisco* | – | 0.403 | 0.948 |" in lines
    titles = [one for one in lines if one.startswith("###")]
    assert [one.split(":")[0] for one in titles] == [
        "### Real trips, no pictures",
        "### Real trips of the whole city, no pictures, full-size models",
    ]


def test_every_table_has_published_figures() -> None:
    assert set(PUBLISHED) == set(SHOWN)


def test_added_figures_replace_those_of_the_same_cell(tmp_path: Path) -> None:
    def computed(folder: Path, city: str, mae: float) -> Path:
        folder.mkdir(exist_ok=True)
        cell = dict(zip(KEY, (city, "quick", "geoclip", "block", 1), strict=True))
        record = {**cell, "commit": folder.name, "figures": {"speed": {"mae": mae}}}
        (folder / f"{city}-geoclip-block-seed1.json").write_text(json.dumps(record), "utf-8")
        collect(folder)
        return folder / ROWS

    published = computed(tmp_path / "old", "simulated", 9.0)
    computed(tmp_path / "old", "porto", 8.0)
    add(published, computed(tmp_path / "new", "porto", 7.0))
    rows = pd.read_csv(published)
    assert rows[["city", "value"]].to_numpy().tolist() == [["porto", 7.0], ["simulated", 9.0]]
    cells = json.loads((published.parent / RECORD).read_text("utf-8"))["cells"]
    assert {cell["city"]: cell["commit"] for cell in cells} == {"porto": "new", "simulated": "old"}


def test_encoders_that_learn_from_labels_are_pretrained_like_frozen_ones() -> None:
    usual, system = (system_of(name, {}) for name in ("trajganr_paper", "trajganr_paper_unfrozen"))
    assert system.series == usual.series != system.id
    assert isinstance(system, TrajGANRSystem) and system.tuning == {"freeze": False}


class Counted(Geoclip):
    """GeoCLIP that counts its runs."""

    runs = 0

    def features(self, study: Study, progress: Progress) -> Features:
        self.runs += 1
        return super().features(study, progress)


def test_features_for_both_protocols_are_those_of_each(bundle: Bundle, tmp_path: Path) -> None:
    split = split_edges(bundle.network, bundle.area, "segment", 0, 0)
    roads = Study(bundle, split, 0, torch.device("cpu"), tmp_path, tmp_path)
    locations = dataclasses.replace(roads, at=label_locations(bundle, ("speed",), 0, 0))
    assert locations.at is not None
    system = Counted()
    once = _Once(system, locations.at)
    for study in (locations, roads):
        found, own = (one.features(study, silent) for one in (once, Geoclip()))
        np.testing.assert_allclose(found.values, own.values, atol=1e-5)
        assert found.at_locations == own.at_locations
    assert system.runs == 1


def test_sharing_features_keeps_what_a_system_is(bundle: Bundle) -> None:
    at = label_locations(bundle, ["speed"], 0, 0)
    heads = [one for one in chosen_systems(MAIN, {}, {}) if isinstance(one, FrozenHead)]
    for system in heads:
        shared = _sharing(system, at)
        assert (shared.id, shared.title) == (system.id, system.title)
        assert (shared.series, shared.columns) == (system.series, system.columns)
    assert len({one.id for one in heads}) == len(heads)
