"""The plugin in one QGIS that runs one algorithm after another: each start takes seconds."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from harness import ROOT, AlgorithmError, Parameter, as_text, isolated_environment, profile

QGIS_PYTHON = ROOT / ".venv" / "qgis" / "bin" / "python"
PROGRAM = Path(__file__).with_name("qgis_session.py")
MASTER_PASSWORD = "for tests"

#: An algorithm, its parameters (a list names a step and its output), and the output that the model
#: keeps, "" for none.
Step = tuple[str, dict[str, str | list[str]], str]


class QgisSession:
    """QGIS with the plugin, in QGIS' own Python and without a screen; a context manager.

    Args:
        workdir: holds the profile, which a :class:`harness.QgisProcess` may share, and what QGIS
            prints.
        home: the worker's home that the plugin talks to.
    """

    def __init__(self, workdir: Path, home: Path) -> None:
        self._workdir = workdir
        self._printed = (workdir / "printed.txt").open("wb")
        self._process = subprocess.Popen(
            [QGIS_PYTHON, PROGRAM, profile(workdir)],
            env=isolated_environment(workdir, home),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._printed,
            text=True,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        with self._process, self._printed:
            pass

    def run(
        self,
        algorithm: str | Path,
        on_line: Callable[[str], None] = lambda line: None,
        **parameters: Parameter,
    ) -> dict[str, str]:
        """As :meth:`harness.QgisProcess.run`; the lines come when the algorithm has ended."""
        given = {
            name: [as_text(item) for item in value] if isinstance(value, list) else as_text(value)
            for name, value in parameters.items()
        }
        answer = self._ask("run", str(algorithm), given)
        for line in answer["log"].splitlines():
            on_line(line)
        if answer["outputs"] is None:
            raise AlgorithmError(str(algorithm), 1, answer["log"])
        outputs: dict[str, str] = answer["outputs"]
        return outputs

    def write_model(self, path: Path, *steps: Step) -> Path:
        """Write a Processing model of connected algorithms."""
        self._ask("write_model", str(path), steps)
        return path

    def keep_token(self, token: str) -> str:
        """Keep a token in the profile, protected by a master password; return its id."""
        config: str = self._ask("keep_token", token, MASTER_PASSWORD)
        return config

    def set_proxy(self, port: int, user: str, password: str) -> None:
        """Set an HTTP proxy on this machine in QGIS' settings."""
        self._ask("set_proxy", port, user, password)

    def _ask(self, function: str, *arguments: Any) -> Any:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps([function, *arguments]) + "\n")
        self._process.stdin.flush()
        answer = self._process.stdout.readline()
        assert answer, (self._workdir / "printed.txt").read_text(errors="replace")
        return json.loads(answer)
