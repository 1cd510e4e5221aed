"""Exports many bundles and the results of many models into one folder, in this process."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from functools import partial
from pathlib import Path

from trajganr_core.contract.atomic_io import sha256_of, working_folder
from trajganr_core.contract.batch_export import Batch, Piece, Source, export_pieces, plan
from trajganr_core.contract.bundle_manifest import BundleManifest
from trajganr_core.contract.kinds.export import ExportParams, ExportResult

from ..jobs import find_job
from ..storage.manifest_reader import MANIFESTS
from .arguments import Result
from .terminal import Terminal

__all__ = ["batch_export"]


def batch_export(options: argparse.Namespace, terminal: Terminal) -> Result:
    """Export what is missing in ``--out``."""
    for model in options.models or [None]:
        # Refuses invalid parameters before anything is read.
        ExportParams(
            bundle=str(options.bundles[0]),
            model=None if model is None else str(model),
            layers=tuple(options.layers),
            format=options.format,
        )
    bundles = [_bundle(path) for path in options.bundles]
    models = [_model(path) for path in options.models]
    pieces, remarks = plan(bundles, models, options.layers, options.format)
    batch = Batch(options.out)

    def began(number: int, piece: Piece) -> None:
        terminal.head(f"{number + 1} of {len(pieces)}: {piece.title}")

    make = partial(_make, batch, terminal.progress)
    exported = export_pieces(batch, pieces, make, began, overwrite=options.overwrite)
    return {"out": str(options.out), **exported, "remarks": remarks}


def _bundle(path: Path) -> Source:
    manifest = BundleManifest.load(path)
    return Source.of(str(path), manifest.name or path.name, manifest.id, [manifest.area])


def _model(path: Path) -> Source:
    from trajganr_core.model.model_folder import read_card

    card = read_card(path)
    identity = sha256_of(path / MANIFESTS["model"])
    return Source.of(str(path), card.name or path.name, identity, card.known_areas)


def _make(batch: Batch, progress: Callable[..., None], piece: Piece) -> None:
    """Export a piece into a temporary folder, and move it to its destination."""
    out = batch.path(piece)
    out.parent.mkdir(parents=True, exist_ok=True)
    with working_folder(batch.folder) as folder:
        layers = folder / "layers"
        result = find_job(ExportParams.kind)(piece.params, layers, progress)
        assert isinstance(result, ExportResult)  # nosec B101 # holds by construction
        (file,) = result.files
        (layers / file).replace(out)
