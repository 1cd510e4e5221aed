"""Checks of an installation that plugin and worker share: their findings, GPU, torch and worker.

The worker's doctor runs them on its machine, the plugin in its set-up and for a report to support.
"""

from __future__ import annotations

import re
import shutil
import subprocess  # nosec B404 # nvidia-smi, with arguments of our own
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from .protocol.launch import clean_environment
from .texts.text import Text
from .version import __version__

if TYPE_CHECKING:
    from .protocol.client import Client

#: Prints the facts about torch as JSON, in a process of its own, which may crash or hang.
TORCH_PROBE = """
import json, sys, torch
gpu = torch.cuda.is_available()
facts = {"torch": torch.__version__, "cuda": torch.version.cuda, "sees_gpu": gpu}
print(json.dumps({"python": sys.version.split()[0], **facts}))
"""
DRIVER_TIMEOUT_S = 15.0
_CUDA = re.compile(r"CUDA (?:\w+ )?Version\s*:\s*(\d+)\.(\d+)")


class Level(str, Enum):
    """Severity of a finding, rising: a problem stops something from working, or exposes it."""

    FINE = "ok"
    OPTIONAL = "optional"
    UNKNOWN = "unknown"
    WARNING = "warning"
    PROBLEM = "problem"


@dataclass(frozen=True)
class Finding:
    """The result of one check. It contains no key and no token.

    Attributes:
        level: severity.
        text: what was found, a sentence.
        next_action: what to do about it; empty where nothing is to be done.
        check: name of the check, a word.
    """

    level: Level
    text: str
    next_action: str = ""
    check: str = ""

    def said(self, tr: Callable[[str], str]) -> str:
        """Text and next action in the language of ``tr``."""
        parts = (self.text, self.next_action)
        said = (part.said(tr) if isinstance(part, Text) else part for part in parts)
        return " ".join(filter(None, said))


def fine(text: str, next_action: str = "") -> Finding:
    """No problem."""
    return Finding(Level.FINE, text, next_action)


def warning(text: str, next_action: str) -> Finding:
    """It works now, but may stop working, or does not work for everybody."""
    return Finding(Level.WARNING, text, next_action)


def problem(text: str, next_action: str = "") -> Finding:
    """It does not work, or exposes private data to others."""
    return Finding(Level.PROBLEM, text, next_action)


def worst(findings: Iterable[Finding]) -> Finding:
    """The first of the most severe findings, of which there is at least one."""
    return max(findings, key=lambda finding: list(Level).index(finding.level))


@dataclass(frozen=True)
class Driver:
    """NVIDIA's driver.

    Attributes:
        gpus: names of the GPUs.
        cuda: the newest CUDA that it supports, major and minor; None if unknown.
        fault: why it does not respond; '' if it does.
    """

    gpus: tuple[str, ...] = ()
    cuda: tuple[int, int] | None = None
    fault: str = ""


def find_driver() -> Driver | None:
    """The driver as reported by ``nvidia-smi``; None without it. Waits for the driver."""
    program = shutil.which("nvidia-smi")
    if program is None:
        return None
    try:
        names, about = (
            subprocess.run(  # nosec B603 # a list, no shell
                [program, *arguments],
                env=clean_environment(),
                capture_output=True,
                text=True,
                timeout=DRIVER_TIMEOUT_S,
                check=False,
            )
            for arguments in (("--query-gpu=name", "--format=csv,noheader"), ())
        )
    except (OSError, subprocess.SubprocessError) as error:
        return Driver(fault=str(error).rstrip("."))
    if names.returncode:
        said = (names.stdout + names.stderr).strip().splitlines()
        return Driver(fault=said[0].rstrip(".") if said else f"status {names.returncode}")
    version = _CUDA.search(about.stdout)
    gpus = tuple(filter(None, map(str.strip, names.stdout.splitlines())))
    return Driver(gpus, (int(version[1]), int(version[2])) if version else None)


def ask_worker(connect: Callable[[], Client]) -> Iterator[Finding]:
    """Whether a worker answers, is of this release, and has room for its jobs.

    Args:
        connect: connects to it.

    Raises:
        TrajganrError: why none answers.
    """
    with connect() as client:
        status = client.status()
        slowest = max(client.ping() for _ in range(3))
    yield fine(
        Text(
            "A worker answers in {ms:.0f} ms: version {version}, process {pid}, on {device}; "
            "{running} jobs run, {queued} wait.",
            ms=1000 * slowest,
            version=status.version,
            pid=status.pid,
            device=status.device,
            running=status.queue.running,
            queued=status.queue.queued,
        )
    )
    if status.version != __version__:
        yield warning(
            Text(
                "The worker is of release {other}, and this program of {own}.",
                other=status.version,
                own=__version__,
            ),
            Text("Stop it and start it again with this release."),
        )
    if status.waits_for_disk:
        yield problem(
            Text("Jobs wait for free space on the disk."),
            Text("Delete jobs, bundles and models, or files."),
        )
