"""Published weights from a file, read without running code in it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import torch
from torch import nn

from trajganr_core.contract.errors import Code, TrajganrError

#: Prefix of names after training on several devices.
WRAPPER = "module."


def read_checkpoint(path: Path, system: str) -> dict[str, Any]:
    """The content of a file of :func:`torch.save`: tensors and plain values, on the CPU.

    Args:
        path: of the file.
        system: its name in errors.

    Raises:
        TrajganrError: ``MODEL.MISSING`` without the file, ``MODEL.INCOMPATIBLE`` when it is not
            a checkpoint or has more than tensors and plain values.
    """
    if not path.is_file():
        raise TrajganrError(
            Code.MODEL_MISSING,
            "The file {path} with weights of {system} does not exist.",
            "Give the path of an existing file.",
            path=str(path),
            system=system,
        )
    try:
        content = torch.load(path, map_location="cpu", weights_only=True)
    # A file that is not a checkpoint, or has code in it, can fail with any exception.
    except Exception as error:
        reason = (str(error).splitlines() or [type(error).__name__])[0]
        raise not_of(system, path, f"it cannot be read as plain weights: {reason}") from error
    if not isinstance(content, Mapping):
        raise not_of(system, path, "it holds no named tensors")
    return dict(content)


def tensors_of(state: Mapping[Any, Any], prefix: str = "") -> dict[str, Any]:
    """The tensors below a prefix, by the rest of their names, as on one device."""
    named = {
        name.removeprefix(WRAPPER): value for name, value in state.items() if isinstance(name, str)
    }
    return {
        name.removeprefix(prefix): value for name, value in named.items() if name.startswith(prefix)
    }


def fill(module: nn.Module, state: Mapping[str, Any], system: str, path: Path) -> None:
    """Load all weights of a module, and no others.

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
    """The error for a file with other content."""
    return TrajganrError(
        Code.MODEL_INCOMPATIBLE,
        "{path} does not hold the weights of {system}: {problem}.",
        "Give the file as {system}'s authors published it.",
        path=str(path),
        system=system,
        problem=problem,
    )
