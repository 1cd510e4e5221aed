"""QGIS' network settings, which can be read on its main thread only."""

from __future__ import annotations

from ... import settings
from ...client.credentials import own_certificates, proxy_for
from ...diagnosis.report import Network
from ...installation.installer import network_variables

#: An address to evaluate QGIS' proxy settings with: they depend on it.
ANYWHERE = "https://example.org/"


def installer_network() -> dict[str, str]:
    """Variables that give pip and uv the proxy and the certificates."""
    return dict(network_variables(proxy_for(ANYWHERE), own_certificates(), settings.data_folder()))


def network_settings() -> Network:
    """The network settings for the report."""
    return Network(proxy_for(ANYWHERE), bool(own_certificates()))
