"""The exception family."""

from __future__ import annotations

import json
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trajganr_core.contract.errors import Code, TrajganrError, internal_error


def error() -> TrajganrError:
    return TrajganrError(
        Code.INPUT_FIELD, "{path} has no column {name}.", "Rename {name}.", path="a.csv", name="t"
    )


def test_the_text_of_an_error_has_code_message_and_next_action() -> None:
    assert str(error()) == "[INPUT.FIELD] a.csv has no column t. Rename t."


@given(st.sampled_from(list(Code)), st.text(), st.text(), st.dictionaries(st.text(), st.text()))
def test_an_error_is_rebuilt_from_json(
    code: Code, template: str, action: str, parameters: dict[str, str]
) -> None:
    reserved = {"self", "code", "template", "next_action"}
    parameters = {k: v for k, v in parameters.items() if k not in reserved}
    sent = TrajganrError(code, template, action, **parameters)
    received = TrajganrError.from_dict(json.loads(json.dumps(sent.to_dict())))
    assert received.to_dict() == sent.to_dict()
    assert str(received) == str(sent)


def test_an_error_is_pickled_with_its_data() -> None:
    received = pickle.loads(pickle.dumps(error()))
    assert received.to_dict() == error().to_dict()
    assert str(received) == str(error())


def test_a_code_of_a_newer_release_becomes_internal() -> None:
    received = TrajganrError.from_dict({**error().to_dict(), "code": "INPUT.COLOUR"})
    assert received.code is Code.INTERNAL
    assert received.message == error().message


@pytest.mark.parametrize(
    ("code", "retryable"),
    [(Code.TRANSPORT_TIMEOUT, True), (Code.RESOURCE_GPU_OOM, True), (Code.INPUT_CRS, False)],
)
def test_only_temporary_failures_are_retryable(code: Code, retryable: bool) -> None:
    assert TrajganrError(code, "", "").retryable is retryable


def test_a_template_without_its_parameter_is_shown_unfilled() -> None:
    assert TrajganrError(Code.INTERNAL, "lost {thing}", "").message == "lost {thing}"


def test_an_unexpected_error_has_an_id_for_the_log() -> None:
    wrapped = internal_error(KeyError("x"))
    assert wrapped.code is Code.INTERNAL
    assert wrapped.parameters["id"] in wrapped.message
