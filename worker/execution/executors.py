"""Which engine does the parts of a job: the one place where it is chosen.

The worker's settings say it, or the environment of a command. A job's process is told by its
environment.
"""

from __future__ import annotations

import os

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.executors.base import SERIAL, Executor
from trajganr_core.executors.process_pool import ProcessPool

from ..storage import settings
from .ray_executor import AUTO, RayExecutor

__all__ = ["ADDRESS", "ENGINE", "ENGINES", "chosen_executor", "engine_of", "environment_of"]

ENGINES = (settings.SERIAL, "processes", "ray")
#: Variables of the environment.
ENGINE, ADDRESS = "TRAJGANR_ENGINE", "TRAJGANR_ENGINE_ADDRESS"


def chosen_executor() -> Executor:
    """The engine that the environment names; in this process where it names none.

    Raises:
        TrajganrError: as :func:`engine_of`.
    """
    return engine_of(os.environ.get(ENGINE) or settings.SERIAL, os.environ.get(ADDRESS) or None)


def engine_of(name: str, address: str | None) -> Executor:
    """An engine by its name.

    Args:
        name: one of :data:`ENGINES`.
        address: of a cluster; the one that this machine belongs to where absent.

    Raises:
        TrajganrError: ``INPUT.FIELD`` for another name, or an address without a cluster; those of
            :class:`RayExecutor`.
    """
    if name == "ray":
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
            "The address {address} is a cluster's, and the engine is {name}.",
            "Choose the engine ray, or leave the address out.",
            address=address,
            name=name,
        )
    return ProcessPool() if name == "processes" else SERIAL


def environment_of(chosen: settings.Settings) -> dict[str, str]:
    """What tells a job's process of the engine."""
    return {ENGINE: chosen.engine, ADDRESS: chosen.engine_address or ""}
