"""What a model names is used with the rights of the person who uses the model."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from indirect_references import follow_references

from trajganr_core.contract.kinds import KINDS
from trajganr_worker.storage.home import reference_kinds


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right on Windows")
def test_no_request_and_no_job_opens_a_bundle_that_its_user_may_not_use(tmp_path: Path) -> None:
    found = follow_references(tmp_path)
    assert found.leaks == []
    assert found.tried > 300


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_of_job_has_one_model_whose_bundle_can_be_left_open(kind: str) -> None:
    """Only a bundle of this name is filled in by the worker, with a check of rights."""
    named = reference_kinds(KINDS[kind].params)
    models = [name for name, what in named.items() if what == "model"]
    if models:
        assert (models, named["bundle"]) == (["model"], "bundle")
