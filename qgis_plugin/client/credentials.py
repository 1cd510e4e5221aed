"""Tokens, proxy and certificates from QGIS' settings.

Use it in the main thread only, as QGIS' authentication manager requires.
"""

from __future__ import annotations

from urllib.parse import quote

from qgis.core import QgsApplication, QgsAuthMethodConfig, QgsNetworkAccessManager
from qgis.PyQt.QtCore import QUrl
from qgis.PyQt.QtNetwork import QNetworkProxy, QNetworkProxyQuery

from trajganr_core.contract.errors import Code, TrajganrError

#: Keys of tokens in configurations: ESRI token, Basic, MapTiler.
TOKEN_KEYS = ("token", "password", "key")
#: Words before a token in an HTTP header.
SCHEMES = ("oauth ", "bearer ")

SCHEME_OF_PROXY = {
    QNetworkProxy.ProxyType.HttpProxy: "http",
    QNetworkProxy.ProxyType.HttpCachingProxy: "http",
    # With the h, the proxy resolves names, as in Qt.
    QNetworkProxy.ProxyType.Socks5Proxy: "socks5h",
}


def token_of(authcfg: str) -> str:
    """The token in an authentication configuration of any method.

    Raises:
        TrajganrError: ``AUTH.DENIED``.
    """
    config = QgsAuthMethodConfig()
    loaded, _ = QgsApplication.authManager().loadAuthenticationConfig(authcfg, config, True)
    values = config.configMap() if loaded else {}
    named = [values[key] for key in TOKEN_KEYS if values.get(key)]
    headers = [value for key, value in values.items() if key.lower() == "authorization"]
    token = next(iter([*named, *headers]), "").strip()
    for scheme in SCHEMES:
        if token.lower().startswith(scheme):
            token = token[len(scheme) :].strip()
    if not token:
        raise TrajganrError(
            Code.AUTH_DENIED,
            "The authentication configuration {id} contains no token.",
            "Store the token as the password of a configuration with the method "
            "Basic, and enter the master password when QGIS asks for it.",
            id=authcfg,
        )
    return token


def keep_token(name: str, token: str) -> str:
    """Store a token encrypted in QGIS' authentication manager; returns the configuration's id.

    QGIS asks for its master password if necessary.

    Raises:
        TrajganrError: ``AUTH.DENIED`` if it could not be stored.
    """
    config = QgsAuthMethodConfig("Basic")
    config.setName(name)
    config.setConfigMap({"username": name, "password": token})
    is_stored, config = QgsApplication.authManager().storeAuthenticationConfig(config)
    if not is_stored:
        raise TrajganrError(
            Code.AUTH_DENIED,
            "QGIS' authentication manager did not store the token.",
            "Enter the master password when QGIS asks for it.",
        )
    return str(config.id())


def proxy_for(url: str) -> str:
    """The URL of the proxy that QGIS uses for an address; '' for none."""
    factory = QgsNetworkAccessManager.instance().proxyFactory()
    proxies = factory.queryProxy(QNetworkProxyQuery(QUrl(url)))
    proxy = proxies[0] if proxies else QNetworkProxy(QNetworkProxy.ProxyType.NoProxy)
    scheme = SCHEME_OF_PROXY.get(proxy.type())
    if scheme is None or not proxy.hostName():
        return ""
    user = quote(proxy.user(), safe="")
    password = f":{quote(proxy.password(), safe='')}" if proxy.password() else ""
    login = f"{user}{password}@" if user else ""
    return f"{scheme}://{login}{proxy.hostName()}:{proxy.port()}"


def own_certificates() -> bytes:
    """All certificates that QGIS trusts, PEM; empty if the user has added none."""
    manager = QgsApplication.authManager()
    if not (manager.databaseCAs() or manager.extraFileCAs()):
        return b""
    return bytes(manager.trustedCaCertsPemText())
