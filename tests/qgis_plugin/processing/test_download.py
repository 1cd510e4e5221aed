"""Downloads from Mapillary: the token's way, the network's settings, and what comes back."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from plugin_tools import Layers, checked, job_params, run, sent
from qgis.core import (
    QgsApplication,
    QgsNetworkAccessManager,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsSettings,
    QgsVectorLayer,
)

from qgis_plugin.client import credentials
from qgis_plugin.client.credentials import proxy_for, token_of
from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.kinds.fetch_street_view import FetchStreetViewResult
from trajganr_core.contract.protocol.client import Client

TOKEN = "MLY|1234|very-secret"
TEMPORARY = "TEMPORARY_OUTPUT"


@pytest.mark.parametrize(
    ("method", "values"),
    [
        ("Basic", {"username": "", "password": TOKEN}),
        ("EsriToken", {"token": TOKEN}),
        ("APIHeader", {"Authorization": f"OAuth {TOKEN}"}),
        ("APIHeader", {"authorization": f"Bearer {TOKEN}"}),
    ],
    ids=str,
)
def test_a_token_is_read_from_configurations_of_any_method(
    method: str, values: dict[str, str], keep: Callable[..., str]
) -> None:
    assert token_of(keep(method, **values)) == TOKEN


def test_a_configuration_without_a_token_is_refused(keep: Callable[..., str]) -> None:
    for authcfg in (keep("Basic", username="me"), "nowhere"):
        with pytest.raises(TrajganrError) as caught:
            token_of(authcfg)
        assert caught.value.code is Code.AUTH_DENIED


@pytest.fixture
def proxy() -> Iterator[QgsSettings]:
    """Settings in which a person has set a proxy."""
    settings = QgsSettings()
    for name, value in {
        "Enabled": True,
        "Type": "HttpProxy",
        "Host": "proxy.example",
        "Port": "3128",
        "User": "me",
        "Password": "p@ss:/1",
    }.items():
        settings.setValue(f"proxy/proxy{name}", value)
    settings.setValue("proxy/noProxyUrls", ["https://direct.example"])
    QgsNetworkAccessManager.instance().setupDefaultProxyAndCache()
    yield settings
    settings.remove("proxy")
    QgsNetworkAccessManager.instance().setupDefaultProxyAndCache()


PROXY = "http://me:p%40ss%3A%2F1@proxy.example:3128"


def test_qgis_proxy_is_handed_over_as_a_url(proxy: QgsSettings) -> None:
    assert proxy_for("https://graph.mapillary.com") == PROXY
    assert proxy_for("https://direct.example/api") == ""
    proxy.setValue("proxy/proxyType", "Socks5Proxy")
    QgsNetworkAccessManager.instance().setupDefaultProxyAndCache()
    assert proxy_for("https://graph.mapillary.com").startswith("socks5h://")


def test_without_a_proxy_none_is_sent() -> None:
    assert proxy_for("https://graph.mapillary.com") == ""


def download(authcfg: str, layers: Layers, **parameters: Any) -> dict[str, Any]:
    given = {"AUTH": authcfg, "EXTENT": layers.extent, "OUTPUT": TEMPORARY}
    archive = str(layers.folder / "pictures.zip")
    return run("downloadmapillary", **{**given, "PICTURES": archive, **parameters})


def hash_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def test_pictures_are_points_with_paths(
    worker: Path, layers: Layers, keep: Callable[..., str]
) -> None:
    output = str(layers.folder / "views.gpkg")
    result = download(keep("Basic", password=TOKEN), layers, OUTPUT=output)
    assert result["IMAGES"] == 2
    layer = QgsVectorLayer(output, "views", "ogr")
    first, second = layer.getFeatures()
    assert first["path"] == f"/vsizip/{layers.folder}/pictures.zip/images/1.jpg"
    assert (first["image_id"], first["heading"], first["quality"]) == ("1", 90.0, 0.75)
    assert first["captured_at"] == "2020-01-01T10:00:00Z"
    assert not second["heading"]
    assert layer.metadata().rights() == ["© Mapillary contributors"]
    assert layer.metadata().licenses() == ["CC BY-SA 4.0"]


def test_secrets_are_sent_and_not_stored(
    worker: Path, layers: Layers, keep: Callable[..., str], proxy: QgsSettings
) -> None:
    feedback = QgsProcessingFeedback()
    job_id = download(keep("Basic", password=TOKEN), layers, feedback=feedback)["JOB"]
    with Client.connect(worker) as client:
        remarks = FetchStreetViewResult.of(client.job(job_id)).remarks
        output = client.logs(job_id) + feedback.textLog()
    assert set(remarks) == {f"token: {hash_of(TOKEN)}", f"proxy: {hash_of(PROXY)}"}
    files = [path for path in worker.rglob("*") if path.is_file()]
    for secret in (TOKEN, "p%40ss"):
        assert secret not in output
        assert not [path for path in files if secret.encode() in path.read_bytes()]


def test_own_certificates_are_sent(
    worker: Path, layers: Layers, keep: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    authcfg = keep("Basic", password=TOKEN)
    download(authcfg, layers)
    assert job_params(worker, "fetch_street_view")["certificates"] is None
    manager = QgsApplication.authManager()
    monkeypatch.setattr(credentials.QgsApplication, "authManager", lambda: WithOwnCa(manager))
    download(authcfg, layers)
    assert sent(worker, "certificates.pem").read_bytes() == b"PEM of all that are trusted"


class WithOwnCa:
    """An authentication manager to which a person has added a certificate."""

    def __init__(self, manager: Any) -> None:
        self._manager = manager

    def __getattr__(self, name: str) -> Any:
        return getattr(self._manager, name)

    def databaseCAs(self) -> list[str]:  # noqa: N802 - QGIS' name
        return ["a certificate"]

    def trustedCaCertsPemText(self) -> bytes:  # noqa: N802 - QGIS' name
        return b"PEM of all that are trusted"


def test_the_selection_of_pictures_is_sent(
    worker: Path, layers: Layers, keep: Callable[..., str]
) -> None:
    download(
        keep("Basic", password=TOKEN),
        layers,
        CAPTURED_AFTER="2020-05-01",
        PANORAMAS="only",
        MIN_QUALITY=0.4,
        THUMBNAIL="2048",
        MAX_IMAGES=100,
    )
    params = job_params(worker, "fetch_street_view")
    assert (params["captured_after"], params["captured_before"]) == ("2020-05-01", "")
    assert (params["panoramas"], params["thumbnail"]) == ("only", "2048")
    assert (params["min_quality"], params["max_images"]) == (0.4, 100)
    assert not params["coverage_only"]


def test_without_a_token_nothing_is_requested(worker: Path, layers: Layers) -> None:
    with Client.connect(worker) as client:
        before = client.jobs()
        with pytest.raises(QgsProcessingException, match=r"AUTH\.DENIED"):
            download("nowhere", layers)
        assert client.jobs() == before


def test_a_deferred_error_keeps_no_qgis_objects_alive(layers: Layers) -> None:
    algorithm = QgsApplication.processingRegistry().createAlgorithmById(
        "trajganr:mapillarycoverage"
    )
    form = {"AUTH": "nowhere", "EXTENT": layers.extent}
    assert algorithm.prepareAlgorithm(form, QgsProcessingContext(), QgsProcessingFeedback())
    assert algorithm._refusal.code is Code.AUTH_DENIED
    assert algorithm._refusal.__traceback__ is None


def test_pictures_are_saved_in_a_zip_only(layers: Layers) -> None:
    form = {"AUTH": "a", "EXTENT": layers.extent, "OUTPUT": TEMPORARY}
    is_fine, reason = checked("downloadmapillary", PICTURES="pictures.7z", **form)
    assert not is_fine
    assert ".zip" in reason


def test_coverage_consists_of_squares_with_counts(
    worker: Path, layers: Layers, keep: Callable[..., str]
) -> None:
    authcfg = keep("Basic", password=TOKEN)
    result = run("mapillarycoverage", AUTH=authcfg, EXTENT=layers.extent, OUTPUT=TEMPORARY)
    (square,) = result["OUTPUT"].getFeatures()
    assert (result["IMAGES"], square["images"], square["first"]) == (2, 2, "2020-01-01")
    assert job_params(worker, "fetch_street_view")["coverage_only"]
