"""The tables of a benchmark: which systems are compared, on which roads and labels."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from trajganr_core.contract.options.choices import LOCATION_SPLIT
from trajganr_core.contract.options.validation import check_choice

from .choices import BENCHMARK_SPLITS
from .systems import PARTS, ablation

#: Shares of the training labels in the few-shot table.
SHARES = (0.01, 0.05, 0.1, 0.5, 1.0)
#: Systems of the few-shot table: one of each kind that learns from labels, and the mean of the
#: passes, which needs none.
LEARNING = (
    "nearest_label",
    "pass_mean",
    "hand_statistics",
    "boosting",
    "geoclip",
    "unitraj",
    "trajganr_paper",
    "trajganr_best",
)


@dataclass(frozen=True)
class Table:
    """Systems that are compared with each other.

    Attributes:
        id, title: of the table.
        splits: ways to hold roads out.
        systems: ids; all except the variants of ablations where empty.
        labels: shares of the training labels.
    """

    id: str
    title: str
    splits: tuple[str, ...] = ("block",)
    systems: tuple[str, ...] = ()
    labels: tuple[float, ...] = (1.0,)

    def to_dict(self) -> dict[str, Any]:
        """The table as it is in ``results.json``."""
        lists = {name: list(getattr(self, name)) for name in ("splits", "systems", "labels")}
        return {"id": self.id, "title": self.title, **lists}


#: By id, in the order of the page; the ids are :data:`.choices.BENCHMARK_TABLES`.
TABLES: Mapping[str, Table] = {
    table.id: table
    for table in (
        Table("main", "All systems"),
        Table(
            "protocols",
            "What is held out",
            splits=("block", "segment", LOCATION_SPLIT),
            systems=("nearest_label", "pass_mean", "hand_statistics"),
        ),
        Table("splits", "Ways to hold roads out", splits=("random", "segment", "block")),
        Table("alignment", "Granularity of the alignment", systems=ablation("alignment")),
        Table("modalities", "Modalities", systems=ablation("modalities")),
        Table("query_time", "Time in the query", systems=ablation("query_time")),
        Table("attention", "Attention layout", systems=ablation("attention")),
        Table("parts", "Parts of best", systems=tuple(system.id for system in PARTS)),
        Table("few_shot", "Few labels", systems=LEARNING, labels=SHARES),
    )
}


def chosen_tables(ids: Sequence[str], splits: Sequence[str] = ()) -> list[Table]:
    """The tables of these ids, in the order of :data:`TABLES`.

    Args:
        ids: of tables.
        splits: ways to hold roads out; as each table says where empty.

    Raises:
        TrajganrError: ``INPUT.FIELD`` for an unknown id or split.
    """
    for name in ids:
        check_choice("table", name, TABLES)
    for name in splits:
        check_choice("split", name, BENCHMARK_SPLITS)
    # Rankings are of the first split, which should not be the one in which labels leak.
    chosen = tuple(sorted(dict.fromkeys(splits), key=LOCATION_SPLIT.__eq__))
    tables = [table for name, table in TABLES.items() if name in ids]
    return [dataclasses.replace(table, splits=chosen or table.splits) for table in tables]
