"""What ``make torture`` measures, in small."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

pytest.importorskip("resource", reason="Windows has no such limits")

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[1] / "worker")]

from frames import flood  # noqa: E402
from hostile_worker import QGIS_PYTHON, attack_qgis  # noqa: E402
from kills import Toll, storm  # noqa: E402
from load import measure_idle, measure_load  # noqa: E402
from network import cross  # noqa: E402
from persons import trespass  # noqa: E402
from small_disk import may_mount, small_disk  # noqa: E402
from strangers import crowd_the_door  # noqa: E402
from subtraction import demo_city, subtract  # noqa: E402

from trajganr_core.contract.kinds import KINDS  # noqa: E402

pytestmark = pytest.mark.slow


def check(toll: Toll) -> None:
    """No job is lost, done twice or stuck, and the store is whole."""
    assert toll.jobs > 0
    assert (toll.lost, toll.doubled, toll.stuck, toll.is_intact) == (0, 0, 0, True)
    assert toll.redone <= toll.kills.total() + toll.stops.total() + 3 * toll.full


@pytest.mark.parametrize("clock_jumps", [False, True], ids=["", "under a clock that jumps"])
def test_no_job_is_lost_or_repeated_after_kills(clock_jumps: bool, tmp_path: Path) -> None:
    toll = storm(tmp_path, 15, 3, seed=1, clock_jumps=clock_jumps)
    check(toll)
    assert set(toll.kills) == {"job", "supervisor", "client"}


@pytest.mark.skipif(not may_mount(), reason="needs the right to mount a small disk")
def test_no_job_is_lost_or_repeated_on_an_intermittently_full_disk(
    tmp_path: Path,
) -> None:
    with small_disk(tmp_path / "disk", 48) as disk:
        toll = storm(tmp_path, 12, 3, seed=2, disk=disk)
    check(toll)
    assert toll.full > 0


def test_hostile_messages_are_answered_or_ignored(tmp_path: Path) -> None:
    report = flood(tmp_path, 4000)
    assert report.serves
    assert report.growth_mb < 50
    assert len(report.sent) == 10
    assert 0.9 * 4000 < report.answered <= 4000


def test_unauthorised_clients_cannot_block_others(tmp_path: Path) -> None:
    crush = crowd_the_door(tmp_path, 5000, 2)
    assert crush.opened >= 5000
    assert crush.locked_out == 0


def test_members_cannot_access_the_data_of_others(tmp_path: Path) -> None:
    found = trespass(tmp_path)
    assert found.leaks == []
    read = set().union(*found.fields.values())
    assert {"job_id", "id", "model", "bundle", "sha256", "name", "after", "secrets"} <= read
    assert found.tried > 100 * len(KINDS)


def test_transfers_succeed_over_a_bad_network(tmp_path: Path) -> None:
    crossing = cross(tmp_path, 1, 6)
    assert (crossing.completed, crossing.gaps, crossing.doubled) == (1, 0, 0)
    assert crossing.cuts > 0


def test_many_clients_can_fill_the_queue(tmp_path: Path) -> None:
    load = measure_load(tmp_path, 10, 100, 10, 0.01)
    assert load.queued == 100
    for waits in (load.burst, load.paced):
        assert len(waits.submit_ms) == len(waits.ping_ms) == 100


def test_an_idle_worker_uses_little_memory(tmp_path: Path) -> None:
    assert measure_idle(tmp_path, 0.5).megabytes < 100


@pytest.mark.skipif(not QGIS_PYTHON.exists(), reason="needs QGIS")
def test_qgis_is_attacked_by_a_worker(tmp_path: Path) -> None:
    found = attack_qgis(tmp_path, "observe and style")
    assert (found.cases, found.leaks) == (1, ())


def test_nothing_of_few_drivers_follows_from_overlapping_outputs(tmp_path: Path) -> None:
    found = subtract(tmp_path, demo_city(tmp_path), 2, seed=0)
    assert len(found.systems) == 5
    assert (found.persons, found.wrong) == ([], 0)
