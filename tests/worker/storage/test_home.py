"""Names from clients are resolved within the home and never lead out of it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.kinds.finetune import FinetuneParams
from trajganr_core.contract.kinds.prepare import PrepareParams
from trajganr_core.contract.kinds.pretrain import PretrainParams
from trajganr_worker.storage.home import Home, Reference, resolve_params, restrict_cache

HASH = "a" * 64

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="not on Windows")


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home")


def sent(home: Home, name: str) -> str:
    path = home.data(Reference(HASH, name))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(name)
    return f"sha256:{HASH}/{name}"


def test_only_the_owner_can_access_the_home(home: Home) -> None:
    assert home.path.stat().st_mode & 0o077 == 0


@posix_only
def test_access_to_an_open_home_is_restricted(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    open_home = tmp_path / "home"
    open_home.mkdir()
    open_home.chmod(0o755)
    Home(open_home).restrict_to_owner()
    assert open_home.stat().st_mode & 0o777 == 0o700
    assert "755" in caplog.text
    caplog.clear()
    Home(open_home).restrict_to_owner()
    assert not caplog.text


@posix_only
def test_access_to_the_cache_is_restricted(tmp_path: Path) -> None:
    for folder in (tmp_path / "new" / "cache", tmp_path):
        if folder.exists():
            folder.chmod(0o755)
        restrict_cache(folder)
        assert folder.stat().st_mode & 0o777 == 0o700


@posix_only
def test_a_home_whose_access_cannot_be_restricted_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "home").mkdir(mode=0o755)

    def refuse(path: Path, mode: int) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(Path, "chmod", refuse)
    with pytest.raises(TrajganrError) as caught:
        Home(tmp_path / "home").restrict_to_owner()
    assert caught.value.code is Code.INPUT_FIELD


def test_every_file_of_the_parameters_becomes_a_path(home: Home) -> None:
    params = PrepareParams(
        trips=(sent(home, "a.csv"), sent(home, "b.csv")),
        roads=sent(home, "roads.gpkg"),
        bbox=(0, 0, 1, 1),
        name="Porto",
    )
    resolved = resolve_params(params, home)
    assert isinstance(resolved, PrepareParams)
    assert [Path(p).read_text() for p in resolved.trips] == ["a.csv", "b.csv"]
    assert Path(resolved.roads).read_text() == "roads.gpkg"
    assert (resolved.images, resolved.name) == (None, "Porto")


def test_bundles_and_models_become_folders(home: Home) -> None:
    for folder in ("bundles/b", "models/m"):
        (home.path / folder).mkdir(parents=True)
    resolved = resolve_params(FinetuneParams(model="m", bundle="b", tasks=("speed",)), home)
    assert isinstance(resolved, FinetuneParams)
    assert (resolved.model, resolved.bundle) == (
        str(home.path / "models" / "m"),
        str(home.path / "bundles" / "b"),
    )


def test_several_bundles_of_a_parameter_become_folders(home: Home) -> None:
    for folder in "abc":
        (home.path / "bundles" / folder).mkdir(parents=True)
    params = PretrainParams(bundle="a", further_bundles=("b", "c"), weights="none")
    resolved = resolve_params(params, home)
    assert isinstance(resolved, PretrainParams)
    named = (resolved.bundle, *resolved.further_bundles)
    assert named == tuple(str(home.path / "bundles" / folder) for folder in "abc")


@pytest.mark.parametrize("weights", ["hub", "none"])
def test_weights_may_be_a_keyword_instead_of_a_file(weights: str, home: Home) -> None:
    (home.path / "bundles" / "b").mkdir(parents=True)
    resolved = resolve_params(PretrainParams(bundle="b", weights=weights), home)
    assert isinstance(resolved, PretrainParams)
    assert resolved.weights == weights


def test_a_file_that_was_never_sent_is_named(home: Home) -> None:
    params = PrepareParams(trips=(f"sha256:{HASH}/a.csv",), roads="none", bbox=(0, 0, 1, 1))
    with pytest.raises(TrajganrError, match=r"a\.csv") as caught:
        resolve_params(params, home)
    assert caught.value.code is Code.INPUT_NOT_FOUND


@pytest.mark.parametrize("roads", ["none", "/etc/passwd", "../x", f"md5:{HASH}/a", "sha256:../x"])
def test_a_path_is_no_reference(roads: str, home: Home) -> None:
    params = PrepareParams(trips=(), roads=roads, bbox=(0, 0, 1, 1))
    with pytest.raises(TrajganrError) as caught:
        resolve_params(params, home)
    assert caught.value.code is Code.PROTOCOL_SCHEMA


@pytest.mark.parametrize("name", ["roads.gpkg", "Straßen im März.gpkg", "道路.gpkg", "a..b"])
def test_names_that_people_give_are_accepted(name: str) -> None:
    assert Reference.parse(f"sha256:{HASH}/{name}") == Reference(HASH, name)


@posix_only
def test_circular_links_are_refused(home: Home) -> None:
    folder = home.path / "models" / "loop"
    folder.parent.mkdir()
    folder.symlink_to("loop")
    with pytest.raises(TrajganrError) as caught:
        home.existing("model", "loop")
    assert caught.value.code in (Code.PROTOCOL_SCHEMA, Code.MODEL_MISSING)
