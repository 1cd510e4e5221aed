"""The disk cache of tables of shortest paths."""

from __future__ import annotations

import dataclasses
import logging
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import town

from trajganr_core.data.matching import Matcher, road_graph
from trajganr_core.data.matching.matched import MatchedTrips
from trajganr_core.data.roads.network import Network

EAST = [(50, 202), (150, 202), (250, 202), (350, 202)]


def match(network: Network, cache: Path) -> MatchedTrips:
    """A trip to the east."""
    matched, _ = Matcher(network, town.AREA, cache=cache).match(town.trips([EAST]))
    assert matched.offsets.tolist() == [0, 4]
    return matched


def stretched(network: Network, factor: float) -> Network:
    """The same crossings, farther apart."""
    west = network.lon.min()
    return dataclasses.replace(network, lon=west + factor * (network.lon - west))


def table_in(cache: Path) -> Path:
    """The file of the only table."""
    (file,) = cache.glob("*/ubodt*")
    return file


def test_a_table_is_made_once(network: Network, tmp_path: Path) -> None:
    match(network, tmp_path)
    table = table_in(tmp_path)
    time_ns = table.stat().st_mtime_ns
    match(network, tmp_path)
    assert table_in(tmp_path) == table
    assert table.stat().st_mtime_ns == time_ns
    assert len(list(tmp_path.iterdir())) == 1


def test_a_network_of_other_lengths_has_its_own_table(network: Network, tmp_path: Path) -> None:
    match(network, tmp_path)
    match(stretched(network, 1.1), tmp_path)
    assert len(list(tmp_path.iterdir())) == 2


def test_a_batch_of_nothing_keeps_the_table_in_use(
    network: Network, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    trips, nothing = town.trips([EAST], seconds=60.0), town.trips([EAST]).take_trips(np.arange(0))
    matcher = Matcher(network, town.AREA, cache=tmp_path)
    matcher.match(trips)
    monkeypatch.setattr(matcher, "_reaching", lambda _: pytest.fail("another table is loaded"))
    assert len(matcher.match(nothing)[0]) == 0
    assert len(matcher.match(trips)[0]) == 1


def truncate(folder: Path) -> None:
    table = next(folder.glob("ubodt*"))
    table.write_bytes(table.read_bytes()[:-40])


def empty_the_table(folder: Path) -> None:
    next(folder.glob("ubodt*")).write_bytes(b"")


def take_the_table(folder: Path) -> None:
    next(folder.glob("ubodt*")).unlink()


def cut_the_note(folder: Path) -> None:
    (folder / "table.json").write_text('{"name": ')


def write_another_note(folder: Path) -> None:
    (folder / "table.json").write_text("[]")


@pytest.mark.malformed
@pytest.mark.parametrize(
    "damage", [truncate, empty_the_table, take_the_table, cut_the_note, write_another_note]
)
def test_a_damaged_table_is_rebuilt_and_reported(
    network: Network,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    damage: Callable[[Path], None],
) -> None:
    before = match(network, tmp_path)
    size = table_in(tmp_path).stat().st_size
    damage(table_in(tmp_path).parent)
    with caplog.at_level(logging.WARNING):
        after = match(network, tmp_path)
    assert "is damaged, made anew" in caplog.text
    np.testing.assert_array_equal(before.s, after.s)
    assert table_in(tmp_path).stat().st_size == size
    caplog.clear()
    match(network, tmp_path)
    assert not caplog.text


def test_of_two_processes_that_make_a_table_either_may_be_first(
    network: Network, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    match(network, tmp_path / "other")
    theirs = table_in(tmp_path / "other").parent
    load = road_graph._load

    def meanwhile(graph: object, longest_path_m: float, folder: Path) -> object:
        matcher = load(graph, longest_path_m, folder)  # type: ignore[arg-type]
        theirs.rename(folder.parent / theirs.name)
        return matcher

    monkeypatch.setattr(road_graph, "_load", meanwhile)
    match(network, tmp_path / "ours")
    assert [folder.name for folder in (tmp_path / "ours").iterdir()] == [theirs.name]


def test_the_tables_used_last_are_kept(
    network: Network, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(road_graph, "TABLES_KEPT", 2)
    for stretch in (1.0, 1.1, 1.0, 1.2):
        match(
            dataclasses.replace(network, lat=41.1475 + stretch * (network.lat - 41.1475)), tmp_path
        )
    names = {folder.name for folder in tmp_path.iterdir()}
    assert len(names) == 2
    match(network, tmp_path)
    assert {folder.name for folder in tmp_path.iterdir()} == names


def test_a_file_that_is_no_table_is_left_alone(network: Network, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    match(network, tmp_path)
    assert (tmp_path / "notes.txt").read_text() == "mine"
