"""A window checks what a form names by what its dock has heard, without asking anybody."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from qgis_plugin.client import known
from qgis_plugin.client.catalogue import CATALOGUE
from qgis_plugin.client.known import check_known
from trajganr_core.card_summary import SCHEMA
from trajganr_core.errors import Code, TrajganrError

AREA = {"bbox": [0, 0, 1, 1]}
CARD = {"schema": SCHEMA, "area": AREA, "heads": {"speed": {}}}
MODELS = [{"id": "tuned", "name": "", "card": CARD}]
BUNDLES = [
    {"id": "here", "name": "", "manifest": {"area": AREA}},
    {"id": "elsewhere", "name": "", "manifest": {"area": {"bbox": [2, 2, 3, 3]}}},
]


@pytest.fixture
def window(home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A window with a dock that was told, in which nobody may ask a worker."""

    def refuse(*asked: object) -> Any:
        raise AssertionError("a worker was asked")

    monkeypatch.setattr(known, "_ask", refuse)
    CATALOGUE.is_fed = True
    CATALOGUE.take(BUNDLES, MODELS)
    yield
    CATALOGUE.is_fed = False
    CATALOGUE.forget()


def code_of(models: list[str], bundles: list[str], **options: Any) -> Code | None:
    try:
        check_known(models, bundles, **options)
    except TrajganrError as error:
        return error.code
    return None


def test_what_the_dock_lists_is_fine(window: None) -> None:
    assert code_of(["tuned"], ["here"], tasks=["speed"], predicts=True) is None


@pytest.mark.parametrize(
    ("models", "bundles", "tasks", "code"),
    [
        (["gone"], [""], [], Code.MODEL_MISSING),
        (["tuned"], ["gone"], [], Code.INPUT_NOT_FOUND),
        (["tuned"], ["here"], ["aoi"], Code.MODEL_MISSING),
        (["tuned"], ["elsewhere"], [], Code.MODEL_INCOMPATIBLE),
    ],
)
def test_what_does_not_fit_is_refused(
    window: None, models: list[str], bundles: list[str], tasks: list[str], code: Code
) -> None:
    assert code_of(models, bundles, tasks=tasks, predicts=True) is code


@pytest.mark.parametrize(
    ("state", "code"), [("RUNNING", None), ("QUEUED", None), ("FAILED", Code.MODEL_MISSING)]
)
def test_what_a_job_is_yet_to_make_is_fine(window: None, state: str, code: Code | None) -> None:
    CATALOGUE.take_jobs([{"job_id": "pretrain-1", "state": state}])
    assert code_of(["pretrain-1"], [""]) is code


def test_nothing_is_said_while_no_worker_has_told(window: None) -> None:
    CATALOGUE.forget()
    assert code_of(["gone"], ["gone"]) is None


def test_where_no_dock_watches_the_worker_is_asked(window: None) -> None:
    CATALOGUE.is_fed = False
    with pytest.raises(AssertionError, match="a worker was asked"):
        check_known(["tuned"], [""])
