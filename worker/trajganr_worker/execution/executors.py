"""Selects the executor for the parts of a job.

The executor is set by the worker's settings or, for a command, by environment variables. The worker
passes its setting to a job's process in the environment. The executors are imported when chosen,
because the worker's own process needs none.
"""

from __future__ import annotations

import os

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.executors.base import SERIAL, Executor

from ..storage import settings

ENGINES = (settings.SERIAL, "processes", "ray")
#: Environment variables.
ENGINE, ADDRESS = "TRAJGANR_ENGINE", "TRAJGANR_ENGINE_ADDRESS"


def chosen_executor() -> Executor:
    """The executor that the environment names; by default one that runs in this process.

    Raises:
        TrajganrError: as :func:`engine_of`.
    """
    return engine_of(os.environ.get(ENGINE) or settings.SERIAL, os.environ.get(ADDRESS) or None)


def engine_of(name: str, address: str | None) -> Executor:
    """An executor by its name.

    Args:
        name: one of :data:`ENGINES`.
        address: of a cluster; the cluster of this machine if absent.

    Raises:
        TrajganrError: ``INPUT.FIELD`` for another name, or an address without a cluster; those of
            :class:`RayExecutor`.
    """
    if name == "ray":
        from .ray_executor import AUTO, RayExecutor

        return RayExecutor(address or AUTO)
    if name not in ENGINES:
        raise TrajganrError(
            Code.INPUT_FIELD,
            "There is no engine {name}.",
            "Choose from: {engines}.",
            name=name,
            engines=", ".join(ENGINES),
        )
    if address is not None:
        raise TrajganrError(
            Code.INPUT_FIELD,
            "The engine {name} does not use the cluster address {address}.",
            "Choose the engine ray, or omit the address.",
            address=address,
            name=name,
        )
    if name == "processes":
        from trajganr_core.executors.process_pool import ProcessPool

        return ProcessPool()
    return SERIAL


def environment_of(chosen: settings.Settings) -> dict[str, str]:
    """Environment variables that pass the executor to a job's process."""
    return {ENGINE: chosen.engine, ADDRESS: chosen.engine_address or ""}
