"""What made-up bundles and models say of themselves: as much as a person is shown of real ones."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import Any

from trajganr_core.contract.model_card import SCHEMA
from trajganr_core.contract.protocol.jobs import FinetuneParams, JobParams, PretrainParams
from trajganr_core.contract.tasks import TASKS
from trajganr_core.contract.version import __version__

MADE_AT = "2026-11-25T15:00:55+00:00"

#: Of every bundle's manifest.
ABOUT_BUNDLE: dict[str, Any] = {
    "created_at": MADE_AT,
    "tasks": dict.fromkeys(TASKS, 4),
    "sources": [
        {
            "role": "roads",
            "name": "roads.gpkg",
            "description": "A road layer.",
            "licence": "ODbL 1.0",
            "attribution": "© OpenStreetMap contributors",
            "bytes": 2_500_000,
            "sha256": "0" * 64,
        }
    ],
}


def pretrained_card(params: PretrainParams) -> dict[str, Any]:
    """Of a model that a job has pretrained."""
    config = _plain(params, "bundle", "further_bundles")
    return {
        **_card(params, params.bundle),
        "heads": {},
        "model": {
            "dimension": params.dimension,
            "layers": params.layers,
            "attention": params.attention,
            "query_time": params.query_time,
            "alignment": params.alignment,
            "modalities": params.modalities,
            "space2vec": params.space2vec,
            "geometry": params.geometry,
            "motion": params.motion,
            "location_min_scale": params.location_min_scale,
            "backbone": None,
        },
        "pretraining": {
            "areas": [_area(one) for one in (params.bundle, *params.further_bundles)],
            "config": config,
            "terms": ["trajectory_location"],
            "epoch": params.epochs,
            "stopped_early": False,
            "figures": {"trips": 7, "images": 0, "held_out_trips": 2},
        },
    }


def finetuned_card(params: FinetuneParams, source: dict[str, Any]) -> dict[str, Any]:
    """Of a model that a job has fine-tuned for tasks; its figures grow with its seed."""
    bundle = params.bundle
    held_out = {"kind": params.split or source["pretraining"]["config"]["split"], "fold": 0}
    about = {
        "kind": params.head,
        "epochs": [12],
        "trees": 40,
        "shares": {"everything": 0.75, "trees": 0.25},
        "split": held_out,
        "locations": {"train": 2, "validation": 1, "calibration": 1, "test": 4},
        "held_out_in_pretraining": True,
    }
    figure = 0.5 + params.seed / 100
    heads = {
        task: {**about, "metrics": dict.fromkeys([*TASKS[task].metrics, "coverage"], figure)}
        for task in params.tasks
    }
    return {
        **_card(params, bundle),
        "heads": heads,
        "model": source["model"],
        "pretraining": source["pretraining"],
        "finetuning": {"config": _plain(params, "bundle", "model")},
    }


def _card(params: JobParams, bundle: str) -> dict[str, Any]:
    """What every model's card has."""
    return {
        "schema": SCHEMA,
        "name": params.name,
        "created_at": MADE_AT,
        "area": {"bbox": [-8.63, 41.14, -8.6, 41.16], "crs": "EPSG:4326"},
        "bundle": {"id": "0" * 64, "name": _name_of(bundle), "path": bundle},
        "seed": params.seed,
        "device": "cpu",
        "versions": {"trajganr": __version__},
        "files": {},
        "learned_from": [],
    }


def _area(bundle: str) -> dict[str, Any]:
    """As the card of a model names a study area that it was pretrained in."""
    manifest = _manifest(bundle)
    reference = {"id": manifest["id"], "name": manifest["name"], "path": bundle}
    return {"bundle": reference, "area": manifest["area"]}


def _name_of(bundle: str) -> str:
    return str(_manifest(bundle)["name"])


def _manifest(bundle: str) -> dict[str, Any]:
    return dict(json.loads((Path(bundle) / "bundle.json").read_text(encoding="utf-8")))


def _plain(params: JobParams, *but: str) -> dict[str, Any]:
    return {name: value for name, value in dataclasses.asdict(params).items() if name not in but}
