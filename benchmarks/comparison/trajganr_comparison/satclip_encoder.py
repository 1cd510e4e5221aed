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

#: Prefix of the location encoder's tensors in the lightning module.
PREFIX = "model.location."
#: Hyper-parameters of the supported kind of location encoder; SatCLIP has several.
KIND: dict[str, tuple[str, ...]] = {
    "le_type": ("sphericalharmonics",),
    "pe_type": ("siren",),
    "harmonics_calculation": CALCULATIONS,
}
SIZES = ("legendre_polys", "capacity", "embed_dim", "num_hidden_layers")


class SatclipLocationEncoder(nn.Module):
    """SatCLIP's embedding of locations.

    Args:
        degrees: L, the degrees of the harmonics; 10 and 40 were published.
        hidden: width of the network.
        dimension: of the embedding.
        layers: of the network, except the last.
        calculation: see :mod:`.spherical_harmonics`.
    """

    def __init__(
        self, degrees: int, hidden: int, dimension: int, layers: int, calculation: str = "analytic"
    ) -> None:
        super().__init__()
        self.degrees, self.calculation = degrees, calculation
        self.nnet = Siren(degrees**2, hidden, dimension, layers).double()

    def forward(self, lon_lat: Tensor) -> Tensor:
        """Embed locations ``(n, 2)`` in degrees, float64, as ``(n, dimension)``, float64."""
        return self.nnet(spherical_harmonics(lon_lat, self.degrees, self.calculation))


def load_satclip(path: Path) -> SatclipLocationEncoder:
    """Read the location encoder of a published lightning checkpoint (``.ckpt``).

    Raises:
        TrajganrError: ``MODEL.MISSING`` without the file; ``MODEL.INCOMPATIBLE`` when it cannot be
            read without running code in it, or has another kind of encoder or other tensors.
    """
    content = read_checkpoint(path, "SatCLIP")
    options, state = content.get("hyper_parameters"), content.get("state_dict")
    if not isinstance(options, Mapping) or not isinstance(state, Mapping):
        raise not_of("SatCLIP", path, "it has no hyper_parameters or no state_dict")
    degrees, hidden, dimension, layers = _sizes(options, path)
    calculation = options["harmonics_calculation"]
    encoder = SatclipLocationEncoder(degrees, hidden, dimension, layers, calculation)
    fill(encoder, tensors_of(state, PREFIX), "SatCLIP", path)
    return encoder.eval()


def _sizes(options: Mapping[str, Any], path: Path) -> list[int]:
    """The values of :data:`SIZES` of a checkpoint of the supported kind."""
    for name, allowed in KIND.items():
        if (value := options.get(name)) not in allowed:
            problem = f"its {name} is {value!r}, not {' or '.join(allowed)}"
            raise not_of("SatCLIP", path, problem)
    for name in SIZES:
        if not isinstance(value := options.get(name), int) or value < 1:
            raise not_of("SatCLIP", path, f"its {name} is {value!r}")
    return [options[name] for name in SIZES]
