"""A benchmark's results as one HTML file, pictures and all, that needs nothing else.

It is made of the page of Markdown, so that both always say the same. Of Markdown it knows what that
page is made of: headings, tables, lists, code between fences, pictures and bold text.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby
from pathlib import Path

__all__ = ["html_page"]

STYLE = """
:root { color: #222; background: #fff; font: 16px/1.5 system-ui, sans-serif; }
body { max-width: 72rem; margin: 2rem auto; padding: 0 1rem; }
h2 { margin-top: 2.5rem; border-bottom: 1px solid #ccc; } h3 { margin-top: 2rem; }
table { border-collapse: collapse; } th { font-weight: 600; } td, th { text-align: left;
vertical-align: top; padding: .3rem 1.2rem .3rem 0; border-bottom: 1px solid #ddd; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; background: #f4f4f4; padding: .6rem; }
figure { margin: 1.2rem 0; } img { max-width: 100%; height: auto; }
figcaption { color: #444; max-width: 48rem; }
"""
CODE = re.compile(r"^```\w*\n(.*?)^```$", re.MULTILINE | re.DOTALL)
HEADING = re.compile(r"(#{1,6}) (.*)")
PICTURE = re.compile(r"!\[(?P<caption>[^\]]*)\]\((?P<file>[^)]+)\)")
BOLD = re.compile(r"\*\*(.+?)\*\*")
#: Between the head of a table and its rows.
RULE = re.compile(r"\|[-:| ]+\|")


def html_page(title: str, markdown: str, folder: Path) -> str:
    """The page of HTML.

    Args:
        title: of the window.
        markdown: the results, as ``results.md`` has them.
        folder: where the pictures lie.
    """
    return "\n".join(
        (
            '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">',
            f"<title>{escape(title)}</title><style>{STYLE}</style></head><body>",
            *_blocks(markdown, folder),
            "</body></html>\n",
        )
    )


def _blocks(markdown: str, folder: Path) -> Iterator[str]:
    for number, part in enumerate(CODE.split(markdown)):
        if number % 2:
            yield f"<pre>{escape(part)}</pre>"
            continue
        for kind, lines in groupby(part.splitlines(), _kind):
            yield from _block(kind, list(lines), folder)


def _kind(line: str) -> str:
    """What a line is part of."""
    if HEADING.fullmatch(line):
        return "heading"
    if PICTURE.fullmatch(line.strip()):
        return "picture"
    return {"|": "table", "-": "list"}.get(line[:1], "text" if line.strip() else "")


def _block(kind: str, lines: Sequence[str], folder: Path) -> Iterator[str]:
    if kind == "heading":
        for found in filter(None, map(HEADING.fullmatch, lines)):
            level = len(found[1])
            yield f"<h{level}>{_text(found[2])}</h{level}>"
    elif kind == "picture":
        for found in filter(None, (PICTURE.fullmatch(line.strip()) for line in lines)):
            yield _figure(found["caption"], found["file"], folder)
    elif kind == "table":
        yield _table(lines)
    elif kind == "list":
        items = "".join(f"<li>{_text(line.removeprefix('- '))}</li>\n" for line in lines)
        yield f"<ul>\n{items}</ul>"
    elif kind == "text":
        yield f"<p>{_text(' '.join(lines))}</p>"


def _table(lines: Sequence[str]) -> str:
    """A table whose first row is its head."""
    rows = [line.strip("|").split("|") for line in lines if not RULE.fullmatch(line)]
    cells = ("".join(f"<td>{_text(cell.strip())}</td>" for cell in row) for row in rows)
    head, *body = (f"<tr>{row}</tr>\n" for row in cells)
    head = head.replace("td>", "th>")
    return f"<table>\n<thead>{head}</thead>\n<tbody>{''.join(body)}</tbody></table>"


def _figure(caption: str, name: str, folder: Path) -> str:
    """A picture with its bytes; one that is not there is its caption alone."""
    path = folder / name
    text = _text(caption)
    image = ""
    if path.is_file():
        data = base64.b64encode(path.read_bytes()).decode("ascii")
        image = f'<img alt="{escape(caption)}" src="data:image/png;base64,{data}">'
    return f"<figure>{image}<figcaption>{text}</figcaption></figure>"


def _text(text: str) -> str:
    return BOLD.sub(r"<b>\1</b>", escape(text))
