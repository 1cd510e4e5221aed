"""Pictures that are sent to the worker."""

from __future__ import annotations

import zipfile
from collections import Counter
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest
from local_server import LocalServer
from qgis.core import QgsFeedback

from qgis_plugin.layers.described import fields_of
from qgis_plugin.layers.street_view import Picture, picture_feature, write_zip
from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.layers.columns import PICTURE


def send(paths: list[str], out: Path) -> Counter[str]:
    """Write the pictures of a layer with these paths; returns what was left out."""
    dropped: Counter[str] = Counter()
    pictures = [Picture("1", path, 0.0, 0.0, None, "", None) for path in paths]
    features = (picture_feature(each, fields_of(PICTURE)) for each in pictures)
    write_zip(features, out, "", QgsFeedback(), dropped)
    return dropped


def test_pictures_are_sent_and_other_files_are_not(tmp_path: Path) -> None:
    picture, secret, archive = (tmp_path / name for name in ("a.jpg", "key.jpg", "some.zip"))
    picture.write_bytes(b"\xff\xd8 picture")
    secret.write_text("a private key", encoding="utf-8")
    with zipfile.ZipFile(archive, "w") as made:
        made.writestr("b.png", b"\x89PNG picture")
    out = tmp_path / "sent.zip"
    dropped = send([str(picture), str(secret), f"/vsizip/{archive}/b.png"], out)
    assert dropped == {"files that are not pictures": 1}
    with zipfile.ZipFile(out) as sent:
        assert {name for name in sent.namelist() if name.startswith("images")} == {
            "images/0.jpg",
            "images/1.png",
        }


@pytest.mark.parametrize("prefix", ["/vsicurl/", "/vsizip//vsicurl/", "/vsizip/{/vsicurl/"])
def test_a_layer_cannot_make_the_plugin_ask_a_server(prefix: str, tmp_path: Path) -> None:
    asked: list[object] = []

    class Listener(ThreadingHTTPServer):
        def verify_request(self, *request: object) -> bool:
            asked.append(request)
            return False

    with LocalServer(Listener(("127.0.0.1", 0), None)) as server:  # type: ignore[arg-type]
        path = f"{prefix}http://127.0.0.1:{server.port}/a.zip/a.jpg"
        with pytest.raises(TrajganrError) as caught:
            send([path], tmp_path / "sent.zip")
    assert caught.value.code is Code.INPUT_EMPTY
    assert not asked
