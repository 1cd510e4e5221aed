"""The two figures of docs/method.md: boxes, arrows and words as SVG."""

from __future__ import annotations

from html import escape

STYLE = """
text { font: 14px system-ui, sans-serif; fill: #1f2933; text-anchor: middle }
.small { font-size: 12px; fill: #52606d } .start { text-anchor: start } .end { text-anchor: end }
.box { fill: #e6f4f5; stroke: #0a7d8c } .data { fill: #f2f4f6; stroke: #8a94a0 }
.line { stroke: #52606d; fill: none; stroke-width: 1.5 }
.road { stroke: #cbd2d9; fill: none; stroke-width: 12; stroke-linecap: round }
.path { stroke: #0a7d8c; fill: none; stroke-width: 2.5 }
.fix { fill: #0a7d8c } .query { fill: #c2410c } .head { fill: #52606d }
.asked { stroke: #c2410c; fill: none; stroke-width: 1.5; stroke-dasharray: 4 3 }
@media (prefers-color-scheme: dark) {
  text { fill: #e4e7eb } .small { fill: #b8c2cc }
  .box { fill: #12393e; stroke: #3cc3d3 } .data { fill: #262b31; stroke: #9aa5b1 }
  .line { stroke: #b8c2cc } .road { stroke: #3b434c } .path { stroke: #3cc3d3 }
  .fix { fill: #3cc3d3 } .query { fill: #fb923c } .head { fill: #b8c2cc } .asked { stroke: #fb923c }
}
"""
HEAD = (
    '<defs><marker id="to" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" '
    'orient="auto"><path class="head" d="M0 0L8 4L0 8z"/></marker></defs>'
)


def architecture() -> str:
    """Three encoders, their common space, and a head."""
    parts = []
    rows = (
        (20, "street view", "ViT, frozen", "P", "v"),
        (110, "location", "Space2Vec", "P", "g"),
        (200, "trips that pass it", "Transformer", "P", "z"),
    )
    for y, given, encoder, _, name in rows:
        parts += [_box(10, y, 150, 50, "data", given), _box(200, y, 180, 50, "box", encoder)]
        parts += [_arrow(160, y + 25, 200, y + 25), _arrow(380, y + 25, 430, y + 25)]
        parts += [_circle(448, y + 25, name)]
    parts += [
        _text(448, 272, "one space: what belongs together is near", "small"),
        _arrow(466, 45, 610, 118),
        _arrow(466, 135, 610, 135),
        _arrow(466, 225, 512, 205),
        _box(488, 168, 100, 36, "box", "aggregate"),
        _arrow(588, 176, 610, 158),
        _box(612, 110, 60, 50, "box", "head"),
        _arrow(672, 135, 700, 135),
        _text(704, 131, "speed, popularity,", "start"),
        _text(704, 149, "places, braking", "start"),
        _text(642, 180, "one a task", "small"),
    ]
    return _svg(850, 290, "The architecture of preset paper", parts)


def function() -> str:
    """A trip, asked at a place between two fixes."""
    way = "M30 190 C120 190 150 90 240 90 S400 150 470 60"
    fixes = ((38, 190), (120, 150), (205, 94), (300, 102), (393, 110), (455, 76))
    parts = [f'<path class="road" d="{way}"/>', f'<path class="path" d="{way}"/>']
    parts += [f'<circle class="fix" cx="{x}" cy="{y}" r="6"/>' for x, y in fixes]
    parts += [
        '<circle class="query" cx="348" cy="107" r="7"/>',
        '<path class="asked" d="M348 114 L348 206 L538 206"/>',
        _text(30, 240, "a trip's fixes, on its matched path", "small start"),
        _text(342, 240, "asked at a place l", "small start"),
        _box(540, 60, 170, 46, "data", "fixes: x₁ … xₙ"),
        _box(540, 183, 170, 46, "data", "query: x at l"),
        _arrow(470, 83, 536, 83),
        _arrow(710, 83, 752, 125),
        _arrow(710, 206, 752, 165),
        _box(754, 112, 126, 66, "box", "Transformer"),
        _arrow(880, 145, 918, 145),
        _circle(938, 145, "z(l)"),
    ]
    return _svg(970, 250, "A trajectory as a neural function of location", parts)


def _svg(width: int, height: int, title: str, parts: list[str]) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img">\n'
        f"<title>{title}</title>\n<style>{STYLE}</style>\n{HEAD}\n"
        + "\n".join(parts)
        + "\n</svg>\n"
    )


def _box(x: int, y: int, width: int, height: int, kind: str, words: str) -> str:
    rect = f'<rect class="{kind}" x="{x}" y="{y}" width="{width}" height="{height}" rx="8"/>'
    return rect + _text(x + width / 2, y + height / 2 + 5, words)


def _circle(x: int, y: int, words: str) -> str:
    return f'<circle class="box" cx="{x}" cy="{y}" r="20"/>' + _text(x, y + 5, words)


def _arrow(x1: int, y1: int, x2: int, y2: int) -> str:
    return f'<path class="line" d="M{x1} {y1} L{x2} {y2}" marker-end="url(#to)"/>'


def _text(x: float, y: float, words: str, kind: str = "") -> str:
    return f'<text class="{kind}" x="{x:g}" y="{y:g}">{escape(words)}</text>'
