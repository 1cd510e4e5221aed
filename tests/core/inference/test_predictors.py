"""Which heads of a model are used."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from trajganr_core.contract.errors import TrajganrError
from trajganr_core.contract.records.model_card import ModelCard
from trajganr_core.inference.predictors import chosen_heads


@pytest.mark.parametrize(("name", "called"), [("Porto 2013", "Porto 2013"), ("", "porto")])
def test_the_error_for_a_missing_head_has_the_models_name_or_folder(
    untrained: Path, name: str, called: str
) -> None:
    card = dataclasses.replace(ModelCard.load(untrained), name=name)
    with pytest.raises(TrajganrError, match=f"The model '{called}' has no head for any task"):
        chosen_heads(Path("models/porto"), card, [])
