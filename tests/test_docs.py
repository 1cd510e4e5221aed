"""Paths, names, links and documents that the repository cites exist."""

from __future__ import annotations

import ast
import os
import re
import runpy
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

#: Not part of the repository, wherever they are.
IGNORED = {".git", ".venv", "build", "dist", "__pycache__", "node_modules", ".qgis-settings"}
#: Hidden folders that are part of it.
HIDDEN = {".ci", ".github"}
#: Where a path that a document cites may begin.
PACKAGES = ("", "trajganr_core", "worker/trajganr_worker", "qgis_plugin")
TEXTS = {"", ".cff", ".cfg", ".html", ".ini", ".md", ".py", ".sh", ".toml", ".txt", ".yaml", ".yml"}

#: Documents that only some of the authors have.
FOREIGN = re.compile(
    r"\bSCIENCE\b|\b(?:DESIGN|EXAMPLES|QGIS)\.md|(?<![\w-])house/|trajganr\.txt"
    r"|\.\./shared/(?!data)|shared/(?:house|paper|models)|the paper's text file"
)
SHARED_DATA = re.compile(r"\bshared/data\b")
#: Tests and benchmarks skip what needs data from outside the repository where they are absent.
MAY_NAME_DATA = ("tests/", "benchmarks/")

FENCE = re.compile(r"^( *)(```|~~~).*?^\1\2[ \t]*$", re.MULTILINE | re.DOTALL)
CODE = re.compile(r"(`+)(.+?)\1", re.DOTALL)
DEFINITION = re.compile(r"^([\w./-]+\.py):([A-Za-z_][\w.]*)$")
LINK = re.compile(r"\]\(\s*<?([^)\s>]+)>?(?:\s+\"[^\"]*\")?\s*\)|\b(?:src|href)=\"([^\"]+)\"")
HEADING = re.compile(r"^#{1,6}[ \t]+(.+?)[ \t]*#*$", re.MULTILINE)
ANCHOR = re.compile(r"<a\s+(?:name|id)=\"([^\"]+)\"")
CITED_DOCUMENT = re.compile(r"(?<![\w/.{*<-])((?:[\w-]+/)*[A-Za-z][\w-]*\.md)\b")


@cache
def repository() -> tuple[Path, ...]:
    """All files of the repository, relative to it."""
    found: list[Path] = []
    for folder, names, files in os.walk(ROOT):
        names[:] = sorted(
            name
            for name in names
            if name not in IGNORED
            and not name.endswith(".egg-info")
            and (not name.startswith(".") or name in HIDDEN)
        )
        found += [(Path(folder) / name).relative_to(ROOT) for name in sorted(files)]
    return tuple(found)


def texts() -> list[Path]:
    """Files that people write, apart from this test."""
    own = Path(__file__).relative_to(ROOT)
    return [path for path in repository() if path.suffix in TEXTS and path != own]


def markdown() -> list[Path]:
    return [path for path in repository() if path.suffix == ".md"]


def documents() -> list[Path]:
    """The pages that describe the code."""
    return [
        path
        for path in markdown()
        if path.parts[0] == "docs" or str(path) in ("README.md", "CONTRIBUTING.md")
    ]


def read(path: Path) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


def spans(text: str) -> Iterator[str]:
    """Inline code, and the lines of code blocks."""
    for block in FENCE.finditer(text):
        yield from block.group().splitlines()[1:-1]
    for code in CODE.finditer(FENCE.sub("", text)):
        yield " ".join(code.group(2).split())


def cited_paths(text: str) -> Iterator[str]:
    """Words in code that look like paths of the repository."""
    for span in spans(text):
        for word in re.split(r"[\s(){}\[\],;=\"'|]+", span):
            path = word.partition(":")[0].rstrip(".").removeprefix("./")
            is_relative = re.fullmatch(r"[\w.*][\w.*/-]*", path)
            if is_relative and (path.endswith(".py") or is_below_top(path)):
                yield path


def is_below_top(path: str) -> bool:
    first, slash, rest = path.partition("/")
    # Data beside the repository (../shared) are optional.
    return bool(slash and rest) and first not in {*IGNORED, ".."} and (ROOT / first).is_dir()


def exists(path: str) -> bool:
    """Whether a path or pattern names something, from the top or from within a package."""
    if "/" not in path:  # the name of a file alone
        return any(known.match(path) for known in repository())
    return any(any((ROOT / package).glob(path.rstrip("/"))) for package in PACKAGES)


@cache
def definitions(path: Path) -> frozenset[str]:
    """Names that a module defines, those within classes with their class before them."""

    def names(body: list[ast.stmt], before: str) -> Iterator[str]:
        for node in body:
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
                yield before + node.name
            if isinstance(node, ast.ClassDef):
                yield from names(node.body, f"{before}{node.name}.")
            targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", 0)]
            for target in targets:
                for part in target.elts if isinstance(target, ast.Tuple) else [target]:
                    if isinstance(part, ast.Name):
                        yield before + part.id

    return frozenset(names(ast.parse(path.read_text(encoding="utf-8")).body, ""))


@cache
def anchors(path: Path) -> frozenset[str]:
    """Anchors that GitHub makes of a page's headings, and those that the page sets itself."""
    text = FENCE.sub("", path.read_text(encoding="utf-8"))
    found = set(ANCHOR.findall(text))
    seen: Counter[str] = Counter()
    for heading in HEADING.findall(text):
        plain = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", heading).strip()
        slug = re.sub(r"[^\w\- ]", "", plain.lower()).replace(" ", "-")
        found.add(f"{slug}-{seen[slug]}" if seen[slug] else slug)
        seen[slug] += 1
    return frozenset(found)


def broken_links(page: Path) -> list[str]:
    text = CODE.sub("", FENCE.sub("", read(page)))
    broken = []
    for link in (first or second for first, second in LINK.findall(text)):
        if re.match(r"[a-z][a-z0-9+.-]*:", link):  # another site
            continue
        place, _, anchor = link.partition("#")
        target = (ROOT / page).parent / place if place else ROOT / page
        is_here = target.resolve().is_relative_to(ROOT) and target.exists()
        if not is_here or (anchor and anchor not in anchors(target)):
            broken.append(link)
    return broken


def is_known_document(cited: str, near: Path) -> bool:
    places = (ROOT, (ROOT / near).parent, ROOT / "docs")
    named_alone = "/" not in cited and any(path.name == cited for path in repository())
    return named_alone or any((place / cited).is_file() for place in places)


@pytest.mark.parametrize("page", documents(), ids=str)
def test_names_that_a_document_cites_are_defined(page: Path) -> None:
    cited = [found.groups() for span in spans(read(page)) if (found := DEFINITION.match(span))]
    missing = [
        f"{path}:{name}"
        for path, name in cited
        if not (ROOT / path).is_file() or name not in definitions(ROOT / path)
    ]
    assert not missing


@pytest.mark.parametrize("page", documents(), ids=str)
def test_paths_that_a_document_cites_exist(page: Path) -> None:
    assert not [path for path in cited_paths(read(page)) if not exists(path)]


@pytest.mark.parametrize("page", markdown(), ids=str)
def test_links_have_a_target(page: Path) -> None:
    assert not broken_links(page)


def test_no_document_is_cited_that_is_not_in_the_repository() -> None:
    cited = [
        f"{path}:{number}: {found.group()}"
        for path in texts()
        for number, line in enumerate(read(path).splitlines(), start=1)
        for found in FOREIGN.finditer(line)
    ]
    assert not cited


def test_cited_documents_are_in_the_repository() -> None:
    cited = [
        f"{path}: {name}"
        for path in texts()
        if path.suffix != ".md" and path.parts[0] != "tests"  # tests name files that they make
        for name in CITED_DOCUMENT.findall(read(path))
        if not is_known_document(name, path)
    ]
    assert not cited


def test_only_tests_and_benchmarks_use_data_outside_the_repository() -> None:
    named = [path for path in texts() if SHARED_DATA.search(read(path))]
    assert not [str(path) for path in named if not path.as_posix().startswith(MAY_NAME_DATA)]


def test_method_is_described_down_to_every_equation() -> None:
    text = read(Path("docs/method.md"))
    assert [n for n in range(1, 11) if f"### Equation {n}:" not in text] == []
    assert all(part in text for part in ("A.1.2", "A.2.1", "A.2.2"))


def test_every_block_of_start_is_run_in_ci() -> None:
    start = read(Path("docs/start.md"))
    run = runpy.run_path(str(ROOT / ".ci" / "run_start.py"))["BLOCK"].findall(start)
    assert len(run) == len(FENCE.findall(start)) > 0
    assert " test-start" in read(Path(".ci/run"))
