"""Restriction of downloads to public addresses, checked on the address of each connection.

A worker downloads from endpoints that users choose, and services return the URLs of pictures. These
URLs must not lead to the machine itself, its local network or a cloud's metadata service (SSRF).
"""

from __future__ import annotations

import hashlib
import ipaddress
import json
import os
import socket
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import requests
import urllib3
from requests.adapters import HTTPAdapter
from requests.utils import select_proxy
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import ConnectTimeoutError, NewConnectionError

from ...contract.errors import Code, TrajganrError
from ...contract.files.atomic_io import sha256_of
from ...utils.process_limits import OWNER_VARIABLE, PRIVATE_VARIABLE

_Address = ipaddress.IPv4Address | ipaddress.IPv6Address
#: IPv6 prefix of addresses with an IPv4 address in their last 32 bits (RFC 6052).
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


@dataclass(frozen=True)
class Reach:
    """The owner of a download, and the addresses that it may reach.

    Attributes:
        owner: of the job; "" outside a worker.
        hosts: whether services at private addresses are allowed.
        proxy: whether a proxy at a private address is allowed.
    """

    owner: str = ""
    hosts: bool = True
    proxy: bool = True

    @classmethod
    def of_process(cls) -> Reach:
        """The limits that the worker sets for this process's job; no limits outside a worker."""
        may = os.environ.get(PRIVATE_VARIABLE) != "no"
        return cls(os.environ.get(OWNER_VARIABLE, ""), may, may)

    def cache(self, folder: Path, proxy: str, certificates: Path | None) -> Path:
        """The subfolder of a cache for this owner and this proxy.

        A user who chooses a proxy and the trusted certificates controls the responses of a
        service; they must not be served to other users.
        """
        trusted = "" if certificates is None else sha256_of(certificates)
        try:
            parts = urlsplit(proxy)
        except ValueError:
            raise TrajganrError(
                Code.ENV_PROXY,
                "The address of the proxy is invalid.",
                "Check the address, such as http://proxy.example.org:8080.",
            ) from None
        address = parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()
        key = [self.owner, address, trusted]
        if not any(key):
            return folder
        return folder / hashlib.sha256(json.dumps(key).encode()).hexdigest()[:32]


ANYWHERE = Reach()


def host_of(url: str) -> str:
    """The host of a URL, for messages; empty if it has none."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def is_private_url(url: str) -> bool:
    """Whether the host of a URL has a private address."""
    try:
        return any(map(_is_private, _resolved(urlsplit(url).hostname or "")))
    except (OSError, ValueError):
        return False


class Adapter(HTTPAdapter):
    """An HTTP adapter that enforces a :class:`Reach`.

    Raises, from every request, ``AUTH.DENIED`` for an address that is not allowed, and
    ``ENV.PROXY`` for a proxy whose address cannot be checked.
    """

    def __init__(self, reach: Reach, *, names_proxy: bool, pool_maxsize: int) -> None:
        self._reach = reach
        self._names_proxy = names_proxy
        super().__init__(pool_maxsize=pool_maxsize)

    def init_poolmanager(self, *arguments: Any, **options: Any) -> None:
        super().init_poolmanager(*arguments, **options)
        if not self._reach.hosts:
            self.poolmanager.pool_classes_by_scheme = _CHECKED_POOLS

    def proxy_manager_for(self, proxy: str, **options: Any) -> urllib3.ProxyManager:
        is_checked = self._names_proxy and not self._reach.proxy
        if is_checked and not proxy.lower().startswith(("http://", "https://")):
            raise TrajganrError(
                Code.ENV_PROXY,
                "The proxy at {host} is not an HTTP proxy; members of a worker may use no other.",
                "Use an HTTP proxy, or none.",
                host=host_of(proxy),
            )
        manager = super().proxy_manager_for(proxy, **options)
        if is_checked:
            manager.pool_classes_by_scheme = _CHECKED_POOLS
        return manager

    def send(
        self, request: requests.PreparedRequest, *arguments: Any, **options: Any
    ) -> requests.Response:
        url, proxies = request.url or "", options.get("proxies")
        if not self._reach.hosts and select_proxy(url, proxies) and is_private_url(url):
            raise _refused(host_of(url))  # the proxy would connect to it
        return super().send(request, *arguments, **options)


class _Checked(HTTPConnection):
    """Resolves a name once, and connects to the addresses that were checked."""

    def _new_conn(self) -> socket.socket:
        name = self._dns_host
        try:
            addresses = _resolved(name)
        except OSError:
            return super()._new_conn()  # raises the appropriate error
        if any(map(_is_private, addresses)):
            raise _refused(name)
        failure: Exception | None = None
        for address in addresses:
            self._dns_host = str(address)
            try:
                return super()._new_conn()
            except (NewConnectionError, ConnectTimeoutError) as error:
                failure = error
            finally:
                self._dns_host = name  # certificates are checked against the name
        assert failure is not None  # nosec B101 # getaddrinfo returns at least one
        raise failure


class _CheckedTls(_Checked, HTTPSConnection):
    pass


class _CheckedPool(HTTPConnectionPool):
    ConnectionCls = _Checked


class _CheckedTlsPool(HTTPSConnectionPool):
    ConnectionCls = _CheckedTls


_CHECKED_POOLS = {"http": _CheckedPool, "https": _CheckedTlsPool}


def _resolved(host: str) -> list[_Address]:
    found = socket.getaddrinfo(host.strip("[]"), None, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(ipaddress.ip_address(str(f[4][0]).partition("%")[0]) for f in found))


def _is_private(address: _Address) -> bool:
    """Whether an address is not a public internet address."""
    if isinstance(address, ipaddress.IPv6Address):
        within = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
        if address in _NAT64:
            within.append(ipaddress.IPv4Address(int(address) & 0xFFFF_FFFF))
        if any(each is not None and _is_private(each) for each in within):
            return True
        if address.ipv4_mapped is not None:
            return False
    return not address.is_global or address.is_multicast


def _refused(host: str) -> TrajganrError:
    return TrajganrError(
        Code.AUTH_DENIED,
        "{host} is an address of the worker's own machine or network, which this download may "
        "not reach.",
        "Use a public address, or ask the operator of the worker to start it with "
        "--allow-private-endpoints.",
        host=host,
    )
