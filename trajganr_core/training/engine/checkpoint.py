"""Training checkpoints with the complete state of a run; no pickle.

``checkpoint.json``        position, history, and the name and hash of the other file
``tensors-….safetensors``  weights, optimiser and further state after the last complete step, and
                           the weights of the best epochs so far

The file of tensors is named by its content and ``checkpoint.json`` is replaced last, so that the
folder always holds one complete checkpoint.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from safetensors import SafetensorError
from safetensors.torch import load_file, save_file
from torch import Tensor

from ...contract.errors import Code, TrajganrError
from ...contract.files.atomic_io import (
    atomic_file,
    read_json,
    refuse_foreign,
    sha256_of,
    write_json,
)
from ...contract.protocol.file_names import inside, refuse_links

SCHEMA = 2
STATE = "checkpoint.json"
#: Characters of a value that a message quotes; the architecture follows from the options anyway.
MAX_VALUE = 500


@dataclass(frozen=True)
class Checkpoint:
    """The state of a training run.

    Attributes:
        identity: configuration, data and architecture that identify the run; JSON-able.
        position: epoch, step, history and counters of the run, JSON-able.
        tensors: by name.
    """

    identity: Mapping[str, Any]
    position: Mapping[str, Any]
    tensors: Mapping[str, Tensor]


def write_checkpoint(folder: Path, checkpoint: Checkpoint) -> None:
    """Replace the folder's checkpoint; if that fails, the previous one is kept."""
    refuse_foreign(folder, STATE)
    refuse_links(folder)
    folder.mkdir(parents=True, exist_ok=True)
    file = _write_tensors(folder, checkpoint.tensors)
    content = {
        "schema": SCHEMA,
        "identity": _as_json(checkpoint.identity),
        "position": _as_json(checkpoint.position),
        "file": file,
    }
    with atomic_file(folder / STATE) as temporary:
        write_json(temporary, {**content, "sha256": _digest(content)})
    for path in folder.iterdir():
        if path.is_dir():  # left by a write that was killed
            shutil.rmtree(path)
        elif path.name not in (STATE, file["name"]):
            path.unlink()


def read_checkpoint(folder: Path, identity: Mapping[str, Any]) -> Checkpoint | None:
    """The folder's checkpoint, None where there is none.

    Args:
        identity: of the run that resumes.

    Raises:
        TrajganrError: ``MODEL.INCOMPATIBLE`` when it is another run's or another release's,
            ``MODEL.HASH`` when its content was changed or is damaged.
    """
    if not has_checkpoint(folder):
        return None
    try:
        content = read_json(folder / STATE)
        sha256 = content.pop("sha256")
    except (ValueError, KeyError, AttributeError):
        raise _changed(folder / STATE) from None
    if content.get("schema") != SCHEMA:
        raise _incompatible(folder, f"it has schema {content.get('schema')}, not {SCHEMA}")
    if sha256 != _digest(content):
        raise _changed(folder / STATE)
    difference = _difference(content["identity"], _as_json(identity))
    if difference:
        raise _incompatible(folder, difference)
    tensors = _read_tensors(folder, content["file"])
    return Checkpoint(content["identity"], content["position"], tensors)


def has_checkpoint(folder: Path) -> bool:
    """Whether the folder contains a checkpoint."""
    return (folder / STATE).is_file()


def remove_checkpoint(folder: Path) -> None:
    """Delete a checkpoint that is no longer needed."""
    if has_checkpoint(folder):
        shutil.rmtree(folder)


def _write_tensors(folder: Path, tensors: Mapping[str, Tensor]) -> dict[str, str]:
    plain = {name: tensor.detach().cpu().contiguous() for name, tensor in tensors.items()}
    temporary = folder / "tensors.part"
    save_file(plain, temporary)
    sha256 = sha256_of(temporary)
    name = f"tensors-{sha256[:16]}.safetensors"
    temporary.replace(folder / name)
    return {"name": name, "sha256": sha256}


def _read_tensors(folder: Path, file: Mapping[str, str]) -> dict[str, Tensor]:
    path = inside(folder, file["name"])
    if not path.is_file() or sha256_of(path) != file["sha256"]:
        raise _changed(path)
    try:
        return load_file(path)
    except SafetensorError as error:  # the hash matches, so it was written like this
        raise _changed(path) from error


def _digest(content: Mapping[str, Any]) -> str:
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


def _as_json(data: Mapping[str, Any]) -> Any:
    """The data as JSON will return it: tuples become lists."""
    return json.loads(json.dumps(data))


def _difference(before: Mapping[str, Any], now: Mapping[str, Any]) -> str:
    names = sorted({*before, *now})
    pairs = {name: (before.get(name), now.get(name)) for name in names}
    return "; ".join(_change(name, *pair) for name, pair in pairs.items() if pair[0] != pair[1])


def _change(name: str, before: object, now: object) -> str:
    if max(len(repr(before)), len(repr(now))) > MAX_VALUE:
        return f"{name} has changed"
    return f"{name} was {before!r} and is {now!r}"


def _incompatible(folder: Path, reason: str) -> TrajganrError:
    return TrajganrError(
        Code.MODEL_INCOMPATIBLE,
        "The checkpoint in {folder} is of another training: {reason}.",
        "Use the earlier options to resume that training, or delete the folder to start again.",
        folder=str(folder),
        reason=reason,
    )


def _changed(path: Path) -> TrajganrError:
    return TrajganrError(
        Code.MODEL_HASH,
        "The checkpoint file {path} was changed or is damaged.",
        "Delete the folder {folder} to start the training again.",
        path=str(path),
        folder=str(path.parent),
    )
