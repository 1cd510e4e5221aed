"""Take the pictures of the documentation anew, and others to be looked at: ``make pictures``.

QGIS is used on a screen that nobody sees, with the models that ``make demo`` has left. All pictures
go to ``build/pictures``, a folder for each look: languages, a dark theme, twice the size. Those
that the documentation shows replace its own; look at them before they are kept. The pages about
changes need trips of more drivers than the demo city has, so they are drawn only with Porto's
files.
"""

from __future__ import annotations

import re
import shutil
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Any

from harness import ROOT, add_settings, profile, stop_worker
from pages import montage, take_webpage
from PIL import Image
from qgis_desktop import screen
from story import FIRST_RUN, FORM, WORKER_S, Story, place_with_picture

from trajganr_core.contract.kinds.evaluate import EvaluateParams
from trajganr_core.contract.kinds.predict import PredictParams
from trajganr_core.contract.kinds.pretrain import PretrainParams
from trajganr_core.contract.protocol.client import Client
from trajganr_core.contract.tasks import TASKS

sys.path.insert(0, str(ROOT))
from benchmarks.cities import CITIES, TRIPS

DEMO = ROOT / "build" / "demo"
PICTURES = ROOT / "build" / "pictures"
DOCS = ROOT / "docs"
ROADS = "Doggerhaven: Predicted roads"
TABS = ("worker", "areas", "models", "jobs")
PORTO = "porto"
PORTO_ROADS = "Speeds in Porto"
#: The demo city's layers, where an algorithm asks for them by these names.
LAYERS = {
    "TRIPS": "Trips",
    "ROADS": "Roads",
    "IMAGES": "Street views",
    "POIS": "Places",
    "PREDICTIONS": ROADS,
}
#: Which do, and not for something else to be predicted or printed.
OF_LAYERS = {
    *("prepare", "matchtrips", "joinpredictions"),
    *("predictmycity", "updatepredictionswithnewtrips"),
}
#: Layers of flows and of reached roads, their styles, and the names of the pictures.
FLOWS = (
    ("Trips through the chosen roads", "whole week", "select_link"),
    ("Desire lines", "whole week", "od_lines"),
    ("Reached roads", "Reached roads", "reached_roads"),
)
#: Of the model of Porto, which learns the times of the week only.
PORTO_SIZES: dict[str, Any] = {"dimension": 16, "layers": 1, "weights": "none", "epochs": 0}
PORTO_TIMES = ("weekday morning peak",)
PORTO_STREET = "Avenida da Boavista"
#: Another place to compare with.
ASIDE = 0.006
#: Pictures of pages, which keep 256 colours; those of windows keep all.
PAPERS = (
    "area_report",
    "changes_report_1",
    "changes_report_2",
    "demo-map",
    "printed_map",
    "webpage",
)
#: Pixels of a picture in the documentation.
WIDEST = 1400
#: Pages of the report of a study area that the documentation shows.
SHOWN_PAGES = (1, 2, 3, 4)


@dataclass(frozen=True)
class Look:
    """How QGIS is started, after the English one of the documentation.

    Attributes:
        name: of the folder of its pictures.
        language: of QGIS.
        theme: of QGIS.
        scale: of all that it shows.
    """

    name: str
    language: str = "en"
    theme: str = "default"
    scale: int = 1


LOOKS = (
    Look("de", language="de"),
    Look("fr", language="fr"),
    Look("de_200", language="de", scale=2),
    Look("dark", theme="Night Mapping"),
)
#: Pictures of the documentation that are of another look than the first.
OF_LOOKS = {"dark/dock_jobs": "dock_dark"}


def main() -> None:
    """Take all of them."""
    demo = Path(sys.argv[1]) if len(sys.argv) > 1 else DEMO
    if not (demo / "home" / "models").is_dir():
        raise SystemExit(f"There are no models in {demo / 'home'}: run `make demo` first.")
    folder = Path(tempfile.gettempdir()) / "ann"  # it is seen in the pictures
    folder.mkdir()
    home = folder / "data" / "trajganr"
    shutil.rmtree(PICTURES, ignore_errors=True)
    try:
        shutil.copytree(demo / "home", home)
        with screen() as display:
            story = Story(folder, display, PICTURES / "en")
            session(story, take)
            if TRIPS.is_file():
                shutil.copytree(CITIES["porto"](), home / "bundles" / PORTO)
            for look in LOOKS:
                take_look(story, look)
            begin_outside(home)
            story.pictures = PICTURES / "en"
            story.open_qgis()
            session(story, take_again)
        shutil.copy(demo / "map.png", PICTURES / "en" / "demo-map.png")
        for picture in sorted(PICTURES.rglob("*.png")):
            keep(picture)
    finally:
        stop_worker(home)
        shutil.rmtree(folder)


def session(story: Story, taken: Callable[[Story], None]) -> None:
    """Take pictures of the QGIS that is open, and close it."""
    try:
        taken(story)
        story.qgis.close()
    except BaseException:
        story.qgis.photograph(story.pictures / "failed.png")
        raise
    finally:
        story.qgis.end()


def take(story: Story) -> None:
    """Every window of the plugin, as a person meets it."""
    for step in FIRST_RUN:
        step(story)
    evaluate(story)
    qgis = story.qgis
    open_roads(story)
    qgis.call("show_only", names=[ROADS])
    qgis.wait_for("is_drawn")
    story.picture("predicted")
    take_dock(story)
    take_dialogs(story)
    take_forms(story, LAYERS)
    take_place(story)
    for style in (style.title for task in TASKS.values() for style in task.styles):
        if style in qgis.call("styles", layer=ROADS):
            path = story.pictures / "styles" / f"{re.sub(r'[^a-z]', '_', style.lower())}.png"
            qgis.call("draw_style", path=str(path), layer=ROADS, style=style)
    take_flows(story)
    take_pages(story)


def begin_outside(home: Path) -> None:
    """Jobs that end while QGIS is closed; of Porto, if its files are there."""
    _, model = made(home)
    job = PredictParams(model=model, name="Meanwhile")
    with Client.connect(home) as client:
        if TRIPS.is_file():
            params = PretrainParams(bundle=PORTO, road_function=True, name="Porto", **PORTO_SIZES)
            model = client.submit(params)
            list(client.follow(model))
            job = PredictParams(model=model, time_sets=PORTO_TIMES, name=PORTO_ROADS)
        list(client.follow(client.submit(job)))


def take_again(story: Story) -> None:
    """What QGIS says about jobs that ended while it was closed, and pictures of Porto."""
    story.qgis.wait("The announcement", story.messages)
    story.qgis.call("open_tab", tab="jobs")
    story.picture("announcement")
    if TRIPS.is_file():
        take_porto(story)


def take_porto(story: Story) -> None:
    """What the demo city has too few drivers for."""
    qgis = story.qgis
    roads = open_roads(story, PORTO_ROADS)
    write_page(story, roads, PORTO_ROADS, PORTO_STREET)
    with Client.connect(story.home) as client:
        model = next(each.id for each in client.models() if each.name == "Porto")
    qgis.wait_for("open_place", model=model)
    lon, lat = qgis.call("busiest_place", layer=roads)
    qgis.call("ask_place", lon=lon, lat=lat)
    qgis.wait_for("is_answered", WORKER_S)
    draw(story, "place_observed", "grab_observed")
    take_changes(story)


def take_look(story: Story, look: Look) -> None:
    """The same windows in another language, theme or size."""
    print(f"  {look.name}", flush=True)
    story.pictures = PICTURES / look.name
    with screen(look.scale) as display:
        chosen = {"overrideFlag": "true", "userLocale": look.language}
        add_settings(profile(story.folder), "locale", **chosen)
        story.open_qgis(DISPLAY=display, QT_SCALE_FACTOR=str(look.scale))
        session(story, partial(take_windows, look=look))


def take_windows(story: Story, look: Look) -> None:
    """All windows, in a QGIS that was opened in a look."""
    qgis = story.qgis
    qgis.call("use_theme", name=look.theme)
    qgis.call("show_set_up")
    qgis.wait_for("is_checked")
    take_window(story, "set_up", "show_set_up")
    (city,) = story.folder.glob("profiles/**/Doggerhaven")
    qgis.call("add_demo_city", folder=str(city))
    open_roads(story)
    take_dock(story)
    take_dialogs(story)
    take_forms(story, {})
    take_panel(story)
    story.picture("window")
    take_pages(story)
    if TRIPS.is_file():
        take_changes(story)
    qgis.call("use_theme", name="default")  # QGIS keeps it in its settings


def evaluate(story: Story) -> None:
    """Measure the model of the demo city, for its charts."""
    _, model = made(story.home)
    with Client.connect(story.home) as client:
        list(client.follow(client.submit(EvaluateParams(model=model, name="Evaluation"))))


def open_roads(story: Story, job: str = ROADS) -> str:
    """Add the roads that a job predicted; returns the layer's name."""
    path = story.folder / f"{job}_{story.pictures.name}.gpkg"
    story.qgis.wait_for("jobs")
    story.qgis.call("open_roads", path=str(path), name=job)
    story.qgis.wait("The roads", lambda: job in story.qgis.call("layers"))
    return job


def take_dock(story: Story) -> None:
    """Each tab, what is shown about a training, an evaluation and a model, and two compared."""
    qgis = story.qgis
    for tab in TABS:
        qgis.call("open_tab", tab=tab)
        if tab == "jobs":
            qgis.call("select_job", name="best", kind="pretrain")
        elif tab != "worker":
            qgis.call("select_rows", tab=tab, rows=[0])
        story.picture(f"dock_{tab}", part="TrajganrDock")
    qgis.call("select_job", name="Evaluation")
    story.picture("dock_evaluation", part="TrajganrDock")
    draw(story, "evaluation_charts", "grab_charts")
    qgis.call("open_tab", tab="models")
    qgis.call("select_rows", tab="models", rows=[2])
    draw(story, "card", "grab_card")
    qgis.call("select_rows", tab="models", rows=[0, 2])
    story.picture("compare_models", part="TrajganrDock")


def draw(story: Story, name: str, call: str, /, **parameters: Any) -> None:
    """Have the agent draw a picture."""
    path = story.pictures / f"{name}.png"
    path.parent.mkdir(parents=True, exist_ok=True)
    story.qgis.call(call, path=str(path), **parameters)


def take_window(story: Story, name: str, call: str, /, **parameters: Any) -> None:
    """Open a window, take a picture of it and close it."""
    title = story.qgis.call(call, **parameters)
    story.qgis.wait_window(title)
    story.qgis.wait("Its content", lambda: story.qgis.call("windows"))
    story.picture(name, title)
    story.qgis.call("close_windows")


def take_flows(story: Story) -> None:
    """The trips through a road, those between zones, and the roads reached from a place."""
    qgis = story.qgis
    bundle, model = made(story.home)
    qgis.call("add_flows", bundle=bundle)
    qgis.call("add_reached_roads", model=model, layer=ROADS)
    for layer, style, name in FLOWS:
        path = story.pictures / "styles" / f"{name}.png"
        shown = next(each for each in qgis.call("layers") if layer in each)
        qgis.call("draw_style", path=str(path), layer=shown, style=style, title=layer)


def take_pages(story: Story) -> None:
    """What is printed, and the page to share."""
    roads = ROADS
    draw(story, "printed_map", "draw_map", layer=roads)
    _, model = made(story.home)
    story.qgis.call("draw_report", folder=str(story.pictures), model=model)
    pages = [story.pictures / f"area_report_{number}.png" for number in SHOWN_PAGES]
    montage(pages, story.pictures / "area_report.png")
    write_page(story, roads, roads)


def write_page(story: Story, roads: str, title: str, street: str = "") -> None:
    """The page to share."""
    page = story.pictures / "webpage.html"
    story.qgis.call("write_page", path=str(page), layer=roads, title=title)
    take_webpage(page, story.pictures.name.partition("_")[0], street)


def take_changes(story: Story) -> None:
    """The report of changes."""
    story.qgis.call("draw_changes", folder=str(story.pictures), bundle=PORTO)


def take_dialogs(story: Story) -> None:
    """Profiles, logs and details."""
    take_window(story, "profiles", "show_profiles")
    take_window(story, "log", "open_log", name="best")
    take_window(story, "details", "open_details", name="paper")


def take_forms(story: Story, layers: dict[str, str]) -> None:
    """The form of each algorithm, filled in as far as it would be."""
    qgis = story.qgis
    for name in qgis.call("algorithms"):
        parameters = filled(story.home, name, layers)
        width, height = FORM
        title = qgis.call("show_form", name=name, parameters=parameters, width=width, height=height)
        qgis.wait_for("is_estimated")
        story.picture(f"forms/{name}", title)
        qgis.call("close_windows")


def made(home: Path) -> tuple[str, str]:
    """The ids of the demo city's bundle and of its fine-tuned model of preset `best`."""
    with Client.connect(home) as client:
        bundle = next(each.id for each in client.bundles() if each.id != PORTO)
        tuned = (each for each in client.models() if each.card.heads and each.name == "best")
        return bundle, next(tuned).id


def pretrained(home: Path) -> str:
    """The id of the model of the demo city that is to be fine-tuned."""
    with Client.connect(home) as client:
        models = [each for each in client.models() if each.name != "Porto"]
    return next(each.id for each in models if not each.card.heads)


def filled(home: Path, algorithm: str, layers: dict[str, str]) -> dict[str, Any]:
    """Ids and layers where an algorithm asks for them."""
    bundle, model = made(home)
    if algorithm == "batchexport":
        return {"BUNDLES": bundle, "MODELS": model}
    if algorithm == "finetune":
        model = pretrained(home)
    return {"BUNDLE": bundle, "MODEL": model, **(layers if algorithm in OF_LAYERS else {})}


def take_place(story: Story) -> None:
    """The panel about a place, from the top to the bottom, and two places compared."""
    qgis = story.qgis
    qgis.call("select_rows", tab="models", rows=[1])
    lon, lat = place_with_picture()
    qgis.call("look_at", west=lon - 0.011, south=lat - 0.006, east=lon + 0.011, north=lat + 0.006)
    story.ask_a_place()
    qgis.call("scroll_place", box="profile")
    story.picture("place_day", part="TrajganrPlace")
    qgis.call("scroll_place", box="")
    qgis.press("Compare two places")
    qgis.click(qgis.call("where_on_map", lon=lon + ASIDE, lat=lat))
    qgis.wait_for("is_enabled", text="Show similar roads")
    qgis.wait_for("is_drawn")
    qgis.call("scroll_place", box="comparison")
    story.picture("compare_places")
    qgis.call("scroll_place", box="")
    qgis.press("Compare two places")
    story.show_similar_roads()
    draw(story, "place_whole", "grab_place")


def take_panel(story: Story) -> None:
    """All that the panel about a place has, of one place and of two compared."""
    qgis = story.qgis
    lon, lat = place_with_picture()
    _, model = made(story.home)
    qgis.wait_for("open_place", model=model)
    qgis.call("ask_place", lon=lon, lat=lat)
    qgis.wait_for("is_answered", WORKER_S)
    qgis.wait_for("is_photo_shown")
    draw(story, "place_whole", "grab_place")
    qgis.call("compare_places")
    qgis.call("ask_place", lon=lon + ASIDE, lat=lat)
    qgis.wait_for("is_answered")
    draw(story, "place_compared", "grab_place")


def keep(picture: Path) -> None:
    """Put a picture into the documentation, if it shows it."""
    name = picture.relative_to(PICTURES).with_suffix("").as_posix()
    shown = OF_LOOKS.get(name) or name.removeprefix("en/")
    path = DOCS / "images" / f"{shown}.png"
    if f"images/{shown}.png" not in documentation():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    with Image.open(picture) as image:
        kept = image.convert("RGB")
        kept.thumbnail((WIDEST, WIDEST), Image.Resampling.LANCZOS)
        if shown in PAPERS:  # with an octree, which keeps the rare colours of maps too
            kept = kept.quantize(method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
        kept.save(path, optimize=True)
    print(f"{path.relative_to(ROOT)}: {path.stat().st_size / 1000:.0f} kB")


@cache
def documentation() -> str:
    """The text of all its pages."""
    pages = (ROOT / "README.md", *DOCS.rglob("*.md"))
    return "\n".join(page.read_text("utf-8") for page in pages)


if __name__ == "__main__":
    main()
