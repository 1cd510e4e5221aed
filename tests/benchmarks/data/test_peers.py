"""Figures of reading and matching where other programs are absent."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest

from benchmarks.data import __main__ as data
from benchmarks.data.matching import Score
from benchmarks.data.thinning import ClassRatio, thinning_figures


def score(matcher: str, seed: int, pieces: float, noise_m: int = 10) -> Score:
    iou = np.nan if matcher == "meili" else 0.9
    return Score(matcher, 15, noise_m, seed, iou, 0.8, pieces, fixes=100, seconds=2.0)


def test_without_their_environment_no_peer_is_present(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(data, "PEERS", tmp_path / "python")
    assert data.present_peers() == set()
    assert ".ci/setup peers" in capsys.readouterr().err


def test_a_peer_that_the_environment_lacks_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(data, "PEERS", Path(sys.executable))
    monkeypatch.setattr(data, "PEER_MODULES", ("json", "no_such_matcher"))
    assert data.present_peers() == {"json"}
    assert "No rows of no_such_matcher" in capsys.readouterr().err


def test_figures_of_absent_matchers_are_none() -> None:
    scores = [score("ours", 0, 1.0), score("ours", 1, 1.2), score("ours", 0, 1.05, noise_m=5)]
    match = {"match": {"fixes_per_s": 400.0, "table_mb": 33.0}}
    found = data.matching_figures(match, scores)
    assert found == {
        "match_vs_fastmm": None,
        "iou_15s_10m": 0.9,
        "iou_fastmm_15s_10m": None,
        "iou_meili_15s_10m": None,
        "pieces_per_trip": pytest.approx(1.1),
        "table_mb": 33.0,
    }
    every = data.matching_figures(
        {**match, "fastmm_match": {"fixes_per_s": 100.0}}, [*scores, score("meili", 0, 1.0)]
    )
    assert (every["match_vs_fastmm"], every["iou_meili_15s_10m"]) == (4.0, 0.8)


def test_a_row_has_none_where_a_matcher_has_no_score() -> None:
    row = score("meili", 0, 1.0).row()
    assert (row["iou"], row["iou_ways"], row["fixes_per_s"]) == (None, 0.8, 50.0)


def test_the_worst_class_of_each_spacing_is_a_figure() -> None:
    ratios = [ClassRatio(30, "primary", 60, 40.0, 40.0 * r, r, 1.0, 1.0) for r in (0.98, 0.97)]
    assert thinning_figures(ratios) == {
        "observed_worst_class_ratio_30s": 0.97,
        "observed_worst_class_ratio_60s": None,
        "observed_worst_class_ratio_120s": None,
    }
