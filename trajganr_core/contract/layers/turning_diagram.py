"""The turning diagram of a junction, as traffic engineers draw it.

Arms lie in their true directions. On the side on which traffic enters stands a row for each
movement: level of service, passes and mean control delay. An arrow, as wide as there are passes,
leads from it to the exit. Texts stand on the arms, arrows between them: neither covers the other.
"""

from __future__ import annotations

import math
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ..texts.html import Html, element
from ..texts.text import Text, Translate, joined, said
from .map_classes import LEVEL_COLOURS, LEVELS, UNKNOWN_COLOUR

#: Units of the drawing: its width, its height, and the middle of the junction.
WIDTH, HEIGHT, MIDDLE = 480.0, 536.0, (240.0, 266.0)
#: More arms and movements are not drawn: those with the fewest passes.
MAX_ARMS, MAX_TURNS = 16, 200
#: Radius at which arrows begin and end, of few and of many arms, and at which arms end.
INNER, MAX_INNER, OUTER = 88.0, 130.0, 236.0
#: How far outside that radius arrows begin and end, and texts begin.
LEAD, TEXT = 9.0, 13.0
#: Widths of arrows; height of a row of text; the most rows of an approach; the widest arm.
MIN_WIDTH, MAX_WIDTH, ROW, MAX_ROWS, MAX_ARM = 1.2, 14.0, 10.5, 6, 120.0
#: Share of an arm for rows, where traffic both enters and leaves.
ENTRY = 0.64
#: Sizes of texts, and the mean width of a bold letter relative to them.
SIZE, TITLE_SIZE, LETTER = 8.5, 12.0, 0.62
#: Degrees within which an approach and an exit are of one road: by name, without, in any case.
SAME_NAME, NO_NAME, SAME_ROAD = 40.0, 15.0, 4.0
#: Arms are drawn at least so many degrees apart.
MIN_APART = 27.0
#: Reading upwards, an arm of these headings is read towards the middle.
FLIPPED = (170.0, 350.0)
INK, ROAD, MARKING = "#222222", "#ececec", "#ffffff"
COLOURS = dict(zip(LEVELS, LEVEL_COLOURS, strict=True))
#: Levels on whose colour a letter is white.
DARK = "FBA"


@dataclass(frozen=True)
class Stroke:
    """A line, or an area where it has a fill.

    Attributes:
        path: commands of SVG, M, L and C, with their coordinates.
        about: what it stands for.
    """

    path: tuple[tuple[str, tuple[float, ...]], ...]
    colour: str = ""
    width: float = 0.0
    fill: str = ""
    is_dashed: bool = False
    about: str = ""


@dataclass(frozen=True)
class Label:
    """A line of text, half of whose height is above ``y``.

    Attributes:
        anchor: which end of it is at ``x``: start, middle or end.
        turned: degrees clockwise around that place.
    """

    x: float
    y: float
    text: str
    size: float = SIZE
    anchor: str = "start"
    turned: float = 0.0
    colour: str = INK
    is_bold: bool = False


@dataclass
class _Turn:
    """A movement from arm to arm; ``begin`` and ``end`` are where it is across them."""

    approach: int
    leave: int
    passes: float
    delay_s: float | None
    level: str
    is_predicted: bool
    about: str
    width: float = MIN_WIDTH
    has_row: bool = False
    begin: float = 0.0
    end: float = 0.0

    @property
    def room(self) -> float:
        """What it takes of the width of its approach."""
        return max(self.width + 1, ROW) if self.has_row else self.width + 1


@dataclass(frozen=True)
class _Arm:
    """A road as seen from the middle: its heading, and the rows of which it is approach or exit."""

    heading: float
    name: str
    ins: frozenset[int] = frozenset()
    outs: frozenset[int] = frozenset()

    def at(self, along: float, across: float) -> tuple[float, float]:
        """A place so far from the middle, and so far to the right of who looks outwards."""
        sine, cosine = math.sin(math.radians(self.heading)), math.cos(math.radians(self.heading))
        x, y = along * sine + across * cosine, across * sine - along * cosine
        return MIDDLE[0] + x, MIDDLE[1] + y

    def text(self, along: float, across: float, text: str, *, is_bold: bool = False) -> Label:
        """A text that begins there and runs outwards; upright, so it may be read inwards."""
        is_flipped = FLIPPED[0] <= self.heading < FLIPPED[1]
        turned = self.heading + (90 if is_flipped else -90)
        anchor = "end" if is_flipped else "start"
        x, y = self.at(along, across)
        return Label(x, y, text, anchor=anchor, turned=turned, is_bold=is_bold)


def turning_diagram(
    rows: Sequence[Mapping[str, Any]],
    side: str = "right",
    size: float = WIDTH,
    *,
    title: str = "",
    tr: Translate = str,
) -> str:
    """The diagram as SVG.

    Args:
        rows, side, title, tr: see :func:`draw_turns`.
        size: width of the picture, pixels.
    """
    shapes = [_svg(shape) for shape in draw_turns(rows, side, title=title, tr=tr)]
    box = {"viewBox": f"0 0 {WIDTH:g} {HEIGHT:g}", "width": f"{size:g}"}
    height = f"{size * HEIGHT / WIDTH:g}"
    return element("svg", *shapes, xmlns="http://www.w3.org/2000/svg", height=height, **box)


def draw_turns(
    rows: Sequence[Mapping[str, Any]],
    side: str = "right",
    *,
    title: str = "",
    tr: Translate = str,
) -> list[Stroke | Label]:
    """The shapes of the diagram, the lowest first, in units of :data:`WIDTH` and :data:`HEIGHT`.

    Args:
        rows: movements of one junction at one time: ``from_name`` and ``to_name``,
            ``approach_heading`` and ``exit_heading`` (degrees clockwise from north, from the
            junction outwards), ``passes``, ``delay_s``, ``level_of_service`` (A to F) and
            ``source`` (observed or predicted). What is unknown may be None or no number.
        side: on which traffic keeps: right or left.
        title: above the diagram, such as the junction's name.
        tr: says the texts.
    """
    arms, turns = _arms_and_turns(rows, tr)
    inner = min(INNER + 6.0 * max(len(arms) - 4, 0), MAX_INNER)
    shapes: list[Stroke | Label] = [_box(0, 0, WIDTH, HEIGHT, "#ffffff")]
    places = _arrange(arms, turns, inner, -1.0 if side == "left" else 1.0)
    for arm, (entry, middle, kerb) in zip(arms, places, strict=True):
        shapes += _road(arm, inner, entry, middle, kerb)
    for turn in sorted(turns, key=lambda turn: turn.passes):
        shapes += _arrow(turn, arms[turn.approach], arms[turn.leave], inner)
    for turn in turns:
        if turn.has_row:
            shapes += _row(turn, arms[turn.approach], inner + TEXT, tr)
    return [*shapes, *_frame(turns, len(rows) - len(turns), title, tr)]


def _arms_and_turns(
    rows: Sequence[Mapping[str, Any]], tr: Translate
) -> tuple[list[_Arm], list[_Turn]]:
    """The arms in the order of their headings, and the movements between them."""
    headings = ("approach_heading", "exit_heading")
    known = [row for row in rows if None not in [_number(row, each) for each in headings]]
    known = sorted(known, key=_passes, reverse=True)[:MAX_TURNS]
    ends = []
    for number, row in enumerate(known):
        come, go = (_number(row, each) or 0.0 for each in headings)
        ends.append(_Arm(come % 360, _name(row, "from_name"), ins=frozenset({number})))
        ends.append(_Arm(go % 360, _name(row, "to_name"), outs=frozenset({number})))
    # Those with the most passes.
    arms = sorted(_merged(ends), key=lambda arm: min(arm.ins | arm.outs))[:MAX_ARMS]
    arms = _apart(sorted(arms, key=lambda arm: arm.heading))
    approach = {number: of for of, arm in enumerate(arms) for number in arm.ins}
    leave = {number: of for of, arm in enumerate(arms) for number in arm.outs}
    turns = [
        _turn(row, approach[number], leave[number], tr)
        for number, row in enumerate(known)
        if number in approach and number in leave
    ]
    return arms, turns


def _turn(row: Mapping[str, Any], approach: int, leave: int, tr: Translate) -> _Turn:
    level, is_predicted = str(row.get("level_of_service")), row.get("source") == "predicted"
    level, delay = level if level in COLOURS else "", _number(row, "delay_s")
    names = f"{_name(row, 'from_name') or '–'} → {_name(row, 'to_name') or '–'}"
    turn = _Turn(approach, leave, _passes(row), delay, level, is_predicted, names)
    turn.about = f"{names}: {_facts(turn, tr)} {level}".strip()
    return turn


def _facts(turn: _Turn, tr: Translate) -> str:
    """Passes and delay."""
    delay = Text("–") if turn.delay_s is None else Text("{n:.0f} s", n=turn.delay_s)
    if turn.is_predicted:
        return Text("≈ {delay}", delay=delay).said(tr)
    return Text("{n:,.0f} · {delay}", n=turn.passes, delay=delay).said(tr)


def _number(row: Mapping[str, Any], column: str) -> float | None:
    """A number of a row that can be drawn."""
    value = row.get(column)
    is_number = isinstance(value, int | float) and abs(value) < 1e9
    return float(value) if is_number else None  # type: ignore[arg-type] # is a number


def _passes(row: Mapping[str, Any]) -> float:
    return max(_number(row, "passes") or 0.0, 0.0)


def _name(row: Mapping[str, Any], column: str) -> str:
    name = str(row.get(column) or "")
    return "".join(letter if letter.isprintable() else " " for letter in name)[:100].strip()


def _merged(ends: Sequence[_Arm]) -> list[_Arm]:
    """Ends of movements as arms: those of one road, and the carriageways of a divided one."""
    arms: list[_Arm] = []
    for end in ends:
        same = (arm for arm in arms if arm.name == end.name and _between(arm, end) < SAME_ROAD)
        arm = next(same, None)
        if arm is None:
            arms.append(end)
        else:
            arms[arms.index(arm)] = replace(arm, ins=arm.ins | end.ins, outs=arm.outs | end.outs)
    pairs = sorted(
        (_between(one, other), first, second)
        for first, one in enumerate(arms)
        for second, other in enumerate(arms)
        if not (one.outs or other.ins) and _between(one, other) < _most_between(one, other)
    )
    gone: set[int] = set()
    for _, first, second in pairs:
        if gone.isdisjoint({first, second}):
            gone |= {first, second}
            one, other = arms[first], arms[second]
            half = ((other.heading - one.heading + 180) % 360 - 180) / 2
            heading, name = (one.heading + half) % 360, one.name or other.name
            arms.append(_Arm(heading, name, one.ins, other.outs))
    return [arm for number, arm in enumerate(arms) if number not in gone]


def _between(one: _Arm, other: _Arm) -> float:
    return abs((one.heading - other.heading + 180) % 360 - 180)


def _most_between(one: _Arm, other: _Arm) -> float:
    """Degrees between the carriageways of a road, at most."""
    if one.name and one.name == other.name:
        return SAME_NAME
    return 0.0 if one.name and other.name else NO_NAME


def _apart(arms: Sequence[_Arm]) -> list[_Arm]:
    """Arms, in the order of their headings, moved as far apart as their texts need."""
    least = min(MIN_APART, 0.95 * 360 / max(len(arms), 1))
    headings = [arm.heading for arm in arms]
    for _ in range(100 if len(arms) > 1 else 0):
        for before in range(-1, len(arms) - 1):
            around = 360.0 if before < 0 else 0.0
            lacking = least - (headings[before + 1] + around - headings[before])
            if lacking > 0:
                headings[before] -= lacking / 2
                headings[before + 1] += lacking / 2
    return [replace(arm, heading=at % 360) for arm, at in zip(arms, headings, strict=True)]


def _arrange(
    arms: Sequence[_Arm], turns: Sequence[_Turn], inner: float, hand: float
) -> list[tuple[float, float, float]]:
    """Give movements widths and places; answers kerb, middle and kerb of each arm, across it."""
    sides = []
    for number, arm in enumerate(arms):
        # From the kerb to the middle of the road: to the near side, through, far side, back.
        ins = [turn for turn in turns if turn.approach == number]
        ins.sort(key=lambda turn: -_around(arm, arms[turn.leave], hand))
        outs = [turn for turn in turns if turn.leave == number]
        outs.sort(key=lambda turn: _around(arm, arms[turn.approach], hand) or 360.0)
        gaps = [_between(arm, other) for other in arms if other is not arm]
        room = min(2 * inner * math.tan(math.radians(min([*gaps, 90.0]) / 2)), MAX_ARM)
        entry = room * ENTRY if outs else room - ROW
        rows = max(min(int(entry / ROW), MAX_ROWS), 1)
        rows -= int(1 < rows < len(ins))
        for turn in sorted(ins, key=lambda turn: -turn.passes)[:rows]:
            turn.has_row = True
        sides.append((ins, entry, outs, room - entry))
    _scale(turns, sides)
    places = []
    for arm, (ins, for_ins, outs, for_outs) in zip(arms, sides, strict=True):
        entry, leave = sum(turn.room for turn in ins), sum(turn.width + 2 for turn in outs)
        leave = max(leave, ROW * len(_name_lines(arm, inner, for_ins + for_outs - entry)) + 1)
        middle = hand * (entry - leave) / 2
        at = middle - hand * entry
        for turn in ins:
            turn.begin = at + hand * turn.room / 2
            at += hand * turn.room
        at = middle + hand * leave
        for turn in outs:
            turn.end = at - hand * (turn.width / 2 + 1)
            at -= hand * (turn.width + 2)
        places.append((middle - hand * entry, middle, middle + hand * leave))
    return places


def _around(arm: _Arm, other: _Arm, hand: float) -> float:
    """Degrees from one arm to another, clockwise where traffic keeps right."""
    return hand * (other.heading - arm.heading) % 360


def _scale(
    turns: Sequence[_Turn], sides: Sequence[tuple[list[_Turn], float, list[_Turn], float]]
) -> None:
    """The widest arrows, on one scale, with which every side of an arm has room."""
    most = max((turn.passes for turn in turns), default=0.0) or 1.0
    for tenths in range(10, -1, -1):
        for turn in turns:
            share = tenths / 10 * turn.passes / most
            turn.width = MIN_WIDTH + (MAX_WIDTH - MIN_WIDTH) * share
        if all(
            sum(turn.room for turn in ins) <= entry
            and sum(turn.width + 2 for turn in outs) <= leave
            for ins, entry, outs, leave in sides
        ):
            return


def _road(
    arm: _Arm, inner: float, entry: float, middle: float, kerb: float
) -> Iterator[Stroke | Label]:
    """An arm with its name, which stands where traffic leaves."""
    corners = (arm.at(inner, entry), arm.at(OUTER, entry), arm.at(OUTER, kerb), arm.at(inner, kerb))
    yield Stroke(_lines(*corners), fill=ROAD)
    yield Stroke(_lines(arm.at(inner, middle), arm.at(OUTER, middle)), MARKING, 1.2)
    lines = _name_lines(arm, inner, abs(kerb - middle))
    upwards = -1.0 if FLIPPED[0] <= arm.heading < FLIPPED[1] else 1.0
    for number, line in enumerate(lines):
        across = (middle + kerb) / 2 + upwards * ROW * (number - (len(lines) - 1) / 2)
        yield arm.text(inner + TEXT + 3, across, line, is_bold=True)


def _name_lines(arm: _Arm, inner: float, width: float) -> list[str]:
    """The name of an arm in lines, on a width across it."""
    letters = int((OUTER - inner - TEXT - 3) / (SIZE * LETTER))
    most = min(max(int(width / ROW), 1), 3)
    return textwrap.wrap(arm.name, letters, max_lines=most, placeholder=" …")


def _arrow(turn: _Turn, come: _Arm, go: _Arm, inner: float) -> Iterator[Stroke]:
    """From the row of the movement to its exit."""
    colour = COLOURS.get(turn.level, UNKNOWN_COLOUR)
    first, last = come.at(inner, turn.begin), go.at(inner, turn.end)
    # Far arms are joined by nearly straight lines, near ones by a bend.
    reach = min(max(0.55 * math.dist(first, last), 0.38 * inner), 0.95 * inner)
    bend = (*come.at(inner - reach, turn.begin), *go.at(inner - reach, turn.end), *last)
    start, end = come.at(inner + LEAD, turn.begin), go.at(inner + LEAD - 5, turn.end)
    path = (("M", start), ("L", first), ("C", bend), ("L", end))
    yield Stroke(path, colour, turn.width, is_dashed=turn.is_predicted, about=turn.about)
    half = turn.width / 2 + 2
    tip = go.at(inner + LEAD + 2, turn.end)
    back = [go.at(inner + LEAD - 5, turn.end + across) for across in (-half, half)]
    yield Stroke(_lines(*back, tip), fill=colour, about=turn.about)


def _row(turn: _Turn, arm: _Arm, along: float, tr: Translate) -> Iterator[Stroke | Label]:
    """Level of service, passes and delay, where the arrow begins."""
    if turn.level:
        half, colour = ROW / 2 - 0.6, COLOURS[turn.level]
        ends = ((along, -half), (along, half), (along + 2 * half, half), (along + 2 * half, -half))
        yield Stroke(_lines(*(arm.at(u, turn.begin + v) for u, v in ends)), fill=colour)
        letter = arm.text(along + half, turn.begin, turn.level, is_bold=True)
        yield replace(letter, anchor="middle", colour=_ink(turn.level))
    yield arm.text(along + ROW + 1, turn.begin, _facts(turn, tr)[:24])


def _ink(level: str) -> str:
    return "#ffffff" if level in DARK else INK


def _frame(
    turns: Sequence[_Turn], missing: int, title: str, tr: Translate
) -> Iterator[Stroke | Label]:
    """Title, north, legend, and what is not drawn."""
    letters = int(0.88 * WIDTH / (TITLE_SIZE * LETTER))
    shown = textwrap.shorten(said(title, tr), letters, placeholder=" …")
    yield Label(10, 14, shown, TITLE_SIZE, is_bold=True)
    yield Stroke(
        _lines((WIDTH - 15, 20), (WIDTH - 10, 6), (WIDTH - 5, 20), (WIDTH - 10, 17)), fill=INK
    )
    yield Label(WIDTH - 10, 27, "N", anchor="middle")
    if not turns:
        yield Label(*MIDDLE, said(Text("No movement to show"), tr), anchor="middle")
    x, y = 10.0, HEIGHT - 20
    for level in reversed(LEVELS):
        yield _box(x, y - ROW / 2, ROW, ROW, COLOURS[level])
        yield Label(x + ROW / 2, y, level, anchor="middle", colour=_ink(level), is_bold=True)
        x += ROW + 3
    legend = Text("level of service; passes · mean control delay")
    if any(turn.is_predicted for turn in turns):
        legend = joined(legend, Text("dashed, ≈: predicted"))
    yield Label(x + 3, y, said(legend, tr))
    notes = []
    if not all(turn.has_row for turn in turns):
        notes.append(Text("Arrows without numbers: the fewest passes."))
    if missing:
        notes.append(Text("Movements not drawn: {n:,}.", n=missing))
    yield Label(10, HEIGHT - 7, " ".join(said(note, tr) for note in notes))


def _lines(*points: tuple[float, float]) -> tuple[tuple[str, tuple[float, ...]], ...]:
    return tuple(("L" if number else "M", point) for number, point in enumerate(points))


def _box(x: float, y: float, width: float, height: float, fill: str) -> Stroke:
    right, bottom = x + width, y + height
    return Stroke(_lines((x, y), (right, y), (right, bottom), (x, bottom)), fill=fill)


def _svg(shape: Stroke | Label) -> Html:
    if isinstance(shape, Label):
        # Qt knows no other way to centre a text in its height.
        turned = f"rotate({shape.turned:.1f} {shape.x:.1f} {shape.y:.1f})"
        return element(
            "text",
            shape.text,
            x=f"{shape.x:.1f}",
            y=f"{shape.y:.1f}",
            transform=f"{turned} translate(0 {0.36 * shape.size:.1f})",
            text_anchor=shape.anchor,
            font_family="sans-serif",
            font_size=shape.size,
            font_weight="bold" if shape.is_bold else "normal",
            fill=shape.colour,
        )
    path = "".join(name + " ".join(f"{n:.1f}" for n in to) for name, to in shape.path)
    look: dict[str, str | float] = {"fill": shape.fill or "none"}
    if shape.colour:
        look |= {"stroke": shape.colour, "stroke_width": f"{shape.width:.1f}"}
    if shape.is_dashed:
        look |= {"stroke_dasharray": "5 3"}
    about = [element("title", shape.about)] if shape.about else []
    return element("path", *about, d=path, **look)
