"""The fakes of jobs leave what the real ones do."""

from __future__ import annotations

from pathlib import Path

import pytest
from fake_jobs import JOBS

from trajganr_core.contract.kinds import KINDS
from trajganr_core.contract.kinds.embed import EmbedParams
from trajganr_core.contract.kinds.evaluate import EvaluateParams
from trajganr_core.contract.kinds.export import ExportParams
from trajganr_core.contract.kinds.params import JobParams
from trajganr_core.contract.kinds.result import FilesResult
from trajganr_core.contract.options.choices import EXPORT_LAYERS, VECTOR_FORMATS, VECTOR_SUFFIXES
from trajganr_core.utils.progress import silent


def test_every_kind_of_job_has_a_fake() -> None:
    assert set(JOBS) == set(KINDS)


@pytest.mark.parametrize(
    "params",
    [
        *(EmbedParams(model="m", format=format) for format in VECTOR_FORMATS),
        EmbedParams(model="m", locations="p"),
        *(
            ExportParams(bundle="b", model="m", layers=EXPORT_LAYERS, format=format)
            for format in VECTOR_FORMATS
        ),
        EvaluateParams(model="m"),
        EvaluateParams(model="m", bundle="b", tasks=("aoi",)),
    ],
    ids=lambda params: f"{params.kind}-{getattr(params, 'format', '')}",
)
def test_a_fake_leaves_the_files_that_it_names(params: JobParams, tmp_path: Path) -> None:
    result = JOBS[params.kind](params, tmp_path / "out", silent)
    assert isinstance(result, FilesResult)
    assert sorted(result.files) == sorted(path.name for path in (tmp_path / "out").iterdir())
    if isinstance(params, ExportParams):
        suffix = VECTOR_SUFFIXES[params.format]
        assert list(result.files) == [name + suffix for name in EXPORT_LAYERS]
