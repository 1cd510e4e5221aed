"""Time of a process on a processor, and waiting for one."""

from __future__ import annotations

import sys

import pytest

from trajganr_core.utils.processor_times import ProcessorTimes


def test_the_share_that_was_waited_is_of_what_could_have_run() -> None:
    begin, end = ProcessorTimes(ran=10, waited=5), ProcessorTimes(ran=16, waited=7)
    assert end.waited_share(begin) == pytest.approx(0.25)
    assert begin.waited_share(begin) == 0
    assert begin.waited_share(end) == 0  # threads have ended meanwhile


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells")
def test_a_process_that_computes_has_run() -> None:
    begin = ProcessorTimes.now()
    sum(range(1_000_000))
    end = ProcessorTimes.now()
    assert begin is not None
    assert end is not None
    assert end.ran > begin.ran > 0
    assert 0 <= end.waited_share(begin) <= 1
