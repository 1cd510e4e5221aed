"""Draws the charts of docs/how_good.md, and the figures of docs/method.md.

python -m benchmarks.handbook

The numbers are in ``benchmarks/log/handbook.json``, copied by hand from the entries that it names.
"""

from __future__ import annotations

import json
from html import escape
from pathlib import Path
from typing import Any

from ..figures import ROOT
from .figures import architecture, function

FIGURES = ROOT / "benchmarks" / "log" / "handbook.json"
IMAGES = ROOT / "docs" / "images"

WIDTH, LABELS, BAR, GAP, TOP = 760, 300, 18, 12, 76
#: Readable on light and on dark pages; the two colours differ for the colour-blind too.
STYLE = """
text { font: 14px system-ui, sans-serif; fill: #1f2933 }
.title { font-weight: 600; font-size: 16px }
.first { fill: #8a94a0 } .last { fill: #0a7d8c } line { stroke: #8a94a0 }
@media (prefers-color-scheme: dark) {
  text { fill: #e4e7eb } .first { fill: #9aa5b1 } .last { fill: #3cc3d3 }
}
"""


def main() -> None:
    """Draw all charts."""
    for path, drawn in charts().items():
        path.write_text(drawn, encoding="utf-8")
        print(path.relative_to(ROOT))


def charts() -> dict[Path, str]:
    """Each picture's file and its SVG."""
    figures = json.loads(FIGURES.read_text("utf-8"))
    return {
        **{IMAGES / f"how_good_{name}.svg": chart(about) for name, about in figures.items()},
        IMAGES / "method_architecture.svg": architecture(),
        IMAGES / "method_function.svg": function(),
    }


def chart(about: dict[str, Any]) -> str:
    """Horizontal bars, a group for each row and a colour for each series."""
    series, rows = about["series"], about["rows"]
    colours = ["first", "last"] if len(series) > 1 else ["last"]
    longest = max(value for _, values in rows for value in values if value is not None)
    scale = (WIDTH - LABELS - 80) / longest
    parts, y = [text(16, 26, f"{about['title']}, {about['unit']}", "title")], TOP
    x = 16.0
    for name, colour in zip(series, colours, strict=True):
        parts += [bar(x, 42, 14, colour, height=14), text(x + 20, 54, name)]
        x += 60 + 7.2 * len(name)
    for name, values in rows:
        shown = [(v, c) for v, c in zip(values, colours, strict=True) if v is not None]
        parts.append(text(LABELS - 10, y + BAR * len(shown) / 2 + 5, name, anchor="end"))
        for value, colour in shown:
            parts.append(bar(LABELS, y, value * scale, colour))
            parts.append(text(LABELS + value * scale + 6, y + 14, shown_value(value)))
            y += BAR
        y += GAP
    axis = f'<line x1="{LABELS}" y1="{TOP - 6}" x2="{LABELS}" y2="{y - 4}"/>'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {y + 4}" role="img">\n'
        f"<title>{escape(about['title'])}</title>\n<style>{STYLE}</style>\n"
        + "\n".join([*parts, axis])
        + "\n</svg>\n"
    )


def shown_value(value: float) -> str:
    """A percentage that is whole, as it is; others with a decimal."""
    return f"{value:.1f}" if isinstance(value, float) else str(value)


def bar(x: float, y: float, width: float, colour: str, *, height: float = BAR - 2) -> str:
    """A bar."""
    size = f'width="{width:.1f}" height="{height:g}"'
    return f'<rect class="{colour}" x="{x:g}" y="{y:g}" {size} rx="2"/>'


def text(x: float, y: float, words: str, kind: str = "", *, anchor: str = "start") -> str:
    """A line of text."""
    kind = f' class="{kind}"' if kind else ""
    return f'<text{kind} x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(words)}</text>'


if __name__ == "__main__":
    main()
