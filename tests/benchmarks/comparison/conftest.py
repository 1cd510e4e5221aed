"""A study of the tiny city, the input of every system of the benchmark."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch

from trajganr_core.benchmark.study import Study
from trajganr_core.data.bundle import Bundle
from trajganr_core.evaluation.splits import split_edges


@pytest.fixture
def study(bundle: Bundle, tmp_path: Path, short_pretraining: None) -> Study:
    split = split_edges(bundle.network, bundle.area, "segment", 0, 0)
    return Study(
        bundle,
        split,
        seed=0,
        device=torch.device("cpu"),
        folder=tmp_path,
        shared=tmp_path / "shared",
    )
