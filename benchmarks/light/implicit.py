"""Times at places of trips with a fix a minute: the shipped encoders, and boosting.

The shipped encoders have not seen the test drivers (benchmarks/shipped/encoders.py).
"""

from __future__ import annotations

from pathlib import Path

from trajganr_core.contract.records.model_card import SHIPPED_FOLDER
from trajganr_core.data.bundle import Bundle

from ..cities import CITIES
from ..implicit.__main__ import measure as measure_times


def measure(work: Path) -> dict[str, float]:
    """The figures of the issue, seconds."""
    figures = measure_times(Bundle.load(CITIES["porto"]()), SHIPPED_FOLDER, spacings_s=(60,))
    return {name: figures[name] for name in ("z_time_mae_60", "boosting_time_mae_60")}
