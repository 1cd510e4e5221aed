"""The home that an earlier release left is used on: its jobs, its bundle and its models.

``make_home.py`` made the archives before there was a release: on 1 December 2026, and in commit
3cd47611 of 28 November, whose bundles have format 7.
After a change of a format on purpose, add an archive, and let the tests of the old one expect the
error that says what to do.
"""

from __future__ import annotations

import tarfile
from pathlib import Path

import pyogrio
import pytest
from command_line import succeed

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.protocol.states import JobState
from trajganr_worker.storage.artifacts import Artifacts
from trajganr_worker.storage.home import Home
from trajganr_worker.storage.job_store import Store

ARCHIVE = Path(__file__).with_name("home-0.1.0.tar.xz")
OLD_ARCHIVE = Path(__file__).with_name("home-0.1.0-bundles-7.tar.xz")


def unpacked(archive: Path, folder: Path) -> Home:
    home = Home(folder / "home")
    with tarfile.open(archive) as packed:
        packed.extractall(home.path, filter="data")
    return home


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    return unpacked(ARCHIVE, tmp_path_factory.mktemp("upgrade"))


@pytest.fixture(scope="module")
def old_home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    return unpacked(OLD_ARCHIVE, tmp_path_factory.mktemp("old"))


def test_its_jobs_are_listed_with_results_and_errors(home: Home) -> None:
    store = Store(home.store)
    jobs, _ = store.jobs(owner=None, limit=10)
    states = {job["name"]: JobState(job["state"]) for job in jobs}
    assert states.pop("Elsewhere") is JobState.FAILED
    assert states == dict.fromkeys(("Tiny city", "Tiny model", "Tuned model"), JobState.SUCCEEDED)
    assert [store.params(job["job_id"]).kind for job in jobs] == [job["kind"] for job in jobs]
    store.close()


@pytest.mark.parametrize(("kind", "count"), [("bundle", 1), ("model", 2)])
def test_its_bundles_and_models_are_described(kind: str, count: int, home: Home) -> None:
    artifacts = Artifacts(home)
    names = [artifacts.describe(kind, each)["name"] for each in artifacts.ids(kind)]
    assert len(names) == count
    assert all(name.startswith(("Tiny", "Tuned")) for name in names)


def test_bundles_of_an_older_format_are_to_be_prepared_again(old_home: Home) -> None:
    (bundle,) = Artifacts(old_home).ids("bundle")
    with pytest.raises(TrajganrError) as caught:
        Artifacts(old_home).describe("bundle", bundle)
    assert caught.value.code is Code.INPUT_FORMAT
    assert "Prepare the study area again" in str(caught.value)
    assert len(list(Artifacts(old_home).ids("model"))) == 2


def test_models_of_an_older_schema_are_to_be_trained_again(old_home: Home) -> None:
    model = next(iter(Artifacts(old_home).ids("model")))
    with pytest.raises(TrajganrError) as caught:
        Artifacts(old_home).describe("model", model)
    assert caught.value.code is Code.MODEL_INCOMPATIBLE
    assert "train it again" in str(caught.value)


def test_its_model_predicts_the_roads_of_its_bundle(home: Home, tmp_path: Path) -> None:
    (model,) = (home.path / "models").glob("finetune-*")
    out = tmp_path / "roads.gpkg"
    succeed("predict", model, "--at", "weekend", "--out", out)
    roads = pyogrio.read_dataframe(out, layer="roads", read_geometry=False)
    assert roads.speed_kmh.notna().all()
    assert roads.filter(like="weekend").notna().any(axis=None)
