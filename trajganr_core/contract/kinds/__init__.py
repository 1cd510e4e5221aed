"""The kinds of jobs: one file a kind, which says all that both sides know of it.

A file and its name in this list declare a kind; its work is a function of the core.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module

from .files import Table
from .kind import Kind
from .result import HasResult, JobResult

__all__ = ["KINDS", "Kind", "result_of", "table_of"]

#: The modules of all kinds, in the order of a usual day.
_MODULES = (
    *("load_trips", "load_osm", "fetch_street_view", "fetch_osm", "fetch_gtfs_rt", "transit"),
    *("match", "recover", "prepare", "labels", "observe", "volumes", "junctions", "corridor"),
    *("select_link", "od_matrix", "changes", "report", "pretrain", "finetune", "predict"),
    *("travel_times", "routing_export"),
    *("webpage", "area_report", "embed", "export", "evaluate"),
)
#: All kinds by name, in this order.
KINDS: Mapping[str, Kind] = {name: import_module(f".{name}", __name__).KIND for name in _MODULES}


def table_of(kind: str, layer: str) -> Table:
    """The declaration of a layer that jobs of a kind write."""
    tables = (table for file in KINDS[kind].files for table in file.tables)
    return next(table for table in tables if table.name == layer)


def result_of(job: HasResult) -> JobResult | None:
    """The result of a job of any kind; None until it has succeeded.

    Raises:
        TrajganrError: as :meth:`JobResult.from_dict`.
    """
    if job.result is None:
        return None
    result = KINDS[job.kind].result if job.kind in KINDS else JobResult
    return result.from_dict(job.result)
