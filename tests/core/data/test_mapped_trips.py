"""Trips of a bundle that is larger than memory."""

from __future__ import annotations

import dataclasses
import logging
import shutil
from pathlib import Path

import numpy as np
import pytest

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.data import mapped_trips as module
from trajganr_core.data.bundle import Bundle, trip_files
from trajganr_core.data.bundle_tables import count_fixes
from trajganr_core.data.mapped_trips import mapped_trips
from trajganr_core.data.matching.matched import MatchedTrips
from trajganr_core.utils.sizeof import sizeof


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TRAJGANR_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache" / "trips"


def same(first: MatchedTrips, second: MatchedTrips) -> bool:
    pairs = [
        (getattr(first, field.name), getattr(second, field.name))
        for field in dataclasses.fields(MatchedTrips)
    ]
    return all(np.array_equal(a, b, equal_nan=a.dtype.kind == "f") for a, b in pairs)


def test_they_are_those_of_the_bundle(bundle: Bundle, cache: Path) -> None:
    mapped = mapped_trips(trip_files(bundle.path), "id")
    assert same(mapped, bundle.matched)
    types = {field.name: getattr(mapped, field.name).dtype for field in dataclasses.fields(mapped)}
    assert types == {name: getattr(bundle.matched, name).dtype for name in types}
    rows = np.array([5, 2, 2])
    assert same(mapped.take(rows), bundle.matched.take(rows))


@pytest.mark.parametrize("together", [50, 10_000])
def test_their_passes_lie_by_edge(
    bundle: Bundle, cache: Path, together: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "SORTED_TOGETHER", together)
    mapped = mapped_trips(trip_files(bundle.path), "id")
    found, expected = mapped.edge_passes, bundle.matched.edge_passes
    for field in dataclasses.fields(found):
        one, other = getattr(found, field.name), getattr(expected, field.name)
        assert one.dtype == other.dtype
        assert np.array_equal(one, other)
    assert sizeof(found) == 0


def test_their_numbers_are_not_in_memory(bundle: Bundle, cache: Path) -> None:
    mapped = mapped_trips(trip_files(bundle.path), "id")
    names = sizeof(mapped.trip_id, mapped.driver_id)
    assert sizeof(mapped) == names
    assert sizeof(bundle.matched) > names + 52 * bundle.matched.fixes
    with pytest.raises(ValueError, match="read-only"):
        mapped.t[0] = 0


def test_they_are_unpacked_once(
    bundle: Bundle, cache: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    for _ in range(2):
        mapped_trips(trip_files(bundle.path), "id")
    assert caplog.text.count("Unpacking") == 1
    assert sorted(path.name for path in cache.iterdir()) == ["id", "trips.lock"]


@pytest.mark.parametrize("column", ["t.bin", "by_edge_piece.bin"])
def test_what_lacks_a_column_is_unpacked_again(bundle: Bundle, cache: Path, column: str) -> None:
    mapped_trips(trip_files(bundle.path), "id")
    (cache / "id" / column).unlink()
    assert same(mapped_trips(trip_files(bundle.path), "id"), bundle.matched)


def test_those_used_last_stay(bundle: Bundle, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mapped_trips(trip_files(bundle.path), "first")
    size = sum(path.stat().st_size for path in (cache / "first").iterdir())
    monkeypatch.setattr(module, "MAX_BYTES", 1.5 * size)
    mapped_trips(trip_files(bundle.path), "second")
    left = {
        name: sum(path.stat().st_size for path in (cache / name).iterdir())
        for name in ("first", "second")
    }
    assert left["second"] == size
    assert left["first"] <= size / 2
    assert same(mapped_trips(trip_files(bundle.path), "first"), bundle.matched)


def test_a_file_that_breaks_off_leaves_nothing(bundle: Bundle, cache: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(bundle.path, tmp_path / "copy"))
    (file,) = trip_files(copy)
    content = bytearray(file.read_bytes())
    content[100 : len(content) // 2] = bytes(len(content) // 2 - 100)
    file.write_bytes(content)
    with pytest.raises(TrajganrError) as caught:
        mapped_trips([file], "id")
    assert caught.value.code is Code.INPUT_FORMAT
    assert [path.name for path in cache.iterdir()] == ["trips.lock"]


def test_a_bundle_is_loaded_by_its_size(
    bundle: Bundle, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fixes = count_fixes(trip_files(bundle.path))
    assert fixes == bundle.matched.fixes
    for largest, is_mapped in ((fixes, False), (fixes - 1, True)):
        monkeypatch.setattr(module, "MAX_IN_MEMORY", largest)
        loaded = Bundle.load(bundle.path)
        assert same(loaded.matched, bundle.matched)
        assert (cache / loaded.cache_key[:32]).is_dir() == is_mapped
