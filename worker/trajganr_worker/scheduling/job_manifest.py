"""The manifest of a job: parameters, hashes, CRS, versions, seed and device."""

from __future__ import annotations

import sqlite3
from typing import Any

from trajganr_core.contract.kinds.params import JobParams
from trajganr_core.contract.protocol.messages import PROTOCOL
from trajganr_core.contract.records.json_records import encode
from trajganr_core.contract.version import __version__

from ..storage.home import Home, Reference, references_of
from ..storage.manifest_reader import read_bundle, read_model
from ..storage.settings import Settings
from .slots import Slot


def describe_job(
    job_id: str,
    params: JobParams,
    facts: sqlite3.Row,
    attempt: int,
    slot: Slot,
    settings: Settings,
    home: Home,
) -> dict[str, Any]:
    """The part of a job's manifest that the supervisor writes.

    Args:
        params: with references for files, and ids for bundles and models.
        facts: of the store.
        attempt: the number of the process that is about to start.
    """
    inputs = {
        name: [_describe_input(kind, value, home) for value in values]
        for name, kind, values in references_of(params)
    }
    return {
        "job_id": job_id,
        "kind": params.kind,
        "owner": facts["owner"],
        "submitted_at": facts["submitted_at"],
        "attempt": attempt,
        "params": params.to_dict(),
        "seed": params.seed,
        "crs": "EPSG:4326",
        "inputs": inputs,
        "place": slot.name,
        "device": slot.device,
        "engine": settings.engine,
        "private_endpoints": settings.private_endpoints,
        "versions": {"trajganr": __version__, "protocol": PROTOCOL},
    }


def _describe_input(kind: str, value: str, home: Home) -> dict[str, Any]:
    """An input of a job, identified by its content."""
    if kind == "file":
        reference = Reference.parse(value)
        return {"file": reference.name, "sha256": reference.sha256}
    folder = home.existing(kind, value)
    if kind == "bundle":
        manifest = read_bundle(folder)
        return {"bundle": value, "content": manifest.id, "area": encode(manifest.area)}
    return {"model": value, "files": dict(read_model(folder).files)}
