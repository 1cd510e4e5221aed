"""Many exports into one folder: complete files are kept, a failure does not stop the others.

The folder's ``batch.json`` lists the files and their origins. In QGIS a worker makes the files, the
command line makes them itself.
"""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..errors import Code, TrajganrError
from ..kinds.export import ExportParams
from ..options.choices import BUNDLE_LAYERS, EXPORT_LAYERS, MODEL_LAYERS, VECTOR_SUFFIXES
from ..protocol.file_names import inside
from ..records import plain_json
from ..records.bundle_manifest import Area
from ..texts.text import Text

MANIFEST = "batch.json"
SCHEMA = 1
#: Parts of the name of a folder: the name, and the end of the identity.
MAX_NAME, IDENTITY_SHOWN = 40, 8
#: Errors that end a batch: the worker does not answer, or a person has detached from the jobs.
ENDING = {
    Code.JOB_DETACHED,
    Code.JOB_INTERRUPTED,
    Code.TRANSPORT_DOWN,
    Code.TRANSPORT_TIMEOUT,
    Code.AUTH_DENIED,
    Code.AUTH_NO_ANSWER,
}


@dataclass(frozen=True)
class Source:
    """A bundle or a model.

    Attributes:
        where: its id on a worker, or its folder.
        name: given by a person, or empty.
        identity: unique, also among those of the same name.
        areas: its study areas, degrees; empty if they are not known.
    """

    where: str
    name: str
    identity: str
    areas: frozenset[tuple[float, ...]]

    @classmethod
    def of(cls, where: str, name: str, identity: str, areas: Iterable[Area]) -> Source:
        """A source with the study areas of its manifest or card."""
        return cls(where, name, identity, frozenset(area.bbox for area in areas))

    @property
    def title(self) -> str:
        """Its name in a sentence."""
        return self.name or self.where

    @property
    def folder(self) -> str:
        """The name of its folder, which no other source has."""
        shown = (self.name[:MAX_NAME], self.identity[-IDENTITY_SHOWN:])
        return "-".join(filter(None, (re.sub(r"[^\w-]+", "_", each).strip("_") for each in shown)))

    def fits(self, other: Source) -> bool:
        """Whether both are of the same study area, or that is not known."""
        return not (self.areas and other.areas) or bool(self.areas & other.areas)


@dataclass(frozen=True)
class Piece:
    """The export of one job: a layer of a bundle, or of a model's results for it.

    One layer each, so that a layer that cannot be exported fails alone.
    """

    bundle: Source
    model: Source | None
    layer: str
    format: str

    @property
    def title(self) -> str:
        """Its name for people."""
        model = f", {self.model.title}" if self.model else ""
        return f"{self.bundle.title}{model}: {self.layer}"

    @property
    def file(self) -> str:
        """Its path in the batch's folder."""
        folders = [source.folder for source in (self.bundle, self.model) if source]
        return "/".join((*folders, self.layer + VECTOR_SUFFIXES[self.format]))

    @property
    def params(self) -> ExportParams:
        """The job that makes it."""
        return ExportParams(
            name=self.title,
            bundle=self.bundle.where,
            model=self.model.where if self.model else None,
            layers=(self.layer,),
            format=self.format,
        )

    @property
    def origin(self) -> dict[str, str | None]:
        """Its bundle and model, for the manifest."""
        return {
            "bundle": self.bundle.identity,
            "model": self.model.identity if self.model else None,
        }


def plan(
    bundles: Sequence[Source], models: Sequence[Source], layers: Sequence[str], format: str
) -> tuple[list[Piece], list[Text]]:
    """The pieces of a batch: each bundle, and each bundle with each model of its study area.

    Without any model, predictions and embeddings are of the shipped one.

    Returns:
        The pieces, and remarks on what is left out.

    Raises:
        TrajganrError: ``MODEL.INCOMPATIBLE`` for a model of no bundle's area.
    """
    of_model = [name for name in MODEL_LAYERS if name in layers]
    pairs = [(bundle, model) for bundle in bundles for model in models] if of_model else []
    fitting = [(bundle, model) for bundle, model in pairs if model.fits(bundle)]
    for model in {model for _, model in pairs} - {model for _, model in fitting}:
        raise TrajganrError(
            Code.MODEL_INCOMPATIBLE,
            "No bundle covers the study area of the model {model}.",
            "Leave the model out, or add a bundle of its area.",
            model=model.title,
        )
    remarks = [
        Text(
            "Left out {model} for {bundle}: it is a model of another study area.",
            model=model.title,
            bundle=bundle.title,
        )
        for bundle, model in pairs
        if not model.fits(bundle)
    ]
    if models and not of_model:
        remarks.append(
            Text(
                "The models are not used: neither predictions nor embeddings are among the layers."
            )
        )
    # Without models, the shipped one predicts.
    of_bundle = [name for name in (BUNDLE_LAYERS if models else EXPORT_LAYERS) if name in layers]
    alone = [(bundle, None) for bundle in bundles]
    pieces = [Piece(*source, layer, format) for source in alone for layer in of_bundle]
    pieces += [Piece(*sources, layer, format) for sources in fitting for layer in of_model]
    return pieces, remarks


class Batch:
    """The folder of a batch, with the list of its complete files.

    Args:
        folder: created if absent; an earlier run is continued.

    Raises:
        TrajganrError: ``INPUT.FORMAT`` if ``batch.json`` is malformed.

    Attributes:
        id: of the folder, the same in all runs.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._path = folder / MANIFEST
        folder.mkdir(parents=True, exist_ok=True)
        manifest = _read(self._path) if self._path.exists() else {}
        self.id: str = manifest.get("id") or uuid.uuid4().hex
        self._files: dict[str, dict[str, Any]] = manifest.get("files", {})
        self._submitted: list[str] = manifest.get("asked", [])
        if not manifest:
            self._write()

    def is_whole(self, piece: Piece) -> bool:
        """Whether a piece is complete and of the same bundle and model."""
        record, path = self._files.get(piece.file, {}), self.path(piece)
        return (
            path.is_file()
            and record.get("bytes") == path.stat().st_size
            and piece.origin.items() <= record.items()
        )

    def path(self, piece: Piece) -> Path:
        """The path of a piece.

        Raises:
            TrajganrError: ``INPUT.FORMAT`` if a link leads out of the batch's folder.
        """
        return inside(self.folder, piece.file)

    def is_foreign(self, piece: Piece) -> bool:
        """Whether there is another file at a piece's path, or a changed piece."""
        path, record = self.path(piece), self._files.get(piece.file, {})
        return path.exists() and not (path.is_file() and record.get("bytes") == path.stat().st_size)

    def note_submitted(self, key: str) -> bool:
        """Record that a job is about to be submitted; whether it was recorded before."""
        if key in self._submitted:
            return True
        self._submitted.append(key)
        self._write()
        return False

    def note_complete(self, piece: Piece) -> None:
        """Record that a piece is complete."""
        size = self.path(piece).stat().st_size
        self._files[piece.file] = {**piece.origin, "layer": piece.layer, "bytes": size}
        self._write()

    def _write(self) -> None:
        manifest = {"schema": SCHEMA, "id": self.id, "files": self._files, "asked": self._submitted}
        partial = self._path.with_name(f".{MANIFEST}.{uuid.uuid4().hex}")
        with partial.open("x", encoding="utf-8") as file:  # "x" follows no link
            json.dump(manifest, file, indent=2, ensure_ascii=False)
        partial.replace(self._path)


def export_pieces(
    batch: Batch,
    pieces: Sequence[Piece],
    make: Callable[[Piece], None],
    began: Callable[[int, Piece], None],
    *,
    overwrite: bool = False,
) -> dict[str, Any]:
    """Make all pieces that are not complete; a failure does not stop the others.

    Args:
        batch: the folder.
        pieces: of the batch.
        make: writes the file of a piece, completely or not at all.
        began: called with the number of a piece, from 0, and the piece, before it is made; may
            raise to end the batch.
        overwrite: whether files that are not of this batch may be replaced.

    Returns:
        ``files`` of all pieces; ``made``, the number of new ones.

    Raises:
        TrajganrError: an error that ended the batch; or all failures, with the code of the first.
    """
    created = 0
    failures: list[tuple[Piece, TrajganrError]] = []
    for number, piece in enumerate(pieces):
        if batch.is_whole(piece):
            continue
        began(number, piece)
        try:
            if batch.is_foreign(piece) and not overwrite:
                raise _foreign(batch.path(piece))
            make(piece)
            batch.note_complete(piece)
            created += 1
        except TrajganrError as error:
            if error.code in ENDING:
                raise
            failures.append((piece, error))
    if failures:
        raise _failed(failures, len(pieces), batch.folder)
    return {"files": [piece.file for piece in pieces], "made": created}


def _foreign(path: Path) -> TrajganrError:
    return TrajganrError(
        Code.INPUT_FIELD,
        "{path} exists and is not a result of this batch, or was changed.",
        "Move it, or choose another folder. On the command line, --overwrite replaces it.",
        path=str(path),
    )


def _failed(
    failures: Sequence[tuple[Piece, TrajganrError]], count: int, folder: Path
) -> TrajganrError:
    lines = [f"{piece.title}: {error.message} {error.next_action}" for piece, error in failures]
    return TrajganrError(
        failures[0][1].code,
        "{failed} of {count} exports failed.\n{failures}",
        "The others are in {folder}. Solve the problems and export again; only missing files are "
        "made.",
        failed=len(failures),
        count=count,
        failures="\n".join(lines),
        folder=str(folder),
    )


def _read(path: Path) -> dict[str, Any]:
    content = None
    with suppress(ValueError):
        content = plain_json.loads(path.read_text(encoding="utf-8"))
    if not isinstance(content, dict) or content.get("schema") != SCHEMA:
        raise TrajganrError(
            Code.INPUT_FORMAT,
            "{path} is not the list of a batch that this release can continue.",
            "Choose another folder, or delete the file to export everything again.",
            path=str(path),
        )
    return content
