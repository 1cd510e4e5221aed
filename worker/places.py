"""Where jobs can run: the processor and each GPU, with so many slots each."""

from __future__ import annotations

import subprocess  # nosec B404 # commands of our own
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from .settings import Settings

__all__ = ["Place", "find_places"]

#: A driver that hangs keeps no worker from starting.
DRIVER_TIMEOUT_S = 15.0
MIB = 1 << 20


@dataclass(frozen=True)
class Place:
    """A place with slots.

    Attributes:
        name: ``cpu``, ``interactive`` or ``cuda:0`` …
        device: what a person calls it.
        wants: what a job wants that belongs here: ``cpu`` or ``gpu``.
        slots: jobs at once.
        interactive_only: whether only jobs that a person waits for belong here.
        memory_bytes: of a GPU.
        environment: of the processes here, so that they see no other GPU.
    """

    name: str
    device: str
    wants: str
    slots: int
    interactive_only: bool = False
    memory_bytes: int | None = None
    environment: Mapping[str, str] = field(default_factory=dict)

    def describe(self) -> dict[str, Any]:
        """What a client may know."""
        return {
            "name": self.name,
            "device": self.device,
            "slots": self.slots,
            "memory_bytes": self.memory_bytes,
        }


def find_places(settings: Settings) -> list[Place]:
    """The places of this machine, GPUs as the driver names them: torch is not here to be asked.

    Without a driver's tool there is the processor alone, and a job's own torch finds what it finds.
    """
    gpus = _gpus(settings)
    hidden = {"CUDA_VISIBLE_DEVICES": ""} if gpus else {}
    return [
        *gpus,
        Place("cpu", "cpu", "cpu", settings.slots.get("cpu", 1), environment=hidden),
        Place(
            "interactive",
            "cpu",
            "cpu",
            settings.interactive_slots,
            interactive_only=True,
            environment=hidden,
        ),
    ]


def _gpus(settings: Settings) -> list[Place]:
    command = [
        "nvidia-smi",
        "--query-gpu=index,name,memory.total",
        "--format=csv,noheader,nounits",
    ]
    try:
        answer = subprocess.run(  # nosec B603 # a list, no shell
            command, capture_output=True, text=True, timeout=DRIVER_TIMEOUT_S, check=True
        )
        rows = [line.split(", ") for line in answer.stdout.splitlines() if line.strip()]
        return [_gpu(settings, *row) for row in rows]
    except (OSError, subprocess.SubprocessError, ValueError, TypeError):
        return []


def _gpu(settings: Settings, index: str, name: str, memory_mib: str) -> Place:
    place = f"cuda:{int(index)}"
    return Place(
        place,
        name,
        "gpu",
        settings.slots.get(place, 1),
        memory_bytes=int(memory_mib) * MIB,
        environment={"CUDA_VISIBLE_DEVICES": index},
    )
