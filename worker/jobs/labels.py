"""Write the labels of a bundle's roads as a layer."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from trajganr_core.contract.protocol.jobs import LabelsParams
from trajganr_core.contract.tasks import task
from trajganr_core.data.bundle import read_manifest
from trajganr_core.data.labels.layer import write_labels
from trajganr_core.utils.progress import Progress

__all__ = ["FILE", "run"]

#: The file that the job leaves in its folder.
FILE = "labels.gpkg"


def run(params: LabelsParams, out: Path, progress: Progress) -> dict[str, Any]:
    """Write ``labels.gpkg`` into the folder ``out``.

    Returns:
        ``files``; ``counts``, labelled roads of each task; ``driving_side``, where each direction
        is drawn; ``remarks``, why other tasks have no labels.
    """
    out.mkdir()
    progress("writing labels", 0.0)
    bundle = Path(params.bundle)
    counts = write_labels(bundle, out / FILE, params.speed_unit)
    manifest = read_manifest(bundle)
    reported = {**manifest["label_sources"], **manifest["notes"]}
    remarks = [f"{task(name).title}: {text}" for name, text in reported.items()]
    return {
        "files": [FILE],
        "counts": counts,
        "driving_side": manifest["driving_side"],
        "remarks": remarks,
    }
