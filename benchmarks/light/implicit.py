"""Times at places of trips with a fix a minute: the shipped encoders, and boosting.

The shipped encoders have not seen the test drivers (benchmarks/implicit.py).
"""

from __future__ import annotations

from pathlib import Path

from trajganr_core.contract.records.model_card import SHIPPED_FOLDER

from ..implicit import measure as measure_times
from ..shipped.ingredients import SHARED, prepared_porto

__all__ = ["measure"]


def measure(work: Path) -> dict[str, float]:
    """The figures of the issue, seconds."""
    figures = measure_times(prepared_porto(SHARED, work), SHIPPED_FOLDER, spacings_s=(60,))
    return {name: figures[name] for name in ("z_time_mae_60", "boosting_time_mae_60")}
