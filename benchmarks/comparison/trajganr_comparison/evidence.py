"""The figures of a benchmark that its claims rest on, computed from the rows of its results."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from trajganr_core.contract.options.training_config import PretrainConfig

from .differences import Difference, differences
from .groups import BEST, lost_to_the_mean
from .results import Results, where
from .standings import main_rows

#: Prefix of TrajGANR and its variants; all other systems are competitors.
OURS = "trajganr_"
#: The leading metric of traffic speed.
SPEED = {"task": "speed", "metric": "mae"}


def evidence(results: Mapping[str, Results], city: str) -> dict[str, Any]:
    """The figures; None for what the results do not have.

    ``protocols``, ``systems`` and ``full_size_rows`` count over all cities: ways to hold roads out,
    systems with a metric, and rows of TrajGANR at the default width and depth or more. The others
    are of one city, on the first split with all labels:

    - ``bins_lost_to_mean``: number of ranges of input passes (0, 1–4, 5–19, 20–99, 100 and more) in
      which ``best`` has a larger error than the mean of the passes in any task of
      :func:`~.groups.lost_to_the_mean`; ``lost_bins`` names them, by task;
    - ``lead_speed_percent``: by how many percent the MAE of ``best`` is smaller than that of the
      strongest system that is not TrajGANR, ``lead_speed_over``; ``lead_speed_interval`` is the
      95 % interval over blocks of the difference in km/h, and ``lead_speed_p_corrected`` the p of
      :func:`~.paired_tests.corrected_test`.

    Args:
        results: by city.
        city: whose differences are reported.
    """
    main = results.get(city)
    lead = _lead(main) if main else None
    lost = lost_to_the_mean(main) if main else None
    rows = [one.rows for one in results.values()]
    return {
        "protocols": len({split for one in rows for split in one["split"]}) or None,
        "systems": len({system for one in rows for system in one["system"]}) or None,
        "bins_lost_to_mean": None
        if lost is None
        else len({each.group for of_task in lost.values() for each in of_task}),
        "lost_bins": lost and {task: [each.group for each in some] for task, some in lost.items()},
        "lead_speed_percent": lead and _percent(lead),
        "lead_speed_p_corrected": lead and _known(lead.corrected.p),
        "lead_speed_over": lead and lead.other_id,
        "lead_speed_interval": lead and _interval(lead),
        "full_size_rows": sum(map(_full_size_rows, results.values())) if results else None,
        "city": city if main else None,
        "results": {name: _source(one) for name, one in results.items()},
    }


def _lead(results: Results) -> Difference | None:
    """``best`` against the strongest other system: the one that is ahead most, or least behind."""
    others = [name for name in results.systems if not name.startswith(OURS)]
    found = _speed(results, others)
    return min(found, key=lambda each: each.other - each.one) if found else None


def _speed(results: Results, others: Sequence[str]) -> list[Difference]:
    """Differences in the error of speed between ``best`` and the others that have one."""
    if not len(main_rows(results)):
        return []
    split = main_rows(results)["split"].iloc[0]
    rows = where(results.rows, split=split, labels=1.0, **SPEED)
    main = Results(results.record, rows, results.cells, results.predictions)
    return differences(main, BEST, others)


def _percent(difference: Difference) -> float:
    """By how many percent the error of the first is smaller."""
    return round(-difference.percent, 2)


def _interval(difference: Difference) -> list[float] | None:
    has_interval = not np.isnan(difference.low)
    return [round(difference.low, 4), round(difference.high, 4)] if has_interval else None


def _known(p: float) -> float | None:
    return None if np.isnan(p) else p


def _full_size_rows(results: Results) -> int:
    """Rows of TrajGANR and its variants, if width and depth are the defaults or more."""
    sizes = {
        name: results.record["settings"]["pretraining"].get(name, getattr(PretrainConfig, name))
        for name in ("dimension", "layers")
    }
    if any(size < getattr(PretrainConfig, name) for name, size in sizes.items()):
        return 0
    return int(results.rows["system"].str.startswith(OURS).sum())


def _source(results: Results) -> dict[str, Any]:
    """When and at which commits results were made."""
    commits = dict.fromkeys(one["commit"] for one in results.record["environments"])
    return {"written_at": results.record["written_at"], "commits": list(commits)}
