"""The command line, as a person and as a machine meets it."""

from __future__ import annotations

import contextlib
import dataclasses
import json
import os
import re
import signal
import subprocess
import sys
import textwrap
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from fake_worker import fake_worker
from hang import HANG_S
from small_disk import may_mount, small_disk
from waiting import finish, free_ports, prepare_params, wait_for_state

import trajganr_worker
from trajganr_core.contract.kinds import KINDS
from trajganr_core.contract.kinds.city import CITY
from trajganr_core.contract.kinds.embed import EmbedParams
from trajganr_core.contract.kinds.export import ExportParams, ExportResult
from trajganr_core.contract.kinds.finetune import FinetuneParams
from trajganr_core.contract.kinds.kind import COMMAND_GROUPS
from trajganr_core.contract.kinds.params import JobParams
from trajganr_core.contract.kinds.pretrain import PretrainParams
from trajganr_core.contract.kinds.result import JobResult
from trajganr_core.contract.protocol.client import Client
from trajganr_core.jobs import pretrain
from trajganr_core.utils.progress import Progress
from trajganr_worker.cli import main, run_job

Run = Callable[..., subprocess.CompletedProcess[str]]

BBOX = ["--bbox", "-8.63", "41.14", "-8.60", "41.16"]
COMMANDS = [
    *(" ".join(kind.words) for kind in (CITY, *KINDS.values())),
    *("bundle info", "bundle cut", "bundle pairs", "batch-export", "model show", "model card"),
    *("worker start", "worker status", "worker stop", "worker logs"),
    *("worker doctor", "worker share"),
    *("worker keys make", "worker keys list", "worker keys revoke"),
    *("jobs list", "jobs show", "jobs follow", "jobs cancel", "jobs resume", "jobs delete"),
]


def error_in(answer: subprocess.CompletedProcess[str]) -> dict[str, Any]:
    error: dict[str, Any] = json.loads(answer.stdout)["error"]
    assert error["message"]
    assert error["next_action"]
    return error


def test_a_dry_run_names_each_step_with_its_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    estimated = {"device": "cpu", "trips": 9, "images": 3, "steps": 7, "peak_memory_gb": 1.0}
    seconds = {"step": 1.5, "evaluation": 61.0, "image": 122.0, "road": 183.0}
    estimated |= {f"{name}_seconds": value for name, value in seconds.items()} | {"seconds": 376.5}
    monkeypatch.setattr(pretrain, "estimate", lambda params: estimated)
    assert main(["pretrain", str(tmp_path), "--dry-run", "--out", str(tmp_path / "model")]) == 0
    said = capsys.readouterr().out
    for part in ("training", "evaluation", "pictures", "times of the week", "time"):
        assert part in said
    assert said.count("3 min") == 1


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_every_command_explains_itself(command: str, run: Run) -> None:
    answer = run(*command.split(), "--help")
    assert answer.returncode == 0
    assert f"usage: trajganr {command}".strip() in answer.stdout


def test_help_does_not_wait_for_torch(environment: dict[str, str]) -> None:
    script = """
        import sys
        from trajganr_worker.cli import main
        try:
            main(["--help"])
        except SystemExit:
            print(*sys.modules)
    """
    answer = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(script)],
        env=environment,
        capture_output=True,
        text=True,
        timeout=HANG_S,
        check=True,
    )
    assert not {"torch", "numpy", "pandas"} & set(answer.stdout.split())


def test_errors_are_printed_to_standard_error(run_process: Run) -> None:
    answer = run_process(
        *("prepare", "--trips", "no.csv", "--roads", "roads.gpkg"),
        *(*BBOX, "--out", "bundle"),
    )
    assert answer.returncode == 1
    assert answer.stdout == ""
    assert "error [INPUT.NOT_FOUND]: " in answer.stderr
    assert "Traceback" not in answer.stderr


@pytest.mark.parametrize("command", [["pretrain", "bundle"], ["finetune", "model", "bundle"]])
def test_a_folder_of_something_else_is_never_replaced(
    command: list[str], run: Run, tmp_path: Path
) -> None:
    (tmp_path / "precious").mkdir()
    (tmp_path / "precious" / "thesis.txt").write_text("years of work")
    task = ["--task", "speed"] if command[0] == "finetune" else []
    answer = run(*command, *task, "--out", "precious", "--json")
    assert error_in(answer)["code"] == "INPUT.FIELD"
    assert (tmp_path / "precious" / "thesis.txt").read_text() == "years of work"


@pytest.mark.parametrize(
    "command", [["cook"], ["prepare"], ["jobs"], ["pretrain", "b", "--epochs", "x"]]
)
def test_a_wrong_command_is_explained_in_two_lines(command: list[str], run: Run) -> None:
    answer = run(*command)
    assert answer.returncode == 2
    what, next_action = answer.stderr.splitlines()
    assert what.startswith("error [INPUT.FIELD]: ")
    assert re.fullmatch(r"See 'trajganr.* --help'\.", next_action)
    assert error_in(run(*command, "--json"))["code"] == "INPUT.FIELD"


def test_an_unknown_command_is_answered_with_the_nearest(run: Run) -> None:
    assert "there is no command 'obsrve', but observe" in run("obsrve").stderr


def test_the_help_fits_a_screen_with_each_command_under_a_heading(run: Run) -> None:
    lines = run("--help").stdout.splitlines()
    assert len(lines) <= 40
    assert max(map(len, lines)) <= 80
    names = [line.split()[0] for line in lines if line.startswith("  ")]
    assert {command.split()[0] for command in COMMANDS} <= {*names}
    assert len(names) == len({*names})
    assert {line for line in lines if line.endswith(":")} <= {
        f"{group}:" for group in COMMAND_GROUPS
    }


def test_a_shell_completes_commands(environment: dict[str, str], tmp_path: Path) -> None:
    pytest.importorskip("argcomplete")
    line, out = "trajganr trav", tmp_path / "completions"
    asked = {"COMP_LINE": line, "COMP_POINT": str(len(line)), "COMP_TYPE": "9"}
    asked |= {"_ARGCOMPLETE": "1", "_ARGCOMPLETE_STDOUT_FILENAME": str(out)}
    program = [sys.executable, "-m", "trajganr_worker"]
    subprocess.run(program, env=environment | asked, timeout=HANG_S, check=True)
    assert out.read_text().strip() == "travel-times"


def test_the_error_for_an_unknown_task_lists_all_tasks(run: Run) -> None:
    answer = run("finetune", "model", "bundle", "--task", "weather", "--out", "tuned")
    assert answer.returncode == 2
    assert "braking" in answer.stderr


#: Each asks for a worker's home.
HOME_COMMANDS = [
    ["worker", "start"],
    ["worker", "start", "--foreground"],
    ["worker", "status"],
    ["worker", "stop"],
    ["worker", "logs"],
    ["worker", "keys", "make", "ann"],
    ["worker", "keys", "list"],
    ["worker", "keys", "revoke", "ann"],
    ["worker", "share", "model", "a"],
    ["jobs", "list"],
    ["jobs", "delete", "a"],
]


@pytest.mark.skipif(sys.platform == "win32", reason="no such names there")
@pytest.mark.parametrize("command", HOME_COMMANDS, ids=" ".join)
def test_an_invalid_home_is_reported_by_every_command(
    command: list[str], run: Run, environment: dict[str, str], tmp_path: Path
) -> None:
    environment["TRAJGANR_HOME"] = "~nobody-of-that-name/x"
    assert error_in(run(*command, "--json"))["code"] == "INPUT.FIELD"


@pytest.mark.skipif(not may_mount(), reason="needs the right to mount a small disk")
def test_a_home_on_a_disk_that_cannot_be_written_is_named(run: Run, tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", 4) as disk:
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        for command in HOME_COMMANDS:
            answer = run(*command, "--home", str(disk / "home"), "--json")
            if answer.returncode:
                assert error_in(answer)["code"] in {
                    "INPUT.FIELD",
                    "INPUT.NOT_FOUND",
                    "TRANSPORT.DOWN",
                }
        answer = run("worker", "start", "--foreground", "--home", str(disk), "--json")
        assert error_in(answer)["code"] == "INPUT.FIELD"


def test_without_a_worker_the_next_action_is_to_start_one(run: Run) -> None:
    for command in ("worker status", "worker stop", "jobs list"):
        answer = run(*command.split(), "--json")
        assert answer.returncode == 1
        assert error_in(answer)["code"] == "TRANSPORT.DOWN"
        assert "trajganr worker start" in error_in(answer)["next_action"]


def test_a_worker_is_started_queried_and_stopped(run: Run) -> None:
    assert json.loads(run("worker", "start", "--json").stdout)["started"] is True
    try:
        assert json.loads(run("worker", "start", "--json").stdout)["started"] is False
        assert json.loads(run("worker", "status", "--json").stdout)["queue"]["running"] == 0
        assert "serves" in run("worker", "logs").stdout
        assert run("jobs", "list").stdout == "No jobs.\n"
    finally:
        assert run("worker", "stop").returncode == 0
    assert run("worker", "status").returncode == 1


def test_jobs_are_listed_followed_shown_cancelled_and_deleted(run: Run, tmp_path: Path) -> None:
    with fake_worker(tmp_path / "home") as home, Client.connect(home) as client:
        good = client.submit(prepare_params(client, tmp_path, "Porto"))
        finish(client, good)
        assert good in run("jobs", "list").stdout
        assert json.loads(run("jobs", "follow", good, "--json").stdout)["state"] == "SUCCEEDED"
        assert "working on prepare" in run("jobs", "show", good).stdout

        bad = client.submit(prepare_params(client, tmp_path, "fail"))
        followed = run("jobs", "follow", bad)
        assert followed.returncode == 1
        assert "error [INPUT.EMPTY]: a.csv holds no trips." in followed.stderr
        assert "error: [INPUT.EMPTY]" in run("jobs", "show", bad).stdout

        slow = client.submit(prepare_params(client, tmp_path, "slow"))
        wait_for_state(client, slow, "RUNNING")
        assert json.loads(run("jobs", "cancel", slow, "--json").stdout)["state"] == "CANCELLED"
        assert run("jobs", "resume", slow).returncode == 0
        wait_for_state(client, slow, "RUNNING")
        run("jobs", "cancel", slow)
        assert run("jobs", "delete", slow).returncode == 0
        assert error_in(run("jobs", "show", slow, "--json"))["code"] == "JOB.NOT_FOUND"


@pytest.mark.skipif(sys.platform == "win32", reason="a folder in use cannot be deleted there")
@pytest.mark.parametrize("command", [["observe", "b", "--out", "c.gpkg"], ["model", "show", "m"]])
def test_a_deleted_working_folder_is_reported(
    command: list[str], environment: dict[str, str], tmp_path: Path
) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    with contextlib.chdir(gone):
        gone.rmdir()
        answer = subprocess.run(
            [sys.executable, "-m", "trajganr_worker", *command, "--json"],
            capture_output=True,
            text=True,
            env={
                **environment,
                "PYTHONPATH": os.pathsep.join(
                    map(str, Path(trajganr_worker.__file__).parents[1:3])
                ),
            },
            check=False,
        )
    assert answer.returncode == 1
    assert error_in(answer)["code"] == "INPUT.NOT_FOUND"
    assert "deleted" in error_in(answer)["message"]


def test_keys_are_made_listed_and_revoked(run: Run, tmp_path: Path) -> None:
    assert run("worker", "keys", "list").stdout == "Nobody has a key.\n"
    made = json.loads(run("worker", "keys", "make", "ann", "--admin", "--json").stdout)
    assert (made["name"], made["admin"]) == ("ann", True)
    key = json.loads((tmp_path / "ann.key").read_text())
    listed = run("worker", "keys", "list")
    assert "ann" in listed.stdout
    assert "administrator" in listed.stdout
    assert key["secret"] not in listed.stdout + json.dumps(made)
    again = run("worker", "keys", "make", "ann", "--json")
    assert error_in(again)["code"] == "INPUT.FIELD"
    assert run("worker", "keys", "revoke", "ann").returncode == 0
    assert "revoked" in run("worker", "keys", "list").stdout


def test_a_key_whose_file_cannot_be_written_is_revoked(run: Run, tmp_path: Path) -> None:
    (tmp_path / "ann.key").write_text("mine")
    answer = run("worker", "keys", "make", "ann", "--json")
    assert error_in(answer)["code"] == "INPUT.FIELD"
    assert (tmp_path / "ann.key").read_text() == "mine"
    (listed,) = json.loads(run("worker", "keys", "list", "--json").stdout)
    assert listed["revoked"]


def test_a_reachable_worker_is_not_started_without_keys(run: Run) -> None:
    answer = run("worker", "start", "--address", "tcp://0.0.0.0:5570", "--json")
    assert answer.returncode == 1
    assert error_in(answer)["code"] == "AUTH.DENIED"
    assert "worker keys make" in error_in(answer)["next_action"]


@pytest.mark.parametrize("option", [["--slots", "cpu"], ["--max-queued", "x"], ["--address", "h"]])
def test_options_of_a_worker_that_make_no_sense_are_refused(option: list[str], run: Run) -> None:
    answer = run("worker", "start", *option, "--json")
    assert answer.returncode != 0
    assert error_in(answer)["code"] == "INPUT.FIELD"


def test_a_background_worker_takes_its_options_along(run: Run) -> None:
    started = run("worker", "start", "--slots", "cpu=3", "--max-queued", "7", "--json")
    try:
        status = json.loads(started.stdout)
        assert status["most_queued"] == 7
        assert {place["name"]: place["slots"] for place in status["places"]}["cpu"] == 3
    finally:
        run("worker", "stop")


@pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX'")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupt_leaves_nothing_half_written(
    number: signal.Signals, environment: dict[str, str], tmp_path: Path
) -> None:
    script = """
        import sys, time
        from trajganr_worker.cli import main, run_job

        def slow(params, out, progress):
            out.mkdir()
            (out / "roads.gpkg").write_text("half")
            progress("predicting", 0.5)
            time.sleep(60)

        run_job.find_job = lambda kind: slow
        raise SystemExit(main(["predict", "model", "--out", "roads.gpkg"]))
    """
    with subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(script)],
        cwd=tmp_path,
        env=environment,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stderr is not None
        assert process.stderr.readline() == "predicting\n"
        process.send_signal(number)
        _, errors = process.communicate(timeout=HANG_S)
    assert process.returncode == 130
    assert "error [JOB.CANCELLED]" in errors
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def parsed(run: Run, monkeypatch: pytest.MonkeyPatch) -> Callable[..., dict[str, Any]]:
    """The job parameters that a command line is parsed to."""
    recorded: list[dict[str, Any]] = []

    def record(params: JobParams, out: Path, progress: Progress) -> JobResult:
        recorded.append(json.loads(json.dumps(params.to_dict())))
        if params.makes is None:
            out.mkdir()
            (out / "made").touch()
        return ExportResult(files=("made",), counts={})

    monkeypatch.setattr(run_job, "find_job", lambda kind: record)

    def parsed(*arguments: str, out: str = "out") -> dict[str, Any]:
        answer = run(*arguments, "--out", out)
        assert answer.returncode == 0, answer.stderr
        return recorded.pop()

    return parsed


def test_options_that_are_left_out_are_the_jobs_own(parsed: Callable[..., dict[str, Any]]) -> None:
    expected = PretrainParams(bundle="b").to_dict()
    assert parsed("pretrain", "b") == {**expected, "further_bundles": []}
    expected = FinetuneParams(model="m", bundle="b").to_dict()
    assert parsed("finetune", "m", "b") == {**expected, "tasks": []}
    assert parsed("finetune", "m", "b", "--task", "aoi") == {**expected, "tasks": ["aoi"]}


def test_several_bundles_are_pretrained_on_together(parsed: Callable[..., dict[str, Any]]) -> None:
    params = parsed("pretrain", "porto", "chengdu", "rome", "--epochs", "3")
    assert (params["bundle"], params["further_bundles"]) == ("porto", ["chengdu", "rome"])


@pytest.mark.parametrize(
    ("out", "options", "format"),
    [
        ("embeddings.gpkg", [], "gpkg"),
        ("embeddings.PARQUET", [], "geoparquet"),
        ("embeddings.csv", ["--format", "csv"], "csv"),
    ],
)
def test_the_format_follows_from_the_files_name(
    out: str, options: list[str], format: str, parsed: Callable[..., dict[str, Any]]
) -> None:
    params = parsed("embed", "m", "--locations", "points.gpkg", *options, out=out)
    assert params == EmbedParams(model="m", locations="points.gpkg", format=format).to_dict()
    assert parsed("junctions", "b", *options, out=f"of_{out}")["format"] == format


def test_no_file_is_written_under_the_name_of_another_format(run: Run) -> None:
    answer = run("embed", "model", "--format", "csv", "--out", "embeddings.gpkg", "--json")
    assert answer.returncode == 1
    assert error_in(answer)["code"] == "INPUT.FIELD"
    assert ".csv" in error_in(answer)["next_action"]


def test_layers_to_export_are_named_one_by_one(parsed: Callable[..., dict[str, Any]]) -> None:
    params = parsed(
        *("export", "b", "--layer", "roads", "--layer", "predictions", "--model", "m"),
        *("--format", "csv"),
    )
    expected = ExportParams(bundle="b", model="m", layers=("roads", "predictions"), format="csv")
    assert params == {**expected.to_dict(), "layers": ["roads", "predictions"]}


def test_every_parameter_of_a_training_has_an_option(run: Run) -> None:
    for command, kind, given in (
        ("pretrain", PretrainParams, {"bundle", "further_bundles"}),
        ("finetune", FinetuneParams, {"model", "bundle", "tasks"}),
    ):
        text = run(command, "--help").stdout
        for field in dataclasses.fields(kind):
            flag = field.name.replace("_", "-")
            assert field.name in given or f"--{flag}" in text or f"--no-{flag}" in text, flag


def test_switches_are_on_off_or_left_to_the_preset(parsed: Callable[..., dict[str, Any]]) -> None:
    params = parsed(
        *("pretrain", "b", "--preset", "paper", "--motion", "--no-time-task"),
        *("--location-min-scale", "0.01", "--no-freeze-backbone", "--fold", "3"),
    )
    assert (params["motion"], params["time_task"], params["geometry"]) == (True, False, None)
    assert (params["location_min_scale"], params["freeze_backbone"]) == (0.01, False)
    assert params["fold"] == 3
    params = parsed("finetune", "m", "b", "--task", "speed", "--no-freeze", "--label-share", "0.1")
    assert (params["freeze"], params["label_share"], params["split"]) == (False, 0.1, None)


def test_options_that_do_not_go_together_are_refused_before_anything_is_read(run: Run) -> None:
    answer = run("pretrain", "nowhere", "--attention", "joint", "--out", "model", "--json")
    assert answer.returncode == 1
    assert error_in(answer)["code"] == "INPUT.FIELD"
    assert "preset `paper`" in error_in(answer)["next_action"]


@pytest.mark.parametrize("command", [["show"], ["card", "--out", "card.md"]])
def test_a_folder_without_a_model_is_not_shown(
    command: list[str], run: Run, tmp_path: Path
) -> None:
    answer = run("model", *command, "nowhere", "--json")
    assert answer.returncode == 1
    assert error_in(answer)["code"] == "MODEL.MISSING"
    assert not (tmp_path / "card.md").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX'")
def test_an_interrupted_training_explains_how_to_continue(
    environment: dict[str, str], tmp_path: Path
) -> None:
    script = """
        import time
        from trajganr_core.contract.files.atomic_io import checkpoint_beside
        from trajganr_worker.cli import main, run_job

        def slow(params, out, progress):
            checkpoint_beside(out).mkdir()
            progress("training", 0.5)
            time.sleep(60)

        run_job.find_job = lambda kind: slow
        raise SystemExit(main(["pretrain", "bundle", "--out", "model"]))
    """
    with subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(script)],
        cwd=tmp_path,
        env=environment,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stderr is not None
        assert process.stderr.readline() == "training\n"
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=HANG_S)
    assert process.returncode == 130
    assert "error [JOB.CANCELLED]" in errors
    assert ".model.checkpoint" in errors
    assert "Repeat the command" in errors


def test_an_unreadable_list_of_keys_is_reported_and_not_changed(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "home" / "keys" / "clients.json"
    file.parent.mkdir(parents=True)
    file.write_text('{"version": 2}')
    for command in (("list",), ("make", "ann"), ("revoke", "ann")):
        answer = run("worker", "keys", *command)
        assert answer.returncode != 0
        assert "[INPUT.FORMAT]" in answer.stderr
    assert file.read_text() == '{"version": 2}'
    assert not (tmp_path / "ann.key").exists()


def test_key_changes_are_logged_and_a_port_without_keys_gives_a_warning(
    run: Run, tmp_path: Path
) -> None:
    address = f"tcp://127.0.0.1:{free_ports()}"
    assert "Every account on this machine" in run("worker", "start", "--address", address).stderr
    run("worker", "stop")
    assert "Every account on this machine" in (tmp_path / "home" / "worker.log").read_text()
    assert run("worker", "keys", "make", "ann").returncode == 0
    assert run("worker", "keys", "revoke", "ann").returncode == 0
    noted = (tmp_path / "home" / "audit.log").read_text().splitlines()
    events = [line.split(" ")[1] for line in noted if 'member="ann"' in line]
    assert events == ["key-made", "key-revoked"]
