"""A log keeps the latest output within its size limit."""

from __future__ import annotations

import logging
from pathlib import Path

from trajganr_worker.storage.log_file import LimitedLog, LineFormatter, tail


def test_printed_output_is_in_the_log(tmp_path: Path) -> None:
    log = LimitedLog(tmp_path / "log.txt", 1000)
    log.write(b"one\n")
    log.write("zwölf\n".encode())
    log.close()
    log.write(b"three\n")
    assert tail(tmp_path / "log.txt", 1000) == "one\nzwölf\nthree\n"


def test_only_the_end_is_kept(tmp_path: Path) -> None:
    log = LimitedLog(tmp_path / "log.txt", 1000)
    for number in range(10_000):
        log.write(f"{number}\n".encode())
    assert sum(path.stat().st_size for path in tmp_path.iterdir()) <= 1000
    lines = tail(tmp_path / "log.txt", 1000).splitlines()
    assert lines == [str(number) for number in range(10_000 - len(lines), 10_000)]
    assert len(lines) > 80


def test_output_longer_than_the_log_is_handled(tmp_path: Path) -> None:
    log = LimitedLog(tmp_path / "log.txt", 1000)
    log.write(b"x" * 5000 + b"end")
    assert tail(tmp_path / "log.txt", 1000).endswith("end")
    assert sum(path.stat().st_size for path in tmp_path.iterdir()) <= 1000


def test_the_tail_includes_the_previous_file(tmp_path: Path) -> None:
    log = LimitedLog(tmp_path / "log.txt", 20)
    log.write(b"12345678\n")
    log.write(b"90\n")
    assert tail(tmp_path / "log.txt", 6) == "78\n90\n"


def test_a_log_that_cannot_be_written_is_lost_and_nothing_else(tmp_path: Path) -> None:
    LimitedLog(tmp_path / "nowhere" / "log.txt", 1000).write(b"x")
    assert tail(tmp_path / "nowhere" / "log.txt", 1000) == ""


def test_logged_text_cannot_imitate_a_record_or_control_a_terminal() -> None:
    text = "no column '\x1b[2Ja\n2026-01-01 00:00:00 INFO job-deleted who=\"ann\"'\r\u202eb"
    record = logging.LogRecord("x", logging.INFO, "", 0, "%s", (text,), None)
    first, *others = LineFormatter("%(levelname)s %(message)s").format(record).split("\n")
    assert first == "INFO no column '\N{REPLACEMENT CHARACTER}[2Ja"
    assert all(line.startswith("    ") for line in others)
    assert not {"\x1b", "\r", "\u202e"} & set("".join(others))
