"""The slots and the memory that running jobs leave free."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from trajganr_core.contract.kinds.params import JobParams

from ..storage.memory import free_memory
from .slots import Slot, check_processes, joined, processes_of


class FreeSlots:
    """Counts the jobs in each slot.

    Args:
        slots: of this machine.
        occupied: the slot of each running job.
    """

    def __init__(self, slots: Sequence[Slot], occupied: Iterable[Slot]) -> None:
        self._slots = slots
        self._jobs = Counter(name for slot in occupied for name in slot.takes)

    def is_free(self, slot: Slot) -> bool:
        """Whether another job can run in the slot."""
        return self._jobs[slot.name] < slot.slots

    def take(self, slot: Slot) -> None:
        """Count a further job in the slot."""
        self._jobs.update(slot.takes)

    def slot_for(self, params: JobParams, slot: Slot) -> Slot | None:
        """The slot itself, or as many free GPUs as the job has processes; None if too few are free.

        Raises:
            TrajganrError: for a job with more processes than GPUs.
        """
        processes = processes_of(params)
        check_processes(processes, slot.wants, self._slots)
        if slot.wants != "gpu" or processes == 1:
            return slot
        free = [gpu for gpu in self._slots if gpu.wants == "gpu" and self.is_free(gpu)]
        return joined(free[:processes]) if len(free) >= processes else None


def fits_into_memory(estimate: Mapping[str, Any] | None) -> bool:
    """Whether a job's estimate fits into the free memory; true where either is unknown."""
    free = free_memory()["free_bytes"]
    if estimate is None or estimate["memory_bytes"] is None or free is None:
        return True
    return bool(estimate["memory_bytes"]["likely"] <= free)
