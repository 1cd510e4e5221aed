"""What every test relies on."""

import gc
import os
import signal
from collections.abc import Iterator

import pytest
from city_fixtures import (  # noqa: F401
    bundle,
    elsewhere,
    finetuned,
    make_once,
    plain_bundle,
    pretrained,
    shipped,
    short_pretraining,
    small,
    tiny_city,
    untrained,
)

# A job that a shell runs in the background inherits SIGINT ignored, and so would all that the
# tests start and then interrupt.
signal.signal(signal.SIGINT, signal.default_int_handler)

# As in worker/trajganr_worker/__init__.py, for tests that train without the worker; before torch
# is imported.
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")


def pytest_collection_finish() -> None:
    """Exempt what collection imported, such as torch, from every later garbage collection."""
    gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep street-view features of tests out of the user's cache."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TRAJGANR_CACHE", str(tmp_path_factory.mktemp("cache")))
        yield
