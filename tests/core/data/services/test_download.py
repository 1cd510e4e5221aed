"""The HTTP client, against a local server that misbehaves."""

from __future__ import annotations

import gzip
import logging
import shutil
import socket
import subprocess
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest
from stand_in import Reply, Request, StandIn, cut, hang_up, instead, silent, trickle

from trajganr_core.contract.errors import Code, TrajganrError, cancelled
from trajganr_core.data.services.download import Answer, Downloader, RetryPolicy, redacted
from trajganr_core.data.services.http_failures import TransientError

TOKEN = "MLY|4711|top-secret"
CONTENT = bytes(range(256)) * 2000  # half a megabyte: several chunks


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """A proxy of this machine has nothing to do with its own servers."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1,localhost")


@pytest.fixture
def server() -> Iterator[StandIn]:
    def answer(request: Request) -> Reply:
        if request.path == "/json":
            return Reply(b'{"roads": 3}', headers={"Content-Type": "application/json"})
        if request.path == "/gzip":
            return Reply(gzip.compress(CONTENT), headers={"Content-Encoding": "gzip"})
        if request.path == "/away":
            return Reply(status=302, headers={"Location": "/json"})
        return Reply(CONTENT)

    with StandIn(answer) as running:
        yield running


@pytest.fixture
def waits() -> list[float]:
    return []


@pytest.fixture
def downloader(waits: list[float]) -> Iterator[Downloader]:
    with Downloader("Testing", patience=RetryPolicy(tries=4, sleep=waits.append)) as running:
        yield running


def code_of(ask: Callable[[], object]) -> Code:
    with pytest.raises(TrajganrError) as caught:
        ask()
    assert caught.value.next_action
    return caught.value.code


def test_an_answer_is_whole(server: StandIn, downloader: Downloader) -> None:
    assert downloader.get(server.url + "/bytes").body == CONTENT
    assert downloader.get(server.url + "/gzip").body == CONTENT
    assert downloader.get(server.url + "/json").json() == {"roads": 3}
    assert downloader.get(server.url + "/away").json() == {"roads": 3}


def test_a_form_is_posted_and_its_answer_saved(
    server: StandIn, downloader: Downloader, tmp_path: Path
) -> None:
    out = tmp_path / "new" / "answer"
    downloader.save(server.url + "/x", out, {"data": "[out:xml];"})
    assert out.read_bytes() == CONTENT
    assert server.requests[0].method == "POST"
    assert server.requests[0].body == b"data=%5Bout%3Axml%5D%3B"


def test_requests_have_a_user_agent(server: StandIn, downloader: Downloader) -> None:
    downloader.get(server.url + "/json")
    assert server.requests[0].headers["User-Agent"].startswith("trajganr/")


@pytest.mark.parametrize("status", [408, 425, 429, 500, 502, 503, 504, 599])
def test_a_service_that_is_busy_is_retried(
    server: StandIn, downloader: Downloader, waits: list[float], status: int
) -> None:
    server.misbehave("/json", instead(status=status), instead(status=status))
    assert downloader.get(server.url + "/json").json() == {"roads": 3}
    assert len(server.requests) == 3
    first, second = waits
    assert 1.0 <= first <= 2.0 <= second <= 4.0


def test_waits_grow_up_to_a_limit(server: StandIn, waits: list[float]) -> None:
    server.misbehave("/json", *[instead(status=503)] * 7)
    patience = RetryPolicy(tries=8, first_wait_s=1, longest_wait_s=5, sleep=waits.append)
    with Downloader("Testing", patience=patience) as downloader:
        downloader.get(server.url + "/json")
    for wait, most in zip(waits, [1, 2, 4, 5, 5, 5, 5], strict=True):
        assert most / 2 <= wait <= most


def test_a_service_that_stays_busy_is_an_error(server: StandIn, downloader: Downloader) -> None:
    server.misbehave("/json", *[instead(status=503)] * 10)
    assert code_of(lambda: downloader.get(server.url + "/json")) is Code.TRANSPORT_DOWN
    assert len(server.requests) == 4


def test_retry_after_is_honoured(
    server: StandIn, downloader: Downloader, waits: list[float]
) -> None:
    soon = format_datetime(datetime.now(UTC) + timedelta(seconds=40), usegmt=True)
    server.misbehave(
        "/json", instead(status=429, Retry_After="17"), instead(status=503, Retry_After=soon)
    )
    downloader.get(server.url + "/json")
    assert waits[0] == 17
    assert 30 < waits[1] <= 40


def test_a_retry_after_of_zero_is_ignored(
    server: StandIn, downloader: Downloader, waits: list[float]
) -> None:
    server.misbehave("/json", instead(status=429, Retry_After="0"))
    downloader.get(server.url + "/json")
    assert waits[0] >= 1.0


@pytest.mark.parametrize("nonsense", ["", "soon", "-5", "nan", "²"])
def test_an_invalid_retry_after_is_ignored(
    server: StandIn, downloader: Downloader, waits: list[float], nonsense: str
) -> None:
    server.misbehave("/json", instead(status=429, Retry_After=nonsense))
    downloader.get(server.url + "/json")
    assert 1.0 <= waits[0] <= 2.0


def test_a_retry_after_of_hours_is_an_error(server: StandIn, downloader: Downloader) -> None:
    server.misbehave("/json", instead(status=429, Retry_After="7200"))
    with pytest.raises(TrajganrError, match="120 minutes") as caught:
        downloader.get(server.url + "/json")
    assert caught.value.code is Code.TRANSPORT_DOWN
    assert len(server.requests) == 1


@pytest.mark.parametrize(
    ("status", "code"),
    [
        (400, Code.PROTOCOL_SCHEMA),
        (401, Code.AUTH_DENIED),
        (403, Code.AUTH_DENIED),
        (404, Code.INPUT_NOT_FOUND),
        (407, Code.ENV_PROXY),
        (410, Code.INPUT_NOT_FOUND),
        (413, Code.PROTOCOL_TOO_LARGE),
        (418, Code.PROTOCOL_SCHEMA),
    ],
)
def test_permanent_errors_are_not_retried(
    server: StandIn, downloader: Downloader, status: int, code: Code
) -> None:
    server.misbehave("/json", instead(b"no", status))
    assert code_of(lambda: downloader.get(server.url + "/json")) is code
    assert len(server.requests) == 1


@pytest.mark.parametrize("fault", [cut(100_000), cut(0), hang_up])
def test_a_truncated_body_is_requested_again(
    server: StandIn, downloader: Downloader, waits: list[float], fault: Callable[..., None]
) -> None:
    downloader.get(server.url + "/json")  # The service is known to answer.
    server.misbehave("/bytes", fault, fault)
    assert downloader.get(server.url + "/bytes").body == CONTENT
    assert len(waits) == 2


def test_a_failed_download_leaves_no_file(
    server: StandIn, downloader: Downloader, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    out.write_text("the last one")
    server.misbehave("/bytes", *[cut(10)] * 4)
    assert code_of(lambda: downloader.save(server.url + "/bytes", out, {})) is Code.TRANSPORT_DOWN
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
    assert out.read_text() == "the last one"


def test_a_response_beyond_the_limit_is_refused(server: StandIn, downloader: Downloader) -> None:
    assert code_of(lambda: downloader.get(server.url + "/bytes", max_bytes=1000)) is (
        Code.PROTOCOL_TOO_LARGE
    )
    # Small on the way, large when it is unpacked.
    assert code_of(lambda: downloader.get(server.url + "/gzip", max_bytes=100_000)) is (
        Code.PROTOCOL_TOO_LARGE
    )


@pytest.mark.parametrize("fault", [silent, trickle])
def test_a_service_that_does_not_finish_is_a_timeout(
    server: StandIn, waits: list[float], fault: Callable[..., None]
) -> None:
    server.misbehave("/bytes", fault, fault)
    patience = RetryPolicy(tries=2, silence_s=0.3, total_s=0.6, sleep=waits.append)
    with Downloader("Testing", patience=patience) as downloader:
        assert code_of(lambda: downloader.get(server.url + "/bytes")) is Code.TRANSPORT_TIMEOUT
    assert len(server.requests) == 2


@pytest.mark.parametrize("fault", [silent, trickle, instead(status=503)])
def test_a_request_can_be_cancelled_at_any_time(
    server: StandIn, fault: Callable[..., None]
) -> None:
    server.misbehave("/bytes", fault)
    stop = threading.Event()
    calls = 0

    def check() -> None:
        nonlocal calls
        calls += 1
        if calls > 5:
            stop.set()
            raise cancelled()

    with Downloader("Testing", patience=RetryPolicy(first_wait_s=60), check=check) as downloader:
        assert code_of(lambda: downloader.get(server.url + "/bytes")) is Code.JOB_CANCELLED
    assert stop.is_set()


def test_a_judge_can_classify_a_response_as_temporary_failure(
    server: StandIn, downloader: Downloader, waits: list[float], tmp_path: Path
) -> None:
    """A service may say "busy" with status 200, in the body."""
    seen: list[bytes] = []

    def judge(answer: Answer) -> None:
        assert answer.path is not None
        seen.append(answer.path.read_bytes())
        if seen[-1] == b"busy":
            raise TransientError("it is busy", 3)

    server.misbehave("/bytes", instead(b"busy"))
    downloader.save(server.url + "/bytes", tmp_path / "out", {}, judge=judge)
    assert seen == [b"busy", CONTENT]
    assert waits == [3]


def test_a_judge_can_raise_a_permanent_error(server: StandIn, downloader: Downloader) -> None:
    def judge(answer: Answer) -> None:
        assert (answer.status, answer.body) == (400, b"bad token")
        raise TrajganrError(Code.AUTH_DENIED, "The token is bad.", "Give another.")

    server.misbehave("/json", instead(b"bad token", 400))
    assert code_of(lambda: downloader.get(server.url + "/json", judge=judge)) is Code.AUTH_DENIED


@pytest.mark.malformed
def test_a_response_that_is_not_json_is_an_error(server: StandIn, downloader: Downloader) -> None:
    server.misbehave("/json", instead(b"<html>log in</html>", Content_Type="text/html"))
    answer = downloader.get(server.url + "/json")
    with pytest.raises(TrajganrError, match="text/html") as caught:
        answer.json()
    assert caught.value.code is Code.PROTOCOL_SCHEMA


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_an_unreachable_service_is_tried_three_times(waits: list[float]) -> None:
    with Downloader("Testing", patience=RetryPolicy(sleep=waits.append)) as downloader:
        url = f"http://127.0.0.1:{free_port()}/"
        with pytest.raises(TrajganrError, match="refused") as caught:
            downloader.get(url)
    assert caught.value.code is Code.TRANSPORT_DOWN
    assert len(waits) == 2


def test_an_unknown_host_is_reported(
    downloader: Downloader, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unknown(*arguments: object, **options: object) -> None:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    monkeypatch.setenv("NO_PROXY", "*")
    with pytest.raises(TrajganrError, match="host name cannot be resolved") as caught:
        downloader.get("http://far.example/")
    assert caught.value.code is Code.TRANSPORT_DOWN


@pytest.mark.malformed
@pytest.mark.parametrize("url", ["", "not a url", "ftp://127.0.0.1/", "http://[::1", "http://"])
def test_an_invalid_url_is_refused(downloader: Downloader, url: str) -> None:
    assert code_of(lambda: downloader.get(url)) is Code.INPUT_FIELD


def test_a_redirect_loop_is_an_error(server: StandIn, downloader: Downloader) -> None:
    server.misbehave("/away", *[instead(status=302, Location="/away")] * 40)
    assert code_of(lambda: downloader.get(server.url + "/away")) is Code.PROTOCOL_SCHEMA


def test_a_proxy_that_does_not_respond_is_an_error(server: StandIn, waits: list[float]) -> None:
    proxy = f"http://someone:hidden-word@127.0.0.1:{free_port()}"
    patience = RetryPolicy(sleep=waits.append)
    with (
        Downloader("Testing", proxy=proxy, patience=patience) as downloader,
        pytest.raises(TrajganrError) as caught,
    ):
        downloader.get(server.url + "/json")
    assert caught.value.code is Code.ENV_PROXY
    assert "hidden-word" not in str(caught.value)


def test_a_proxy_is_used(server: StandIn) -> None:
    """A proxy gets the whole URL; the stand-in answers for any."""
    with Downloader("Testing", proxy=server.url) as downloader:
        downloader.get("http://far.example/json")
    assert server.requests[0].headers["Host"] == "far.example"


def test_a_refusing_proxy_is_an_error(server: StandIn, downloader: Downloader) -> None:
    server.misbehave("/json", instead(status=407))
    with Downloader("Testing", proxy=server.url) as behind:
        assert code_of(lambda: behind.get("http://far.example/json")) is Code.ENV_PROXY


@pytest.mark.malformed
@pytest.mark.parametrize("proxy", ["http://", "nonsense://127.0.0.1:1", "socks5://127.0.0.1:1"])
def test_an_invalid_proxy_is_refused(server: StandIn, proxy: str, waits: list[float]) -> None:
    with Downloader("Testing", proxy=proxy, patience=RetryPolicy(sleep=waits.append)) as downloader:
        assert code_of(lambda: downloader.get(server.url + "/json")) is Code.ENV_PROXY


def test_a_server_without_tls_is_an_error(server: StandIn, waits: list[float]) -> None:
    with Downloader("Testing", patience=RetryPolicy(sleep=waits.append)) as downloader:
        url = server.url.replace("http:", "https:")
        assert code_of(lambda: downloader.get(url)) is Code.ENV_SSL


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """A certificate for this machine that nobody vouches for, and its key in the same file."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("needs the program openssl to make a certificate")
    key, path = tmp_path / "key.pem", tmp_path / "certificate.pem"
    subject = ("-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1")
    kind = ("-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2")
    files = ("-keyout", str(key), "-out", str(path))
    subprocess.run([openssl, "req", *kind, *subject, *files], check=True, capture_output=True)
    path.write_text(path.read_text() + key.read_text())
    return path


def test_an_untrusted_certificate_is_an_error(
    server: StandIn, downloader: Downloader, certificate: Path, waits: list[float]
) -> None:
    server.encrypt(certificate)
    assert code_of(lambda: downloader.get(server.url + "/json")) is Code.ENV_SSL
    assert waits == []


def test_a_configured_certificate_is_trusted(server: StandIn, certificate: Path) -> None:
    server.encrypt(certificate)
    with Downloader("Testing", certificates=certificate) as downloader:
        assert downloader.get(server.url + "/json").json() == {"roads": 3}


@pytest.mark.malformed
def test_a_missing_certificate_file_is_refused(tmp_path: Path) -> None:
    assert code_of(lambda: Downloader("Testing", certificates=tmp_path / "none.pem")) is (
        Code.ENV_SSL
    )


@pytest.mark.malformed
def test_an_invalid_certificate_file_is_an_error(
    server: StandIn, waits: list[float], tmp_path: Path
) -> None:
    path = tmp_path / "ca.pem"
    path.write_text("no certificate")
    patience = RetryPolicy(sleep=waits.append)
    with Downloader("Testing", certificates=path, patience=patience) as downloader:
        url = server.url.replace("http:", "https:")
        assert code_of(lambda: downloader.get(url)) is Code.ENV_SSL


def test_a_token_is_sent_in_its_header_only(
    server: StandIn, downloader: Downloader, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    server.misbehave("/json", instead(status=503), hang_up, instead(b"no", 403))
    with pytest.raises(TrajganrError) as caught:
        downloader.get(server.url + "/json", {"signature": "also-secret"}, token=TOKEN)
    request = server.requests[-1]
    assert request.headers["Authorization"] == f"OAuth {TOKEN}"
    assert request.query == {"signature": "also-secret"}
    for text in (caplog.text, str(caught.value), repr(downloader), str(caught.value.to_dict())):
        assert "secret" not in text


@pytest.mark.malformed
@pytest.mark.parametrize("token", ["with\nbreak", "with blank", "ünïcode"])
def test_an_invalid_token_is_refused(downloader: Downloader, token: str) -> None:
    with pytest.raises(TrajganrError) as caught:
        downloader.get("http://127.0.0.1:1/", token=token)
    assert caught.value.code is Code.AUTH_DENIED
    assert token not in str(caught.value)


def test_a_redacted_url_keeps_neither_password_nor_query() -> None:
    url = "https://someone:word@a.example:8080/images/1?access_token=x"
    assert redacted(url) == "https://a.example:8080/images/1"
    assert redacted("http://[::1") == "a URL that cannot be read"


def test_threads_share_a_downloader(server: StandIn, downloader: Downloader) -> None:
    bodies: list[bytes] = []
    threads = [
        threading.Thread(target=lambda: bodies.append(downloader.get(server.url + "/b").body))
        for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert bodies == [CONTENT] * 8
