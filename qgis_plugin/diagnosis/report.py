"""A report about this installation to send to support, without secrets."""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlparse

from qgis.core import Qgis
from qgis.PyQt.QtCore import PYQT_VERSION_STR, qVersion

from trajganr_core.contract.errors import TrajganrError
from trajganr_core.contract.health import ask_worker, find_driver
from trajganr_core.contract.protocol.keys import ClientKey
from trajganr_core.contract.protocol.launch import sources_first, worker_log
from trajganr_core.contract.version import __version__

from ..client.session import connect, home_of, missing_dependency, python_of
from ..client.tunnel import tunnels
from ..installation.environment import PLUGIN, existing, free_gb
from ..installation.programs import ProgramFailedError, Progress, run_program
from ..settings import Profile, current_profile, environment_folder, named_by_environment
from .readiness import find_worker, find_zmq
from .redaction import redact

#: Lines of the worker's log in the report.
LOG_LINES = 40

Lines = Iterator[str]


@dataclass(frozen=True)
class Network:
    """Network settings of QGIS, read in the main thread.

    Attributes:
        proxy: a URL, perhaps with a password; '' for none.
        has_own_certificates: whether the user has added certificates.
    """

    proxy: str
    has_own_certificates: bool


def diagnose(network: Network, progress: Progress) -> str:
    """The redacted report. It waits for worker and driver: do not call it in the GUI thread.

    Raises:
        TrajganrError: ``JOB.CANCELLED``.
    """
    parts: dict[str, Callable[[], Lines]] = {
        "TrajGANR": _versions,
        "Network": lambda: _network(network),
        "Profile": _profile,
        "Worker": _worker,
        "Environment": _environment,
        "trajganr worker doctor": lambda: _doctor(progress),
        "End of the worker's log": _log,
    }
    lines: list[str] = []
    for title, part in parts.items():
        progress.check()
        progress.tell(None, title)
        lines += [f"## {title}", *_safely(part), ""]
    return redact("\n".join(lines), _hosts(network), _secrets(network))


def _safely(part: Callable[[], Lines]) -> Lines:
    """A section of the report; an error is reported in its place."""
    try:
        yield from part()
    except TrajganrError as error:
        yield f"[{error.code.value}] {error.message} {error.next_action}"
    except (OSError, ValueError) as error:
        yield f"{type(error).__name__}: {error}"


def _versions() -> Lines:
    yield f"Plugin: {__version__}"
    yield f"QGIS: {Qgis.version()}"
    yield f"Qt: {qVersion()}, PyQt {PYQT_VERSION_STR}"
    yield f"Python: {sys.version.split()[0]}"
    yield f"pyzmq: {_pyzmq()}"
    yield f"System: {platform.platform()}, {os.cpu_count()} processors"


def _network(network: Network) -> Lines:
    yield f"Proxy of QGIS: {urlparse(network.proxy).scheme if network.proxy else 'none'}"
    yield f"Own certificates: {'yes' if network.has_own_certificates else 'no'}"
    named = [name for name in ("http_proxy", "https_proxy", "no_proxy") if _variable(name)]
    yield f"Variables: {', '.join(named) or 'none'}"


def _profile() -> Lines:
    profile = current_profile()
    yield f"Kind: {profile.kind}{', through SSH' if profile.ssh_host else ''}"
    yield f"Named by the environment: {', '.join(named_by_environment()) or 'nothing'}"
    if profile.is_remote:
        if profile.address:
            yield f"Address: {profile.address}, {'with' if profile.key else 'without'} a key"
        else:
            yield f"Private sockets of {'a named' if profile.remote_home else 'the default'} home"
        if tunnels.ssh_output(profile):
            yield f"Output of ssh: {tunnels.ssh_output(profile)}"
    else:
        yield f"Home: {home_of(profile)}"
        yield f"Python: {python_of(profile) or 'none'}"


def _worker() -> Lines:
    for finding in (find_zmq(), find_worker(current_profile()), *ask_worker(connect)):
        yield finding.said(str)


def _environment() -> Lines:
    env = existing(environment_folder())
    if env is None:
        yield "Set up by the plugin: no"
    else:
        yield f"Set up by the plugin: Python {env.python_version}, torch {env.torch}"
        yield f"CUDA: {env.cuda or 'no'}; usable GPU: {'yes' if env.sees_gpu else 'no'}"
        yield f"Installer: {env.installer}"
    yield f"NVIDIA driver: {find_driver() or 'none'}"
    yield f"Free on the disk of the environment: {free_gb(environment_folder()):.1f} GB"
    profile = current_profile()
    if not profile.is_remote:
        yield f"Free on the disk of the worker's home: {free_gb(home_of(profile)):.1f} GB"


def _doctor(progress: Progress) -> Lines:
    """The output of ``trajganr worker doctor``."""
    profile = current_profile()
    if profile.is_remote:
        yield "Run it on the worker's machine."
        return
    python = python_of(profile)
    if python is None:
        yield "There is no environment to run it in."
        return
    lines: list[str] = []
    command: list[str | Path] = [python, "-m", "trajganr_worker.doctor", home_of(profile)]
    try:
        run_program(
            command,
            progress,
            folder=PLUGIN,
            on_line=lines.append,
            environment=sources_first(PLUGIN),
        )
    except ProgramFailedError as error:  # the status is also non-zero if it found a problem
        yield from lines or [error.tail]
    else:
        yield from lines


def _log() -> Lines:
    profile = current_profile()
    if profile.is_remote:
        yield "It is on the worker's machine."
        return
    text = worker_log(home_of(profile)).read_text(encoding="utf-8", errors="replace")
    yield from text.splitlines()[-LOG_LINES:]


def _pyzmq() -> str:
    if find_spec("zmq") is None:
        return missing_dependency()
    try:
        return version("pyzmq")
    except PackageNotFoundError:  # installed without its metadata
        return "yes"


def _variable(name: str) -> str:
    return os.environ.get(name, "") or os.environ.get(name.upper(), "")


def _hosts(network: Network) -> Lines:
    """Host names in the settings."""
    for url in (network.proxy, _variable("http_proxy"), _variable("https_proxy")):
        yield urlparse(url).hostname or ""
    profile = _profile_if_readable()
    if profile is not None:
        jumps = profile.ssh_jump.replace("@", ",").replace(":", ",").split(",")
        yield from (*profile.ssh_host.split("@"), *jumps, urlparse(profile.address).hostname or "")


def _secrets(network: Network) -> Lines:
    """Passwords and keys in the settings."""
    yield urlparse(network.proxy).password or ""
    profile = _profile_if_readable()
    if profile is None:
        return
    yield profile.ssh_user
    if profile.key and find_spec("zmq") is not None:
        try:
            yield ClientKey.read(Path(profile.key)).secret
        except TrajganrError:  # the file holds no key
            return


def _profile_if_readable() -> Profile | None:
    try:
        return current_profile()
    except TrajganrError:
        return None
