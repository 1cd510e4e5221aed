"""The parts of the figures of exchange."""

from __future__ import annotations

import importlib

import pytest

from benchmarks.exchange.__main__ import PARTS


@pytest.mark.parametrize("part", PARTS)
def test_each_part_has_its_function(part: str) -> None:
    assert callable(getattr(importlib.import_module(f"benchmarks.exchange.{part}"), PARTS[part]))
