"""The network that encodes street views in a benchmark, with weights that need no download."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from trajganr_comparison.system import Settings

from ..figures import ROOT

sys.path.insert(0, str(ROOT / "resources" / "demo"))

from image_weights import BACKBONE, write_image_weights


def add_backbone(parser: argparse.ArgumentParser) -> None:
    """Options as those of ``trajganr benchmark``."""
    parser.add_argument("--backbone", default=BACKBONE, help="of street views: a timm model")
    parser.add_argument(
        "--backbone-weights",
        help="hub, none or a file; by default ImageNet's, which only the default backbone has",
    )


def seeing(settings: Settings, options: argparse.Namespace, folder: Path) -> Settings:
    """Settings with the backbone of the options.

    Args:
        settings: of trainings.
        options: with those of :func:`add_backbone`.
        folder: for the file of the default weights.

    Raises:
        SystemExit: for another backbone without weights.
    """
    weights = options.backbone_weights
    if weights is None:
        if options.backbone != BACKBONE:
            raise SystemExit(f"--backbone {options.backbone} needs --backbone-weights")
        _, weights = default_weights(folder)
    return settings.seeing(options.backbone, weights)


def default_weights(folder: Path) -> tuple[str, str]:
    """The default backbone, and the file of its weights, which is written into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    return BACKBONE, str(write_image_weights(folder))
