"""QGIS, the provider and a fake worker for the plugin's tests."""

from __future__ import annotations

import gc
import signal
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
# Modules that tests share. Not by pytest's own option, which leaves ".." in paths.
for folder in (".", "../worker", "..", "../..", "../../worker"):
    sys.path.insert(0, str((HERE / folder).resolve()))

from fake_worker import fake_worker
from hang import HANG_S
from plugin_tools import (
    Layers,
    MenuRecorder,
    ReusedWorker,
    train,
)
from qgis.core import (
    QgsApplication,
    QgsAuthMethodConfig,
    QgsProcessingRegistry,
    QgsSettings,
)

from qgis_plugin.gui.dock import TrajganrDock
from qgis_plugin.processing import lasting_results
from qgis_plugin.processing.provider import TrajganrProvider

# As in tests/conftest.py, which pytest does not read for these.
signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session")
def registry(qgis_processing: None) -> Iterator[QgsProcessingRegistry]:
    """QGIS' registry of algorithms, from which the plugin's are removed at the end."""
    made = QgsApplication.processingRegistry()
    yield made
    made.removeProvider("trajganr")


@pytest.fixture(autouse=True, scope="module")
def collected() -> Iterator[None]:
    """Garbage is collected by this thread only, after each file of tests.

    Python collects it in whichever thread happens to allocate, such as that of a client, and Qt's
    objects must not be destroyed there.
    """
    gc.disable()
    yield
    gc.collect()


@pytest.fixture(autouse=True)
def provider(registry: QgsProcessingRegistry) -> TrajganrProvider:
    """The plugin's algorithms in QGIS' registry, made again only after a test has removed them."""
    if registry.providerById("trajganr") is None:
        registry.addProvider(TrajganrProvider())
    return registry.providerById("trajganr")


@pytest.fixture(autouse=True)
def no_tree(qgis_processing: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Results are loaded without a window: QGIS 3.44 takes no stand-in for its layer tree."""
    from processing.gui import Postprocessing

    monkeypatch.setattr(Postprocessing, "iface", None)


@pytest.fixture(scope="session")
def results(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where results of a project without a folder are kept, instead of in the profile."""
    return tmp_path_factory.mktemp("profile")


@pytest.fixture(autouse=True)
def no_results_in_the_profile(results: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lasting_results, "data_folder", lambda: results)


@pytest.fixture
def qtbot(qtbot: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """pytest-qt's, which waits until it must be a hang: a busy machine is only slow."""
    for name in ("waitUntil", "waitSignal", "waitSignals", "waitActive", "waitExposed"):
        waits = partial(getattr(qtbot, name), timeout=round(1000 * HANG_S))
        monkeypatch.setattr(qtbot, name, waits)
    return qtbot


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A worker's home in which no worker runs and none can be started; QGIS knows of none."""
    QgsSettings().remove("trajganr")  # of an earlier run, with a home of the same name
    folder = tmp_path / "home"
    folder.mkdir()
    monkeypatch.setenv("TRAJGANR_HOME", str(folder))
    monkeypatch.delenv("TRAJGANR_WORKER_PYTHON", raising=False)
    monkeypatch.delenv("TRAJGANR_ADDRESS", raising=False)
    return folder


@pytest.fixture
def token() -> Iterator[str]:
    """The id of an authentication configuration with an access token."""
    manager = QgsApplication.authManager()
    assert manager.setMasterPassword("for tests", True)
    config = QgsAuthMethodConfig("Basic")
    config.setName("Mapillary")
    config.setConfigMap({"username": "", "password": "secret"})
    stored, config = manager.storeAuthenticationConfig(config)
    assert stored
    yield config.id()
    manager.removeAuthenticationConfig(config.id())


@pytest.fixture
def iface(qgis_iface: Any, home: Path) -> MenuRecorder:
    """QGIS' window, in which nothing was said yet."""
    qgis_iface.messageBar().clear_messages()
    qgis_iface.messageBar().clearWidgets()
    return MenuRecorder(qgis_iface)


@pytest.fixture(scope="session")
def shared_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The home of a worker that runs as long as the tests."""
    folder = tmp_path_factory.mktemp("shared") / "home"
    folder.mkdir()
    with fake_worker(folder) as running:
        yield running


@pytest.fixture
def worker(home: Path, shared_home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A running worker whose jobs are made up, with what earlier tests left; answers its home."""
    monkeypatch.setenv("TRAJGANR_HOME", str(shared_home))
    return shared_home


@pytest.fixture(scope="session")
def trained(shared_home: Path) -> tuple[str, str]:
    """A bundle of the shared worker and a model of it with a head for speed, to be read only."""
    return train(shared_home, "Shared", ("speed",))


@pytest.fixture
def bundle(worker: Path, trained: tuple[str, str]) -> str:
    """A bundle that tests share."""
    return trained[0]


@pytest.fixture
def model(worker: Path, trained: tuple[str, str]) -> str:
    """A model with a head for speed that tests share."""
    return trained[1]


@pytest.fixture(scope="session")
def reused_worker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ReusedWorker]:
    """The worker of :func:`own_worker`."""
    folder = tmp_path_factory.mktemp("reused") / "home"
    folder.mkdir()
    made = ReusedWorker(folder)
    yield made
    made.stop()


@pytest.fixture
def own_worker(
    home: Path, reused_worker: ReusedWorker, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Path]:
    """As :func:`worker`, but without jobs, models and bundles of other tests."""
    monkeypatch.setenv("TRAJGANR_HOME", str(reused_worker.home))
    reused_worker.start()
    yield reused_worker.home
    reused_worker.empty()


@pytest.fixture
def dock(iface: MenuRecorder, qtbot: Any) -> Iterator[TrajganrDock]:
    """The dock; it watches the worker that the other fixtures have started, if any."""
    made = TrajganrDock(iface)
    yield made
    made.leave()
    made.deleteLater()


@pytest.fixture
def layers(tmp_path: Path) -> Layers:
    """Small layers to work on."""
    return Layers(tmp_path)


@pytest.fixture
def keep() -> Iterator[Callable[..., str]]:
    """Keeps configurations in QGIS' authentication manager; answers their ids."""
    manager = QgsApplication.authManager()
    assert manager.setMasterPassword("for tests", True)
    ids: list[str] = []

    def store(method: str, **values: str) -> str:
        config = QgsAuthMethodConfig(method)
        config.setName("Mapillary")
        config.setConfigMap(values)
        stored, config = manager.storeAuthenticationConfig(config)
        assert stored
        ids.append(config.id())
        return config.id()

    yield store
    for authcfg in ids:
        manager.removeAuthenticationConfig(authcfg)
