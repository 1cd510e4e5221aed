"""QGIS Desktop on a virtual screen, used with mouse and keyboard."""

from __future__ import annotations

import contextlib
import json
import os
import resource
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from harness import (
    PLUGIN_FOLDER,
    isolated_environment,
)

AGENT = Path(__file__).with_name("agent.py")
QGIS = shutil.which("qgis") or "qgis"
#: Of the log, that are shown after a crash.
CRASH_LINES = 60
SCREEN = (1366, 768)
#: Default timeouts: for the window of QGIS, and for everything else.
START_S = 60.0
PATIENCE_S = 30.0
LOOK_S = 0.3
#: Where a person would let go of the mouse before the next thing.
PAUSE_S = 0.15


class NotThereError(AssertionError):
    """A timeout."""


@contextlib.contextmanager
def screen(scale: int = 1) -> Iterator[str]:
    """A virtual screen with a window manager; yields its name.

    Args:
        scale: pixels beside each other where there is one on the usual screen.
    """
    read, write = os.pipe()
    size = "x".join(str(scale * side) for side in SCREEN) + "x24"
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", size, "-nolisten", "tcp"],
        pass_fds=[write],
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    with os.fdopen(read) as result:
        display = f":{result.readline().strip()}"
    manager = subprocess.Popen(
        ["openbox"], env={**os.environ, "DISPLAY": display}, stderr=subprocess.DEVNULL
    )
    try:
        yield display
    finally:
        for process in (manager, server):
            process.terminate()
            process.wait()


def environment(folder: Path, display: str, plugins: Path = PLUGIN_FOLDER) -> dict[str, str]:
    """An environment with only the plugin: no variable names a worker."""
    variables = isolated_environment(folder, folder / "unused")
    enable = ["qgis_process", "plugins", "enable", "trajganr"]
    own = {"HOME": str(folder), "XDG_DATA_HOME": str(folder / "data")}
    variables = {k: v for k, v in variables.items() if not k.startswith(("TRAJGANR_H", "XDG_DATA"))}
    del variables["TRAJGANR_WORKER_PYTHON"]
    (folder / "plugins").symlink_to(plugins)  # some forms show where the plugin is
    variables["QGIS_PLUGINPATH"] = str(folder / "plugins")
    subprocess.run(enable, env={**variables, **own}, check=True, capture_output=True)
    del variables["QT_QPA_PLATFORM"]
    return {**variables, **own, "DISPLAY": display}


class Desktop:
    """A running QGIS.

    If it crashes, the Python code that ran is in its log, and a core dump in the folder.

    Args:
        folder: of its profile.
        variables: of its environment.
    """

    def __init__(self, folder: Path, variables: dict[str, str]) -> None:
        address = folder / "agent"
        address.unlink(missing_ok=True)
        self._folder = folder
        self._variables = {
            **variables,
            "PYTHONFAULTHANDLER": "1",
            "TRAJGANR_AGENT_SOCKET": str(address),
            "TRAJGANR_AGENT_FOLDER": str(AGENT.parent),
        }
        profiles = variables["QGIS_CUSTOM_CONFIG_PATH"]
        command = [QGIS, "--nologo", "--noversioncheck", "--profiles-path", profiles]
        self._log = (folder / "qgis.log").open("a")
        self._qgis = subprocess.Popen(
            [*command, "--code", str(AGENT)],
            cwd=folder,
            env=self._variables,
            stdout=self._log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        _, most = resource.getrlimit(resource.RLIMIT_CORE)
        resource.prlimit(self._qgis.pid, resource.RLIMIT_CORE, (most, most))
        self._socket = socket.socket(socket.AF_UNIX)
        self.wait("QGIS", lambda: self._connect(address), START_S)
        self._lines = self._socket.makefile("rw", encoding="utf-8")

    def call(self, function: str, **parameters: Any) -> Any:
        """Ask the agent inside."""
        try:
            self._lines.write(json.dumps({"call": function, "with": parameters}) + "\n")
            self._lines.flush()
            answer = json.loads(self._lines.readline() or "null")
        except OSError:
            answer = None
        if answer is None:
            raise self._crash(self._qgis.wait(PATIENCE_S), f"when {function} was asked")
        if "error" in answer:
            raise NotThereError(f"{function}({parameters}): {answer['error']}")
        return answer["answer"]

    # Seeing

    def wait(self, what: str, ask: Callable[[], Any], seconds: float = PATIENCE_S) -> Any:
        """Wait for a value, and return it.

        Raises:
            NotThereError: when it has not come in time, or QGIS has ended.
        """
        until = time.monotonic() + seconds
        while not (result := ask()):
            if time.monotonic() > until or self._qgis.poll() is not None:
                raise NotThereError(f"{what} has not come within {seconds:.0f} s.")
            time.sleep(LOOK_S)
        return result

    def wait_for(self, call: str, seconds: float = PATIENCE_S, **parameters: Any) -> Any:
        """Wait until the agent's answer is something."""
        what = f"{call}({parameters})"
        return self.wait(what, lambda: self.call(call, **parameters), seconds)

    def wait_window(self, title: str, seconds: float = PATIENCE_S) -> None:
        """Wait for a window that has that in its title."""
        self.wait(
            f"The window {title!r}",
            lambda: any(title in name for name in self.call("windows")),
            seconds,
        )

    # Doing

    def click(self, box: list[int], *, button: int = 1, times: int = 1) -> None:
        """Click in the middle of a box."""
        left, top, width, height = box
        at = (left + width // 2, top + height // 2)
        repeat = ["--repeat", str(times), "--delay", "60"] if times > 1 else []
        self._xdotool("mousemove", *at, "click", *repeat, button)

    def press(self, text: str, kind: str = "", window: str = "") -> None:
        """Click on the widget of that text, once it can be used."""
        self.wait_for("is_enabled", text=text, kind=kind, window=window)
        self.click(self.wait_for("where", text=text, kind=kind, window=window))

    def open_tab(self, title: str) -> None:
        """Click on a tab."""
        self.click(self.wait_for("where_tab", title=title))

    def write(self, text: str) -> None:
        """Replace the text of the focused widget."""
        self.keys("ctrl+a")
        self._xdotool("type", "--delay", "4", "--", text)

    def keys(self, *keys: str) -> None:
        """Press keys, by xdotool's names."""
        self._xdotool("key", *keys)

    def open_form(self, title: str) -> None:
        """Open an algorithm's form from the toolbox."""
        if not self.call("where", text="searchBox"):
            self.keys("ctrl+alt+t")
        self.press("searchBox")
        self.write(title)
        self.keys("Return")
        self.wait_window(title)

    def close_toolbox(self) -> None:
        """Make room, if the toolbox is open."""
        if self.call("where", text="searchBox"):
            self.keys("ctrl+alt+t")

    def fill(self, parameter: str, value: str) -> None:
        """Type the value of a parameter into the algorithm's form."""
        self._point_at(parameter)
        self.write(value)
        self.keys("Tab")

    def choose(self, parameter: str, beginning: str) -> None:
        """Choose the item with this beginning in the list of a parameter."""
        self._point_at(parameter)
        self._xdotool("type", "--delay", "4", "--", beginning)
        self.keys("Return")

    def _point_at(self, parameter: str) -> None:
        left, top, _, height = self.wait_for("where_parameter", name=parameter)
        self.click([left, top, 40, height])

    def grab(self, path: Path, window: str = "", part: str = "") -> None:
        """Take a picture of a window or of a widget."""
        time.sleep(PAUSE_S)
        if not self.call("grab", path=str(path), window=window, part=part):
            raise NotThereError(f"There is no {window or part} to take a picture of.")

    def photograph(self, path: Path) -> None:
        """Take a picture of the whole screen."""
        path.parent.mkdir(parents=True, exist_ok=True)
        subprocess.run(["scrot", "--overwrite", str(path)], env=self._variables, check=False)

    def close(self) -> list[dict[str, Any]]:
        """Leave QGIS, and answer its gaps.

        Raises:
            NotThereError: if it crashed.
        """
        gaps = list(self.call("gaps"))
        self.call("leave")
        status = self._qgis.wait(PATIENCE_S)
        self.end()
        if status:
            raise self._crash(status, "when it was left")
        return gaps

    def end(self) -> None:
        """Stop all processes of QGIS."""
        if self._qgis.poll() is None:
            os.killpg(self._qgis.pid, signal.SIGKILL)
            self._qgis.wait()
        self._socket.close()
        self._log.close()

    def _crash(self, status: int, when: str) -> NotThereError:
        """What is known of a crash; the core dump keeps a name of its own."""
        lines = [f"QGIS ended with {status} {when}."]
        lines += (self._folder / "qgis.log").read_text(errors="replace").splitlines()[-CRASH_LINES:]
        for core in sorted(self._folder.glob("core*")):
            kept = core.rename(self._folder / f"crash-{self._qgis.pid}.{core.name}")
            lines.append(f"Core dump: {kept}")
            if shutil.which("gdb"):
                command = ["gdb", "-batch", "-ex", "thread apply all backtrace 40"]
                traced = subprocess.run(
                    [*command, QGIS, kept], capture_output=True, text=True, errors="replace"
                )
                lines.append(traced.stdout)
        return NotThereError("\n".join(lines))

    def _connect(self, address: Path) -> bool:
        try:
            self._socket.connect(str(address))
        except OSError:
            return False
        return True

    def _xdotool(self, *words: str | int) -> None:
        command = ["xdotool", *map(str, words)]
        subprocess.run(command, env=self._variables, check=True)
        time.sleep(PAUSE_S)
