"""Commands of other distributions: found where they are installed, explained where they are not."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from importlib.metadata import EntryPoint
from types import SimpleNamespace

import pytest

from trajganr_worker.cli import extensions
from trajganr_worker.cli.arguments import Commands

Run = Callable[..., subprocess.CompletedProcess[str]]


def install(monkeypatch: pytest.MonkeyPatch, *entries: object) -> None:
    monkeypatch.setattr(extensions, "entry_points", lambda group: entries)


def broken(name: str) -> EntryPoint:
    """An entry point whose module is not there."""
    return EntryPoint(name, "trajganr_removed:add", extensions.GROUP)


@pytest.mark.parametrize(
    "words", [("--help",), ("bundle", "--out", "x", "--seeds", "1"), ("--overwrite",), ()]
)
def test_an_absent_command_says_how_to_install_it(
    run: Run, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    install(monkeypatch)
    answer = run("benchmark", *words, "--json")
    assert answer.returncode == 1
    error = json.loads(answer.stdout)["error"]
    assert error["code"] == "ENV.MISSING_DEP"
    assert "not installed" in error["message"]
    assert "pip install ./benchmarks/comparison" in error["next_action"]


@pytest.mark.parametrize("name", ["benchmark", "other"])
def test_a_command_that_cannot_be_imported_says_why_and_breaks_no_other(
    run: Run, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    install(monkeypatch, broken(name))
    answer = run(name, "--json")
    assert json.loads(answer.stdout)["error"]["code"] == "ENV.MISSING_DEP"
    assert "trajganr_removed" in answer.stdout
    assert run("--version").returncode == 0


def test_an_installed_command_runs(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def add(commands: Commands) -> None:
        commands.add("greet", lambda options, terminal: {"said": "hello"}, "say hello")

    install(monkeypatch, SimpleNamespace(name="greet", load=lambda: add))
    assert json.loads(run("greet", "--json").stdout)["said"] == "hello"
    assert "say hello" in run("--help").stdout
    assert "compare TrajGANR with other systems" in run("--help").stdout
