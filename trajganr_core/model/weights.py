"""Backbone weights: published ones, or a file of any origin, read without executing code."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file
from torch import Tensor, nn

from ..contract.errors import Code, TrajganrError

log = logging.getLogger(__name__)

State = dict[str, Tensor]

#: Time-out of the hub's answer whether it has a file, seconds.
HUB_TIMEOUT_S = 5.0
#: Default file name in a model's repository on the hub.
HUB_FILE = "model.safetensors"


def published_weights(name: str) -> Path | None:
    """The file of timm's published weights of a model, downloaded unless that was done before.

    The hub is queried once. Its own client, which timm uses, tries one file after another, each
    several times, and so reports a missing network only after a minute.

    Returns:
        The file; None where only timm can locate the weights.

    Raises:
        ConnectionError: when the hub cannot be reached.
        OSError: when the download fails.
    """
    from huggingface_hub import (
        get_hf_file_metadata,
        hf_hub_download,
        hf_hub_url,
        try_to_load_from_cache,
    )
    from huggingface_hub.errors import EntryNotFoundError
    from timm import get_pretrained_cfg

    published = get_pretrained_cfg(name, allow_unregistered=False)
    if published is None or not published.hf_hub_id:
        return None
    repository, _, tag = published.hf_hub_id.partition("@")
    file, revision = published.hf_hub_filename or HUB_FILE, tag or None
    cached = try_to_load_from_cache(repository, file, revision=revision)
    if isinstance(cached, str):
        return Path(cached)
    try:
        get_hf_file_metadata(hf_hub_url(repository, file, revision=revision), timeout=HUB_TIMEOUT_S)
    except EntryNotFoundError:
        return None
    except Exception as error:  # of any HTTP library that the hub's client uses
        raise ConnectionError(str(error)) from error
    return Path(hf_hub_download(repository, file, revision=revision))


def load_weights(backbone: nn.Module, name: str, path: Path) -> None:
    """Fill a timm backbone from a file.

    The backbone's tensors may be anywhere in the checkpoint (``model``, ``state_dict``,
    ``teacher`` …) and have any common prefix (``module.``, ``backbone.`` …). Names and sizes
    are adapted as timm does for published weights; a classifier's weights are ignored.

    Args:
        backbone: to fill, in place.
        name: its timm name, for errors.
        path: safetensors, or a checkpoint that ``torch.load(weights_only=True)`` reads.

    Raises:
        TrajganrError: ``MODEL.MISSING`` without the file, ``MODEL.INCOMPATIBLE`` when it cannot
            be read without executing code, or holds another model's weights.
    """
    own = backbone.state_dict()
    state = _adapted(backbone, _part_of(_read(path), own, path))
    # A published checkpoint also has a classifier, which the backbone does not.
    state = {key: value.to(own[key].dtype) for key, value in state.items() if key in own}
    problem = _mismatch(own, state)
    if problem:
        raise TrajganrError(
            Code.MODEL_INCOMPATIBLE,
            "{path} does not hold the weights of {name}: {problem}.",
            "Choose the backbone that the file was made for.",
            path=str(path),
            name=name,
            problem=problem,
        )
    backbone.load_state_dict(state)


def _read(path: Path) -> State:
    """All tensors of a file, by dotted name."""
    if not path.is_file():
        raise TrajganrError(
            Code.MODEL_MISSING,
            "There is no weight file {path}.",
            "Give an existing file, `hub` or `none`.",
            path=str(path),
        )
    try:
        if path.suffix == ".safetensors":
            return load_file(path)
        return dict(_tensors(torch.load(path, map_location="cpu", weights_only=True)))
    # A file that is no checkpoint, or one with code in it, raises many kinds of errors.
    except Exception as error:
        raise TrajganrError(
            Code.MODEL_INCOMPATIBLE,
            "{path} cannot be read as plain weights: {reason}",
            "Save the model's state dict alone, best as safetensors, and give that file.",
            path=str(path),
            reason=(str(error).splitlines() or [type(error).__name__])[0],
        ) from error


def _tensors(tree: Any, name: str = "") -> Iterator[tuple[str, Tensor]]:
    if isinstance(tree, Tensor):
        yield name, tree
    elif isinstance(tree, Mapping):
        for key, value in tree.items():
            yield from _tensors(value, f"{name}.{key}" if name else str(key))


def _part_of(state: State, own: State, path: Path) -> State:
    """The tensors under the prefix with most of the backbone's names."""
    landmark = max(own, key=len)
    prefixes = {key.removesuffix(landmark) for key in state if key.endswith(landmark)} | {""}
    matches = {prefix: sum(prefix + key in state for key in own) for prefix in prefixes}
    # Self-distillation also saves a student; the teacher is the model (DINO, section 3).
    best = max(prefixes, key=lambda prefix: (matches[prefix], "teacher" in prefix, -len(prefix)))
    if best:
        log.info("Taking the weights under %r in %s", best, path)
    return {key.removeprefix(best): state[key] for key in state if key.startswith(best)}


def _adapted(backbone: nn.Module, state: State) -> State:
    """Published weights with timm's names and sizes; position embeddings are resampled."""
    adapt = getattr(sys.modules[type(backbone).__module__], "checkpoint_filter_fn", None)
    if adapt is None or not state:
        return state
    try:
        return adapt(state, backbone)
    except (KeyError, RuntimeError, ValueError, AttributeError, IndexError):
        return state  # Another model's weights: the comparison reports the mismatch.


def _mismatch(own: State, state: State) -> str:
    missing = sorted(set(own) - set(state))
    if missing:
        return f"{len(missing)} of {len(own)} tensors are missing, first {missing[0]}"
    for key, value in state.items():
        if value.shape != own[key].shape:
            return f"{key} is {tuple(value.shape)} instead of {tuple(own[key].shape)}"
    return ""
