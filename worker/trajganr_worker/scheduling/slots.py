"""Where jobs can run: the processor and each GPU, with a number of jobs each."""

from __future__ import annotations

import subprocess  # nosec B404 # commands of our own
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.kinds.params import JobParams

from ..storage.settings import Settings

#: Timeout for the driver's tool, so that a hanging driver does not block the worker's start.
DRIVER_TIMEOUT_S = 15.0
MIB = 1 << 20
#: Variable that selects the GPUs that CUDA shows to a process.
VISIBLE = "CUDA_VISIBLE_DEVICES"


@dataclass(frozen=True)
class Slot:
    """A device with a number of jobs that may run there at once.

    Attributes:
        name: ``cpu``, ``interactive`` or ``cuda:0`` …
        device: its name for people.
        wants: the resource that a job here needs: ``cpu`` or ``gpu``.
        slots: jobs at once.
        interactive_only: whether only interactive jobs may run here.
        memory_bytes: of a GPU.
        environment: of the processes here, so that they see no other GPU.
        parts: names of the slots that are combined here; empty for a single one.
    """

    name: str
    device: str
    wants: str
    slots: int
    interactive_only: bool = False
    memory_bytes: int | None = None
    environment: Mapping[str, str] = field(default_factory=dict)
    parts: tuple[str, ...] = ()

    @property
    def takes(self) -> tuple[str, ...]:
        """Names of the slots in which a job here counts."""
        return self.parts or (self.name,)

    def describe(self) -> dict[str, Any]:
        """Public description for clients."""
        fields = ("name", "device", "slots", "memory_bytes")
        return {name: getattr(self, name) for name in fields}


def processes_of(params: JobParams) -> int:
    """Number of processes that a job computes in."""
    processes: int = getattr(params, "processes", 1)
    return processes


def check_processes(processes: int, wants: str, slots: Sequence[Slot]) -> None:
    """Refuse a training in more processes than there are GPUs for.

    Raises:
        TrajganrError: ``INPUT.FIELD``.
    """
    gpus = sum(slot.wants == "gpu" for slot in slots)
    if wants == "gpu" and processes > max(gpus, 1):
        raise TrajganrError(
            Code.INPUT_FIELD,
            "The training needs {processes} GPUs, one for each process; this worker has {gpus}.",
            "Choose at most as many processes as there are GPUs, or the device cpu.",
            processes=processes,
            gpus=gpus,
        )


def joined(gpus: Sequence[Slot]) -> Slot:
    """Several GPUs combined for one job with a process for each."""
    names = tuple(gpu.name for gpu in gpus)
    return Slot(
        "+".join(names),
        ", ".join(gpu.device for gpu in gpus),
        gpus[0].wants,
        slots=1,
        environment={VISIBLE: ",".join(gpu.environment[VISIBLE] for gpu in gpus)},
        parts=names,
    )


def find_slots(settings: Settings) -> list[Slot]:
    """The slots of this machine. GPUs are listed by the driver's tool, because torch is not loaded.

    Without the tool only the processor is listed, and a job uses the devices that its torch finds.
    """
    gpus = _gpus(settings)
    hidden = {VISIBLE: ""} if gpus else {}
    jobs, interactive = settings.slots.get("cpu", 1), settings.interactive_slots
    return [
        *gpus,
        Slot("cpu", "cpu", "cpu", jobs, environment=hidden),
        Slot("interactive", "cpu", "cpu", interactive, interactive_only=True, environment=hidden),
    ]


def _gpus(settings: Settings) -> list[Slot]:
    query = "--query-gpu=index,name,memory.total"
    command = ["nvidia-smi", query, "--format=csv,noheader,nounits"]
    try:
        answer = subprocess.run(  # nosec B603 # a list, no shell
            command, capture_output=True, text=True, timeout=DRIVER_TIMEOUT_S, check=True
        )
        rows = [line.split(", ") for line in answer.stdout.splitlines() if line.strip()]
        return [_gpu(settings, *row) for row in rows]
    except (OSError, subprocess.SubprocessError, ValueError, TypeError):
        return []


def _gpu(settings: Settings, index: str, name: str, memory_mib: str) -> Slot:
    slot = f"cuda:{int(index)}"
    return Slot(
        slot,
        name,
        "gpu",
        settings.slots.get(slot, 1),
        memory_bytes=int(memory_mib) * MIB,
        environment={VISIBLE: index},
    )
