"""German and French are complete, and a person whose QGIS speaks them reads them."""

from __future__ import annotations

import re
import runpy
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import ROOT
from qgis.core import QgsApplication

from qgis_plugin import i18n, resources
from qgis_plugin.processing.provider import ALGORITHMS
from trajganr_core import errors
from trajganr_core.errors import Code, TrajganrError

COLLECT = runpy.run_path(str(ROOT / ".ci" / "translations.py"))
TEXTS = COLLECT["collect"]()
LANGUAGES = COLLECT["LANGUAGES"]


def file_of(language: str) -> Path:
    return i18n.FOLDER / f"trajganr_{language}.ts"


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The language that QGIS speaks."""
    monkeypatch.setattr(QgsApplication, "locale", lambda: f"{request.param}_XX")
    yield request.param
    errors.speak(str)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_translated_and_nothing_else(language: str) -> None:
    translations = i18n.read_translations(file_of(language))
    assert not [text for text in TEXTS if not translations.get(text)], "make translations"
    assert not [text for text in translations if text not in TEXTS], "make translations"


def marks(text: str) -> dict[str, Counter[str]]:
    """What a translation keeps: places to fill in, tags, patterns of files, access keys."""
    return {
        "places": Counter(re.findall(r"\{[^{}]*\}", text)),
        "tags": Counter(re.findall(r"</?\w+[^<>]*>", text)),
        "files": Counter(re.findall(r"\*\.\w+|;;", text)),
        "keys": Counter({"&": len(re.findall(r"&(?=\w)", text))}),
        "edges": Counter([text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]]),
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_keep_what_is_filled_in_and_how_it_looks(language: str) -> None:
    translations = i18n.read_translations(file_of(language))
    assert not [
        (source, text) for source, text in translations.items() if marks(text) != marks(source)
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_sentences_end_as_they_do_in_english(language: str) -> None:
    translations = i18n.read_translations(file_of(language))
    ends = ".!?:…"
    assert not [
        (source, text)
        for source, text in translations.items()
        if source[-1] in ends and text[-1] != source[-1] and len(source) > 1
    ]


def test_algorithms_and_their_help_are_in_the_persons_language(language: str) -> None:
    known = i18n.read_translations(file_of(language))
    for algorithm in (each() for each in ALGORITHMS):
        assert algorithm.displayName() == known[algorithm.TITLE]
        assert algorithm.group() == known[algorithm.GROUP]
        english = (resources.ROOT / "help" / f"{algorithm.ID}.html").read_text(encoding="utf-8")
        said = resources.help_text(algorithm.ID).splitlines()
        assert len(said) == len(english.splitlines())
        assert not set(said) & set(english.splitlines()) & set(TEXTS)


def test_errors_are_said_in_the_persons_language(language: str) -> None:
    errors.speak(i18n.tr)
    error = TrajganrError(
        Code.INPUT_NOT_FOUND, "There is no file {path}.", "Check the path.", path="a.csv"
    )
    known = i18n.read_translations(file_of(language))
    assert error.message == known["There is no file {path}."].format(path="a.csv")
    assert error.next_action == known["Check the path."]
    assert error.to_dict()["template"] == "There is no file {path}."


def test_other_languages_and_unknown_texts_stay_english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QgsApplication, "locale", lambda: "xx_XX")
    assert i18n.tr("Jobs") == "Jobs"
    monkeypatch.setattr(QgsApplication, "locale", lambda: "de")
    assert i18n.tr("nobody has translated this") == "nobody has translated this"


def test_what_is_not_finished_stays_english(tmp_path: Path) -> None:
    path = tmp_path / "trajganr_de.ts"
    path.write_text(COLLECT["written"]({"Jobs": "a", "Job id": "b"}, {"Jobs": "Aufträge"}, "de"))
    assert i18n.read_translations(path) == {"Jobs": "Aufträge"}
    assert COLLECT["read"](path) == {"Jobs": "Aufträge", "Job id": ""}


def test_a_damaged_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "trajganr_de.ts"
    path.write_text("<TS><context>", encoding="utf-8")
    with pytest.raises(ValueError, match="damaged"):
        i18n.read_translations(path)


@pytest.mark.parametrize(
    ("source", "texts"),
    [
        ('tr("Jobs")', ["Jobs"]),
        ('tr("a " "long text")', ["a long text"]),
        ('tr("one" if x else "many")', ["one", "many"]),
        ('T = {"a": "Load"}\ntr(T["a"])', ["Load"]),
        ('T = {"a": "Load"}\ntr(T.get(k, k))', ["Load"]),
        ('[tr(t) for t in ("Name", "Kind")]', ["Name", "Kind"]),
        ("tr(task.title)", []),
    ],
)
def test_texts_are_found(source: str, texts: list[str]) -> None:
    assert list(COLLECT["given"](COLLECT["ast"].parse(source), "a.py")) == texts


def test_a_text_that_nobody_would_find_is_told_of() -> None:
    with pytest.raises(SystemExit, match=r"a.py:1: tr\(something\)"):
        list(COLLECT["given"](COLLECT["ast"].parse("tr(something)"), "a.py"))
