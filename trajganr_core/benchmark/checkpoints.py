"""Published weights from a file, read without running code that it may carry."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import torch
from torch import nn

from ..contract.errors import Code, TrajganrError

__all__ = ["fill", "not_of", "read_checkpoint", "tensors_of"]

#: What training on several devices prepends to names.
WRAPPER = "module."


def read_checkpoint(path: Path, system: str) -> dict[str, Any]:
    """What a file of :func:`torch.save` holds: tensors and plain values, on the CPU.

    Args:
        path: of the file.
        system: whose weights are wanted, for errors.

    Raises:
        TrajganrError: ``MODEL.MISSING`` without the file, ``MODEL.INCOMPATIBLE`` when it is no
            checkpoint or holds more than tensors and plain values.
    """
    if not path.is_file():
        raise TrajganrError(
            Code.MODEL_MISSING,
            "There is no file {path} with weights of {system}.",
            "Give the path of an existing file.",
            path=str(path),
            system=system,
        )
    try:
        content = torch.load(path, map_location="cpu", weights_only=True)
    # What is no checkpoint, or one with code in it, fails in nearly any way.
    except Exception as error:
        reason = (str(error).splitlines() or [type(error).__name__])[0]
        raise not_of(system, path, f"it cannot be read as plain weights: {reason}") from error
    if not isinstance(content, Mapping):
        raise not_of(system, path, "it holds no named tensors")
    return dict(content)


def tensors_of(state: Mapping[Any, Any], prefix: str = "") -> dict[str, Any]:
    """What a model has below a prefix, by the rest of its name; names are as on one device."""
    named = {
        name.removeprefix(WRAPPER): value for name, value in state.items() if isinstance(name, str)
    }
    return {
        name.removeprefix(prefix): value for name, value in named.items() if name.startswith(prefix)
    }


def fill(module: nn.Module, state: Mapping[str, Any], system: str, path: Path) -> None:
    """Give a module all of its weights, and no others.

    Raises:
        TrajganrError: ``MODEL.INCOMPATIBLE`` when names or sizes differ.
    """
    own = module.state_dict()
    differing = sorted(map(str, own.keys() ^ state.keys())) or [
        name for name in own if own[name].shape != getattr(state[name], "shape", None)
    ]
    if differing:
        raise not_of(system, path, f"{differing[0]} is not as expected")
    module.load_state_dict(state)


def not_of(system: str, path: Path, problem: str) -> TrajganrError:
    """The error for a file that is not what it should be."""
    return TrajganrError(
        Code.MODEL_INCOMPATIBLE,
        "{path} does not hold the weights of {system}: {problem}.",
        "Give the file as {system}'s authors published it.",
        path=str(path),
        system=system,
        problem=problem,
    )
