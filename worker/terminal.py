"""What a command shows: results on standard output, everything else on standard error."""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Mapping, Sequence
from typing import Any

from tqdm import tqdm

from trajganr_core.errors import TrajganrError

__all__ = ["Terminal", "duration"]

#: How the names of sizes end.
BYTES = "_bytes"


class Terminal:
    """A person's terminal, or a machine that wants one JSON document.

    Args:
        as_json: whether results and errors are printed as JSON.
    """

    def __init__(self, *, as_json: bool) -> None:
        self._as_json = as_json
        self._bar: tqdm[Any] | None = None
        self._stage = ""
        handler = _Handler(self)
        handler.setFormatter(logging.Formatter("%(message)s"))
        logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
        for ours in ("trajganr_core", "worker"):
            logging.getLogger(ours).setLevel(logging.INFO)

    def progress(self, stage: str, fraction: float, /, **figures: float) -> None:
        """Show how far a stage is: a bar on a terminal, a line a stage elsewhere."""
        if stage != self._stage:
            self.close()
            self._stage = stage
            if sys.stderr.isatty():
                self._bar = tqdm(
                    total=100, desc=stage, bar_format="{l_bar}{bar}| {elapsed}{postfix}"
                )
            else:
                print(stage, file=sys.stderr, flush=True)
        if self._bar is not None:
            self._bar.set_postfix(figures, refresh=False)
            self._bar.update(round(100 * fraction) - self._bar.n)

    def say(self, text: str) -> None:
        """A line for people, above the bar if there is one."""
        if self._bar is not None:
            self._bar.write(text, file=sys.stderr)
        else:
            print(text, file=sys.stderr, flush=True)

    def result(self, result: Mapping[str, Any] | Sequence[Any] | str) -> None:
        """What the command found or made."""
        self.close()
        if self._as_json:
            print(json.dumps(result, ensure_ascii=False, indent=2))
        elif isinstance(result, str):
            print(result, end="" if result.endswith("\n") or not result else "\n")
        else:
            print("\n".join(_lines(result)))

    def error(self, error: TrajganrError) -> None:
        """What went wrong, and what to do about it."""
        self.close()
        if self._as_json:
            document = {
                **error.to_dict(),
                "message": error.message,
                "next_action": error.next_action,
            }
            print(json.dumps({"error": document}, ensure_ascii=False, indent=2, default=str))
        else:
            print(f"error [{error.code.value}]: {error.message}", file=sys.stderr)
            print(error.next_action, file=sys.stderr)

    def close(self) -> None:
        """Leave the bar as it is and go to the next line."""
        if self._bar is not None:
            self._bar.close()
        self._bar, self._stage = None, ""


class _Handler(logging.Handler):
    """Logging that does not tear the bar apart."""

    def __init__(self, terminal: Terminal) -> None:
        super().__init__()
        self._terminal = terminal

    def emit(self, record: logging.LogRecord) -> None:
        self._terminal.say(self.format(record))


def duration(seconds: float) -> str:
    """A span of time as a person says it: ``2 h 10 min``."""
    if seconds < 60:
        return f"{seconds:.0f} s"
    minutes = round(seconds / 60)
    if minutes < 60:
        return f"{minutes} min"
    hours, minutes = divmod(minutes, 60)
    if hours < 24:
        return f"{hours} h {minutes} min"
    days, hours = divmod(hours, 24)
    return f"{days} d {hours} h"


def _lines(value: Any, indent: str = "") -> list[str]:
    """A result as indented ``name: value`` lines."""
    if isinstance(value, Mapping):
        lines = []
        for name, item in value.items():
            if isinstance(item, Mapping):
                lines += [f"{indent}{name}:", *_lines(item, indent + "  ")]
            elif _are_sentences(item):
                lines += [f"{indent}{name}:", *(f"{indent}  {sentence}" for sentence in item)]
            elif _are_rows(item):
                lines += [f"{indent}{name}:", *(f"{indent}  {_row(row)}" for row in item)]
            elif name.endswith(BYTES) and isinstance(item, int):
                lines.append(f"{indent}{name.removesuffix(BYTES)}: {item / 1e9:.3g} GB")
            else:
                lines.append(f"{indent}{name}: {_text(item)}")
        return lines
    return [f"{indent}{_text(item)}" for item in value]


def _are_sentences(value: Any) -> bool:
    return isinstance(value, list) and any(str(item).endswith(".") for item in value)


def _are_rows(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and isinstance(value[0], Mapping)


def _row(row: Mapping[str, Any]) -> str:
    return ", ".join(" ".join(_lines({name: row[name]})) for name in row if row[name] is not None)


def _text(value: Any) -> str:
    if isinstance(value, float):
        return f"{value:.4g}"
    if isinstance(value, list | tuple):
        return ", ".join(map(_text, value)) or "none"
    return "none" if value is None else str(value)
