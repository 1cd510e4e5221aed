"""Results of jobs: what a worker returns is what a client reads, and nothing else is accepted."""

from __future__ import annotations

import dataclasses
import json
from typing import Any

import pytest
from job_records import job_of

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.kinds import KINDS, result_of
from trajganr_core.contract.kinds.fetch_street_view import FetchStreetViewResult
from trajganr_core.contract.kinds.match import MatchResult
from trajganr_core.contract.kinds.od_matrix import OdMatrixResult
from trajganr_core.contract.kinds.predict import PredictResult
from trajganr_core.contract.kinds.prepare import PrepareResult
from trajganr_core.contract.kinds.pretrain import PretrainResult
from trajganr_core.contract.kinds.result import JobResult
from trajganr_core.contract.kinds.select_link import FlowTimeSet
from trajganr_core.contract.texts.text import Text

BUNDLE = PrepareResult(
    bundle="porto-1",
    counts={"trips": 7, "edges": 4, "images": 0},
    tasks={"speed": 3},
    notes={"aoi": "There are no places."},
    dropped={"trips": {"short": 2}},
    remarks=(Text("{n:,} trips were cut.", n=2),),
)
MATRIX = OdMatrixResult(
    files=("od_matrix.gpkg",),
    counts={"trips": 9, "rows": 1, "zones": 2, "outside": 0, "withheld_rows": 0},
    time_sets=(FlowTimeSet(name="weekend", trips=9, rows=1, withheld=0),),
    time_zone="Europe/Lisbon",
    min_drivers=5,
    driving_side="right",
)
ROADS = PredictResult(files=("roads.gpkg",), counts={"roads": 4})


def test_each_kind_of_job_has_a_result_with_the_id_of_what_it_makes() -> None:
    for kind in KINDS.values():
        made = {"bundle", "model"} & {each.name for each in dataclasses.fields(kind.result)}
        assert made == ({kind.makes} if kind.makes else set())
        assert kind.result.kind == kind.name


@pytest.mark.parametrize("result", [BUNDLE, MATRIX, ROADS], ids=lambda result: result.kind)
def test_a_sent_result_is_received_unchanged(result: JobResult) -> None:
    sent = json.loads(json.dumps(result.to_dict()))
    assert result_of(job_of(kind=result.kind, result=sent)) == result


def test_a_job_that_has_not_succeeded_has_no_result() -> None:
    assert result_of(job_of(result=None)) is None


def test_an_id_that_is_not_set_yet_is_not_sent() -> None:
    assert "model" not in PretrainResult(figures={"loss": 1.0}).to_dict()


def test_a_number_that_is_not_finite_is_sent_as_null() -> None:
    content = PretrainResult(figures={"loss": float("nan")}).to_dict()
    assert PretrainResult.from_dict(content).figures == {"loss": None}


def test_an_unknown_field_or_missing_count_is_refused() -> None:
    with pytest.raises(ValueError, match=r"counts\.fixes"):
        MatchResult(files=("a",), counts={"trips": 1, "pieces": 1, "points": 2, "edges": 4})
    with pytest.raises(TypeError):
        PredictResult(names=("a",), counts={"roads": 1})  # type: ignore[call-arg]


@pytest.mark.parametrize(
    ("changes", "what"),
    [
        ({"files": None}, "files"),
        ({"files": []}, "files"),
        ({"files": "roads.gpkg"}, "files"),
        ({"files": ["../roads.gpkg"]}, "files"),
        ({"files": ["a/../../b"]}, "files"),
        ({"files": ["C:\\x"]}, "files"),
        ({"files": [7]}, "files"),
        ({"counts": {}}, "counts.roads"),
        ({"counts": {"roads": "4"}}, "counts.roads"),
        ({"counts": {"roads": True}}, "counts.roads"),
        ({"counts": {"roads": 1 << 60}}, "counts.roads"),
        ({"counts": {"roads": float("inf")}}, "counts.roads"),
        ({"counts": [4]}, "counts"),
        ({"remarks": "one"}, "remarks"),
        ({"remarks": ["one"]}, "remarks"),
        ({"remarks": [{}]}, "remarks"),
        ({"remarks": [{"text": "{x}", "values": {}}]}, "remarks"),
    ],
    ids=str,
)
def test_values_of_another_type_are_refused(changes: dict[str, Any], what: str) -> None:
    with pytest.raises(TrajganrError) as caught:
        PredictResult.from_dict({**ROADS.to_dict(), **changes})
    assert caught.value.code is Code.PROTOCOL_SCHEMA
    assert caught.value.parameters["what"] == f"result.{what}"


@pytest.mark.parametrize("result", [None, [], "x", {}, {"files": ["roads.gpkg"]}], ids=str)
def test_a_result_without_a_required_field_is_refused(result: Any) -> None:
    with pytest.raises(TrajganrError):
        PredictResult.from_dict(result)


@pytest.mark.parametrize("id", ["", "../x", "a b", 7, {}], ids=str)
def test_malformed_ids_are_refused(id: Any) -> None:
    with pytest.raises(TrajganrError):
        PrepareResult.from_dict({**BUNDLE.to_dict(), "bundle": id})


@pytest.mark.parametrize("value", ["3", None, float("nan"), True])
def test_items_of_lists_are_checked(value: Any) -> None:
    content = MATRIX.to_dict()
    content["time_sets"][0]["trips"] = value
    with pytest.raises(TrajganrError):
        OdMatrixResult.from_dict(content)


def test_fields_of_a_newer_worker_are_ignored() -> None:
    assert PredictResult.from_dict({**ROADS.to_dict(), "colours": 7}) == ROADS


def test_the_remarks_of_an_unknown_kind_are_read() -> None:
    job = job_of(kind="simulate", result={"remarks": [Text("One.").to_dict()], "cars": 7})
    assert result_of(job) == JobResult(remarks=(Text("One."),))
    with pytest.raises(TrajganrError):
        result_of(job_of(kind="simulate", result={"remarks": 7}))


def test_optional_parts_may_be_absent() -> None:
    result = FetchStreetViewResult(
        files=("street_view.zip",), counts={"images": 2}, licence="CC0", attribution="us"
    )
    assert FetchStreetViewResult.from_dict(result.to_dict()) == result
