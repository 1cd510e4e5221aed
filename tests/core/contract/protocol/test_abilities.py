"""Releases are compared when a client connects: the error says which side to upgrade."""

from __future__ import annotations

import dataclasses
import json
from dataclasses import dataclass

import pytest

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.kinds import KINDS
from trajganr_core.contract.kinds.params import JobParams
from trajganr_core.contract.kinds.report import ReportParams
from trajganr_core.contract.options.option_fields import option
from trajganr_core.contract.protocol.abilities import REQUESTS, Abilities
from trajganr_core.contract.protocol.answers import Hello, parsed
from trajganr_core.contract.version import __version__

OURS = Abilities.of_this_release()
OLDER, NEWER = "0.0.9", "99.0.1"


@dataclass(frozen=True, kw_only=True)
class NewerReport(ReportParams):
    """Reports as a later release may have them."""

    paper: str = option("A4", title="Paper", help="Size of the page.")


@dataclass(frozen=True, kw_only=True)
class Simulate(JobParams):
    """A kind of job that only a later release has."""


Simulate.kind = "simulate"  # in a class statement, it would be added to the kinds of this release


def refusal(release: str, params: type[JobParams]) -> TrajganrError:
    """What a client of this release says of a worker of another one with the same abilities."""
    with pytest.raises(TrajganrError) as caught:
        dataclasses.replace(OURS, release=release).check_job(params)
    assert caught.value.code is Code.PROTOCOL_VERSION
    return caught.value


def test_a_worker_of_this_release_supports_all_jobs_of_this_release() -> None:
    sent = json.loads(json.dumps(OURS.to_dict()))
    received = Abilities.of(
        parsed(Hello, {**sent, "owner": "", "is_admin": True, "topics": "@"}, "it")
    )
    received.check_requests()
    for params in (kind.params for kind in KINDS.values()):
        received.check_job(params)


def test_parameters_that_an_older_worker_lacks_are_named_with_the_worker_to_upgrade() -> None:
    error = refusal(OLDER, NewerReport)
    assert "report.paper" in error.message
    assert error.next_action.startswith(f"Upgrade the worker to release {__version__}")


def test_a_kind_that_an_older_worker_lacks_is_named() -> None:
    assert "simulate" in refusal(OLDER, Simulate).message


def test_a_different_worker_of_the_same_release_is_to_be_restarted() -> None:
    assert "start it again" in refusal(__version__, NewerReport).next_action


def test_a_parameter_that_a_newer_worker_requires_is_named_with_the_plugin_to_upgrade() -> None:
    needed = {**OURS.jobs["report"], "paper": True}
    newer = dataclasses.replace(OURS, release=NEWER, jobs={**OURS.jobs, "report": needed})
    with pytest.raises(TrajganrError, match=r"report\.paper") as caught:
        newer.check_job(ReportParams)
    assert (
        caught.value.next_action == f"Upgrade the plugin, or the command line, to release {NEWER}."
    )


def test_a_newer_worker_may_have_further_kinds_requests_and_optional_parameters() -> None:
    more = {**OURS.jobs["report"], "paper": False}
    jobs = {**OURS.jobs, "report": more, "simulate": {}}
    newer = Abilities(NEWER, REQUESTS | {"job.simulate"}, jobs)
    newer.check_requests()
    newer.check_job(ReportParams)


@pytest.mark.parametrize(
    ("release", "side"), [(OLDER, "Upgrade the worker"), (NEWER, "Upgrade the plugin")]
)
def test_a_worker_that_lacks_a_request_is_refused(release: str, side: str) -> None:
    worker = dataclasses.replace(OURS, release=release, requests=REQUESTS - {"image.get"})
    with pytest.raises(TrajganrError, match=r"image\.get") as caught:
        worker.check_requests()
    assert caught.value.code is Code.PROTOCOL_VERSION
    assert caught.value.next_action.startswith(side)
