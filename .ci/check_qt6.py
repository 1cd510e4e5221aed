"""Find code that works on Qt 5 but not on Qt 6, which QGIS 4 uses.

Run it with QGIS' Python. The script inspects the classes to see whether a name such as
``Qt.AlignCenter`` is a member of an enum: Qt 6 has it only as ``Qt.AlignmentFlag.AlignCenter``.
"""

from __future__ import annotations

import argparse
import ast
import importlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

#: Names that Qt 6 removed or PyQt 6 renamed, with their replacements.
GONE_NAMES = {
    "QDesktopWidget": "QScreen",
    "QMatrix": "QTransform",
    "QRegExp": "QRegularExpression",
    "QRegExpValidator": "QRegularExpressionValidator",
    "QSignalMapper": "a lambda",
    "QStringListModel.sort": "a proxy model",
    "QTextCodec": "Python's codecs",
}
GONE_MEMBERS = {
    "exec_": "exec()",
    "globalPos": "globalPosition()",
    "localPos": "position()",
    "print_": "print()",
    "screenPos": "globalPosition()",
    "setResizeMode": "setSectionResizeMode()",
    "setTabStopWidth": "setTabStopDistance()",
    "start_": "start()",
    "toTime_t": "toSecsSinceEpoch()",
    "fromTime_t": "fromSecsSinceEpoch()",
}
#: Bindings of a single version of Qt, and sip, which QGIS wraps.
BINDINGS = ("PyQt5", "PyQt6", "PySide2", "PySide6", "sip")
QT_MODULES = ("QtCore", "QtGui", "QtWidgets")

Finding = tuple[int, str]


def main() -> None:
    """Check the files and folders that the command line names."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("paths", nargs="+", type=Path)
    found = [
        f"{file}:{line}: {text}"
        for path in parser.parse_args().paths
        for file in (sorted(path.rglob("*.py")) if path.is_dir() else [path])
        for line, text in findings(file.read_text(encoding="utf-8"))
    ]
    if found:
        raise SystemExit("\n".join(found))


def findings(source: str) -> list[Finding]:
    """The lines of a module that do not work on Qt 6, sorted."""
    tree = ast.parse(source)
    classes = imported_classes(tree)
    found: list[Finding] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            found += in_import(node)
        elif isinstance(node, ast.Attribute):
            found += in_attribute(node, classes)
    return sorted(found)


def in_import(node: ast.Import | ast.ImportFrom) -> Iterator[Finding]:
    """Imports of bindings of a single version of Qt, and of classes that Qt 6 removed."""
    names = [alias.name for alias in node.names]
    modules = [node.module or ""] if isinstance(node, ast.ImportFrom) else names
    for module in modules:
        if module.partition(".")[0] in BINDINGS:
            yield node.lineno, f"import from qgis.PyQt, not from {module}"
    for name in names:
        if name in GONE_NAMES:
            yield node.lineno, f"Qt 6 has no {name}: use {GONE_NAMES[name]}"


def in_attribute(node: ast.Attribute, classes: dict[str, Any]) -> Iterator[Finding]:
    """Members of enums without their enum, and methods that Qt 6 removed."""
    if node.attr in GONE_MEMBERS and not is_own(node):
        yield node.lineno, f"Qt 6 has no {node.attr}: use {GONE_MEMBERS[node.attr]}"
        return
    owner = resolve(node.value, classes)
    if owner is None:
        if is_own(node) and node.attr in enum_members():
            yield node.lineno, f"{ast.unparse(node)}: name the enum, {enum_members()[node.attr]}"
    elif owner.__name__ == "QVariant":
        yield node.lineno, f"{ast.unparse(node)}: use QMetaType.Type"
    elif is_unscoped(owner, node.attr):
        enum = type(getattr(owner, node.attr)).__name__
        yield node.lineno, f"{ast.unparse(node)}: name the enum, {owner.__name__}.{enum}"


def is_own(node: ast.Attribute) -> bool:
    """Whether an attribute belongs to ``self``."""
    return isinstance(node.value, ast.Name) and node.value.id == "self"


def imported_classes(tree: ast.Module) -> dict[str, Any]:
    """The classes of Qt and QGIS that a module imports, by their local names."""
    found = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("qgis."):
            module = importlib.import_module(str(node.module))
            for alias in node.names:
                thing = getattr(module, alias.name, None)
                if isinstance(thing, type):
                    found[alias.asname or alias.name] = thing
    return found


def resolve(node: ast.expr, classes: dict[str, Any]) -> Any:
    """The class that an expression names; None for anything else."""
    if isinstance(node, ast.Name):
        return classes.get(node.id)
    if isinstance(node, ast.Attribute):
        owner = resolve(node.value, classes)
        thing = getattr(owner, node.attr, None) if owner is not None else None
        return thing if isinstance(thing, type) else None
    return None


def is_unscoped(owner: type, name: str) -> bool:
    """Whether a name is a member of an enum of the class, accessed without the enum."""
    value = getattr(owner, name, None)
    return isinstance(value, int) and type(value) not in (int, bool, owner)


@cache
def enum_members() -> dict[str, str]:
    """The members of enums that are accessible without the enum in Qt 5, with the enum's name."""
    members = {}
    for module in QT_MODULES:
        for owner in vars(importlib.import_module(f"qgis.PyQt.{module}")).values():
            for name in dir(owner) if isinstance(owner, type) else ():
                if name[:1].isupper() and is_unscoped(owner, name):
                    members[name] = f"{owner.__name__}.{type(getattr(owner, name)).__name__}"
    return members


if __name__ == "__main__":
    main()
