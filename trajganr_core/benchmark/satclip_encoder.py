"""SatCLIP's location encoder: spherical harmonics and a SIREN, in float64 as it was published.

Klemmer et al., "SatCLIP: Global, General-Purpose Location Embeddings with Satellite Imagery"
(AAAI 2025), section 3.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from torch import Tensor, nn

from .checkpoints import fill, not_of, read_checkpoint, tensors_of
from .siren import Siren
from .spherical_harmonics import CALCULATIONS, spherical_harmonics

__all__ = ["SatclipLocationEncoder", "load_satclip"]

#: What the lightning module calls its location encoder.
PREFIX = "model.location."
#: Hyper-parameters that say which of SatCLIP's many location encoders a checkpoint holds.
KIND: dict[str, tuple[str, ...]] = {
    "le_type": ("sphericalharmonics",),
    "pe_type": ("siren",),
    "harmonics_calculation": CALCULATIONS,
}
SIZES = ("legendre_polys", "capacity", "embed_dim", "num_hidden_layers")


class SatclipLocationEncoder(nn.Module):
    """Places as SatCLIP embeds them.

    Args:
        degrees: L, the degrees of the harmonics; 10 and 40 were published.
        hidden: width of the network.
        dimension: of the embedding.
        layers: of the network, without the last.
        calculation: see :mod:`.spherical_harmonics`.
    """

    def __init__(
        self, degrees: int, hidden: int, dimension: int, layers: int, calculation: str = "analytic"
    ) -> None:
        super().__init__()
        self.degrees, self.calculation = degrees, calculation
        self.nnet = Siren(degrees**2, hidden, dimension, layers).double()

    def forward(self, lon_lat: Tensor) -> Tensor:
        """Embed places ``(n, 2)`` in degrees, float64, as ``(n, dimension)``, float64."""
        return self.nnet(spherical_harmonics(lon_lat, self.degrees, self.calculation))


def load_satclip(path: Path) -> SatclipLocationEncoder:
    """Read the location encoder of a published lightning checkpoint (``.ckpt``).

    Raises:
        TrajganrError: ``MODEL.MISSING`` without the file; ``MODEL.INCOMPATIBLE`` when it cannot be
            read without running code in it, holds another kind of encoder, or other tensors.
    """
    content = read_checkpoint(path, "SatCLIP")
    known, state = content.get("hyper_parameters"), content.get("state_dict")
    if not isinstance(known, Mapping) or not isinstance(state, Mapping):
        raise not_of("SatCLIP", path, "it has no hyper_parameters or no state_dict")
    degrees, hidden, dimension, layers = _sizes(known, path)
    calculation = known["harmonics_calculation"]
    encoder = SatclipLocationEncoder(degrees, hidden, dimension, layers, calculation)
    fill(encoder, tensors_of(state, PREFIX), "SatCLIP", path)
    return encoder.eval()


def _sizes(known: Mapping[str, Any], path: Path) -> list[int]:
    """The values of :data:`SIZES`, of a checkpoint of the kind that is understood."""
    for name, allowed in KIND.items():
        if known.get(name) not in allowed:
            raise not_of(
                "SatCLIP",
                path,
                f"its {name} is {known.get(name)!r}, and {' or '.join(allowed)} is understood",
            )
    for name in SIZES:
        if not isinstance(known.get(name), int) or known[name] < 1:
            raise not_of("SatCLIP", path, f"its {name} is {known.get(name)!r}")
    return [known[name] for name in SIZES]
