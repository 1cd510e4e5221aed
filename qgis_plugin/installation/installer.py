"""What pip, which fetches uv and pyzmq, and uv, which fetches the worker, have in common."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from trajganr_core.contract.errors import Code, TrajganrError

from .programs import ProgramFailedError, Progress, run_program

#: Variables from which pip and uv read the proxy.
PROXY_VARIABLES = ("http_proxy", "https_proxy")
#: Variables for trusted certificates: pip's, one that overrides pip's, and uv's.
CERTIFICATE_VARIABLES = ("PIP_CERT", "REQUESTS_CA_BUNDLE", "SSL_CERT_FILE")


class TorchIndexError(TrajganrError):
    """PyTorch's own package index cannot be reached; the usual one has a torch too."""


class NoPythonError(TrajganrError):
    """No Python was found that the worker runs on, and none can be downloaded."""


#: Patterns in an installer's output, the error, its code, and the next action; the first match
#: counts.
SYMPTOMS = (
    (
        re.compile(r"no space left|not enough space", re.I),
        TrajganrError,
        Code.RESOURCE_DISK,
        "Make room on the disk and try again.",
    ),
    (
        re.compile(r"proxy|socks|tunnel error", re.I),
        TrajganrError,
        Code.ENV_PROXY,
        "Correct the proxy in Settings › Options › Network and try again.",
    ),
    (
        re.compile(r"certificate|sslerror", re.I),
        TrajganrError,
        Code.ENV_SSL,
        "Add your network's certificate in Settings › Options › Authentication › Manage "
        "Certificates, and try again.",
    ),
    (
        re.compile(r"download\.pytorch\.org", re.I),
        TorchIndexError,
        Code.ENV_MISSING_DEP,
        "This machine cannot reach download.pytorch.org. The usual package index has PyTorch too: "
        "up to {cuda} GB are downloaded.",
    ),
    (
        re.compile(r"python-build-standalone|python downloads are|no python with pip", re.I),
        NoPythonError,
        Code.ENV_MISSING_DEP,
        "No Python 3.11 to 3.14 was found here, and none can be downloaded. Install one, or choose "
        "one that is on this machine.",
    ),
    (
        re.compile(""),
        TrajganrError,
        Code.ENV_MISSING_DEP,
        "Check that this machine is connected to the internet, and try again.",
    ),
)
#: Size of torch for CUDA with all that it needs, GB.
CUDA_GB = 6.7
_STEP = re.compile(
    r"\s*(Collecting|Resolved|Downloading|Downloaded|Using cached|Processing|Prepared|Install)"
)


@dataclass(frozen=True)
class Target:
    """The environment to create.

    Attributes:
        folder: of the environment.
        network: variables for proxy and certificates.
        progress: receives the current step; checked for a cancel.
    """

    folder: Path
    network: Mapping[str, str]
    progress: Progress

    @property
    def python(self) -> Path:
        """The environment's interpreter."""
        return interpreter(self.folder)

    @property
    def scratch(self) -> Path:
        """For temporary files; on the environment's disk, because /tmp may be small."""
        return self.folder / "scratch"

    def run(self, command: Sequence[str | Path], variables: Mapping[str, str | None]) -> str:
        """Run an installer, show its progress and return its output.

        Raises:
            ProgramFailedError: if it fails.
        """
        temporary = dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(self.scratch))
        environment = {**variables, **self.network, **temporary}
        on_line = _reader(self.progress)
        return run_program(command, self.progress, on_line=on_line, environment=environment)


def interpreter(folder: Path) -> Path:
    """The Python of an environment."""
    return folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")


def network_variables(proxy: str, certificates: bytes, folder: Path) -> Mapping[str, str]:
    """Variables that give pip and uv the proxy and the trusted certificates of QGIS.

    Unlike variables, command lines are visible to all users of the machine.

    Args:
        proxy: as :func:`..client.credentials.proxy_for`; if empty, QGIS' own variables apply.
        certificates: as :func:`..client.credentials.own_certificates`.
        folder: for a file with the certificates.
    """
    variables = dict.fromkeys(PROXY_VARIABLES, proxy) if proxy else {}
    if certificates:
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / "certificates.pem"
        path.write_bytes(certificates)
        variables |= dict.fromkeys(CERTIFICATE_VARIABLES, str(path))
    return variables


def installer_failed(program: str, package: str, error: ProgramFailedError) -> TrajganrError:
    """The error for a package that an installer could not download or install.

    Its code depends on the output, which is its parameter ``output``: ``RESOURCE.DISK``,
    ``ENV.PROXY``, ``ENV.SSL``, or else ``ENV.MISSING_DEP``.
    """
    kind, code, action = next(
        (kind, code, action)
        for pattern, kind, code, action in SYMPTOMS
        if pattern.search(error.tail)
    )
    failed = TrajganrError(
        code,
        "{program} could not install {what}.",
        action,
        program=program,
        what=package,
        output=error.tail,
        cuda=CUDA_GB,
    )
    return kind.from_dict(failed.to_dict())


def _reader(progress: Progress) -> Callable[[str], None]:
    """Report the steps that pip and uv print."""

    def read(line: str) -> None:
        if _STEP.match(line):
            progress.tell(None, line.strip())

    return read
