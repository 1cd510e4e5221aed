"""How much other programs slow a job down."""

from __future__ import annotations

import os


def busy_factor(*, own: float = 1.0) -> float:
    """How many times as long a job takes as on an idle machine; 1 where the system does not say.

    Args:
        own: processes of the job that the system does not count yet: 0 for a running job.
    """
    try:
        load = os.getloadavg()[0]
    except (AttributeError, OSError):  # Windows
        return 1.0
    return max(1.0, (load + own) / (os.cpu_count() or 1))
