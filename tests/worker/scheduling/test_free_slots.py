"""The slots and the memory that running jobs leave free."""

from __future__ import annotations

import pytest

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.kinds.predict import PredictParams
from trajganr_core.contract.kinds.pretrain import PretrainParams
from trajganr_worker.scheduling import free_slots
from trajganr_worker.scheduling.free_slots import FreeSlots, fits_into_memory
from trajganr_worker.scheduling.slots import VISIBLE, Slot

CPU = Slot("cpu", "cpu", "cpu", 2)
GPUS = [Slot(f"cuda:{n}", "GPU", "gpu", 1, environment={VISIBLE: str(n)}) for n in range(3)]


def test_a_slot_is_free_until_it_has_all_its_jobs() -> None:
    free = FreeSlots([CPU], [CPU])
    assert free.is_free(CPU)
    free.take(CPU)
    assert not free.is_free(CPU)


def test_a_job_of_several_processes_gets_the_free_gpus() -> None:
    free = FreeSlots([*GPUS, CPU], [GPUS[1]])
    slot = free.slot_for(PretrainParams(bundle="b", processes=2), GPUS[0])
    assert slot is not None
    assert slot.takes == ("cuda:0", "cuda:2")
    free.take(slot)
    assert not free.is_free(GPUS[2])
    assert free.slot_for(PretrainParams(bundle="b", processes=2), GPUS[0]) is None
    assert free.slot_for(PretrainParams(bundle="b", processes=2), CPU) == CPU
    with pytest.raises(TrajganrError) as caught:
        free.slot_for(PretrainParams(bundle="b", processes=4), GPUS[0])
    assert caught.value.code is Code.INPUT_FIELD


def test_a_job_of_one_process_gets_the_slot_itself() -> None:
    assert FreeSlots(GPUS, ()).slot_for(PredictParams(model="m"), GPUS[1]) == GPUS[1]


@pytest.mark.parametrize(
    ("likely", "free", "fits"),
    [(2e9, 3e9, True), (2e9, 1e9, False), (2e9, None, True), (None, 1e9, True)],
)
def test_a_job_fits_if_its_likely_memory_is_free_or_unknown(
    likely: float | None, free: float | None, fits: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(free_slots, "free_memory", lambda: {"free_bytes": free})
    memory = None if likely is None else {"low": 1e9, "likely": likely, "high": 3e9}
    assert fits_into_memory({"memory_bytes": memory}) is fits
    assert fits_into_memory(None)
