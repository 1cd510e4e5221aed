"""Write ``docs/options.md``: tables of all options, from the metadata of the jobs' parameters.

python .ci/option_tables.py
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "options.md"

sys.path.insert(0, str(ROOT))

from trajganr_core.contract.kinds import KINDS, Kind  # noqa: E402
from trajganr_core.contract.options.option_fields import OptionField, describe  # noqa: E402

#: Groups of options that are described only under *Prepare study area*.
SHARED = ("reading trips", "cleaning trips", "reading roads", "map matching")
#: Options that every job has.
COMMON = ("name", "seed")
HEADER = """# Options

<!-- generated: make options -->

The options of each algorithm, with the option of the command line, the default and the possible
values. The forms in QGIS and `trajganr COMMAND --help` show the same texts. This page is generated
by `make options`.
"""
COLUMNS = "| option | command line | default | values | meaning |\n|---|---|---|---|---|"


def page() -> str:
    """The text of the page."""
    return "\n".join([HEADER, *sections()])


def sections() -> Iterator[str]:
    """One section per kind of job with options, *Prepare study area* first."""
    for kind in sorted(KINDS.values(), key=lambda each: each.name != "prepare"):
        if {option.name for option in describe(kind.params)}.difference(COMMON):
            yield from section(kind)


def section(declared: Kind) -> Iterator[str]:
    """The section of a kind of job, with one table per group of options."""
    kind, about = declared.name, declared.algorithm
    assert about is not None
    title = about.title
    options = [each for each in describe(declared.params) if is_shown(kind, each)]
    yield f"## {title}\n\n`trajganr {' '.join(declared.words)}`\n"
    for group in sorted(dict.fromkeys(each.group for each in options), key=place_of):
        if group:
            yield f"### {title}: {group}\n"
        yield COLUMNS
        yield from (row(kind, each) for each in options if each.group == group)
        yield ""
    groups = {option.group for option in describe(declared.params)}
    shared = [name for name in SHARED if name in groups]
    if shared and kind != "prepare":
        links = ", ".join(f"[{name}](#prepare-study-area-{slug(name)})" for name in shared)
        yield f"Options described above: {links}.\n"


def place_of(group: str) -> int:
    """The position of a group on the page: options without a group first, shared groups next."""
    order = ("", *SHARED)
    return order.index(group) if group in order else len(order)


def is_shown(kind: str, option: OptionField) -> bool:
    """Whether the table of a kind lists an option, that is, no other table describes it."""
    if kind not in ("prepare", "pretrain", "finetune") and option.name in COMMON:
        return False
    return kind == "prepare" or option.group not in SHARED


def row(kind: str, option: OptionField) -> str:
    """The row of an option."""
    word = (option.flag or option.name).replace("_", "-")
    flag = f"`--{word}`, `--no-{word}`" if option.type is bool else f"`--{word}`"
    cells = (option.label, flag, default(option), values(option), option.help)
    return f"| {' | '.join(cells)} |"


def default(option: OptionField) -> str:
    """The default of an option; values are formatted as code."""
    if option.is_required:
        return "required"
    if option.is_left_open:
        return option.left_open
    if isinstance(option.default, bool):
        return "on" if option.default else "off"
    return f"`{option.default:g}`" if isinstance(option.default, float) else f"`{option.default}`"


def values(option: OptionField) -> str:
    """The choices of an option with their descriptions, or its bounds."""
    if option.choices and isinstance(option.choices[0], str):
        words = [(code, option.words.get(str(code), "")) for code in option.choices]
        return "; ".join(f"`{code}`: {word}" if word else f"`{code}`" for code, word in words)
    bounds = {
        "at least": option.minimum,
        "above": option.above,
        "at most": option.maximum,
        "below": option.below,
    }
    if option.choices:
        bounds = {"at least": option.choices[0], "at most": option.choices[-1]}
    return ", ".join(f"{word} {limit}" for word, limit in bounds.items() if limit is not None)


def slug(name: str) -> str:
    """The anchor of a heading."""
    return name.replace(" ", "-")


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
