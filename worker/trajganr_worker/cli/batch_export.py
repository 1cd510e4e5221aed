"""Exports many bundles and the results of many models into one folder, in this process."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from functools import partial
from pathlib import Path

from trajganr_core.contract.files.atomic_io import sha256_of, working_folder
from trajganr_core.contract.files.batch_export import Batch, Piece, Source, export_pieces, plan
from trajganr_core.contract.kinds.export import ExportParams, ExportResult
from trajganr_core.contract.records.bundle_manifest import BundleManifest

from ..execution.jobs import find_job
from ..storage.manifest_reader import MANIFESTS
from .arguments import Commands, Result, add_input, add_options, add_out_folder
from .terminal import Terminal


def add_batch_export(commands: Commands) -> None:
    """Add ``trajganr batch-export``."""
    parser = commands.add(
        "batch-export",
        _batch_export,
        "write many bundles, and the results of many models",
        "Each bundle gets a folder with a subfolder for each model of its study area. A failed "
        "export does not stop the others. Repeat the command to continue: complete layers in "
        "FOLDER are not written again.",
        "Share",
    )
    add_input(parser, "bundles", "BUNDLE", "output of prepare", nargs="+")
    add_options(parser, ExportParams, "layers", "format")
    models = {"dest": "models", "action": "append", "default": []}
    add_input(parser, "--model", "MODEL", "output of finetune; may be repeated", **models)
    add_out_folder(parser, "FOLDER", "the folder to make or continue", grows=True)


def _batch_export(options: argparse.Namespace, terminal: Terminal) -> Result:
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
