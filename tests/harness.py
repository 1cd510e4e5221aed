"""Run the plugin's algorithms in QGIS with a separate profile and without a screen.

Used by the demo and the end-to-end tests.
"""

from __future__ import annotations

import os
import re
import signal
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import IO

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.protocol.client import Client
from trajganr_core.contract.protocol.launch import start_worker

ROOT = Path(__file__).resolve().parents[1]
PLUGIN_FOLDER = ROOT / "build" / "plugin"  # `make build/plugin`
WORKER_PYTHON = ROOT / ".venv" / "worker" / "bin" / "python"
TRAJGANR = WORKER_PYTHON.with_name("trajganr")

#: Variables that would affect QGIS: of a shell's Python, and those that name data of another PROJ,
#: which the package sumo sets when it is imported.
_FOREIGN = ("PYTHON", "VIRTUAL_ENV", "PYENV", "PROJ_", "GDAL_")
_PROGRESS = re.compile(r"\.*(\d?0|100)\.")
_RESULT = re.compile(r"^([A-Z][A-Z0-9_]*):\t(.*)$", re.MULTILINE)

Parameter = str | float | bool | Path | list["Parameter"]


class AlgorithmError(Exception):
    """An algorithm ended with an error; ``log`` is all that it printed."""

    def __init__(self, algorithm: str, exit_code: int, log: str) -> None:
        self.exit_code = exit_code
        self.log = log
        tail = "\n".join(log.splitlines()[-30:])
        super().__init__(f"{algorithm} ended with exit code {exit_code}:\n{tail}")


class QgisProcess:
    """``qgis_process`` with the plugin enabled.

    Args:
        workdir: holds the profile.
        home: the worker's home that the plugin talks to.
    """

    def __init__(self, workdir: Path, home: Path) -> None:
        self.environment = isolated_environment(workdir, home)
        enable_plugin(profile(workdir))

    def run(
        self,
        algorithm: str | Path,
        on_line: Callable[[str], None] = lambda line: None,
        on_percent: Callable[[int], None] = lambda percent: None,
        **parameters: Parameter,
    ) -> dict[str, str]:
        """Run ``trajganr:algorithm`` and return its outputs by name.

        Args:
            algorithm: its id, or the path of a model.
            on_line: called with each line that the algorithm prints.
            on_percent: called with its progress.
            parameters: by the algorithm's own names; a list is passed item by item.

        Raises:
            AlgorithmError: when it fails.
        """
        arguments = [
            f"--{name}={as_text(item)}"
            for name, value in parameters.items()
            for item in (value if isinstance(value, list) else [value])
        ]
        name = str(algorithm) if isinstance(algorithm, Path) else f"trajganr:{algorithm}"
        log = self._call(["run", name, *arguments], on_line, on_percent)
        _, _, results = log.rpartition("\nResults\n")
        return dict(
            match.groups() for line in results.splitlines() if (match := _RESULT.match(line))
        )

    def _call(
        self,
        arguments: list[str],
        on_line: Callable[[str], None] = lambda line: None,
        on_percent: Callable[[int], None] = lambda percent: None,
    ) -> str:
        process = subprocess.Popen(
            ["qgis_process", *arguments],
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
        )
        assert process.stdout is not None
        lines: list[str] = []
        try:
            for line in _lines(process.stdout, on_percent):
                lines.append(line)
                on_line(line)
            exit_code = process.wait()
        except BaseException:
            _stop(process)
            raise
        log = "\n".join(lines)
        if exit_code != 0:
            raise AlgorithmError(arguments[1], exit_code, log)
        return log


@contextmanager
def local_worker(home: Path) -> Iterator[None]:
    """A worker of that home, which is stopped at the end of the block.

    Its street-view features are stored in its home, not in the user's cache.
    """
    os.environ.setdefault("TRAJGANR_CACHE", str(home / "cache"))
    try:
        start_worker(WORKER_PYTHON, home)
        yield
    finally:
        stop_worker(home)


def stop_worker(home: Path) -> None:
    """Stop the worker of that home, if there is one."""
    try:
        with Client.connect(home) as client:
            client.stop_worker()
    except TrajganrError as error:
        if error.code is not Code.TRANSPORT_DOWN:
            raise


def isolated_environment(workdir: Path, home: Path) -> dict[str, str]:
    """The environment of QGIS with our plugin, a separate profile and no screen."""
    runtime = workdir / "runtime"
    runtime.mkdir(parents=True, exist_ok=True)
    runtime.chmod(0o700)  # Qt refuses a folder that others may enter
    kept = {key: value for key, value in os.environ.items() if not key.startswith(_FOREIGN)}
    return {
        **kept,
        "LC_ALL": "C.UTF-8",
        "QGIS_CUSTOM_CONFIG_PATH": str(workdir / "profiles"),
        "QGIS_PLUGINPATH": str(PLUGIN_FOLDER),
        "QT_QPA_PLATFORM": "offscreen",
        "TRAJGANR_CACHE": str(workdir / "cache"),
        "TRAJGANR_HOME": str(home),
        "TRAJGANR_WORKER_PYTHON": str(WORKER_PYTHON),
        "XDG_RUNTIME_DIR": str(runtime),
    }


def profile(workdir: Path) -> Path:
    """The profile of QGIS in that environment."""
    return workdir / "profiles" / "profiles" / "default"


def enable_plugin(folder: Path) -> None:
    """As ``qgis_process plugins enable trajganr`` with a profile in that folder, but at once."""
    add_settings(folder, "PythonPlugins", trajganr="true")


def add_settings(folder: Path, section: str, **values: str) -> None:
    """Store a section of settings in a profile's folder."""
    file = folder / "QGIS" / "QGIS3.ini"
    file.parent.mkdir(parents=True, exist_ok=True)
    lines = ["", f"[{section}]", *(f"{name}={value}" for name, value in values.items()), ""]
    with file.open("a", encoding="utf-8") as settings:
        settings.write("\n".join(lines))


def _lines(stream: IO[str], on_percent: Callable[[int], None]) -> Iterator[str]:
    """Lines of the output; progress, printed as ``0...10...`` between them, is passed on."""
    line = ""
    for character in iter(partial(stream.read, 1), ""):
        if character == "\n":
            yield line.lstrip(".")
            line = ""
            continue
        line += character
        if progress := _PROGRESS.fullmatch(line):
            on_percent(int(progress[1]))
            line = ""
    if line:
        yield line


def _stop(process: subprocess.Popen[str]) -> None:
    """Interrupt, so that the algorithm cancels its job; kill the process if it does not end."""
    process.send_signal(signal.SIGINT)
    try:
        process.communicate(timeout=600)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()


def as_text(value: Parameter) -> str:
    """A value as ``qgis_process`` takes it."""
    return str(value).lower() if isinstance(value, bool) else str(value)
