"""A job's parameters are checked before anything runs."""

from __future__ import annotations

import dataclasses
import json
from typing import Any

import pytest

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.kinds import KINDS
from trajganr_core.contract.kinds.embed import EmbedParams
from trajganr_core.contract.kinds.evaluate import EvaluateParams
from trajganr_core.contract.kinds.export import ExportParams
from trajganr_core.contract.kinds.fetch_osm import FetchOsmParams
from trajganr_core.contract.kinds.finetune import FinetuneParams
from trajganr_core.contract.kinds.params import JobParams, hints_of
from trajganr_core.contract.kinds.predict import PredictParams
from trajganr_core.contract.kinds.prepare import PrepareParams
from trajganr_core.contract.kinds.pretrain import PretrainParams
from trajganr_core.contract.kinds.routing_export import RoutingExportParams
from trajganr_core.contract.kinds.travel_times import TravelTimesParams
from trajganr_core.contract.protocol.job_parsing import params_from_dict

PREPARE = {"trips": ["a"], "roads": "r", "bbox": [-8.7, 41.1, -8.5, 41]}


@pytest.mark.parametrize(
    "params",
    [
        PrepareParams(trips=("a", "b"), roads="r", bbox=(-8.7, 41.1, -8.5, 41.2)),
        PretrainParams(bundle="b", epochs=3, motion=False, weights="none"),
        PretrainParams(bundle="b", further_bundles=("c", "d")),
        PretrainParams(bundle="b", time_task=None, location_min_scale=0.01, patience=4),
        FinetuneParams(model="m", bundle="b", tasks=("speed",), freeze=False),
        FinetuneParams(model="m", bundle="b", tasks=("aoi",), fold=4, head="mlp"),
        PredictParams(model="m"),
        TravelTimesParams(model="m", origins="p", time_set="weekend", reach=("5", "7.5")),
        RoutingExportParams(model="m", time_sets=("weekend",), tiles="t"),
        EmbedParams(model="m", locations="p", format="geoparquet"),
        ExportParams(bundle="b", layers=("trips", "predictions"), model="m", format="csv"),
        EvaluateParams(model="m", bundle="b", tasks=("aoi",)),
    ],
    ids=lambda params: params.kind,
)
def test_sent_parameters_are_received_unchanged(params: JobParams) -> None:
    assert params_from_dict(params.kind, json.loads(json.dumps(params.to_dict()))) == params


@pytest.mark.parametrize(
    "change",
    [
        {"colour": "green"},
        {"trips": None},
        {"roads": 7},
        {"trips": "a"},
        {"trips": [7]},
        {"bbox": [1, 2, 3]},
        {"bbox": [1, 2, 3, True]},
        {"seed": 1.5},
        {"seed": True},
    ],
    ids=str,
)
def test_unknown_parameters_and_types_are_refused(change: dict[str, Any]) -> None:
    with pytest.raises(TrajganrError) as caught:
        params_from_dict("prepare", {**PREPARE, **change})
    assert caught.value.code is Code.PROTOCOL_SCHEMA
    assert next(iter(change)) in caught.value.message


NO_NUMBERS = (float("inf"), -float("inf"), float("nan"), 10**400)
FLOATS = [
    (kind, name)
    for kind, cls in ((name, each.params) for name, each in KINDS.items())
    for name, hint in hints_of(cls).items()
    if hint is float or float in getattr(hint, "__args__", ())
]


@pytest.mark.parametrize(("kind", "name"), FLOATS)
def test_a_number_that_is_not_finite_is_refused(kind: str, name: str) -> None:
    hint = hints_of(KINDS[kind].params)[name]
    for number in NO_NUMBERS:
        value = [0.0, 0.0, 0.0, number] if name == "bbox" else number
        with pytest.raises(TrajganrError, match=name) as caught:
            params_from_dict(kind, {**needed_by(kind), name: value})
        assert caught.value.code is Code.PROTOCOL_SCHEMA, hint


def needed_by(kind: str) -> dict[str, Any]:
    """Something for each parameter that is needed, and two different sides to compare."""
    values = {"trips": ["a"], "bbox": [0, 0, 1, 1], "tasks": ["speed"], "layers": ["roads"]}
    values |= {"through": [0]}
    fields = {each.name: each.default for each in dataclasses.fields(KINDS[kind].params)}
    # The shipped model needs a bundle.
    needed = [name for name, default in fields.items() if default is dataclasses.MISSING]
    needed += ["bundle"] if "model" in fields else []
    sides = {"period": "2013-07-01"} if kind == "changes" else {}
    return {**{name: values.get(name, "a") for name in needed}, **sides}


KINDS_WITH_MODEL = [
    kind
    for kind, cls in ((name, each.params) for name, each in KINDS.items())
    if any(each.name == "model" and each.default is None for each in dataclasses.fields(cls))
]


@pytest.mark.parametrize("kind", KINDS_WITH_MODEL)
def test_without_a_model_a_bundle_is_needed(kind: str) -> None:
    needed = needed_by(kind)
    assert vars(params_from_dict(kind, needed))["model"] is None
    if kind not in ("export", "finetune", "corridor"):  # which always need a bundle
        del needed["bundle"]
        with pytest.raises(TrajganrError, match="Neither a model nor a bundle"):
            params_from_dict(kind, needed)


def test_a_task_needs_a_model() -> None:
    with pytest.raises(TrajganrError) as caught:
        params_from_dict("predict", {"bundle": "a", "tasks": ["speed"]})
    assert caught.value.code is Code.INPUT_FIELD


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("name", "code"), [("x" * 201, Code.INPUT_FIELD), (7, Code.PROTOCOL_SCHEMA)], ids=str
)
def test_a_name_that_is_too_long_is_refused(kind: str, name: Any, code: Code) -> None:
    assert params_from_dict(kind, {**needed_by(kind), "name": "x" * 200}).name == "x" * 200
    with pytest.raises(TrajganrError) as caught:
        params_from_dict(kind, {**needed_by(kind), "name": name})
    assert caught.value.code is code
    assert len(str(caught.value)) < 1000


@pytest.mark.parametrize(
    ("kind", "change", "code"),
    [
        ("prepare", {"trips": ["a"] * 257}, Code.INPUT_FIELD),
        ("prepare", {"roads": "x" * 10_000}, Code.INPUT_FIELD),
        ("prepare", {"seed": 1 << 60}, Code.PROTOCOL_SCHEMA),
        ("fetch_osm", {"bbox": [0, 0, 1, 1], "endpoint": "x" * 10_000}, Code.INPUT_FIELD),
        ("fetch_osm", {"bbox": [0, 0, 1, 1], "proxy": "x" * 10_000}, Code.PROTOCOL_SCHEMA),
        ("pretrain", {"bundle": "b", "further_bundles": ["c"] * 257}, Code.INPUT_FIELD),
    ],
    ids=lambda value: str(value)[:30],
)
def test_texts_lists_and_numbers_that_are_too_large_are_refused(
    kind: str, change: dict[str, Any], code: Code
) -> None:
    with pytest.raises(TrajganrError) as caught:
        params_from_dict(kind, {**(PREPARE if kind == "prepare" else {}), **change})
    assert caught.value.code is code


@pytest.mark.parametrize(
    "change",
    [{"motion": "yes"}, {"motion": 1}, {"location_min_scale": True}, {"geometry": 3}],
    ids=str,
)
def test_a_switch_of_another_type_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(TrajganrError) as caught:
        params_from_dict("pretrain", {"bundle": "b", **change})
    assert caught.value.code is Code.PROTOCOL_SCHEMA


@pytest.mark.parametrize(
    ("kind", "given"),
    [
        ("pretrain", {"bundle": "b", "attention": "joint"}),
        ("pretrain", {"bundle": "b", "alignment": "none", "time_task": False}),
        ("finetune", {"model": "m", "bundle": "b", "tasks": ["weather"]}),
        ("predict", {"model": "m", "device": "tpu"}),
        ("embed", {"model": "m", "format": "shapefile"}),
        ("embed", {"model": "m", "roads": "r", "locations": "p"}),
        ("export", {"bundle": "b", "layers": []}),
        ("export", {"bundle": "b", "layers": ["rivers"]}),
        ("export", {"bundle": "b", "layers": ["roads"], "format": "tar"}),
        ("evaluate", {"model": "m", "tasks": ["weather"]}),
    ],
)
def test_values_that_the_job_would_refuse_are_refused(kind: str, given: dict[str, Any]) -> None:
    with pytest.raises(TrajganrError) as caught:
        params_from_dict(kind, given)
    assert caught.value.code is Code.INPUT_FIELD


BOX = [-8.63, 41.14, -8.61, 41.15]


@pytest.mark.parametrize("login", ["me:secret@", "secret@"])
def test_an_address_with_a_login_is_refused_and_not_repeated(login: str) -> None:
    with pytest.raises(TrajganrError) as caught:
        params_from_dict("fetch_osm", {"bbox": BOX, "endpoint": f"https://{login}example.org/api"})
    assert caught.value.code is Code.INPUT_FIELD
    assert "secret" not in str(caught.value.to_dict())


@pytest.mark.parametrize("endpoint", ["", "https://example.org/a@b", "no address", "http://[1"])
def test_other_addresses_are_accepted(endpoint: str) -> None:
    params = params_from_dict("fetch_osm", {"bbox": BOX, "endpoint": endpoint})
    assert isinstance(params, FetchOsmParams)
    assert params.endpoint == endpoint


def test_a_secret_that_is_not_text_is_refused_and_not_repeated() -> None:
    with pytest.raises(TrajganrError) as caught:
        params_from_dict("fetch_street_view", {"bbox": BOX, "token": ["secret"]})
    assert caught.value.code is Code.PROTOCOL_SCHEMA
    assert "secret" not in str(caught.value.to_dict())


def test_a_missing_parameter_is_named() -> None:
    with pytest.raises(TrajganrError, match="trips"):
        params_from_dict("prepare", {"roads": "a", "bbox": [1, 2, 3, 4]})


def test_an_unknown_kind_is_refused() -> None:
    with pytest.raises(TrajganrError, match="cook"):
        params_from_dict("cook", {})


@pytest.mark.parametrize("layer", [None, ""])
def test_label_fields_without_a_label_layer_are_refused(layer: str | None) -> None:
    params = PrepareParams(trips=("t",), roads="r", bbox=(0, 0, 1, 1), labels=layer)
    assert params.label_fields == ()
    with pytest.raises(TrajganrError) as refused:
        dataclasses.replace(params, label_fields=(("speed", "v"),))
    assert refused.value.code is Code.INPUT_FIELD
