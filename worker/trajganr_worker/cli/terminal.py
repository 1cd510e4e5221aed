"""Output of a command: results on standard output, everything else on standard error."""

from __future__ import annotations

import json
import logging
import os
import sys
import threading
import time
import warnings
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from trajganr_core.contract.errors import TrajganrError
from trajganr_core.contract.texts.model_facts import progress_text
from trajganr_core.contract.texts.quantities import duration_text
from trajganr_core.utils.progress_bar import ProgressBar

from ..scheduling.time_remaining import StageClock
from ..storage.log_file import printable

#: Ending of names of sizes.
BYTES = "_bytes"
#: Interval of progress lines where there is no terminal, seconds.
LINE_EVERY_S = 60.0


class Terminal:
    """Prints for a person, or one JSON document for a program.

    Args:
        as_json: whether results and errors are printed as JSON.
        now: returns monotonic seconds.
        line_every_s: interval of progress lines where there is no terminal.
    """

    def __init__(
        self,
        *,
        as_json: bool,
        now: Callable[[], float] = time.monotonic,
        line_every_s: float = LINE_EVERY_S,
    ) -> None:
        self._as_json = as_json
        self._bar = ProgressBar()
        self._printed: set[str] = set()
        self._lines = _ProgressLines(now, line_every_s)
        handler = _Handler(self)
        handler.setFormatter(logging.Formatter("%(message)s"))
        logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
        if not sys.warnoptions:  # Warnings of libraries are for developers, who enable them.
            warnings.simplefilter("ignore")
        for package in ("trajganr_core", "trajganr_worker"):
            logging.getLogger(package).setLevel(logging.INFO)

    def progress(self, stage: str, fraction: float, /, **figures: float) -> None:
        """Show the progress of a stage: a bar on a terminal, lines elsewhere."""
        if sys.stderr.isatty():
            self._bar(stage, fraction, **figures)
        else:
            self._lines.show(stage, fraction, figures)

    def head(self, text: str) -> None:
        """Print a heading; below it, lines of :meth:`say_once` may be repeated."""
        self.close()
        self._printed.clear()
        self.say(text)

    def say_once(self, text: str) -> None:
        """Print a line, unless it has been printed since the last heading."""
        if text not in self._printed:
            self.say(text)

    def say(self, text: str) -> None:
        """Print a line, above the bar if there is one."""
        self._printed.add(text)
        self._bar.write(printable(text))

    def result(self, result: Mapping[str, Any] | Sequence[Any] | str) -> None:
        """Print the command's result."""
        self.close()
        if self._as_json:
            print(json.dumps(result, ensure_ascii=False, indent=2))
        elif isinstance(result, str):
            print(printable(result), end="" if result.endswith("\n") or not result else "\n")
        else:
            print(printable("\n".join(_lines(self._without_printed(result)))))

    def _without_printed(self, result: Any) -> Any:
        """A result without remarks that were printed above it in the same window or file."""
        if not (isinstance(result, Mapping) and _is_one_stream()):
            return result
        shown = dict(result)
        if remarks := result.get("remarks"):
            shown["remarks"] = [text for text in remarks if not self._was_printed(text)]
        if notes := result.get("notes"):
            shown["notes"] = {k: text for k, text in notes.items() if not self._was_printed(text)}
        return {name: value for name, value in shown.items() if value or not result[name]}

    def _was_printed(self, text: str) -> bool:
        return any(line.endswith(text) for line in self._printed)

    def error(self, error: TrajganrError) -> None:
        """Print an error and its next action."""
        self.close()
        if self._as_json:
            document = {
                **error.to_dict(),
                "message": error.message,
                "next_action": error.next_action,
            }
            print(json.dumps({"error": document}, ensure_ascii=False, indent=2, default=str))
        else:
            print(f"error [{error.code.value}]: {printable(error.message)}", file=sys.stderr)
            print(printable(error.next_action), file=sys.stderr)

    def close(self) -> None:
        """End the progress display; the bar stays as it is."""
        self._lines.end()
        self._bar.close()


class _ProgressLines:
    """Progress lines for a log: one when a stage begins, and then at intervals.

    A separate thread writes those at intervals, because a stage may report nothing for an hour.
    """

    def __init__(self, now: Callable[[], float], every_s: float) -> None:
        self._now, self._every_s = now, every_s
        self._lock = threading.Lock()
        self._ended = threading.Event()
        self._thread: threading.Thread | None = None
        self._reset()

    def _reset(self) -> None:
        self._clock = StageClock(self._now, ())
        self._stage, self._fraction, self._began_at = "", 0.0, 0.0
        self._figures: Mapping[str, float] = {}
        self._printed_at = 0.0

    def show(self, stage: str, fraction: float, figures: Mapping[str, float]) -> None:
        """Update the progress; a new stage is printed at once."""
        with self._lock:
            is_new = stage != self._stage
            self._stage, self._fraction, self._figures = stage, fraction, figures
            self._clock.update(stage, fraction)
            if is_new:
                self._began_at = self._printed_at = self._now()
                print(stage, file=sys.stderr, flush=True)
        self._print_if_due()
        if self._thread is None:
            self._ended.clear()
            thread = threading.Thread(target=self._watch, daemon=True)
            thread.start()
            # Set last, because a thread that a Ctrl-C kept from starting cannot be joined.
            self._thread = thread

    def _print_if_due(self) -> None:
        """Print a line if the interval has passed."""
        with self._lock:
            if self._stage and self._now() - self._printed_at >= self._every_s:
                self._printed_at = self._now()
                print(self._line(), file=sys.stderr, flush=True)

    def end(self) -> None:
        """End the thread and reset the progress."""
        thread, self._thread = self._thread, None
        if thread is not None:
            self._ended.set()
            thread.join()
        self._reset()

    def _watch(self) -> None:
        while not self._ended.wait(min(self._every_s, 1.0)):
            self._print_if_due()

    def _line(self) -> str:
        parts = [f"{100 * self._fraction:.0f} %", progress_text(self._figures)]
        remaining = self._clock.remaining()
        if remaining is not None:
            parts.append(f"about {duration_text(remaining[0])} left of this stage")
        else:
            parts.append(f"{duration_text(self._now() - self._began_at)} so far")
        return f"{self._stage}: {', '.join(filter(None, parts))}"


class _Handler(logging.Handler):
    """Prints log records above the progress bar."""

    def __init__(self, terminal: Terminal) -> None:
        super().__init__()
        self._terminal = terminal

    def emit(self, record: logging.LogRecord) -> None:
        self._terminal.say_once(self.format(record))


def _is_one_stream() -> bool:
    """Whether standard output and standard error are the same window or file."""
    try:
        return os.path.samestat(*(os.fstat(s.fileno()) for s in (sys.stdout, sys.stderr)))
    except (OSError, ValueError):
        return False


def _lines(value: Any, indent: str = "") -> list[str]:
    """A result as indented ``name: value`` lines."""
    if isinstance(value, Mapping):
        lines = []
        for key, item in value.items():
            name = key.replace("_", " ")
            if isinstance(item, Mapping):
                lines += [f"{indent}{name}:", *_lines(item, indent + "  ")]
            elif isinstance(item, str) and "\n" in item:
                lines += [f"{indent}{name}:", *(f"{indent}  {line}" for line in item.splitlines())]
            elif _are_sentences(item):
                lines += [f"{indent}{name}:", *(f"{indent}  {sentence}" for sentence in item)]
            elif _are_rows(item):
                lines += [f"{indent}{name}:", *(f"{indent}  {_row(row)}" for row in item)]
            elif key.endswith(BYTES) and isinstance(item, int):
                size = key.removesuffix(BYTES).replace("_", " ")
                lines.append(f"{indent}{size}: {item / 1e9:.3g} GB")
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
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.4g}"
    if isinstance(value, list | tuple):
        return ", ".join(map(_text, value)) or "none"
    return "none" if value is None else str(value)
