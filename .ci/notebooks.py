"""Run the notebooks in docs/notebooks and compare what they print with their stored outputs.

python .ci/notebooks.py [--store] [NAME …]

With --store the outputs are stored instead. The text of outputs must be the same; a number may
differ by a tenth or by 0.1, because processors round differently and trainings may be shorter on a
slow one. Pictures are not compared. A notebook whose metadata names a variable of the environment,
``"needs"``, is left out where the variable is not set: its data are not in the repository.
"""

from __future__ import annotations

import argparse
import base64
import io
import math
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError
from PIL import Image

NOTEBOOKS = Path(__file__).resolve().parents[1] / "docs" / "notebooks"
#: Largest relative and absolute difference of two numbers that count as the same.
RELATIVE, ABSOLUTE = 0.1, 0.1
NUMBER = re.compile(r"(?<![\w.])[-−+]?\d[\d,]*(?:\.\d+)?")
PICTURE, COLOURS = "image/png", 64
TIMEOUT_S = 900


def main() -> int:
    """Check or store; the exit status is 1 if a notebook fails or says something else."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help="of notebooks (default: all)")
    parser.add_argument("--store", action="store_true", help="store the outputs")
    options = parser.parse_args()
    failed = False
    for path in sorted(NOTEBOOKS.glob("*.ipynb")):
        if options.names and path.stem not in options.names:
            continue
        stored = nbformat.read(path, as_version=4)
        needs = stored.metadata.get("needs")
        if needs and needs not in os.environ:
            print(f"{path.name}: left out, {needs} does not name the folder of its data")
            continue
        try:
            fresh = executed(path)
        except CellExecutionError as error:
            failed = True
            print(f"{path.name}: {error}", file=sys.stderr)
            continue
        if options.store:
            nbformat.write(fresh, path)
        differences = [] if options.store else list(compare(stored, fresh))
        failed |= bool(differences)
        print(f"{path.name}: {'; '.join(differences) or 'as stored'}", flush=True)
    return int(failed)


def executed(path: Path) -> Any:
    """A notebook with the outputs of today, as they are stored."""
    notebook = nbformat.read(path, as_version=4)
    folder = {"metadata": {"path": str(path.parent)}}
    NotebookClient(notebook, timeout=TIMEOUT_S, resources=folder).execute()
    notebook.metadata.pop("language_info", None)  # the release of Python
    for cell in code_cells(notebook):
        cell.metadata.pop("execution", None)  # times
        cell.outputs = [each for each in cell.outputs if each.get("name") != "stderr"]
        for output in cell.outputs:
            if PICTURE in output.get("data", {}):
                output.data[PICTURE] = smaller(output.data[PICTURE])
    return notebook


def compare(stored: Any, fresh: Any) -> Iterator[str]:
    """Where two runs of a notebook differ, in sentences."""
    pairs = zip(code_cells(stored), code_cells(fresh), strict=True)
    for number, (before, now) in enumerate(pairs, 1):
        texts = text_of(before), text_of(now)
        if not alike(*texts):
            yield f"cell {number} printed\n{texts[0]}\nand now\n{texts[1]}\n"


def text_of(cell: Any) -> str:
    """What a cell printed and what it shows, without pictures."""
    parts = [output.get("text") or shown(output.get("data", {})) for output in cell.outputs]
    return "\n".join(parts)


def shown(data: Any) -> str:
    """The text of a value; of a picture, that there is one."""
    return PICTURE if PICTURE in data else str(data.get("text/plain", ""))


def alike(before: str, now: str) -> bool:
    """Whether two texts are the same but for small differences of their numbers and spaces."""
    words = [" ".join(NUMBER.sub("#", text).split()) for text in (before, now)]
    numbers = [
        [float(each.replace(",", "").replace("−", "-")) for each in NUMBER.findall(text)]
        for text in (before, now)
    ]
    return words[0] == words[1] and all(
        math.isclose(a, b, rel_tol=RELATIVE, abs_tol=ABSOLUTE)
        for a, b in zip(*numbers, strict=True)
    )


def smaller(picture: str) -> str:
    """A picture in PNG and base 64 with few colours."""
    image = Image.open(io.BytesIO(base64.b64decode(picture))).convert("RGB").quantize(COLOURS)
    image.save(file := io.BytesIO(), format="PNG", optimize=True)
    return base64.b64encode(file.getvalue()).decode()


def code_cells(notebook: Any) -> list[Any]:
    """The cells with code."""
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


if __name__ == "__main__":
    raise SystemExit(main())
