"""Clients and workers of other releases: what is refused, when, and with what to do."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.kinds import KINDS
from trajganr_core.contract.kinds.report import ReportParams
from trajganr_core.contract.options.option_fields import option
from trajganr_core.contract.protocol import abilities
from trajganr_core.contract.protocol.abilities import REQUESTS
from trajganr_core.contract.protocol.client import Client
from trajganr_core.contract.protocol.messages import PROTOCOL, Message
from trajganr_core.contract.version import __version__

FILE_REQUESTS = ("data.", "result.")


@dataclass(frozen=True, kw_only=True)
class NewerReport(ReportParams):
    """Reports as a later release may have them."""

    paper: str = option("A4", title="Paper", help="Size of the page.")


def test_a_worker_reports_its_abilities_on_connecting(client: Client) -> None:
    assert client.abilities.release == __version__
    assert client.abilities.jobs.keys() == KINDS.keys()


def test_a_worker_answers_all_requests_that_it_lists(client: Client) -> None:
    for request in sorted(REQUESTS, key=lambda name: name == "worker.stop"):
        channel = client._files if request.startswith(FILE_REQUESTS) else client._requests
        try:
            channel.request(request, {})
        except TrajganrError as error:
            assert "does not support the request" not in error.message


def test_a_job_with_a_parameter_that_the_worker_lacks_is_refused_before_it_is_sent(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[Any] = []
    monkeypatch.setattr(client, "_ask", lambda *arguments: sent.append(arguments))
    for refused in (
        lambda: client.abilities.check_job(NewerReport),
        lambda: client.submit(NewerReport(bundle="b")),
        lambda: client.estimate(NewerReport(bundle="b")),
    ):
        with pytest.raises(TrajganrError, match=r"report\.paper") as caught:
            refused()
        assert caught.value.code is Code.PROTOCOL_VERSION
    assert not sent


def test_a_worker_without_a_request_of_this_release_is_refused_on_connecting(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(abilities, "REQUESTS", REQUESTS | {"job.simulate"})
    monkeypatch.setattr(abilities, "__version__", "99.0.0")
    with pytest.raises(TrajganrError, match=r"job\.simulate") as caught:
        Client.connect(home)
    assert caught.value.code is Code.PROTOCOL_VERSION
    assert caught.value.next_action.startswith("Upgrade the worker to release 99.0.0")


def test_a_client_of_another_protocol_version_is_refused_with_a_next_action(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def message_of_tomorrow(*arguments: Any, **more: Any) -> Message:
        return Message(*arguments, **{**more, "protocol": PROTOCOL + 1})

    monkeypatch.setattr("trajganr_core.contract.protocol.channel.Message", message_of_tomorrow)
    with pytest.raises(TrajganrError) as caught:
        Client.connect(home)
    assert caught.value.code is Code.PROTOCOL_VERSION
    assert caught.value.next_action.startswith("Upgrade the worker")
