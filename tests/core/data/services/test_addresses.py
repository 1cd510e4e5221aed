"""Addresses of downloads are checked at connection time, also after redirects."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from stand_in import Reply, Request, StandIn

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.data.services import addresses
from trajganr_core.data.services.addresses import Reach, is_private_url
from trajganr_core.data.services.download import Downloader, RetryPolicy

PUBLIC_ONLY = Reach("ann", hosts=False, proxy=False)
HASTY = RetryPolicy(tries=1, connect_s=5, silence_s=5, total_s=10)


@pytest.fixture
def server() -> Iterator[StandIn]:
    def answer(request: Request) -> Reply:
        if request.path == "/away":
            return Reply(b"", 302, {"Location": f"http://127.0.0.2:{server.url[-5:]}/secret"})
        return Reply(b"an answer")

    with StandIn(answer) as server:
        yield server


@pytest.fixture
def loopback_is_public(monkeypatch: pytest.MonkeyPatch) -> None:
    """The stand-in's address counts as one of the internet; 127.0.0.2 does not."""
    here = ipaddress.ip_address("127.0.0.1")
    monkeypatch.setattr(addresses, "_is_private", lambda address: address != here)


def denied(downloader: Downloader, url: str) -> None:
    with pytest.raises(TrajganrError) as caught:
        downloader.get(url)
    assert caught.value.code is Code.AUTH_DENIED
    assert "--allow-private-endpoints" in caught.value.next_action


PRIVATE = [
    *("127.0.0.1", "127.8.8.8", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.0.1"),
    *("169.254.169.254", "100.64.0.1", "198.18.0.1", "224.0.0.1", "255.255.255.255"),
    *("::1", "::", "fe80::1", "fd00:ec2::254", "ff02::1", "::ffff:127.0.0.1", "2002:7f00:1::"),
    *("64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe"),
]


@pytest.mark.parametrize("address", PRIVATE)
def test_addresses_of_machines_and_networks_are_private(address: str) -> None:
    host = f"[{address}]" if ":" in address else address
    assert is_private_url(f"http://{host}:8080/x")


@pytest.mark.parametrize(
    "address", ["1.1.1.1", "2606:4700::1111", "::ffff:1.1.1.1", "64:ff9b::101:101"]
)
def test_addresses_of_the_internet_are_not(address: str) -> None:
    host = f"[{address}]" if ":" in address else address
    assert not is_private_url(f"http://{host}/")


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "127.1", "0x7f000001", "2130706433"])
def test_private_addresses_are_refused(host: str, server: StandIn) -> None:
    port = server.url.rpartition(":")[2]
    with Downloader("Testing", reach=PUBLIC_ONLY, patience=HASTY) as downloader:
        denied(downloader, f"http://{host}:{port}/")
    assert not server.requests


def test_a_person_may_ask_a_server_of_their_own(server: StandIn) -> None:
    with Downloader("Testing", patience=HASTY) as downloader:
        assert downloader.get(server.url).body == b"an answer"


@pytest.mark.usefixtures("loopback_is_public")
def test_a_redirect_to_a_private_address_is_refused(server: StandIn) -> None:
    with Downloader("Testing", reach=PUBLIC_ONLY, patience=HASTY) as downloader:
        assert downloader.get(server.url).body == b"an answer"
        denied(downloader, f"{server.url}/away")
    assert server.paths("/secret") == []


@pytest.mark.usefixtures("loopback_is_public")
def test_a_name_is_resolved_once(server: StandIn, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that has another address the second time does not get past the check."""
    usual, lookups = socket.getaddrinfo, []

    def rebinding(host: Any, *arguments: Any, **options: Any) -> Any:
        if host == "rebinding.test":
            lookups.append(host)
            host = "127.0.0.1" if len(lookups) == 1 else "127.0.0.2"
        return usual(host, *arguments, **options)

    monkeypatch.setattr(socket, "getaddrinfo", rebinding)
    port = server.url.rpartition(":")[2]
    with Downloader("Testing", reach=PUBLIC_ONLY, patience=HASTY) as downloader:
        assert downloader.get(f"http://rebinding.test:{port}/").body == b"an answer"
    assert len(lookups) == 1
    assert server.requests[0].headers["Host"] == f"rebinding.test:{port}"


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_a_named_proxy_is_checked_too(scheme: str, server: StandIn) -> None:
    proxy = server.url.replace("http", scheme, 1)
    with Downloader("Testing", proxy=proxy, reach=PUBLIC_ONLY, patience=HASTY) as downloader:
        denied(downloader, "http://1.1.1.1/")
    assert not server.requests


def test_a_proxy_that_cannot_be_checked_is_refused() -> None:
    proxy = "socks5://1.1.1.1:1080"
    with (
        Downloader("Testing", proxy=proxy, reach=PUBLIC_ONLY, patience=HASTY) as downloader,
        pytest.raises(TrajganrError) as caught,
    ):
        downloader.get("http://1.1.1.1/")
    assert caught.value.code is Code.ENV_PROXY
    assert "members" in caught.value.message


def test_the_proxy_does_not_get_private_addresses(
    server: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", server.url)
    monkeypatch.delenv("no_proxy", raising=False)
    with Downloader("Testing", reach=PUBLIC_ONLY, patience=HASTY) as downloader:
        assert downloader.get("http://1.1.1.1/").body == b"an answer"
        denied(downloader, "http://169.254.169.254/latest/meta-data")
    assert len(server.requests) == 1


def test_a_cache_is_of_one_owner_proxy_and_trust(tmp_path: Path) -> None:
    one, other = tmp_path / "one.pem", tmp_path / "other.pem"
    one.write_text("one")
    other.write_text("other")
    kept = {
        Reach(owner).cache(tmp_path, proxy, trusted)
        for owner in ("", "ann", "bob")
        for proxy in ("", "http://a:1", "http://b:1")
        for trusted in (None, one, other)
    }
    assert len(kept) == 27
    assert Reach().cache(tmp_path, "", None) == tmp_path
    assert Reach().cache(tmp_path, "http://me:pw@a:1", None) == Reach().cache(
        tmp_path, "http://a:1", None
    )


def test_a_proxy_that_is_no_address_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TrajganrError) as error:
        Reach().cache(tmp_path, "http://[::1:8080", None)
    assert error.value.code is Code.ENV_PROXY
