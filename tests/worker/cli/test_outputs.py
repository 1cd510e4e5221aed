"""What every command does with an output that it must not, or cannot, write.

The commands are those of the parser: a new one with ``--out`` is tested as soon as it is there.
"""

from __future__ import annotations

import argparse
import errno
import json
import os
import socket
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from fake_cards import AREA, card_of

from trajganr_core.contract.errors import TrajganrError
from trajganr_core.contract.records.model_card import BundleReference, PretrainedArea
from trajganr_worker.cli import main, program
from trajganr_worker.cli.arguments import Output
from trajganr_worker.cli.run_job import new_file
from trajganr_worker.storage.manifest_reader import MANIFESTS


@dataclass(frozen=True)
class Command:
    words: tuple[str, ...]
    parser: argparse.ArgumentParser

    @property
    def output(self) -> Output | None:
        """What its ``--out`` is; None of the key file, which is never replaced."""
        output: Output | None = self.parser.get_default("output")
        return output

    @property
    def makes_file(self) -> bool:
        return self.output is None or bool(self.output.endings)

    @property
    def reads(self) -> list[argparse.Action]:
        """The arguments that name files or folders to read."""
        return [
            action
            for action in self.parser._actions
            if getattr(action.type, "__name__", "") in ("source", "index_source")
        ]

    def name_of_out(self, stem: str = "out") -> str:
        return stem + (self.output.endings[0] if self.output and self.output.endings else "")

    def line(self, out: Path, given: Path, **named: Path) -> list[str]:
        """A call with all that the command requires; ``given`` for every input, or ``named``."""
        line = list(self.words)
        positional, options = [], []
        for action in self.parser._actions:
            value = str(named.get(action.dest, given))
            if not action.option_strings and not isinstance(action, argparse._SubParsersAction):
                word = {"name": "me", "url": "http://127.0.0.1/feed"}.get(action.dest, value)
                positional += [word] if action.nargs != "*" or action.dest in named else []
            elif action.dest != "out" and (action.required or action.dest in named):
                options += [action.option_strings[0], *_words_for(action, value)]
        return [*line, *positional, *options, "--out", str(out)]


def _words_for(action: argparse.Action, path: str) -> list[str]:
    if action.choices:
        return [str(next(iter(action.choices)))]
    if action.type is int:
        return ["1"]
    return ["-8.7", "41.1", "-8.5", "41.2"] if action.nargs == 4 else [path]


def _commands(parser: argparse.ArgumentParser, words: tuple[str, ...] = ()) -> Iterator[Command]:
    groups = [a for a in parser._actions if isinstance(a, argparse._SubParsersAction)]
    for group in groups:
        for word, child in group.choices.items():
            yield from _commands(child, (*words, word))
    if not groups and any(action.dest == "out" for action in parser._actions):
        yield Command(words, parser)


PARSER = program._parser()
ALL = list(_commands(PARSER))
FILES = [command for command in ALL if command.output and command.makes_file]
FOLDERS = [command for command in ALL if not command.makes_file]
READING = [command for command in ALL if command.reads]


def each(commands: list[Command]) -> Any:
    return pytest.mark.parametrize("command", commands, ids=lambda c: " ".join(c.words))


@pytest.fixture(autouse=True)
def one_parser(monkeypatch: pytest.MonkeyPatch) -> None:
    """Making the parser takes longer than most commands here."""
    monkeypatch.setattr(program, "_parser", lambda: PARSER)


Refused = Callable[..., dict[str, Any]]


@pytest.fixture
def refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Refused:
    """Run a command that must end with an error that a person understands; answers that."""
    monkeypatch.setenv("TRAJGANR_HOME", str(tmp_path / "home"))

    def run(*line: str) -> dict[str, Any]:
        assert main([*line, "--json"]) == 1
        error: dict[str, Any] = json.loads(capsys.readouterr().out)["error"]
        assert error["code"] != "INTERNAL"
        assert error["next_action"]
        return error

    return run


@pytest.fixture
def given(tmp_path: Path) -> Path:
    """What all commands here read: no command gets so far as to look at it."""
    path = tmp_path / "given.csv"
    path.write_text("something")
    return path


def test_the_parser_has_commands_of_both_kinds() -> None:
    assert {"predict", "match"} <= {command.words[-1] for command in FILES}
    assert {"prepare", "evaluate"} <= {command.words[-1] for command in FOLDERS}


@each(ALL)
def test_a_missing_folder_is_reported_and_not_created(
    command: Command, given: Path, refused: Refused, tmp_path: Path
) -> None:
    out = tmp_path / "misspelt" / "deeper" / command.name_of_out()
    error = refused(*command.line(out, given))
    assert error["code"] == "INPUT.NOT_FOUND"
    assert str(out.parent) in error["message"]
    assert not (tmp_path / "misspelt").exists()


@each(ALL)
def test_a_file_in_place_of_the_folder_is_reported(
    command: Command, given: Path, refused: Refused, tmp_path: Path
) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    for below in ("", "deeper"):
        error = refused(
            *command.line(tmp_path / "notes.txt" / below / command.name_of_out(), given)
        )
        assert error["code"] == "INPUT.FIELD"
        assert "notes.txt" in error["message"]
    assert (tmp_path / "notes.txt").read_text() == "mine"


@each(ALL)
def test_a_name_of_300_characters_is_too_long(
    command: Command, given: Path, refused: Refused, tmp_path: Path
) -> None:
    error = refused(*command.line(tmp_path / command.name_of_out("n" * 300), given))
    assert "too long" in error["message"]


@pytest.mark.parametrize("failure", [errno.EROFS, errno.ENOSPC])
@each(ALL)
def test_a_folder_that_takes_no_file_is_found_before_any_work(
    command: Command,
    failure: int,
    given: Path,
    refused: Refused,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(**_: Any) -> str:
        raise OSError(failure, os.strerror(failure))

    monkeypatch.setattr(tempfile, "mkdtemp", refuse)
    error = refused(*command.line(tmp_path / command.name_of_out(), given))
    assert error["code"] == ("RESOURCE.DISK" if failure == errno.ENOSPC else "INPUT.FIELD")
    assert command.name_of_out() in error["message"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such pipes")
@each(ALL)
def test_a_path_that_is_not_a_file_is_not_replaced(
    command: Command, given: Path, refused: Refused, tmp_path: Path
) -> None:
    pipe = tmp_path / command.name_of_out("pipe")
    os.mkfifo(pipe)
    listener = tmp_path / command.name_of_out("listener")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(listener))
        for out in (pipe, listener):
            refused(*command.line(out, given))
            assert out.exists()
            assert not out.is_file()


@each(ALL)
def test_a_folder_is_no_file_and_a_file_no_folder(
    command: Command, given: Path, refused: Refused, tmp_path: Path
) -> None:
    out = tmp_path / command.name_of_out()
    if command.makes_file:
        out.mkdir()
    else:
        out.write_text("mine")
    for overwrite in [["--overwrite"], []] if command.output else [[]]:
        assert refused(*command.line(out, given), *overwrite)["code"] == "INPUT.FIELD"
    assert out.is_dir() if command.makes_file else out.read_text() == "mine"


@each([command for command in ALL if command.makes_file])
def test_a_file_of_another_origin_is_not_replaced(
    command: Command, given: Path, refused: Refused, tmp_path: Path
) -> None:
    out = tmp_path / command.name_of_out()
    out.write_text("years of work")
    assert refused(*command.line(out, given))["code"] == "INPUT.FIELD"
    assert out.read_text() == "years of work"


@each([command for command in FOLDERS if command.output and not command.output.grows])
def test_a_folder_with_other_content_is_not_replaced_even_with_overwrite(
    command: Command, given: Path, refused: Refused, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "thesis.txt").write_text("years of work")
    for overwrite in ([], ["--overwrite"]):
        error = refused(*command.line(out, given), *overwrite)
        assert error["code"] == "INPUT.FIELD"
    assert (out / "thesis.txt").read_text() == "years of work"


@each([command for command in FOLDERS if command.output and not command.output.grows])
def test_an_earlier_result_is_replaced_only_with_overwrite(
    command: Command, given: Path, refused: Refused, tmp_path: Path
) -> None:
    assert command.output
    out = tmp_path / "out"
    out.mkdir()
    for name in command.output.names:
        (out / name).write_text("hours of training")
    assert "--overwrite" in refused(*command.line(out, given))["next_action"]
    command.output.check(PARSER.parse_args([*command.line(out, given), "--overwrite"]))
    (out / "thesis.txt").write_text("years of work")
    assert "thesis.txt" in refused(*command.line(out, given), "--overwrite")["message"]
    assert (out / command.output.names[0]).read_text() == "hours of training"


@each([c for c in READING if "--bundle" in c.parser._option_string_actions])
def test_the_bundle_that_a_model_names_is_an_input(
    command: Command, given: Path, refused: Refused, tmp_path: Path
) -> None:
    bundle, model = tmp_path / "bundle", tmp_path / "model"
    bundle.mkdir()
    model.mkdir()
    own = PretrainedArea(BundleReference("0" * 64, "", str(bundle)), AREA)
    card_of(areas=(own,)).save(model)
    line = command.line(bundle / command.name_of_out(), given, model=model)
    assert "is inside the input" in refused(*line)["message"]


@each(ALL)
def test_an_empty_name_is_refused_as_such(
    command: Command, given: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    line = command.line(tmp_path / command.name_of_out(), given)
    without_out = [*line[:-1], ""]
    without_input = ["" if word == str(given) else word for word in line]
    for words in [without_out, *([without_input] if str(given) in line else [])]:
        assert main([*words, "--json"]) == 2
        assert "the name is empty" in capsys.readouterr().out


@each([command for command in FILES if ".gpkg" in command.output.endings])  # type: ignore[union-attr]
def test_a_layer_is_replaced_by_the_same_request_only(
    command: Command, given: Path, tmp_path: Path
) -> None:
    assert command.output
    out = tmp_path / "out.gpkg"
    line = command.line(out, given)
    options = PARSER.parse_args(line)
    with new_file(options) as temporary, closing(sqlite3.connect(temporary)) as database:
        database.execute("CREATE TABLE gpkg_contents (table_name, last_change)")
    command.output.check(options)
    elsewhere = str(tmp_path / "x" / ".." / given.name)
    command.output.check(
        PARSER.parse_args([elsewhere if word == str(given) else word for word in line])
    )
    names = {action.dest for action in command.parser._actions if action.dest != "help"}
    for name in names - {"out", "overwrite", "json"}:
        other = argparse.Namespace(**{**vars(options), name: Path("another")})
        with pytest.raises(TrajganrError, match="would be lost"):
            command.output.check(other)


@each(FILES)
def test_an_ending_that_is_no_format_here_is_refused_with_those_that_are(
    command: Command, given: Path, refused: Refused, tmp_path: Path
) -> None:
    assert command.output
    for name in ("out.shp", "out"):
        error = refused(*command.line(tmp_path / name, given))
        assert error["code"] == "INPUT.FIELD"
        assert all(ending in error["next_action"] for ending in command.output.endings)


@pytest.mark.parametrize("link", ["itself", "symbolic", "hard"])
@each(READING)
def test_an_input_is_never_the_output(
    command: Command, link: str, given: Path, refused: Refused, tmp_path: Path
) -> None:
    for action in command.reads:
        read = tmp_path / f"{action.dest}-{command.name_of_out()}"
        out = tmp_path / f"{action.dest}-as-{command.name_of_out()}"
        if command.makes_file:
            read.write_text("precious")
            if link == "hard":
                out.hardlink_to(read)
        else:
            read.mkdir()
            for marker in (*MANIFESTS.values(), "evaluation.json", "osm.gpkg"):
                (read / marker).write_text("precious")
        if link == "itself" or (link == "hard" and not command.makes_file):
            out = read
        elif link == "symbolic":
            out.symlink_to(read)
        error = refused(*command.line(out, given, **{action.dest: read}), "--overwrite")
        assert error["code"] == "INPUT.FIELD"
        assert "input" in error["message"]
        content = read if command.makes_file else read / "osm.gpkg"
        assert content.read_text() == "precious"


@each(READING)
def test_a_result_is_never_put_into_a_folder_that_is_read(
    command: Command, given: Path, refused: Refused, tmp_path: Path
) -> None:
    for action in command.reads:
        folder = tmp_path / action.dest
        folder.mkdir()
        out = folder / command.name_of_out()
        error = refused(*command.line(out, given, **{action.dest: folder}))
        assert "input" in error["message"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such pipes")
@each(READING)
def test_a_pipe_is_refused_as_an_input_and_not_waited_for(
    command: Command, given: Path, refused: Refused, tmp_path: Path
) -> None:
    for action in command.reads:
        pipe = tmp_path / f"{action.dest}.csv"
        os.mkfifo(pipe)
        error = refused(
            *command.line(tmp_path / command.name_of_out(), given, **{action.dest: pipe})
        )
        assert error["code"] == "INPUT.FORMAT"
        assert str(pipe) in error["message"]


def test_a_dry_run_does_not_check_its_output(given: Path, refused: Refused, tmp_path: Path) -> None:
    error = refused("pretrain", str(given), "--dry-run", "--out", str(tmp_path / "no" / "model"))
    assert "There is no folder" not in error["message"]


def test_a_workers_log_needs_a_folder_too(refused: Refused, tmp_path: Path) -> None:
    log = tmp_path / "no" / "worker.log"
    assert (
        refused("worker", "start", "--foreground", "--log", str(log))["code"] == "INPUT.NOT_FOUND"
    )
