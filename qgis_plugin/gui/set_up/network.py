"""What QGIS knows of the network, which it tells in its main thread only."""

from __future__ import annotations

from ... import settings
from ...client.credentials import own_certificates, proxy_for
from ...installation.diagnosis import Network
from ...installation.pip import network_variables

#: Stands for whatever pip asks, where QGIS is asked for its proxy.
ANYWHERE = "https://example.org/"


def pip_network() -> dict[str, str]:
    """Variables that tell pip of proxy and certificates."""
    return dict(network_variables(proxy_for(ANYWHERE), own_certificates(), settings.data_folder()))


def known_network() -> Network:
    """The same for a diagnosis."""
    return Network(proxy_for(ANYWHERE), bool(own_certificates()))
