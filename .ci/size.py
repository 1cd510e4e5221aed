"""Count the lines and the tokens of Python in folders: ``python .ci/size.py trajganr_core worker``.

Tokens are names, numbers, texts and signs. Unlike lines, they do not become fewer where lines are
joined, and unlike statements, not where statements are folded into one. Comments and docstrings
have lines but no tokens: explaining code does not make it larger.
"""

from __future__ import annotations

import ast
import sys
import tokenize
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LAYOUT = {
    *(tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE),
    *(tokenize.INDENT, tokenize.DEDENT, tokenize.ENCODING, tokenize.ENDMARKER),
}


def size_of(*folders: str) -> tuple[int, int]:
    """Lines and tokens of all modules in folders of the repository."""
    paths = [path for folder in folders for path in sorted((ROOT / folder).rglob("*.py"))]
    lines = sum(path.read_bytes().count(b"\n") for path in paths)
    return lines, sum(map(tokens_of, paths))


def tokens_of(path: Path) -> int:
    """Tokens of a module without its docstrings."""
    with path.open("rb") as file:
        count = sum(token.type not in LAYOUT for token in tokenize.tokenize(file.readline))
    nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    return count - sum(isinstance(each, documented) and has_docstring(each) for each in nodes)


def has_docstring(node: ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Whether a text comes first in a module, class or function."""
    return ast.get_docstring(node, clean=False) is not None


if __name__ == "__main__":
    print("{:,} lines, {:,} tokens".format(*size_of(*sys.argv[1:])))
