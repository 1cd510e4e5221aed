"""Write the labels of a bundle's roads as a layer."""

from __future__ import annotations

from pathlib import Path

from ..contract.kinds.labels import LabelsParams, LabelsResult
from ..contract.records.bundle_manifest import BundleManifest
from ..contract.tasks import task
from ..contract.texts.text import Text
from ..data.labels.layer import write_labels
from ..utils.progress import Progress


def run(params: LabelsParams, out: Path, progress: Progress) -> LabelsResult:
    """Write ``labels.gpkg`` into the folder ``out``; ``remarks`` say why tasks have no labels."""
    progress("Writing labels", 0.0)
    bundle = Path(params.bundle)
    counts = write_labels(bundle, out / LabelsResult.FILE, params.speed_unit)
    manifest = BundleManifest.load(bundle)
    reported = {**manifest.label_sources, **manifest.notes}
    remarks = [
        Text("{name}: {fact}", name=Text(task(name).title), fact=text)
        for name, text in reported.items()
    ]
    return LabelsResult(
        files=(LabelsResult.FILE,),
        counts=counts,
        driving_side=manifest.driving_side,
        remarks=tuple(remarks),
    )
