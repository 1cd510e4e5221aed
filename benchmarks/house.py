"""Measures the layout of the code: folders, imports between them, public names, lines.

``python benchmarks/house.py [--against COMMIT]`` prints a table of the working tree and of a
commit. It reads source files and imports none of them.
"""

from __future__ import annotations

import argparse
import ast
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("trajganr_core", "worker", "qgis_plugin")
#: Folders that the import walls order (tests/test_walls.py), from the bottom up.
ORDERS = ("CORE", "WORKER", "PLUGIN")

Modules = Mapping[str, Path]


@dataclass(frozen=True)
class Import:
    """One module that imports another one of the same package."""

    importer: str
    imported: str
    #: Whether it is only for type checkers.
    for_types: bool


def main() -> None:
    """Print the measurements."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--against", metavar="COMMIT", help="an earlier commit to compare with")
    options = parser.parse_args()
    columns = {"working tree": measure(ROOT)}
    if options.against:
        with tempfile.TemporaryDirectory() as folder:
            check_out(options.against, Path(folder))
            columns = {options.against: measure(Path(folder)), **columns}
    rows = list(dict.fromkeys(name for column in columns.values() for name in column))
    width = max(map(len, rows))
    print(f"{'':{width}}", *(f"{name:>14}" for name in columns))
    for row in rows:
        print(f"{row:{width}}", *(f"{column.get(row, '-'):>14}" for column in columns.values()))


def check_out(commit: str, folder: Path) -> None:
    """The files of a commit, in a folder of their own."""
    archive = subprocess.Popen(["git", "archive", commit], cwd=ROOT, stdout=subprocess.PIPE)
    subprocess.run(["tar", "-x", "-C", folder], stdin=archive.stdout, check=True)
    if archive.wait():
        raise SystemExit(f"There is no commit {commit}.")


def measure(root: Path) -> dict[str, int]:
    """The counts by name."""
    figures: dict[str, int] = {}
    orders = wall_orders(root)
    for package in PACKAGES:
        modules = modules_of(root, package)
        imports = list(imports_between(modules))
        arrows = folder_arrows(imports, modules)
        folders = {folder_of(name, modules) for name in modules}
        order = orders.get(package, ())
        figures |= {
            f"{package}: loose modules at the root": sum(
                name.count(".") == 1 and path.name != "__init__.py"
                for name, path in modules.items()
            ),
            f"{package}: folders at the root": len(folders - {""}),
            f"{package}: arrows between folders": len(arrows),
            f"{package}: upward imports": sum(
                {one, other} <= set(order) and order.index(other) > order.index(one)
                for one, other in arrows
            ),
            f"{package}: circles of modules": circles(
                (each.importer, each.imported) for each in imports if not each.for_types
            ),
            f"{package}: circles of folders": circles(arrows),
            f"{package}: modules": len(modules),
            f"{package}: lines": sum(lines_in(path) for path in modules.values()),
        }
    figures["public names of trajganr_core"] = len(exported(root / "trajganr_core/__init__.py"))
    figures["lines of product"] = sum(figures[f"{package}: lines"] for package in PACKAGES)
    figures["lines of tests"] = sum(lines_in(path) for path in (root / "tests").rglob("*.py"))
    return figures


def modules_of(root: Path, package: str) -> dict[str, Path]:
    """The modules of a package by their full names."""
    found = {}
    for path in sorted((root / package).rglob("*.py")):
        name = ".".join(path.relative_to(root).with_suffix("").parts)
        found[name.removesuffix(".__init__")] = path
    return found


def imports_between(modules: Modules) -> Iterator[Import]:
    """The imports of modules of one package by each other."""
    for name, path in modules.items():
        package = name.split(".") if path.name == "__init__.py" else name.split(".")[:-1]
        tree = ast.parse(path.read_text(encoding="utf-8"))
        typed = {
            id(node)
            for branch in ast.walk(tree)
            if isinstance(branch, ast.If) and "TYPE_CHECKING" in ast.unparse(branch.test)
            for node in ast.walk(branch)
        }
        for node in ast.walk(tree):
            for target in imported_names(node, package):
                imported = target if target in modules else target.rpartition(".")[0]
                if imported in modules and imported != name:
                    yield Import(name, imported, id(node) in typed)


def imported_names(node: ast.AST, package: list[str]) -> Iterator[str]:
    """Full names of the imports of a statement in a package."""
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        base = package[: len(package) - node.level + 1] if node.level else []
        module = ".".join([*base, *filter(None, [node.module])])
        yield from (f"{module}.{alias.name}" for alias in node.names)


def folder_of(module: str, modules: Modules) -> str:
    """The folder at the root of its package that a module is in; '' for a loose one."""
    parts = module.split(".")
    is_package = modules[module].name == "__init__.py"
    return parts[1] if len(parts) > 2 or (is_package and len(parts) == 2) else ""


def folder_arrows(imports: list[Import], modules: Modules) -> set[tuple[str, str]]:
    """Which folder imports which; loose modules at the root do not count."""
    pairs = {
        (folder_of(each.importer, modules), folder_of(each.imported, modules))
        for each in imports
        if not each.for_types
    }
    return {(one, other) for one, other in pairs if one and other and one != other}


def wall_orders(root: Path) -> dict[str, tuple[str, ...]]:
    """The order of each package's folders, as the test of the walls has it."""
    walls = root / "tests" / "test_walls.py"
    found = {}
    for node in ast.parse(walls.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) in ORDERS:
            place = ORDERS.index(ast.unparse(node.targets[0]))
            found[PACKAGES[place]] = tuple(ast.literal_eval(node.value))
    return found


def circles(arrows: Iterator[tuple[str, str]] | set[tuple[str, str]]) -> int:
    """Number of arrows to remove until there is no cycle."""
    graph: dict[str, set[str]] = {}
    for one, other in arrows:
        graph.setdefault(one, set()).add(other)
    removed = 0
    while True:
        try:
            list(TopologicalSorter(graph).static_order())
        except CycleError as error:
            later, first = error.args[1][:2]
            graph[first].discard(later)
            removed += 1
        else:
            return removed


def exported(path: Path) -> list[str]:
    """The names in a module's ``__all__``."""
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__":
            return list(ast.literal_eval(node.value))
    return []


def lines_in(path: Path) -> int:
    """Lines of a file."""
    return len(path.read_text(encoding="utf-8").splitlines())


if __name__ == "__main__":
    main()
