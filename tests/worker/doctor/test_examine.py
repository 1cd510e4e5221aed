"""Findings of the doctor for intact, damaged and missing homes."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from fake_worker import ROOT, fake_worker
from waiting import finish, free_ports, prepare_params

from trajganr_core.contract.health import Finding, Level, fine, problem
from trajganr_core.contract.protocol.client import Client
from trajganr_core.contract.protocol.connection import Addresses, Connection
from trajganr_worker.access.auth import KeyRing
from trajganr_worker.doctor import examine as examine_module
from trajganr_worker.doctor import home_health, machine_health
from trajganr_worker.doctor.examine import as_text, examine, find_home, has_problem

PRIVATE = Addresses("ipc:///a/requests", "ipc:///a/events", "ipc:///a/files")


@pytest.fixture(scope="module")
def used_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """As :func:`used`, to be copied only."""
    folder = tmp_path_factory.mktemp("used")
    with fake_worker(folder / "home") as home, Client.connect(home) as client:
        finish(client, client.submit(prepare_params(client, folder)))
    return home


@pytest.fixture
def used(used_once: Path, tmp_path: Path) -> Path:
    """The home of a worker that has run a job and ended."""
    return Path(shutil.copytree(used_once, tmp_path / "home"))


@pytest.fixture(autouse=True)
def nothing_of_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests of the machine's own call the checks."""
    monkeypatch.setattr(examine_module, "MACHINE_CHECKS", {})


def of(check: str, home: Path) -> list[Finding]:
    return [finding for finding in examine(home) if finding.check == check]


def worst(findings: list[Finding]) -> Level:
    levels = [finding.level for finding in findings]
    return max(levels, key=list(Level).index)


def test_a_home_that_was_used_is_fine(used: Path) -> None:
    findings = list(examine(used))
    assert not has_problem(findings), as_text(findings)
    assert {finding.check for finding in findings} >= {"home", "worker", "keys", "jobs", "models"}


def test_a_running_worker_is_queried(home: Path) -> None:
    findings = list(examine(home))
    assert not has_problem(findings), as_text(findings)
    assert "A worker answers" in as_text(findings)


def test_the_doctor_does_not_create_a_home(tmp_path: Path) -> None:
    findings = list(examine(tmp_path / "home"))
    assert not has_problem(findings)
    assert not (tmp_path / "home").exists()


def test_an_invalid_home_is_a_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRAJGANR_HOME", "~nobody-of-that-name/x")
    findings = list(examine(find_home(None)))
    assert has_problem(findings)
    assert findings[-1].next_action


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_a_home_that_others_may_enter_is_a_problem(used: Path) -> None:
    used.chmod(0o755)
    assert worst(of("home", used)) is Level.PROBLEM


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_a_cache_that_others_may_read_is_a_warning(
    used: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRAJGANR_CACHE", str(tmp_path / "cache"))
    (tmp_path / "cache").mkdir(mode=0o755)
    assert worst(of("cache", used)) is Level.WARNING
    (tmp_path / "cache").chmod(0o700)
    assert worst(of("cache", used)) is Level.FINE


def test_a_crashed_worker_is_distinguished_from_a_stopped_one(used: Path) -> None:
    assert worst(of("worker", used)) is Level.FINE
    Connection(PRIVATE, 1).write(used)
    assert worst(of("worker", used)) is Level.WARNING


@pytest.mark.parametrize(
    ("address", "level"),
    [
        ("", Level.FINE),
        ("tcp://127.0.0.1:5570", Level.WARNING),
        ("tcp://0.0.0.0:5570", Level.PROBLEM),
    ],
)
def test_the_reachability_of_the_worker_is_reported(address: str, level: Level, used: Path) -> None:
    Connection(PRIVATE, 1, listens=address).write(used)
    assert worst(of("sockets", used)) is level
    KeyRing(used).make("ann", is_admin=False)
    assert worst(of("sockets", used)) is Level.FINE


def test_a_worker_writes_down_where_it_listens(tmp_path: Path) -> None:
    address = f"tcp://127.0.0.1:{free_ports()}"
    with fake_worker(tmp_path / "home", address) as home:
        assert Connection.read(home).listens == address


@pytest.mark.parametrize("text", ["{", '[{"name": "ann", "shape": "round"}]', "[1]"])
def test_a_list_of_keys_that_cannot_be_read_is_a_problem(text: str, used: Path) -> None:
    KeyRing(used).make("ann", is_admin=False)
    (used / "keys" / "clients.json").write_text(text)
    assert worst(of("keys", used)) is Level.PROBLEM


def test_a_key_of_the_worker_that_cannot_be_read_is_a_problem(used: Path) -> None:
    KeyRing(used).make("ann", is_admin=False)
    (used / "keys" / "server.json").write_text("{}")
    assert worst(of("keys", used)) is Level.PROBLEM


def test_findings_contain_no_key(used: Path) -> None:
    ring = KeyRing(used)
    key = ring.make("ann", is_admin=True)
    Connection(PRIVATE, 1, ring.own, "tcp://0.0.0.0:5570").write(used)
    text = as_text(examine(used))
    for secret in (*ring.server, key.public, key.secret, ring.own.secret):
        assert secret not in text


def test_jobs_bundles_and_models_that_are_damaged_are_named(used: Path) -> None:
    with closing(sqlite3.connect(used / "jobs.sqlite")) as store, store:
        (job_id,) = store.execute("SELECT job_id FROM jobs").fetchone()
        store.execute("UPDATE jobs SET params = '{'")
    (used / "models" / "broken").mkdir(parents=True)
    (used / "models" / "broken" / "card.json").write_text("{")
    (used / "models" / "empty").mkdir()
    assert job_id in as_text(of("jobs", used))
    models = as_text(of("models", used))
    assert "broken" in models
    assert "empty" in models
    assert "1 bundles, none of them damaged" in models
    assert has_problem(of("jobs", used))


def test_a_store_that_is_damaged_or_of_another_schema_is_a_problem(used: Path) -> None:
    for version in (1, 999):
        with closing(sqlite3.connect(used / "jobs.sqlite")) as store, store:
            store.execute(f"PRAGMA user_version = {version}")
        assert worst(of("jobs", used)) is Level.PROBLEM
    (used / "jobs.sqlite").write_bytes(b"no database" * 1000)
    assert worst(of("jobs", used)) is Level.PROBLEM


def test_a_full_disk_is_a_problem(used: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import shutil

    class Disk:
        total, free = 10**12, 10**6

    monkeypatch.setattr(shutil, "disk_usage", lambda path: Disk)
    assert worst(of("disk", used)) is Level.PROBLEM


def test_a_clock_that_was_set_back_is_noticed(used: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert worst(of("clock", used)) is Level.FINE
    now = time.time()
    monkeypatch.setattr(home_health.time, "time", lambda: now - 86400)
    assert worst(of("clock", used)) is Level.WARNING
    monkeypatch.setattr(home_health.time, "time", lambda: 0.0)
    assert worst(of("clock", used)) is Level.PROBLEM


def test_a_check_that_fails_itself_is_a_finding(
    used: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(home: Path) -> list[Finding]:
        raise ZeroDivisionError("a bug")

    monkeypatch.setattr(
        examine_module, "HOME_CHECKS", {"one": fail, "two": lambda home: [fine("good")]}
    )
    one, two = examine(used)
    assert (one.level, one.check) == (Level.PROBLEM, "one")
    assert (two.level, two.check) == (Level.FINE, "two")


def test_packages_that_are_missing_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine_health, "find_spec", lambda name: None if name == "timm" else name)
    (found,) = machine_health.check_packages()
    assert found.level is Level.PROBLEM
    assert "timm" in found.text


def fake_driver(folder: Path, monkeypatch: pytest.MonkeyPatch, says: str, status: int) -> None:
    program = folder / "nvidia-smi"
    program.write_text(f"#!/bin/sh\necho '{says}'\nexit {status}\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a shell script")
def test_a_gpu_that_cannot_be_used_is_a_problem(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake_driver(tmp_path, monkeypatch, "NVIDIA H100, 570.1, 81559 MiB, 4 MiB", 0)
    probe = 'print(\'{"torch": "2.9", "cuda": "13.0", "sees_gpu": SEES}\')'
    monkeypatch.setattr(machine_health, "TORCH_PROBE", probe.replace("SEES", "false"))
    gpu, torch = machine_health.check_gpu()
    assert (gpu.level, torch.level) == (Level.FINE, Level.PROBLEM)
    assert "H100" in gpu.text
    monkeypatch.setattr(machine_health, "TORCH_PROBE", probe.replace("SEES", "true"))
    assert not has_problem(machine_health.check_gpu())


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a shell script")
def test_a_driver_that_does_not_answer_is_a_problem(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake_driver(tmp_path, monkeypatch, "NVIDIA-SMI has failed.", 9)
    monkeypatch.setattr(machine_health, "TORCH_PROBE", "raise ImportError('libtorch.so')")
    gpu, torch = machine_health.check_gpu()
    assert "NVIDIA-SMI has failed" in gpu.text
    assert "libtorch.so" in torch.text
    assert has_problem([gpu]) and has_problem([torch])


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit")
def test_a_low_limit_of_open_files_is_a_warning(monkeypatch: pytest.MonkeyPatch) -> None:
    import resource

    monkeypatch.setattr(resource, "getrlimit", lambda which: (1024, 1024))
    (found,) = machine_health.check_limits()
    assert found.level is Level.WARNING


def test_the_command_prints_text_or_json(
    run_process: Callable[..., subprocess.CompletedProcess[str]], tmp_path: Path
) -> None:
    answer = run_process("worker", "doctor")
    assert answer.returncode == 0, answer.stdout
    assert "version" in answer.stdout
    (tmp_path / "home" / "models" / "broken").mkdir(parents=True)
    answer = run_process("worker", "doctor", "--json")
    assert answer.returncode == 1
    findings: list[dict[str, Any]] = json.loads(answer.stdout)
    assert all(finding["next_action"] for finding in findings if finding["level"] == "problem")


def test_without_the_packages_of_the_worker_it_still_runs(tmp_path: Path) -> None:
    # Without pyzmq, too: -S leaves out installed packages.
    command = [sys.executable, "-S", "-m", "trajganr_worker.doctor", str(tmp_path)]
    sources = {"PYTHONPATH": os.pathsep.join(map(str, (ROOT, ROOT / "worker")))}
    answer = subprocess.run(command, env=sources, capture_output=True, text=True, check=False)
    assert answer.returncode == 1, answer.stderr
    assert "lacks filelock" in answer.stdout
    assert "The home" in answer.stdout


def test_a_finding_has_its_next_action_on_a_line_of_its_own() -> None:
    first, second = as_text([problem("It is broken.", "Repair it.")]).splitlines()
    assert first.startswith("problem")
    assert second.endswith("→ Repair it.")
