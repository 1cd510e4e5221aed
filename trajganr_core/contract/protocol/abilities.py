"""What a worker supports: the answer to ``worker.hello``.

A client checks it before it uploads anything, so that different releases are reported before a long
upload and not after it.
"""

from __future__ import annotations

import dataclasses
import functools
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ..errors import Code, TrajganrError
from ..kinds import KINDS
from ..kinds.params import JobParams
from ..version import __version__
from .answers import Hello

#: All requests of this release.
REQUESTS = frozenset(
    {
        *("worker.hello", "worker.ping", "worker.status", "worker.stop"),
        *("data.stat", "data.put", "result.stat", "result.get"),
        *("bundle.list", "bundle.info", "bundle.delete"),
        *("model.list", "model.info", "model.delete"),
        *("job.estimate", "job.submit", "job.get", "job.list", "job.events", "job.logs"),
        *("job.cancel", "job.resume", "job.delete"),
        *("embed.query", "embed.similar", "image.get", "road.times"),
    }
)
#: What to do, by the side that has the older release.
UPGRADES = {
    "worker": "Upgrade the worker to release {ours}, then start it again.",
    "client": "Upgrade the plugin, or the command line, to release {theirs}.",
    "neither": "Stop the worker and start it again. If that does not help, install plugin and "
    "worker again, both of release {ours}.",
}

_NUMBERS = re.compile(r"\d{1,9}")


@dataclass(frozen=True)
class Abilities:
    """What a worker supports.

    Attributes:
        release: of the worker.
        requests: that it answers.
        jobs: the parameters of each kind of job, and whether each is required.
    """

    release: str
    requests: frozenset[str]
    jobs: Mapping[str, Mapping[str, bool]]

    @classmethod
    @functools.cache
    def of_this_release(cls) -> Abilities:
        """What this release supports."""
        jobs = {name: _parameters(kind.params) for name, kind in KINDS.items()}
        return cls(__version__, REQUESTS, jobs)

    @classmethod
    def of(cls, hello: Hello) -> Abilities:
        """What a worker has said that it supports."""
        return cls(hello.release, frozenset(hello.requests), hello.jobs)

    def to_dict(self) -> dict[str, Any]:
        """JSON-able form."""
        return {**dataclasses.asdict(self), "requests": sorted(self.requests)}

    def check_requests(self) -> None:
        """Refuse a worker that does not answer all requests of this release.

        Raises:
            TrajganrError: ``PROTOCOL.VERSION``, which says what to upgrade.
        """
        missing = REQUESTS - self.requests
        if missing:
            raise self._difference(missing)

    def check_job(self, params: type[JobParams]) -> None:
        """Refuse a kind of job that the worker does not have with these parameters.

        The worker must have all parameters, because all are sent, and require no others.

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
        theirs, ours = _order(self.release), _order(__version__)
        older = "neither" if theirs == ours else "worker" if theirs < ours else "client"
        return TrajganrError(
            Code.PROTOCOL_VERSION,
            "The worker is of release {theirs}, this program of release {ours}; only one of them "
            "supports: {names}.",
            UPGRADES[older],
            theirs=self.release,
            ours=__version__,
            names=", ".join(sorted(names)),
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
