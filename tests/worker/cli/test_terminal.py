"""What people read on a terminal."""

from __future__ import annotations

import subprocess
import sys
import threading
import time

import pytest
from fake_worker import ROOT

from trajganr_worker.cli.terminal import Terminal


def test_a_result_is_read_line_by_line(capsys: pytest.CaptureFixture[str]) -> None:
    places = [{"name": "cpu", "slots": 1, "memory_bytes": None}]
    result = {"places": places, "disk": {"free_bytes": 24_316_907_520}, "models": [], "loss": 0.5}
    Terminal(as_json=False).result(result)
    assert capsys.readouterr().out.splitlines() == [
        "places:",
        "  name: cpu, slots: 1",
        "disk:",
        "  free: 24.3 GB",
        "models: none",
        "loss: 0.5",
    ]


def test_names_and_truths_are_words(capsys: pytest.CaptureFixture[str]) -> None:
    Terminal(as_json=False).result({"waits_for_disk": False, "label_pieces": 3})
    assert capsys.readouterr().out.splitlines() == ["waits for disk: no", "label pieces: 3"]


def test_an_interrupt_as_the_first_stage_begins_ends_the_command_and_nothing_else(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def interrupted(thread: threading.Thread) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(threading.Thread, "start", interrupted)
    terminal = Terminal(as_json=False)
    with pytest.raises(KeyboardInterrupt):
        terminal.progress("training", 0.5)
    terminal.close()


class Clock:
    """Seconds that a test counts."""

    def __init__(self) -> None:
        self.seconds = 1000.0

    def __call__(self) -> float:
        return self.seconds


def test_a_log_gets_a_line_when_a_stage_begins_and_one_a_minute(
    capsys: pytest.CaptureFixture[str],
) -> None:
    now = Clock()
    terminal = Terminal(as_json=False, now=now)
    for step in range(100):
        terminal.progress("Pretraining", step / 1000, epoch=1, loss=2.5, rate=221.1)
        now.seconds += 1.5
    terminal.close()
    assert capsys.readouterr().err.splitlines() == [
        "Pretraining",
        "Pretraining: 4 %, epoch 1, loss 2.5 (lower is better), 221 training samples per second, "
        "about 24 min left of this stage",
        "Pretraining: 8 %, epoch 1, loss 2.5 (lower is better), 221 training samples per second, "
        "about 23 min left of this stage",
    ]


def test_a_log_gets_its_line_also_from_a_stage_that_says_nothing(
    capsys: pytest.CaptureFixture[str],
) -> None:
    now = Clock()
    terminal = Terminal(as_json=False, now=now, line_every_s=0.01)
    terminal.progress("Preparing the network", 0.0)
    now.seconds += 1.0
    output = ""
    while (
        "Preparing the network: 0 %, 1 s so far" not in output
    ):  # a thread of the terminal's own writes it
        output += capsys.readouterr().err
        time.sleep(0.001)
    terminal.close()
    assert not [thread for thread in threading.enumerate() if "_watch" in thread.name]


@pytest.mark.parametrize("together", [True, False])
def test_a_remark_is_printed_once_where_log_and_result_are_read_together(together: bool) -> None:
    program = """if True:
        import logging
        from trajganr_worker.cli.terminal import Terminal
        terminal = Terminal(as_json=False)
        for reading in range(2):
            logging.getLogger("worker").info("No road has a label.")
        logging.getLogger("worker").info("Hard braking: The fixes are too sparse.")
        terminal.result({
            "remarks": ["No road has a label.", "Two trips are short."],
            "notes": {"braking": "The fixes are too sparse."},
        })
    """
    answer = subprocess.run(
        [sys.executable, "-c", program],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT if together else subprocess.PIPE,
        text=True,
        check=True,
        cwd=ROOT,
    )
    assert answer.stdout.count("No road has a label.") == 1
    assert answer.stdout.count("The fixes are too sparse.") == 1
    assert "Two trips are short." in answer.stdout
