"""The public function of the comparison."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from trajganr_comparison.compare import compare
from trajganr_core.contract.errors import Code, TrajganrError


def test_it_returns_the_results_and_writes_them(plain_bundle: Path, tmp_path: Path) -> None:
    found = compare(
        plain_bundle,
        out=tmp_path / "out",
        tables=["main"],
        splits=["segment"],
        systems=["training_mean"],
        seeds=1,
        device="cpu",
        progress=False,
    )
    assert set(found.rows["system"]) == {"training_mean"}
    assert (tmp_path / "out" / "results.md").is_file()


@pytest.mark.parametrize("given", [{"profile": "large"}, {"systems": ["magic"]}])
def test_unknown_ids_are_refused(plain_bundle: Path, tmp_path: Path, given: dict[str, Any]) -> None:
    with pytest.raises(TrajganrError) as caught:
        compare(plain_bundle, out=tmp_path / "out", **given)
    assert caught.value.code is Code.INPUT_FIELD
    assert not (tmp_path / "out").exists()
