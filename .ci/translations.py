"""Update ``resources/i18n/*.ts``, Qt Linguist's files, with the texts of the plugin.

New texts are added as unfinished, texts that no longer exist are removed, and translations are
kept. Texts are: arguments of ``tr`` and ``Text``, options of jobs, templates of errors, progress
stages, the help, legends of styles, and the forms of the models of the Model Designer.
"""

from __future__ import annotations

import ast
import re
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator
from pathlib import Path
from xml.sax.saxutils import escape, unescape

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "resources" / "i18n"
LANGUAGES = ("de", "fr")
CONTEXT = "TrajGANR"
PLUGIN = "qgis_plugin"
#: Modules of the contract with titles and sentences that the plugin shows.
TABLES = (
    "trajganr_core/contract/tasks.py",
    "trajganr_core/contract/layers/columns.py",
    "trajganr_core/contract/layers/styles.py",
    "trajganr_core/contract/layers/road_times.py",
    "trajganr_core/contract/texts/model_facts.py",
    "trajganr_core/contract/texts/card_sections.py",
    "trajganr_core/contract/texts/bundle_facts.py",
    "trajganr_core/jobs/area_report.py",
    "trajganr_core/publish/fitness.py",
    "trajganr_core/contract/texts/local_numbers.py",
    "trajganr_core/contract/texts/text.py",
    "trajganr_core/contract/kinds/algorithm.py",
)
#: Declares the options of jobs; the plugin shows their titles, help and words for choices.
OPTIONS = "trajganr_core/contract/protocol/jobs.py"
#: Folders with texts, errors and progress that the plugin shows, and paths in them that it does
#: not: the command line is not translated.
SHOWN_FOLDERS = (PLUGIN, "trajganr_core", "worker")
NOT_SHOWN = ("worker/trajganr_worker/cli/", "worker/trajganr_worker/__main__.py")
#: Fields of dataclasses that are passed to ``tr``.
FIELDS = (
    *("title", "alias", "summary", "tags", "unit", "help", "if_empty", "filter"),
    *("proposed_name", "result", "left_open", "unknown"),
)
#: Classes whose instances stand in any module of the core.
OF_LAYERS = ("Column", "Style")
#: Functions that report progress, and the position of their stage argument.
PROGRESS = {"progress": 0, "_progress": 0, "answers_of": 2, "query_places": 2}
#: A class in the legend of a style, in QML.
LABEL = re.compile(r' label="([^"]*)"')
#: Words in an SVG.
WORDS = re.compile(r"(?<=>)[^<>]+(?=</text>)")
#: Texts of a parameter or step of a model of the Model Designer.
MODEL_TEXTS = ("description", "help", "component_description")
#: Texts that a module passes to ``tr`` by name: the texts, or MODULE:CONSTANT that contains them.
BY_NAME: dict[str, tuple[str, ...]] = {
    "qgis_plugin/client/session.py": (),  # stages and their figures
    "qgis_plugin/gui/areas_tab.py": (),  # titles of kinds
    "qgis_plugin/gui/dock.py": ("job", "model"),
    "qgis_plugin/gui/jobs_tab.py": (),  # stages, and names of metrics
    "qgis_plugin/gui/evaluation_charts.py": ("100 and more",),  # titles, units and classes of tasks
    "qgis_plugin/gui/loss_curve.py": (),  # stages
    "qgis_plugin/layers/road_styles.py": (),  # titles of tasks' styles
    "qgis_plugin/layers/roles.py": (),  # titles of outputs
    "qgis_plugin/layers/demo_city.py": (),
    "qgis_plugin/processing/kind_algorithm.py": (),  # the kinds' texts are in OPTIONS
    "qgis_plugin/processing/base.py": ("trajganr_core/contract/kinds/algorithm.py:GROUPS",),
    "qgis_plugin/gui/place/bars.py": (
        "trajganr_core/contract/tasks.py:POPULARITY_CLASSES",
        "trajganr_core/contract/tasks.py:AOI_CATEGORIES",
    ),
    "qgis_plugin/gui/place/comparison.py": ("qgis_plugin/gui/place/embedding_similarity.py:PARTS",),
    "qgis_plugin/gui/place/words.py": (),  # as in bars.py
    "qgis_plugin/layers/printed_map.py": ("whole week",),
    "qgis_plugin/layers/changes_report.py": (),  # times of the week, and districts
    "qgis_plugin/layers/map_tip.py": (
        *("no road nearby", "no trips or image nearby"),
        "trajganr_core/contract/tasks.py:BASES",
        "trajganr_core/contract/tasks.py:FAR",
    ),
    "qgis_plugin/i18n.py": (),  # of the core
    "trajganr_core/contract/layers/columns.py": (),  # aliases, from the calls of Column
    "trajganr_core/contract/layers/road_times.py": (
        *("weekday morning peak", "weekday midday", "weekday evening peak", "night free flow"),
        *("weekdays", "weekend", "whole week"),
        "trajganr_core/contract/layers/road_times.py:PLAYED_TITLE",
    ),
    "qgis_plugin/processing/options.py": (),  # words of options are in OPTIONS
    "qgis_plugin/processing/metrics.py": (),  # names of metrics
    "qgis_plugin/processing/shipped_models.py": (),  # forms of models
    "qgis_plugin/resources.py": (),  # lines of help, legends
    "trajganr_core/contract/texts/model_facts.py": (
        "trajganr_core/contract/tasks.py:METRICS",
        "trajganr_core/contract/texts/model_facts.py:PRETRAINED",
        "trajganr_core/contract/records/group_figures.py:GROUPINGS",
        "trajganr_core/contract/options/districts.py:DISTRICTS",
    ),
    "trajganr_core/contract/texts/bundle_facts.py": (),  # numbers
    "trajganr_core/contract/texts/verdicts.py": tuple(
        f"trajganr_core/contract/texts/verdicts.py:{name}"
        for name in (
            *("WITH_TRIPS", "WITHOUT_TRIPS", "OF_DRIVERS"),
            *("BETTER", "WORSE", "CHANCE", "OF_PLACES"),
        )
    ),
    "qgis_plugin/processing/task_widget.py": (),  # reasons in bundles and cards
    "trajganr_core/contract/texts/facts.py": (),  # templates, from the calls of filled
    "trajganr_core/contract/texts/local_numbers.py": (
        "trajganr_core/contract/texts/local_numbers.py:SAMPLE",
    ),
    "trajganr_core/contract/texts/text.py": (),  # templates, from the calls of Text
    "trajganr_core/contract/errors.py": (),  # templates of errors
    "trajganr_core/traffic/ledger.py": (
        "{output} of {day} ({times})",
        "{output} of {day} ({times}, input trips)",
        "{output} of {day} ({times}, label trips)",
    ),
    "trajganr_core/data/places/pois.py": ("trajganr_core/contract/tasks.py:AOI_CATEGORIES",),
    "trajganr_core/data/roads/reading.py": ("car", "bus", "taxi"),
    "trajganr_core/jobs/export.py": (),  # roles, as in card_sections.py
    "trajganr_core/contract/texts/card_sections.py": (
        *("trips", "roads", "street views", "places", "categories of places", "labels"),  # roles
        "trajganr_core/contract/options/time_sets.py:DAYS",
    ),
}

#: Texts, with the file in which each occurs first.
Texts = dict[str, str]


def main() -> None:
    """Update the file of each language and print how many texts lack a translation."""
    texts = collect()
    FOLDER.mkdir(exist_ok=True)
    for language in LANGUAGES:
        path = FOLDER / f"trajganr_{language}.ts"
        translations = read(path) if path.is_file() else {}
        path.write_text(written(texts, translations, language), encoding="utf-8")
        missing = sum(not translations.get(text) for text in texts)
        print(f"{path.relative_to(ROOT)}: {len(texts)} texts, {missing} of them to translate")


def collect() -> Texts:
    """All texts that can be translated, in the order of the files."""
    texts: Texts = {}
    modules = [(path, ast.parse(path.read_text(encoding="utf-8"))) for path in modules_of(PLUGIN)]
    tables = [(ROOT / name, ast.parse((ROOT / name).read_text("utf-8"))) for name in TABLES]
    titled = titled_classes(tree for _, tree in (*modules, *tables))
    for path, tree in (*tables, *modules):
        add(texts, [*tr_texts(tree, name_of(path)), *titles(tree, titled)], path)
    add(texts, filled_tables(), ROOT / TABLES[0])
    add(texts, options(), ROOT / OPTIONS)
    for folder in SHOWN_FOLDERS:
        for path in modules_of(folder):
            tree = ast.parse(path.read_text(encoding="utf-8"))
            shown = [*errors(tree), *stages(tree, name_of(path))]
            if folder != PLUGIN:
                of_layers = {name: titled[name] for name in OF_LAYERS}
                shown += [*tr_texts(tree, name_of(path)), *titles(tree, of_layers)]
            add(texts, shown, path)
    for folder, pattern, texts_of in (
        ("help", "*.html", help_lines),
        ("help/pictures", "*.svg", words_of_picture),
        ("styles", "*.qml", legend),
        ("models", "*.model3", form),
    ):
        for path in sorted((ROOT / "resources" / folder).glob(pattern)):
            add(texts, texts_of(path), path)
    return texts


def add(texts: Texts, found: Iterable[str], path: Path) -> None:
    """Add new texts, except those without a word, a colon, a semicolon or a decimal point."""
    for text in found:
        if re.search(r"[A-Za-z]|[:;] |\d\.\d", re.sub(r"\{[^{}]*\}|<[^<>]*>", "", text)):
            texts.setdefault(text, name_of(path))


def modules_of(folder: str) -> list[Path]:
    """The modules of a folder, sorted, except those with errors that the plugin does not show."""
    paths = sorted((ROOT / folder).rglob("*.py"))
    return [path for path in paths if not name_of(path).startswith(NOT_SHOWN)]


def name_of(path: Path) -> str:
    """A path relative to the repository."""
    return path.relative_to(ROOT).as_posix()


def strings(node: ast.AST | None) -> Iterator[str]:
    """The complete strings in an expression: no keys of dictionaries, no parts of f-strings."""
    if isinstance(node, ast.Constant):
        if isinstance(node.value, str):
            yield node.value
    elif isinstance(node, ast.Dict):
        for value in node.values:
            yield from strings(value)
    elif isinstance(node, ast.IfExp):
        yield from (*strings(node.body), *strings(node.orelse))
    elif isinstance(node, ast.Tuple | ast.List | ast.Set):
        for element in node.elts:
            yield from strings(element.value if isinstance(element, ast.Starred) else element)


def tr_texts(tree: ast.Module, name: str) -> Iterator[str]:
    """Arguments of ``tr``, ``Text`` and ``filled``: texts, or expressions collected elsewhere."""
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and ast.unparse(node.func) in ("tr", "Text", "filled")):
            continue
        texts = list(strings(node.args[0])) or list(named(node.args[0], tree))
        if not (texts or is_field(node.args[0], tree) or name in BY_NAME):
            raise SystemExit(
                f"{name}:{node.lineno}: {ast.unparse(node)[:80]} gives no text away. Give it a"
                " text, or tell BY_NAME of .ci/translations.py what its texts are."
            )
        yield from texts
    for entry in BY_NAME.get(name, ()):
        module, _, constant = entry.partition(":")
        if constant:
            yield from constants(ast.parse((ROOT / module).read_text("utf-8")), (constant,))
        else:
            yield entry


def is_field(node: ast.expr, tree: ast.Module) -> bool:
    """Whether an expression is a collected field or attribute, or loops over one."""
    sources = [node, *(loop.iter for loop in loops(tree, ast.unparse(node)))]
    return any(isinstance(source, ast.Attribute) and source.attr in FIELDS for source in sources)


def loops(tree: ast.Module, name: str) -> Iterator[ast.For | ast.comprehension]:
    """The loops that assign a name."""
    for loop in ast.walk(tree):
        if isinstance(loop, ast.For | ast.comprehension) and any(
            isinstance(each, ast.Name) and each.id == name for each in ast.walk(loop.target)
        ):
            yield loop


def named(node: ast.expr, tree: ast.Module) -> Iterator[str]:
    """The strings of a name: of the constant, or of the iterable of its loop."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        node = node.func.value  # TABLE.get(…)
    while isinstance(node, ast.Subscript):
        node = node.value
    if not isinstance(node, ast.Name):
        return
    yield from constants(tree, (node.id,))
    for loop in loops(tree, node.id):
        yield from strings(loop.iter)
        yield from constants(tree, (ast.unparse(loop.iter).partition(".")[0],))


def constants(tree: ast.Module | ast.ClassDef, names: tuple[str, ...]) -> Iterator[str]:
    """The strings of constants of a module or a class."""
    for node in tree.body:
        if isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            if any(ast.unparse(target) in names for target in targets):
                yield from strings(node.value)


def titled_classes(trees: Iterable[ast.Module]) -> dict[str, list[str]]:
    """The fields of classes that have a title or the like, by the names of the classes."""
    found: dict[str, list[str]] = {}
    for tree in trees:
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef):
                names = [
                    ast.unparse(each.target)
                    for each in node.body
                    if isinstance(each, ast.AnnAssign)
                ]
                if set(FIELDS) & set(names):
                    found[node.name] = names
    return found


def titles(tree: ast.Module, titled: dict[str, list[str]]) -> Iterator[str]:
    """The texts of the instances of those classes."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func) in titled:
            fields = titled[ast.unparse(node.func)]
            arguments = {
                **dict(zip(fields, node.args, strict=False)),
                **{each.arg: each.value for each in node.keywords},
            }
            for field in FIELDS:
                yield from strings(arguments.get(field))


def filled_tables() -> Iterator[str]:
    """Aliases of output columns that the core composes at run time."""
    sys.path.insert(0, str(ROOT))
    from trajganr_core.contract.kinds import KINDS
    from trajganr_core.contract.texts.text import Text

    files = (file for kind in KINDS.values() for file in kind.files)
    for column in (column for file in files for table in file.tables for column in table.columns):
        if not isinstance(column.alias, Text):  # whose parts are collected where they stand
            yield column.alias


def options() -> Iterator[str]:
    """The texts of kinds of jobs: titles, inputs, options and outputs."""
    sys.path.insert(0, str(ROOT))
    from trajganr_core.contract.kinds import KINDS
    from trajganr_core.contract.kinds.city import CITY
    from trajganr_core.contract.kinds.params import inputs_of_kind
    from trajganr_core.contract.options.option_fields import describe

    for kind in (CITY, *KINDS.values()):
        yield kind.title
        tables = [table for file in kind.files for table in (file, *file.tables) if table.output]
        inputs = [each for each in inputs_of_kind(kind.params) if each.title]
        for each in (*inputs, *tables):
            yield from (each.title, each.help)
        for each in inputs:
            yield from (each.if_empty, each.filter)
        about = kind.algorithm
        if about is not None:
            yield from (about.title, about.summary, about.proposed_name, about.result)
            yield from (*about.tags, *(about.folder or ()), *(each.title for each in about.counts))
    for option in (option for kind in KINDS.values() for option in describe(kind.params)):
        yield from (option.title, option.help, option.unit, option.left_open)
        yield from option.words.values()


def errors(tree: ast.Module) -> Iterator[str]:
    """The templates of errors and of their next actions."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "TrajganrError":
            for argument in node.args[1:3]:
                yield from list(strings(argument)) or list(named(argument, tree))


def stages(tree: ast.Module, name: str) -> Iterator[str]:
    """The names of progress stages and of their figures."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            yield from constants(node, ("stage",))
        if not isinstance(node, ast.Call):
            continue
        called = ast.unparse(node.func).rpartition(".")[2]
        if called in PROGRESS:
            stage = node.args[PROGRESS[called]]
            result = list(strings(stage)) or list(named(stage, tree))
            if not result and ast.unparse(stage).rpartition(".")[2] != "stage":
                raise SystemExit(
                    f"{name}:{node.lineno}: {called}({ast.unparse(stage)}) gives no text away. Give"
                    " it a text, a constant, or what is called stage."
                )
            yield from result
            if called.endswith("progress"):
                yield from (each.arg.replace("_", " ") for each in node.keywords if each.arg)


def legend(path: Path) -> Iterator[str]:
    """The classes in the legend of a style."""
    yield from map(unescape, LABEL.findall(path.read_text(encoding="utf-8")))


def words_of_picture(path: Path) -> Iterator[str]:
    """The words in a picture of the help."""
    yield from map(unescape, WORDS.findall(path.read_text(encoding="utf-8")))


def form(path: Path) -> Iterator[str]:
    """The texts of the form of a model and of its steps."""
    # Only files of this repository are read.
    for option in ET.parse(path).getroot().iter("Option"):
        if option.get("name") in MODEL_TEXTS:
            yield option.get("value", "")


def help_lines(path: Path) -> Iterator[str]:
    """The lines of a help text; each line is translated separately."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if not re.fullmatch(r"<(\w+)\b.*(</\1>|/>)|</?[uo]l>", line):
            raise SystemExit(f"{name_of(path)}: a line is one whole paragraph: {line[:60]}…")
        yield line


def read(path: Path) -> dict[str, str]:
    """The translations of a file; '' for unfinished ones."""
    translations = {}
    # Only files of this repository are read.
    for message in ET.parse(path).getroot().iter("message"):
        translation = message.find("translation")
        is_finished = translation is not None and translation.get("type") is None
        translations[message.findtext("source", "")] = (
            (translation.text or "") if translation is not None and is_finished else ""
        )
    return translations


def written(texts: Texts, translations: dict[str, str], language: str) -> str:
    """The content of a file of Qt Linguist."""
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        "<!DOCTYPE TS>",
        f'<TS version="2.1" language="{language}" sourcelanguage="en">',
        "<context>",
        f"    <name>{CONTEXT}</name>",
    ]
    for text, name in texts.items():
        translation = translations.get(text, "")
        state = "" if translation else ' type="unfinished"'
        lines += [
            "    <message>",
            f"        <source>{escape(text)}</source>",
            f"        <extracomment>{name}</extracomment>",
            f"        <translation{state}>{escape(translation)}</translation>",
            "    </message>",
        ]
    return "\n".join([*lines, "</context>", "</TS>", ""])


if __name__ == "__main__":
    main()
