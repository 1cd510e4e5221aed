"""Secrets of algorithms are sent to the worker and stored nowhere."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest
from plugin_tools import Layers, prepare
from qgis.core import QgsProcessingException, QgsProcessingFeedback

SALT = "a long random text"


def test_the_salt_of_ids_is_sent_and_not_stored(
    worker: Path, layers: Layers, keep: Callable[..., str]
) -> None:
    feedback = QgsProcessingFeedback()
    prepare(layers, feedback, ID_SALT=keep("Basic", password=SALT))
    assert f"salt: {hashlib.sha256(SALT.encode()).hexdigest()}" in feedback.textLog()
    assert SALT not in feedback.textLog()
    files = [path for path in worker.rglob("*") if path.is_file()]
    assert not [path for path in files if SALT.encode() in path.read_bytes()]


def test_without_a_salt_none_is_sent(worker: Path, layers: Layers) -> None:
    feedback = QgsProcessingFeedback()
    prepare(layers, feedback)
    assert "salt" not in feedback.textLog()


def test_a_configuration_without_a_salt_is_refused(
    worker: Path, layers: Layers, keep: Callable[..., str]
) -> None:
    with pytest.raises(QgsProcessingException, match=r"AUTH\.DENIED"):
        prepare(layers, ID_SALT=keep("Basic", username="only"))
