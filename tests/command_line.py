"""Calls ``trajganr`` in the tests' process, because a separate one takes seconds to import."""

from __future__ import annotations

import contextlib
import io
import json
import os
import signal
import subprocess
import unittest.mock
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from trajganr_worker.cli import main


def call(
    *arguments: str | Path, cwd: Path | None = None, environment: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run a command; returns the same as ``subprocess.run``.

    Args:
        *arguments: of the command.
        cwd: the folder to run in, the current one if None.
        environment: all of its variables, those of this process if None.
    """
    words = [str(argument) for argument in arguments]
    former = signal.getsignal(signal.SIGTERM)
    with (
        unittest.mock.patch.dict(os.environ, environment or {}, clear=environment is not None),
        contextlib.chdir(cwd or Path.cwd()),
        contextlib.redirect_stdout(io.StringIO()) as stdout,
        contextlib.redirect_stderr(io.StringIO()) as stderr,
    ):
        try:
            status = main(words)
        except SystemExit as exit:  # argparse, after --help
            status = int(exit.code or 0)
        finally:
            signal.signal(signal.SIGTERM, former)
    return subprocess.CompletedProcess(words, status, stdout.getvalue(), stderr.getvalue())


def succeed(*arguments: str | Path, cwd: Path | None = None) -> dict[str, Any]:
    """Run a command that must succeed; returns its output with ``--json``."""
    answer = call(*arguments, "--json", cwd=cwd)
    assert answer.returncode == 0, answer.stdout + answer.stderr
    result: dict[str, Any] = json.loads(answer.stdout)
    return result
