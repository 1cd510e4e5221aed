"""Each kind of job has a function in Python, with the inputs and options that it declares."""

from __future__ import annotations

import dataclasses
import inspect
from pathlib import Path

import pytest

import trajganr_core as tg
from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.kinds import KINDS
from trajganr_core.data.bundle import Bundle


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_has_a_function(kind: str) -> None:
    assert kind in dir(tg)
    assert getattr(tg, kind).__name__ == kind


@pytest.mark.parametrize("kind", ["match", "travel_times", "changes", "webpage"])
def test_the_signature_and_the_help_have_all_inputs_and_options(kind: str) -> None:
    function = getattr(tg, kind)
    parameters = inspect.signature(function).parameters
    for field in dataclasses.fields(KINDS[kind].params):
        assert field.name in parameters
        assert f"{field.name}: " in function.__doc__


def test_a_function_does_the_work_of_its_kind(within: Path) -> None:
    result = tg.labels(Bundle.load("bundle"), out="labelled", speed_unit="mph", progress=False)
    assert result.files == ("labels.gpkg",)
    assert (within / "labelled" / "labels.gpkg").is_file()
    assert result.counts["speed"] > 0


def test_an_existing_folder_is_refused_and_kept(within: Path) -> None:
    (within / "mine").mkdir()
    (within / "mine" / "notes.txt").write_text("keep")
    with pytest.raises(TrajganrError) as caught:
        tg.labels("bundle", out="mine", progress=False)
    assert caught.value.code is Code.INPUT_FIELD
    assert (within / "mine" / "notes.txt").read_text() == "keep"


def test_no_input_is_ignored(within: Path) -> None:
    with pytest.raises(TypeError, match="takes bundle once"):
        tg.labels("bundle", "another", out="labels", progress=False)
    with pytest.raises(TypeError, match="takes bundle once"):
        tg.labels("bundle", bundle="another", out="labels", progress=False)


def test_an_unknown_option_is_refused(within: Path) -> None:
    with pytest.raises(TrajganrError, match="speed_units"):
        tg.labels("bundle", out="labels", speed_units="mph", progress=False)
