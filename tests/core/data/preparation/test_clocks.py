"""Files of trips whose clocks differ by an hour."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from trajganr_core.data.preparation.clocks import MIN_FIXES, clock_remarks
from trajganr_core.utils.arrays import FloatArray

DAY_S = 86_400.0
START = 1_372_636_800.0


def times(seed: int, *, days: float = 2.0, fixes: int = 40_000, begin: float = 0.0) -> FloatArray:
    """Times of fixes with a morning and an evening peak every day."""
    rng = np.random.default_rng(seed)
    t = begin * DAY_S + rng.uniform(0, days * DAY_S, 6 * fixes)
    hour = t % DAY_S / 3600
    rate = 0.1 + np.exp(-((hour - 8) ** 2) / 2) + 0.8 * np.exp(-((hour - 18) ** 2) / 3)
    return np.sort(START + rng.permutation(t[rng.random(len(t)) < rate / 1.5])[:fixes])


def table(path: Path, t: FloatArray) -> Path:
    """A table of matched trips, with a trip in each of two row groups."""
    middle = len(t) // 2
    column = pa.array([t[:middle], t[middle:]], pa.large_list(pa.float64()))
    pq.write_table(pa.table({"t": column}), path, row_group_size=1)
    return path


def remarks(folder: Path, *files: FloatArray) -> list[str]:
    tables = [table(folder / f"{number}.parquet", t) for number, t in enumerate(files)]
    return clock_remarks(tables, [f"{number}.csv" for number in range(len(files))])


@pytest.mark.parametrize(("shift", "side"), [(3600.0, "later"), (-3600.0, "earlier")])
def test_half_of_the_files_with_a_clock_an_hour_off_are_named(
    shift: float, side: str, tmp_path: Path
) -> None:
    files = [times(seed) + shift * (seed % 2) for seed in range(4)]
    (line,) = remarks(tmp_path, *files)
    assert line.startswith(
        f"The traffic of 1.csv, 3.csv is about an hour {side} than that of 0.csv"
    )
    assert "Check their time zones" in line


def test_files_with_the_same_clock_are_not(tmp_path: Path) -> None:
    assert remarks(tmp_path, *(times(seed) for seed in range(4))) == []


def test_other_shifts_are_not_an_hour(tmp_path: Path) -> None:
    assert remarks(tmp_path, times(0), times(1) + 1200) == []


def test_files_of_other_days_or_with_few_fixes_are_not_compared(tmp_path: Path) -> None:
    assert remarks(tmp_path, times(0), times(1, begin=3) + 3600) == []
    assert remarks(tmp_path, times(0), times(1, fixes=MIN_FIXES // 2) + 3600) == []
    assert remarks(tmp_path, times(0), times(1, days=0.5) + 3600) == []


def test_a_single_file_and_empty_files_are_no_error(tmp_path: Path) -> None:
    assert remarks(tmp_path, times(0)) == []
    assert remarks(tmp_path, np.zeros(0), np.zeros(0)) == []
    assert remarks(tmp_path, times(0), np.zeros(0)) == []
