"""Damaged files, bundles, models and messages end jobs, and never the worker."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[1] / "worker")]

from damaged import do_damage, slowest_ping_beside_heavy_request  # noqa: E402

pytestmark = pytest.mark.slow


def test_the_worker_survives_damaged_files(tmp_path: Path) -> None:
    damage = do_damage(tmp_path, 150, seed=3)
    assert (damage.exits, damage.unanswered, damage.stuck) == (0, 0, 0)
    assert damage.internal == []
    assert damage.serves
    assert len(damage.tried) == 4


def test_pings_during_a_heavy_request_are_measured(tmp_path: Path) -> None:
    assert slowest_ping_beside_heavy_request(tmp_path, 1000) > 0.0
