"""Prepares a bundle from paths, an area and options."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from trajganr_core.contract.kinds.prepare import PrepareParams
from trajganr_core.contract.options.data_config import PrepareConfig
from trajganr_core.contract.records.bundle_manifest import BundleManifest
from trajganr_core.data.preparation import prepare
from trajganr_core.utils.study_area import StudyArea


def prepare_bundle(
    *,
    trips: Sequence[Path],
    area: StudyArea,
    out: Path,
    config: PrepareConfig = PrepareConfig(),
    id_salt: str = "",
    cache: Any = None,
    executor: Any = prepare.SERIAL,
    progress: Any = prepare.silent,
    **files: Path | None,
) -> BundleManifest:
    params = PrepareParams(
        **vars(config),
        trips=tuple(map(str, trips)),
        bbox=area.bbox,
        id_salt=id_salt,
        **{name: None if path is None else str(path) for name, path in files.items()},  # type: ignore[arg-type]
    )
    return prepare.prepare_bundle(params, out, cache=cache, executor=executor, progress=progress)
