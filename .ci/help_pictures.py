"""Draw the pictures of the help texts (inputs and outputs of algorithms) and the groups' icons.

    python .ci/help_pictures.py

The SVGs have a background of their own, so they are readable in a dark theme. The output is
reproducible.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from trajganr_core.contract.kinds import KINDS  # noqa: E402
from trajganr_core.contract.kinds.city import CITY  # noqa: E402

RESOURCES = ROOT / "resources"
PICTURES = RESOURCES / "help" / "pictures"
ICONS = RESOURCES / "icons"

#: Pixels: size of a picture, of a symbol in it, and of the arrow between inputs and outputs.
WIDTH, HEIGHT = 224, 92
THING, GAP, ARROW = 52, 8, 34
INK, SOFT, PAPER, EDGE = "#37474f", "#90a4ae", "#ffffff", "#cfd8dc"
ORANGE, BLUE, GREEN, RED = "#e07b1a", "#1f78b4", "#33a02c", "#d84b4b"
SPEEDS = ("#414487", "#228d8d", "#6ccd5a", "#cae11f", "#2f6b8e", "#29af7f")
CHANGES = ("#a34700", "#a3a3a3", "#3a7fc0", "#a3a3a3", "#274f9e", "#f0b25f")
RESIDUALS = ("#8c510a", "#a0a0a0", "#35978f", "#d8b365", "#01665e", "#a0a0a0")
ALIKE = ("#4d0a5b", "#c04a9b", "#e7b8d6", "#8e2281", "#c2c2c2", "#dd83b9")
#: The streets in all pictures, in a square of 52 pixels.
STREETS = (
    ((2, 14), (50, 10)),
    ((2, 38), (50, 34)),
    ((14, 2), (16, 50)),
    ((36, 2), (38, 50)),
    ((16, 36), (37, 11)),
    ((38, 35), (50, 48)),
)
TRACKS = (
    ((4, 12), (14, 13), (15, 30), (26, 24), (46, 10)),
    ((6, 46), (15, 39), (30, 36), (48, 35)),
)

Point = tuple[float, float]
Thing = Callable[[], str]


def line(points: Sequence[Point], colour: str, width: float, extra: str = "") -> str:
    """A polyline."""
    path = " ".join(f"{x:g},{y:g}" for x, y in points)
    return (
        f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="{width:g}" '
        f'stroke-linecap="round" stroke-linejoin="round"{extra}/>'
    )


def dot(x: float, y: float, radius: float, colour: str) -> str:
    """A filled circle."""
    return f'<circle cx="{x:g}" cy="{y:g}" r="{radius:g}" fill="{colour}"/>'


def box(x: float, y: float, width: float, height: float, fill: str, edge: str = INK) -> str:
    """A rectangle with rounded corners."""
    return (
        f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" rx="3" fill="{fill}" '
        f'stroke="{edge}" stroke-width="1.5"/>'
    )


def text(x: float, y: float, words: str, size: float = 9, colour: str = INK) -> str:
    """A centred text."""
    return (
        f'<text x="{x:g}" y="{y:g}" font-family="sans-serif" font-size="{size:g}" '
        f'text-anchor="middle" fill="{colour}">{words}</text>'
    )


def roads() -> str:
    """Streets in one colour."""
    return "".join(line(street, SOFT, 2.5) for street in STREETS)


def coloured(colours: Sequence[str]) -> Thing:
    """Streets, each in its own colour."""

    def draw() -> str:
        pairs = zip(STREETS, colours, strict=True)
        return "".join(line(street, colour, 3.5) for street, colour in pairs)

    return draw


def fixes() -> str:
    """Tracks as points."""
    return "".join(
        line(track, ORANGE, 1.2, ' stroke-dasharray="2 3"')
        + "".join(dot(x, y, 2.4, ORANGE) for x, y in track)
        for track in TRACKS
    )


def trips() -> str:
    """Tracks as lines."""
    return "".join(
        line(track, ORANGE, 2) + "".join(dot(x, y, 2, ORANGE) for x, y in track) for track in TRACKS
    )


def matched() -> str:
    """A trip matched to streets."""
    taken = ((2, 14), (15, 13), (16, 36), (37, 34), (50, 34))
    return roads() + line(taken, ORANGE, 2.5)


def recovered() -> str:
    """A trip matched to streets, with dots on its way between two fixes."""
    between = ((9, 13.3), (15.5, 24), (24, 35.2), (32, 34.4), (43, 34))
    ends = ((2, 14), (16, 36), (50, 34))
    return (
        matched()
        + "".join(dot(x, y, 2, PAPER) + dot(x, y, 1.4, ORANGE) for x, y in between)
        + "".join(dot(x, y, 3, INK) for x, y in ends)
    )


def photo() -> str:
    """A photo of a street."""
    sky, street = "#cfe8f7", "#b0bec5"
    return (
        box(4, 10, 44, 34, sky)
        + f'<path d="M5 43 L20 27 L32 27 L47 43 Z" fill="{street}"/>'
        + f'<path d="M5 20 L14 20 L14 33 L5 42 Z M47 16 L37 16 L37 32 L47 42 Z" fill="{SOFT}"/>'
        + dot(26, 18, 3, "#f6c445")
    )


def photos() -> str:
    """Points with a direction of view."""
    return roads() + "".join(
        f'<path d="M{x} {y} l-5 -10 l10 0 Z" fill="#a6cee3"/>' + dot(x, y, 3, BLUE)
        for x, y in ((15, 24), (37, 20), (28, 37), (44, 44))
    )


def places() -> str:
    """Pins of several colours."""
    pins = ((12, 22, RED), (38, 18, GREEN), (26, 42, BLUE))
    return "".join(
        f'<path d="M{x} {y} c-4 -6 -6 -8 -6 -11 a6 6 0 1 1 12 0 c0 3 -2 5 -6 11 Z" '
        f'fill="{colour}"/>' + dot(x, y - 11, 2, PAPER)
        for x, y, colour in pins
    )


def extract() -> str:
    """Roads and points of interest."""
    return roads() + dot(25, 20, 3, RED) + dot(44, 26, 3, GREEN) + dot(24, 44, 3, BLUE)


def bundle() -> str:
    """A stack of layers."""
    return "".join(
        f'<path d="M8 {y} L26 {y - 8} L44 {y} L26 {y + 8} Z" fill="{fill}" stroke="{INK}" '
        'stroke-width="1.2"/>'
        for y, fill in ((38, "#eceff1"), (29, "#bfe3d0"), (20, "#fbd9b0"))
    )


def network(colour: str) -> str:
    """A neural network."""
    left, right = ((10, 14), (10, 27), (10, 40)), ((30, 20), (30, 34))
    joined = "".join(line((a, b), SOFT, 1) for a in left for b in right)
    nodes = "".join(dot(x, y, 4, BLUE) for x, y in left)
    return joined + nodes + "".join(dot(x, y, 4, colour) for x, y in right)


def model() -> str:
    """A pretrained model."""
    return network(BLUE) + "".join(line(((34, y), (44, y)), SOFT, 1) for y in (20, 34))


def tuned() -> str:
    """A model with one head per task."""
    heads = zip((10, 21, 32, 43), (SPEEDS[1], ORANGE, RED, GREEN), strict=True)
    return network(BLUE) + "".join(
        line(((33, 27), (42, y)), SOFT, 1) + dot(44, y, 3.6, colour) for y, colour in heads
    )


def page(name: str, drawn: str = "") -> Thing:
    """A sheet of paper with a drawing and a name."""

    def draw() -> str:
        sheet = (
            f'<path d="M10 4 L34 4 L43 13 L43 48 L10 48 Z" fill="{PAPER}" stroke="{INK}" '
            f'stroke-width="1.5" stroke-linejoin="round"/>'
            f'<path d="M34 4 L34 13 L43 13" fill="none" stroke="{INK}" stroke-width="1.5"/>'
        )
        lines = (
            "".join(line(((16, y), (37, y)), EDGE, 2) for y in (20, 26, 32)) if not drawn else ""
        )
        return sheet + lines + drawn + text(26.5, 44, name, 7.5)

    return draw


def bars() -> str:
    """The bar chart of a report."""
    heights = (8, 15, 11, 5)
    return "".join(
        box(15 + 6 * n, 34 - height, 4, height, SPEEDS[n], SPEEDS[n])
        for n, height in enumerate(heights)
    )


def archive() -> str:
    """A folder with files."""
    return (
        f'<path d="M4 12 L20 12 L24 17 L48 17 L48 46 L4 46 Z" fill="#fbd9b0" stroke="{INK}" '
        'stroke-width="1.5" stroke-linejoin="round"/>'
        + box(12, 23, 9, 12, PAPER)
        + box(25, 23, 9, 12, PAPER)
        + text(25, 43, "gpkg csv fgb", 6)
    )


def many(thing: Thing) -> Thing:
    """A symbol three times, one behind the other."""

    def draw() -> str:
        copies = ((8, 0), (4, 4), (0, 8))
        card = box(1, 1, 50, 50, PAPER, EDGE)
        return "".join(
            f'<g transform="translate({x} {y}) scale(0.84)">{card}{thing()}</g>' for x, y in copies
        )

    return draw


def cloud(name: str) -> Thing:
    """A cloud service."""

    def draw() -> str:
        return (
            '<path d="M14 38 a10 10 0 0 1 0 -20 a13 13 0 0 1 25 2 a9 9 0 0 1 0 18 Z" '
            f'fill="#e3f2fd" stroke="{INK}" stroke-width="1.5"/>' + text(26, 32, name, 6.5)
        )

    return draw


def download() -> str:
    """A download from a cloud service."""
    arrow_down = line(((26, 25), (26, 44)), BLUE, 4) + line(((19, 38), (26, 46), (33, 38)), BLUE, 4)
    return cloud("")() + arrow_down


def squares() -> str:
    """Grid cells, shaded by density."""
    shades = ("#deebf7", "#9ecae1", "#3182bd", "#9ecae1", "#08519c", "#deebf7")
    return "".join(
        f'<rect x="{4 + 15 * (n % 3)}" y="{11 + 15 * (n // 3)}" width="14" height="14" '
        f'fill="{shade}"/>'
        for n, shade in enumerate(shades)
    )


def vectors() -> str:
    """Rows of numbers."""
    shades = ("#deebf7", "#6baed6", "#2171b5", "#bdd7e7", "#08519c", "#9ecae1", "#c6dbef")
    return "".join(
        f'<rect x="{5 + 9 * column}" y="{8 + 10 * row}" width="8" height="8" '
        f'fill="{shades[(3 * row + 2 * column) % len(shades)]}"/>'
        for row in range(4)
        for column in range(5)
    )


def place() -> str:
    """A pin among roads."""
    return (
        roads()
        + f'<path d="M26 26 c-5 -7 -7 -10 -7 -14 a7 7 0 1 1 14 0 c0 4 -2 7 -7 14 Z" fill="{RED}"/>'
        + dot(26, 12, 2.4, PAPER)
    )


def crossing() -> str:
    """A junction with its level of service, and an arrow through it."""
    return (
        line(((2, 26), (50, 26)), SOFT, 6)
        + line(((26, 2), (26, 50)), SOFT, 6)
        + line(((31, 50), (31, 36), (36, 31), (45, 31)), ORANGE, 3)
        + f'<path d="M44 26 L51 31 L44 36 Z" fill="{ORANGE}"/>'
        + dot(22, 22, 9, BLUE)
        + text(22, 26, "B", 11, PAPER)
    )


def alike() -> str:
    """Roads coloured by similarity, and the location they are compared with."""
    return coloured(ALIKE)() + dot(15, 13, 4, RED)


def machine() -> str:
    """A server."""
    return "".join(
        box(6, y, 40, 12, "#eceff1")
        + dot(13, y + 6, 2, GREEN)
        + line(((20, y + 6), (40, y + 6)), SOFT, 2)
        for y in (5, 20, 35)
    )


predicted = coloured(SPEEDS)


def both() -> str:
    """Coloured streets and their table."""
    table = "".join(
        box(30 + 7 * column, 32 + 6 * row, 6, 5, SPEEDS[column + row] if column else PAPER, SOFT)
        for row in range(3)
        for column in range(3)
    )
    return predicted() + table


def small_map() -> str:
    """Coloured streets, scaled to a page."""
    return f'<g transform="translate(15 15) scale(0.42)">{predicted()}</g>'


changes, residuals = coloured(CHANGES), coloured(RESIDUALS)
report, printed_report = page("HTML", bars()), page("PDF", bars())
printed_map = page("PDF", small_map())
bundles, models = many(bundle), many(tuned)

#: Inputs and outputs of algorithms that are not made of a kind, as kinds have them in ``picture``.
OTHERS = {
    "loadstreetview": ("photo: photos", "photos: street views"),
    "mapillarycoverage": ("cloud Mapillary: pictures", "squares: how many"),
    "changesreport": ("changes", "printed_report: report"),
    "joinpredictions": ("roads: your roads + predicted", "both"),
    "predictionsmap": ("predicted", "printed_map: map"),
    "similarroads": ("model + place: a place", "alike: how alike"),
    "batchexport": ("bundles + models", "archive: files"),
    "workerstatus": ("machine: worker", "page status: outputs, log"),
    "updatepredictionswithnewtrips": ("trips: new trips + tuned: model", "predicted"),
}
ALGORITHMS: dict[str, tuple[str, str]] = OTHERS | {
    kind.algorithm.id: kind.algorithm.picture
    for kind in (CITY, *KINDS.values())
    if kind.algorithm is not None
}
GROUPS: dict[str, Thing] = {
    "data": trips,
    "download": download,
    "model": tuned,
    "predict": predicted,
    "export": archive,
    "worker": machine,
    "workflow": matched,
}


def symbols(named: str) -> list[tuple[Thing, str]]:
    """The symbols of inputs or outputs, each with the words below it.

    Args:
        named: ``SYMBOL: WORDS + …``; a symbol is a function or name here, with a label if that
            takes one. Without words, the name stands below.
    """
    found = []
    for each in named.split(" + "):
        symbol, _, words = each.partition(": ")
        name, _, label = symbol.partition(" ")
        thing = globals()[name]
        found.append((thing(label) if label else thing, words or symbol))
    return found


def picture(name: str) -> str:
    """The symbols of an algorithm's inputs, an arrow, and the symbols of its outputs."""
    before, after = map(symbols, ALGORITHMS[name])
    count = len(before) + len(after)
    needed = count * THING + (count - 2) * GAP + ARROW + 2 * GAP
    x = (WIDTH - needed) / 2
    parts = [box(0.75, 0.75, WIDTH - 1.5, HEIGHT - 1.5, PAPER, EDGE)]
    for thing, words in before:
        parts.append(placed(thing, words, x))
        x += THING + GAP
    parts.append(arrow(x, 12 + THING / 2))
    x += ARROW + GAP
    for thing, words in after:
        parts.append(placed(thing, words, x))
        x += THING + GAP
    return svg(WIDTH, HEIGHT, name, "".join(parts))


def placed(thing: Thing, words: str, x: float) -> str:
    """A symbol with its words below."""
    drawn = f'<g transform="translate({x:g} 12)">{thing()}</g>'
    return drawn + text(x + THING / 2, HEIGHT - 12, words)


def arrow(x: float, y: float) -> str:
    """The arrow from inputs to outputs."""
    end = x + ARROW
    head = (
        f'<path d="M{end - 9:g} {y - 6:g} L{end:g} {y:g} L{end - 9:g} {y + 6:g} Z" fill="{INK}"/>'
    )
    return line(((x, y), (end - 8, y)), INK, 2.5) + head


def svg(width: int, height: int, title: str, drawn: str) -> str:
    """An SVG document."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}"><title>{title}</title>{drawn}</svg>\n'
    )


def main() -> None:
    """Write every picture."""
    PICTURES.mkdir(exist_ok=True)
    for name in ALGORITHMS:
        (PICTURES / f"{name}.svg").write_text(picture(name), encoding="utf-8")
    for name, thing in GROUPS.items():
        (ICONS / f"{name}.svg").write_text(svg(THING, THING, name, thing()), encoding="utf-8")


if __name__ == "__main__":
    main()
