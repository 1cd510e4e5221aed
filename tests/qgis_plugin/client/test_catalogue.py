"""Errors are told with names."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from job_records import job_of

from qgis_plugin.client.catalogue import CATALOGUE
from qgis_plugin.gui.formatting import error_text
from qgis_plugin.processing.base import describe
from trajganr_core.contract.errors import Code, TrajganrError


@pytest.fixture
def known() -> Iterator[None]:
    jobs = [
        job_of("prepare-1", "Porto"),
        job_of("finetune-1", "Tasks"),
        job_of("finetune-2", "Tasks"),
    ]
    CATALOGUE.take_jobs(jobs)
    yield
    CATALOGUE.forget()


def refusal(bundle: str, model: str) -> TrajganrError:
    template = "The model {model!r} is not of the bundle {bundle!r}."
    return TrajganrError(Code.INPUT_FIELD, template, "Choose another.", model=model, bundle=bundle)


@pytest.mark.parametrize("tell", [describe, error_text])
def test_refusals_say_names_instead_of_ids(tell: object, known: None) -> None:
    assert "'Porto'" in tell(refusal("prepare-1", "m"))
    assert "prepare-1" not in tell(refusal("prepare-1", "m"))


@pytest.mark.parametrize("value", ["/home/trajganr/bundles/prepare-1", ["prepare-1", "other"]])
def test_paths_and_lists_are_told_by_names_too(value: object, known: None) -> None:
    error = TrajganrError(Code.INPUT_FIELD, "Not {value}.", "", value=value)
    assert "Porto" in describe(error)
    assert "prepare-1" not in describe(error)


def test_ids_tell_things_of_the_same_name_apart(known: None) -> None:
    assert "'Tasks (finetune-2)'" in describe(refusal("prepare-1", "finetune-2"))


def test_what_is_not_known_keeps_its_id(known: None) -> None:
    assert "'prepare-9'" in describe(refusal("prepare-9", "m"))
