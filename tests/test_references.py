"""What docstrings and comments refer to exists."""

from __future__ import annotations

import ast
import builtins
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FOLDERS = (ROOT, ROOT / "worker")
PACKAGES = ("trajganr_core", "trajganr_worker", "qgis_plugin")
#: A role of Sphinx, such as ``:class:`.module.Class` ``, which may be broken across lines.
ROLE = re.compile(r":(?:class|func|meth|mod|data|attr|exc):`(?:[^`<]*<)?([^`>]+)>?`")
#: Qt, QGIS and PyTorch are not parsed.
FOREIGN = re.compile(r"Q[A-Z]|Qgs|Qgis|qgis|torch|numpy|np\.|zmq|shapely|pandas|ray")


@dataclass
class Module:
    """The names of a module, and the members of its classes."""

    names: set[str] = field(default_factory=set)
    classes: dict[str, set[str]] = field(default_factory=dict)
    bases: dict[str, list[str]] = field(default_factory=dict)


@cache
def modules() -> dict[str, Module]:
    """All modules by their dotted names."""
    return {
        ".".join(path.relative_to(folder).with_suffix("").parts).removesuffix(".__init__"): read(
            path
        )
        for folder in FOLDERS
        for package in PACKAGES
        for path in (folder / package).rglob("*.py")
    }


def read(path: Path) -> Module:
    module = Module()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ClassDef):
            module.classes[node.name] = members(node)
            module.bases[node.name] = [ast.unparse(base).split("[")[0] for base in node.bases]
        module.names |= set(bound(node))
    return module


def bound(node: ast.AST) -> Iterator[str]:
    """The names that a statement binds."""
    if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
        yield node.name
    elif isinstance(node, ast.Import | ast.ImportFrom):
        yield from ((alias.asname or alias.name).split(".")[0] for alias in node.names)
    elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
        yield node.id
    elif isinstance(node, ast.arg):
        yield node.arg


def members(cls: ast.ClassDef) -> set[str]:
    """Methods, fields and the attributes that methods set."""
    found = {name for node in cls.body for name in bound(node)}
    for node in ast.walk(cls):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            found.add(node.id)
        elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
            found.add(node.attr)
    return found


def exists(target: str, place: str, is_package: bool) -> bool:
    """Whether a name exists, seen from a module."""
    if FOREIGN.match(target):
        return True
    dots = len(target) - len(target.lstrip("."))
    if dots == 1 and is_somewhere(target[1:].split(".")):
        return True
    if dots:
        package = place.split(".") if is_package else place.split(".")[:-1]
        target = ".".join([*package[: len(package) - dots + 1], target[dots:]])
    parts = target.rstrip(".").split(".")
    for count in range(len(parts), 0, -1):
        name = ".".join(parts[:count])
        if name in modules():
            return is_member(modules()[name], parts[count:])
    if dots or parts[0] in PACKAGES:
        return False
    own = modules()[place]
    if parts[0] in sys.stdlib_module_names or hasattr(builtins, parts[0]):
        return True
    if len(parts) == 1 and any(parts[0] in inherited(name) for name in own.classes):
        return True
    return is_member(own, parts)


def is_somewhere(parts: list[str]) -> bool:
    """Whether anything ends like this: what Sphinx looks for after a single dot."""
    return any(
        is_member(module, parts[count:])
        for count in range(len(parts) + 1)
        for name, module in modules().items()
        if f".{name}".endswith("".join(f".{part}" for part in parts[:count]))
    )


def is_member(module: Module, parts: list[str]) -> bool:
    if not parts:
        return True
    if parts[0] not in module.names:
        return False
    return len(parts) == 1 or parts[1] in inherited(parts[0])


@cache
def inherited(name: str) -> frozenset[str]:
    """The members of all classes of that name, and of their bases."""
    found: set[str] = set()
    for module in modules().values():
        if name in module.classes:
            found |= module.classes[name]
            for base in module.bases[name]:
                found |= inherited(base.split(".")[-1])
    return frozenset(found)


def references(path: Path) -> Iterator[str]:
    text = re.sub(r"\n\s*(#:? ?)?", " ", path.read_text(encoding="utf-8"))
    for match in ROLE.finditer(text):
        yield match[1].replace(" ", "").lstrip("~!").removesuffix("()")


@pytest.mark.parametrize("package", PACKAGES)
def test_what_docstrings_and_comments_refer_to_exists(package: str) -> None:
    dangling = []
    for path in sorted((ROOT / package).rglob("*.py")):
        place = ".".join(path.relative_to(ROOT).with_suffix("").parts)
        is_package = path.name == "__init__.py"
        place = place.removesuffix(".__init__")
        dangling += [
            f"{path.relative_to(ROOT)}: {target}"
            for target in references(path)
            if not exists(target, place, is_package)
        ]
    assert not dangling, "\n".join(dangling)
