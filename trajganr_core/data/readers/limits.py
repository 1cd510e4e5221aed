"""Limits on the data of a source that are held in memory at once."""

from __future__ import annotations

import os

import numpy as np

from ...contract.errors import Code, TrajganrError
from ..trips.trajectories import Trajectories

#: Most fixes of a trip, which is held in memory: one per second for more than half a year.
MAX_FIXES_OF_A_TRIP = 20_000_000
#: Bytes per fix of a table that is held in memory to be sorted by trip.
BYTES_OF_A_FIX = 60


def check_length(fixes: int, trip: str, where: str) -> None:
    """Refuse a trip, or a vehicle's record, with too many fixes.

    Raises:
        TrajganrError: ``INPUT.FORMAT``.
    """
    if fixes > MAX_FIXES_OF_A_TRIP:
        raise TrajganrError(
            Code.INPUT_FORMAT,
            "{where}: trip or vehicle {trip!r} has more than {most:,} fixes, the limit.",
            "Choose the field of the trip ID, or split long records by day.",
            where=where,
            trip=trip[:60],
            most=MAX_FIXES_OF_A_TRIP,
        )


def check_lengths(trips: Trajectories, where: str) -> None:
    """:func:`check_length` for the longest trip."""
    if len(trips):
        counts = np.diff(trips.offsets)
        longest = int(counts.argmax())
        check_length(int(counts[longest]), str(trips.trip_id[longest]), where)


def check_held(fixes: int, where: str) -> None:
    """Refuse a table whose fixes would take more than half of the machine's memory.

    Raises:
        TrajganrError: ``RESOURCE.RAM``.
    """
    most = _memory_bytes() // 2 // BYTES_OF_A_FIX
    if fixes > most:
        raise TrajganrError(
            Code.RESOURCE_RAM,
            "{where} has more than {most:,} fixes, which would take more than half of this "
            "machine's memory. A table is read whole, because rows of its trips may be mixed.",
            "Split the table into several files in a folder, with whole trips in each.",
            where=where,
            most=most,
        )


def _memory_bytes() -> int:
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, ValueError, OSError):  # Windows has no sysconf.
        return 16 << 30
