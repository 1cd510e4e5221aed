"""What a worker supports, compared by its clients when they connect.

The answer to ``worker.hello`` has the worker's release, its requests, its kinds of job and their
parameters. A client checks them before it uploads anything, so that a difference of releases is an
error that says what to upgrade, and not a refused job after a long upload.
"""

from __future__ import annotations

import dataclasses
import functools
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ..errors import Code, TrajganrError
from ..version import __version__
from .jobs import KINDS, JobParams

__all__ = ["REQUESTS", "Abilities"]

#: All requests that a client of this release makes; a worker of this release answers each of them.
REQUESTS = frozenset(
    {
        *("worker.hello", "worker.ping", "worker.status", "worker.stop"),
        *("data.stat", "data.put", "result.stat", "result.get"),
        *(
            "bundle.list",
            "bundle.info",
            "bundle.delete",
            "model.list",
            "model.info",
            "model.delete",
        ),
        *("job.estimate", "job.submit", "job.get", "job.list", "job.events", "job.logs"),
        *("job.cancel", "job.resume", "job.delete"),
        *("embed.query", "embed.similar", "image.get"),
    }
)

_NUMBERS = re.compile(r"\d{1,9}")


@dataclass(frozen=True)
class Abilities:
    """What a worker supports.

    Attributes:
        release: of the worker.
        requests: that it answers.
        jobs: by kind, the names of the parameters, and whether each is required.
    """

    release: str
    requests: frozenset[str]
    jobs: Mapping[str, Mapping[str, bool]]

    @classmethod
    @functools.cache
    def of_this_release(cls) -> Abilities:
        """What this release supports."""
        jobs = {kind: _parameters(params) for kind, params in KINDS.items()}
        return cls(__version__, REQUESTS, jobs)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Abilities:
        """Rebuild them from :meth:`to_dict`, of data that was checked."""
        return cls(data["release"], frozenset(data["requests"]), data["jobs"])

    def to_dict(self) -> dict[str, Any]:
        """JSON-able form."""
        return {
            "release": self.release,
            "requests": sorted(self.requests),
            "jobs": self.jobs,
        }

    def check_requests(self) -> None:
        """Refuse a worker that does not answer all requests of this release.

        Raises:
            TrajganrError: ``PROTOCOL.VERSION``, which says what to upgrade.
        """
        missing = REQUESTS - self.requests
        if missing:
            raise self._difference(missing)

    def check_job(self, params: type[JobParams]) -> None:
        """Refuse a kind of job that the worker has not, or has with other parameters.

        All parameters are sent, so each must be known to the worker; and each that the worker
        requires must be known here.

        Raises:
            TrajganrError: ``PROTOCOL.VERSION``, which says what to upgrade.
        """
        theirs = self.jobs.get(params.kind)
        if theirs is None:
            raise self._difference([params.kind])
        ours = _parameters(params)
        required = {name for name, is_required in theirs.items() if is_required}
        different = (ours.keys() - theirs.keys()) | (required - ours.keys())
        if different:
            raise self._difference(f"{params.kind}.{name}" for name in different)

    def _difference(self, names: Iterable[str]) -> TrajganrError:
        """The error that says which side to upgrade: the older one."""
        message = (
            "The worker is of release {theirs}, this program of release {ours}; only one of them "
            "knows: {names}."
        )
        facts = {
            "theirs": self.release,
            "ours": __version__,
            "names": ", ".join(sorted(names)),
        }
        if _order(self.release) < _order(__version__):
            return TrajganrError(
                Code.PROTOCOL_VERSION,
                message,
                "Upgrade the worker to release {ours}, then start it again.",
                **facts,
            )
        if _order(self.release) > _order(__version__):
            return TrajganrError(
                Code.PROTOCOL_VERSION,
                message,
                "Upgrade the plugin, or the command line, to release {theirs}.",
                **facts,
            )
        return TrajganrError(
            Code.PROTOCOL_VERSION,
            message,
            "Stop the worker and start it again. If that does not help, install plugin and worker "
            "again, both of release {ours}.",
            **facts,
        )


def _parameters(params: type[JobParams]) -> dict[str, bool]:
    """The names of a kind's parameters, and whether each is required."""
    return {
        each.name: each.default is dataclasses.MISSING
        and each.default_factory is dataclasses.MISSING
        for each in dataclasses.fields(params)
    }


def _order(release: str) -> tuple[int, ...]:
    """The numbers of a release, to compare it with another one."""
    return tuple(int(number) for number in _NUMBERS.findall(release.partition("+")[0]))
