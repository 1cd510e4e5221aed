"""pip, run by another Python than QGIS': behind QGIS' proxy, told of as it goes.

Which index it asks is pip's own configuration, which the person or their company has made.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path

from trajganr_core.contract.errors import Code, TrajganrError

from .programs import ProgramFailedError

#: Variables by which pip, and what it runs, learn of a proxy.
PROXY_VARIABLES = ("http_proxy", "https_proxy")
#: Variables by which pip learns whom to trust; were the second one set to something else, it would
#: win over the first.
CERTIFICATE_VARIABLES = ("PIP_CERT", "REQUESTS_CA_BUNDLE")
#: What pip says of failures that a person can mend, and their codes; the first that fits.
SYMPTOMS = (
    ("no space left", Code.RESOURCE_DISK),
    ("not enough space", Code.RESOURCE_DISK),
    ("proxy", Code.ENV_PROXY),
    ("socks", Code.ENV_PROXY),
    ("certificate", Code.ENV_SSL),
    ("sslerror", Code.ENV_SSL),
)
NEXT_ACTIONS = {
    Code.RESOURCE_DISK: "Make room on the disk and try again.",
    Code.ENV_PROXY: "Correct the proxy in Settings › Options › Network and try again.",
    Code.ENV_SSL: "Add your network's certificate in Settings › Options › Authentication › Manage "
    "Certificates, and try again.",
    Code.ENV_MISSING_DEP: "Look at what pip said and at your network, and try again; the diagnosis "
    "has more.",
}
#: Of the bar: the share at which all is fetched and pip begins to unpack.
FETCHED = 0.8

_RAW = re.compile(r"Progress (\d+) of (\d+)")
_FETCHING = re.compile(r"\s*(?:Downloading|Using cached|Processing) (\S+)(?: \(([^)]+)\))?")


class PipProgress:
    """Makes a bar of what pip prints while it installs.

    Args:
        packages: how many it is going to install.
        tell: told the share that is done, and what is being done.
    """

    def __init__(self, packages: int, tell: Callable[[float | None, str], None]) -> None:
        self._packages = max(packages, 1)
        self._tell = tell
        self._started = 0
        self._name = ""
        self._share = 0.0

    def take(self, line: str) -> None:
        """Understand one line."""
        raw, fetching = _RAW.match(line), _FETCHING.match(line)
        if raw:
            done, total = int(raw[1]), int(raw[2])
            part = done / total if total else 0.0
            size = f"{done / 1e6:.0f} / {total / 1e6:.0f} MB"
            self._show(self._started - 1 + part, f"{self._name} ({size})")
        elif fetching and not fetching[1].endswith(".metadata"):
            self._started += 1
            self._name = fetching[1].rpartition("/")[2].partition("-")[0]
            size = f" ({fetching[2]})" if fetching[2] else ""
            self._show(self._started - 1, f"{self._name}{size}")
        elif line.startswith("Installing collected packages"):
            self._share = FETCHED
            self._tell(None, line.partition(":")[0])

    def _show(self, packages: float, text: str) -> None:
        self._share = max(self._share, min(FETCHED, FETCHED * packages / self._packages))
        self._tell(self._share, text)


def network_variables(proxy: str, certificates: bytes, folder: Path) -> Mapping[str, str]:
    """Variables that take pip through QGIS' proxy and have it trust what QGIS trusts.

    They are variables because everybody on the machine can read a command line.

    Args:
        proxy: as :func:`..client.credentials.proxy_for`; where it is empty, the environment's own
        stays.
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


def pip_failed(what: str, error: ProgramFailedError) -> TrajganrError:
    """The error for what pip could not fetch or install.

    Its code is ``RESOURCE.DISK``, ``ENV.PROXY`` or ``ENV.SSL`` where pip's words tell, else
    ``ENV.MISSING_DEP``.
    """
    said = error.tail.lower()
    code = next((code for word, code in SYMPTOMS if word in said), Code.ENV_MISSING_DEP)
    return TrajganrError(
        code,
        "pip could not install {what}. It said: {reason}",
        NEXT_ACTIONS[code],
        what=what,
        reason=error.tail,
    )
