"""SIREN: a network whose activations are sines.

Sitzmann et al., "Implicit Neural Representations with Periodic Activation Functions" (NeurIPS
2020), as in SatCLIP: dropout before each sine in training, and a linear output.
"""

from __future__ import annotations

import math
from itertools import pairwise

from torch import Tensor, nn
from torch.nn import functional

#: ω₀ of the first layer; the others have 1.
FIRST_FREQUENCY = 30.0
DROPOUT = 0.5


class Siren(nn.Module):
    """Sine layers and a linear one; tensors are named as in SatCLIP's checkpoints.

    Args:
        inputs, hidden, outputs: widths.
        layers: number of sine layers.
    """

    def __init__(self, inputs: int, hidden: int, outputs: int, layers: int) -> None:
        super().__init__()
        widths = [inputs] + [hidden] * layers
        self.layers = nn.ModuleList(nn.Linear(before, after) for before, after in pairwise(widths))
        self.last_layer = nn.Linear(widths[-1], outputs)
        for number, layer in enumerate([*self.layers, self.last_layer]):
            _spread(layer, first=number == 0)

    def forward(self, x: Tensor) -> Tensor:
        """``(n, inputs)`` to ``(n, outputs)``."""
        for number, layer in enumerate(self.layers):
            x = functional.dropout(layer(x), DROPOUT, self.training)
            x = (x if number else FIRST_FREQUENCY * x).sin()
        return self.last_layer(x)


def _spread(layer: nn.Module, *, first: bool) -> None:
    """Draw a layer's weights and bias so that activations keep their spread from layer to layer."""
    assert isinstance(layer, nn.Linear)  # nosec B101 # holds by construction
    bound = 1 / layer.in_features if first else math.sqrt(6 / layer.in_features)
    for tensor in layer.parameters():
        nn.init.uniform_(tensor, -bound, bound)
