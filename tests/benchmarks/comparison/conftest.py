"""A study of the tiny city, the input of every system, and a command line."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
import torch
from command_line import call
from short_finetuning import shorten_finetuning

from trajganr_comparison.study import Study
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


@pytest.fixture
def short_finetuning(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fewer trees, which take most of the time of a small fine-tuning."""
    shorten_finetuning(monkeypatch)


@pytest.fixture
def environment() -> dict[str, str]:
    """The environment of the command line."""
    return dict(os.environ)


@pytest.fixture
def run(
    environment: dict[str, str], tmp_path: Path
) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run ``trajganr`` in ``tmp_path`` and in this process."""
    return partial(call, cwd=tmp_path, environment=environment)
