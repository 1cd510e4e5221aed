"""Memory limits of readers."""

from __future__ import annotations

import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from reading import refusal, write, write_zip

from trajganr_core.contract.errors import Code
from trajganr_core.data.readers import open_trips
from trajganr_core.data.readers.fixes import _FixTable

FIXES = "trip,t,lon,lat\n" + "".join(f"a,{i},1,2\n" for i in range(5000))


@pytest.fixture
def short_trips(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("trajganr_core.data.readers.limits.MAX_FIXES_OF_A_TRIP", 1000)


@pytest.mark.malformed
@pytest.mark.usefixtures("short_trips")
class TestLongTrips:
    """A trip is held whole, so its length is limited."""

    def test_a_table_is_not_read_on(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("trajganr_core.data.csv_blocks.BLOCK_BYTES", 5000)
        held = 0
        read_part = _FixTable._parts

        def watched(self, *arguments):  # type: ignore[no-untyped-def]
            nonlocal held
            for part in read_part(self, *arguments):
                held += len(part.t)
                yield part

        monkeypatch.setattr(_FixTable, "_parts", watched)
        error = refusal(write(tmp_path / "a.csv", FIXES))
        assert error.code is Code.INPUT_FORMAT
        assert "trip or vehicle 'a' has more than 1,000 fixes" in error.message
        assert 0 < held <= 1000

    def test_a_vehicles_record(self, tmp_path: Path) -> None:
        path = write(tmp_path / "a.csv", FIXES.replace("trip", "driver"))
        assert "more than 1,000" in refusal(path).message

    def test_a_cab(self, tmp_path: Path) -> None:
        path = write(tmp_path / "new_a.txt", "".join(f"37.7 -122 1 {i}\n" for i in range(1, 2000)))
        assert "more than 1,000" in refusal(path).message

    def test_a_line_of_the_challenge(self, tmp_path: Path) -> None:
        polyline = json.dumps([[1.5, 2.5]] * 2000)
        text = f'TRIP_ID,TAXI_ID,TIMESTAMP,MISSING_DATA,POLYLINE\n7,1,0,False,"{polyline}"\n'
        path = write_zip(tmp_path / "a.zip", {"a.csv": text})
        assert "more than 1,000" in refusal(path).message

    def test_others_are_read(self, tmp_path: Path) -> None:
        text = "trip,t,lon,lat\n" + "".join(f"{i % 9},{i},1,2\n" for i in range(5000))
        assert sum(map(len, open_trips(write(tmp_path / "a.csv", text)).batches())) == 9


@pytest.mark.malformed
def test_a_table_that_would_fill_the_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("trajganr_core.data.readers.limits._memory_bytes", lambda: 60 * 2 * 4000)
    error = refusal(write(tmp_path / "a.csv", FIXES))
    assert error.code is Code.RESOURCE_RAM
    assert "more than 4,000 fixes" in error.message


@pytest.mark.malformed
def test_a_long_value_that_is_stored_once_for_many_rows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("trajganr_core.data.readers.rows.MAX_DECODED_BYTES", 100_000)
    table = {
        "trip": ["a" * 1000] * 1000,
        "t": range(1000),
        "lon": [1.0] * 1000,
        "lat": [2.0] * 1000,
    }
    pq.write_table(pa.table({k: list(v) for k, v in table.items()}), tmp_path / "a.parquet")
    error = refusal(tmp_path / "a.parquet")
    assert error.code is Code.INPUT_FORMAT
    assert "1,000 values of column trip" in error.message


@pytest.mark.malformed
@pytest.mark.parametrize("whole", [True, False])
def test_a_feature_without_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, whole: bool
) -> None:
    monkeypatch.setattr("trajganr_core.data.readers.moving_features.CHARACTERS", 1000)
    monkeypatch.setattr("trajganr_core.data.readers.moving_features.MAX_CHARACTERS", 10_000)
    feature = '{"type": "Feature", "temporalGeometry": {"type": "MovingPoint", "datetimes": ['
    text = feature if whole else '{"type": "FeatureCollection", "features": [' + feature
    path = write(tmp_path / "a.json", text + "1, " * 100_000)
    error = refusal(path)
    assert error.code is Code.INPUT_FORMAT
    assert "has a feature with more than" in error.message
