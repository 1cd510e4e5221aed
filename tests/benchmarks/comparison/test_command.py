"""``trajganr benchmark``."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from trajganr_comparison.choices import BENCHMARK_PROFILES
from trajganr_comparison.options import BenchmarkOptions
from trajganr_comparison.profiles import PROFILES
from trajganr_comparison.results import Results
from trajganr_core.contract.options.option_fields import describe
from trajganr_worker.execution.executors import ENGINE

Run = Callable[..., subprocess.CompletedProcess[str]]


def test_systems_are_compared(run: Run, plain_bundle: Path, tmp_path: Path) -> None:
    options = ("--seeds", "1", "--processes", "1", "--device", "cpu", "--out", "compared", "--json")
    # The tiny city has too few blocks; single roads are among the ways to hold out.
    systems = ("--tables", "splits", "--systems", "training_mean", "segment_mean")
    answer = run("benchmark", str(plain_bundle), *systems, *options)
    assert answer.returncode == 0, answer.stderr
    assert "1 of 6, Training mean or majority" in answer.stderr
    result = json.loads(answer.stdout)
    rows = Results.read(tmp_path / "compared").rows
    assert result["rows"] == len(rows)
    assert set(rows["system"]) == {"training_mean", "segment_mean"}
    assert set(rows["split"]) == {"segment", "random"}
    tables = {"results.parquet", "cells.parquet", "predictions.parquet"}
    assert tables < set(result["files"])
    assert "too few for a fair split" in " ".join(result["remarks"])
    assert "comparison.html" in result["files"]
    page = (tmp_path / "compared" / "comparison.html").read_text(encoding="utf-8")
    assert "<title>Tiny</title>" in page
    assert "<td>Segment mean</td>" in page


@pytest.mark.parametrize(
    ("options", "code", "status"),
    [
        (("--systems", "magic"), "INPUT.FIELD", 1),
        (("--weights", "geoclip=nowhere.pth"), "INPUT.NOT_FOUND", 1),
        (("--weights", "geoclip"), "INPUT.FIELD", 2),
        (("--seeds", "0"), "INPUT.FIELD", 1),
        (("--tables", "magic"), "INPUT.FIELD", 2),
    ],
)
def test_bad_input_is_coded(
    run: Run, plain_bundle: Path, options: tuple[str, ...], code: str, status: int
) -> None:
    answer = run("benchmark", str(plain_bundle), "--out", "compared", "--json", *options)
    assert answer.returncode == status
    assert json.loads(answer.stdout)["error"]["code"] == code


def test_an_engine_excludes_a_number_of_processes(
    run: Run, plain_bundle: Path, environment: dict[str, str]
) -> None:
    environment[ENGINE] = "processes"
    answer = run("benchmark", str(plain_bundle), "--out", "compared", "--processes", "2", "--json")
    error = json.loads(answer.stdout)["error"]
    assert error["code"] == "INPUT.FIELD"
    assert ENGINE in error["message"]


def test_a_folder_that_is_no_bundle_is_coded(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    answer = run("benchmark", "empty", "--out", "compared", "--json")
    assert json.loads(answer.stdout)["error"]["code"] == "INPUT.NOT_FOUND"


def test_its_options_have_the_texts_of_their_declarations(run: Run) -> None:
    shown = " ".join(run("benchmark", "--help").stdout.split())
    for option in describe(BenchmarkOptions):
        assert f"{option.label}. {option.help}" in shown


def test_the_profiles_of_the_command_are_those_there_are() -> None:
    assert tuple(PROFILES) == tuple(BENCHMARK_PROFILES)
