"""The audit log: what is in it, and that no client forges, floods or reads it."""

from __future__ import annotations

import stat
import sys
from pathlib import Path

import pytest

from trajganr_core.contract.errors import Code
from trajganr_worker.access.audit_log import MAX_OF_ONE, MAX_REFUSALS, Audit

DENIED = Code.AUTH_DENIED.value


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def audit(tmp_path: Path, clock: Clock) -> Audit:
    return Audit(tmp_path, clock)


def lines(folder: Path) -> list[str]:
    return (folder / "audit.log").read_text().splitlines()


def test_a_line_has_time_event_and_user(audit: Audit, tmp_path: Path) -> None:
    audit.note("job-deleted", "ann", job="prepare-1", owner="bob")
    (line,) = lines(tmp_path)
    at, what = line.split(" ", 1)
    assert at.endswith("Z")
    assert what == 'job-deleted who="ann" job="prepare-1" owner="bob"'


@pytest.mark.parametrize("text", ["x\n2026 job-deleted who=bob", 'x" who="bob', "x\r\u2028\x1b[2J"])
def test_no_value_forges_a_line(text: str, audit: Audit, tmp_path: Path) -> None:
    audit.refused("ann", text, DENIED)
    content = (tmp_path / "audit.log").read_bytes()
    assert content.count(b"\n") == 1
    assert content.isascii()
    assert b'who="bob"' not in content
    assert b"\x1b" not in content


def test_a_long_value_is_cut(audit: Audit, tmp_path: Path) -> None:
    audit.refused("ann", "x" * 1_000_000, DENIED)
    assert len(lines(tmp_path)[0]) < 1000


def test_excess_lines_are_only_counted(audit: Audit, clock: Clock, tmp_path: Path) -> None:
    for _ in range(1000):
        audit.refused("ann", "job.get", DENIED)
    audit.refused("bob", "job.get", DENIED)
    assert len(lines(tmp_path)) == MAX_OF_ONE + 1
    clock.now = 3600.0
    audit.refused("ann", "job.get", DENIED)
    assert f'count="{1000 - MAX_OF_ONE}"' in lines(tmp_path)[-2]
    assert 'who="ann"' in lines(tmp_path)[-1]


def test_many_strangers_flood_it_no_more_than_one(audit: Audit, tmp_path: Path) -> None:
    for number in range(1000):
        audit.note("handshake-refused", f"10.0.0.{number}", key="key:0")
    assert len(lines(tmp_path)) == MAX_REFUSALS
    audit.note("job-deleted", "ann", job="prepare-1")
    assert "job-deleted" in lines(tmp_path)[-1], "other events are noted nevertheless"


def test_it_has_a_limited_size(
    audit: Audit, clock: Clock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("trajganr_worker.access.audit_log.MAX_BYTES", 2000)
    for number in range(500):
        clock.now += 60.0
        audit.note("job-deleted", "ann", job=f"prepare-{number}")
    kept = [tmp_path / "audit.log", tmp_path / "audit.1.log"]
    assert sorted(kept) == sorted(tmp_path.iterdir())
    assert all(path.stat().st_size < 2200 for path in kept)
    assert "prepare-499" in lines(tmp_path)[-1]


def test_failed_requests_of_the_owner_are_no_refusals(audit: Audit, tmp_path: Path) -> None:
    audit.refused("local", "job.get", Code.JOB_NOT_FOUND.value)
    audit.refused("ann", "job.submit", Code.RESOURCE_DISK.value)
    assert not (tmp_path / "audit.log").exists()


def test_a_log_that_cannot_be_written_harms_nothing(audit: Audit, tmp_path: Path) -> None:
    (tmp_path / "audit.log").mkdir()
    audit.note("job-deleted", "ann")


@pytest.mark.skipif(sys.platform == "win32", reason="modes are POSIX'")
def test_only_the_owner_can_read_the_audit_log(audit: Audit, tmp_path: Path) -> None:
    audit.note("job-deleted", "ann")
    assert stat.S_IMODE((tmp_path / "audit.log").stat().st_mode) == 0o600
