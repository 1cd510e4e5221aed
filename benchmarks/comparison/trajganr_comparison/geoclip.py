"""GeoCLIP as a system of the benchmark: its location encoder with its published weights.

Vivanco Cepeda et al., "GeoCLIP: Clip-Inspired Alignment between Locations and Images for
Effective Worldwide Geo-localization" (NeurIPS 2023). The package ``geoclip`` contains the weights.
It is not imported, because it needs CLIP.
"""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.utils.progress import Progress

from .checkpoints import fill, read_checkpoint
from .fourier_encoder import FourierLocationEncoder
from .location_features import embed_places, places_of
from .study import Features, Study

PACKAGE, WEIGHTS = "geoclip", "location_encoder_weights.pth"
DIMENSION = 512


class Geoclip:
    """GeoCLIP's embedding of the middle of each edge.

    Args:
        weights: file of its location encoder; that of the installed package where absent.
    """

    id = "geoclip"
    title = "GeoCLIP"

    def __init__(self, weights: Path | None = None) -> None:
        self.weights = weights

    def features(self, study: Study, progress: Progress) -> Features:
        """See :class:`~.study.Extractor`; nothing is trained.

        Raises:
            TrajganrError: ``MODEL.MISSING`` without weights, ``MODEL.INCOMPATIBLE`` for another
                model's, ``JOB.CANCELLED``.
        """
        path = self.weights or packaged_weights()
        encoder = load_geoclip(path).to(study.device)
        values, query_us = embed_places(encoder, places_of(study), study.device, progress)
        source = (
            self.weights.name
            if self.weights
            else f"the package {PACKAGE} {distribution(PACKAGE).version}"
        )
        origin = f"published weights, from {source}"
        return Features(values, origin, query_us, at_locations=study.at is not None)


def packaged_weights() -> Path:
    """The weight file of the installed package, found without importing it.

    Raises:
        TrajganrError: ``MODEL.MISSING`` if it is not installed or has no such file.
    """
    try:
        files = distribution(PACKAGE).files or []
    except PackageNotFoundError:
        files = []
    for file in files:
        if file.name == WEIGHTS:
            return Path(str(file.locate()))
    raise TrajganrError(
        Code.MODEL_MISSING,
        "The weights of GeoCLIP are not installed.",
        "Run `pip install --no-deps {package}`, or give the path of its {weights}.",
        package=PACKAGE,
        weights=WEIGHTS,
    )


def load_geoclip(path: Path) -> FourierLocationEncoder:
    """The location encoder with the published weights, for evaluation.

    Raises:
        TrajganrError: ``MODEL.MISSING`` without the file, ``MODEL.INCOMPATIBLE`` for another.
    """
    encoder = FourierLocationEncoder(DIMENSION)
    fill(encoder, read_checkpoint(path, "GeoCLIP"), "GeoCLIP", path)
    return encoder.eval()
