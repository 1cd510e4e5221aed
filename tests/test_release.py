"""A release is refused while something in the repository says that it is none."""

from __future__ import annotations

import hashlib
import re
import runpy
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
RELEASE = runpy.run_path(str(ROOT / ".ci" / "release.py"))

REAL = {
    "version": "1.2.3",
    "homepage": "https://trajganr.org",
    "tracker": "https://code.trajganr.org/issues",
    "repository": "https://code.trajganr.org",
    "email": "mail@trajganr.org",
}


def test_real_addresses_and_a_version_are_accepted() -> None:
    assert list(RELEASE["placeholders"](REAL)) == []


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("version", "0.0.0"),
        ("version", "1.2"),
        ("version", "1.2.3-dev"),
        ("homepage", "https://example.org/trajganr"),
        ("tracker", "https://code.example.com/issues"),
        ("repository", "http://localhost/trajganr"),
        ("repository", "trajganr"),
        ("email", "trajganr@example.org"),
    ],
)
def test_a_placeholder_is_named(key: str, value: str) -> None:
    (reason,) = RELEASE["placeholders"]({**REAL, key: value})
    assert f"{key}={value}" in reason


def test_pypi_shows_links_and_pictures_once_the_repository_has_a_home(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: dict[str, str] = {}
    monkeypatch.setattr("setuptools.setup", given.update)
    for name in ("setup.py", "metadata.txt"):
        shutil.copy(ROOT / name, tmp_path)
    (tmp_path / "README.md").write_text("[A](a.md), ![B](b.png), [C](https://c.org)", "utf-8")
    runpy.run_path(str(tmp_path / "setup.py"))
    assert given["long_description"] == "A, B, [C](https://c.org)"

    metadata = (tmp_path / "metadata.txt").read_text("utf-8")
    real = re.sub("repository=.*", "repository=https://code.org/t", metadata)
    (tmp_path / "metadata.txt").write_text(real, "utf-8")
    runpy.run_path(str(tmp_path / "setup.py"))
    tag = f"v{given['version']}"
    assert given["long_description"] == (
        f"[A](https://code.org/t/blob/{tag}/a.md), ![B](https://code.org/t/raw/{tag}/b.png), "
        "[C](https://c.org)"
    )


def test_a_release_ends_with_its_reasons_and_a_rehearsal_goes_on(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit, match=r"(?s)- it is none.*make release REHEARSE=1"):
        RELEASE["refuse"](["it is none"], rehearse=False)
    RELEASE["refuse"](["it is none"], rehearse=True)
    assert "- it is none" in capsys.readouterr().err


def test_an_undated_version_is_unfinished() -> None:
    assert any("9.9.9 (YEAR-MONTH-DAY)" in each for each in RELEASE["unfinished"]("9.9.9"))


def test_sha256sum_reads_the_checksums(tmp_path: Path) -> None:
    built = tmp_path / "trajganr.zip"
    built.write_bytes(b"content")
    RELEASE["write_checksums"](tmp_path / "SHA256SUMS", [built])
    digest, name = (tmp_path / "SHA256SUMS").read_text().split()
    assert (digest, name) == (hashlib.sha256(b"content").hexdigest(), "trajganr.zip")
    subprocess.run(["sha256sum", "--check", "SHA256SUMS"], cwd=tmp_path, check=True)
