"""Take the pictures of the documentation anew: ``make pictures``.

QGIS is used on a screen that nobody sees, with the models that ``make demo`` has left. The pictures
go to ``docs/images``; look at them before they are kept.
"""

from __future__ import annotations

import re
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from PIL import Image
from qgis_desktop import ROOT, screen, stop_worker
from story import FIRST_RUN, FORM, Story, place_with_picture

from trajganr_core.contract.protocol.client import Client
from trajganr_core.contract.protocol.jobs import EvaluateParams, FinetuneParams
from trajganr_core.contract.tasks import TASKS

DEMO = ROOT / "build" / "demo"
IMAGES = ROOT / "docs" / "images"
ROADS = "Predicted roads"
TABS = {"Worker": None, "Areas": "areas", "Models": "models", "Jobs": "jobs"}
DARK = "Night Mapping"
#: The demo city's layers, where an algorithm asks for them by these names.
LAYERS = {
    "TRAJECTORIES": "Trips",
    "ROADS": "Roads",
    "IMAGES": "Street views",
    "POIS": "Places",
    "PREDICTIONS": ROADS,
}
#: Which do, and not for something else to be predicted or printed.
OF_LAYERS = {
    *("prepare", "matchtrajectories", "joinpredictions"),
    *("tripstopredictedroads", "updatepredictionswithnewtrips"),
}
#: Layers of flows and of reached roads, their styles, and the names of the pictures.
FLOWS = (
    ("Trips through the chosen roads", "whole week", "select_link"),
    ("Desire lines", "whole week", "od_lines"),
    ("Reached roads", "Reached roads", "reached_roads"),
)
#: How far the panel about a place is scrolled to show the speeds over the day.
DAY_PROFILE = 0.4
#: Another place to compare with.
ASIDE = 0.006


def main() -> None:
    """Take all of them."""
    demo = Path(sys.argv[1]) if len(sys.argv) > 1 else DEMO
    if not (demo / "home" / "models").is_dir():
        raise SystemExit(f"There are no models in {demo / 'home'}: run `make demo` first.")
    folder = Path(tempfile.gettempdir()) / "ann"  # it is seen in the pictures
    folder.mkdir()
    raw = folder / "pictures"
    home = folder / "data" / "trajganr"
    try:
        shutil.copytree(demo / "home", home)
        with screen() as display:
            story = Story(folder, display, raw)
            try:
                take(story)
                story.qgis.close()
            finally:
                story.qgis.end()
        for picture in sorted(raw.rglob("*.png")):
            keep(picture, IMAGES / picture.relative_to(raw))
    finally:
        stop_worker(home)
        shutil.rmtree(folder)


def take(story: Story) -> None:
    """Every window of the plugin, as a person meets it."""
    for step in FIRST_RUN:
        step(story)
    second_model(story)
    qgis = story.qgis
    qgis.call("open_roads", path=str(story.folder / "roads.gpkg"))
    qgis.wait("The roads", lambda: ROADS in qgis.call("layers"))
    qgis.call("show_only", names=[ROADS])
    qgis.wait_for("is_drawn")
    story.picture("predicted")
    take_dock(story)
    take_dialogs(story)
    take_forms(story)
    take_place(story)
    for style in (style.title for task in TASKS.values() for style in task.styles):
        if style in qgis.call("styles", layer=ROADS):
            path = story.pictures / "styles" / f"{re.sub(r'[^a-z]', '_', style.lower())}.png"
            qgis.call("draw_style", path=str(path), layer=ROADS, style=style)
    take_flows(story)
    qgis.call("draw_map", path=str(story.pictures / "printed_map.png"), layer=ROADS)
    take_dark(story)


def second_model(story: Story) -> None:
    """A model to compare the first one with."""
    with Client.connect(story.home) as client:
        (tuned,) = (m for m in client.models() if m.card.heads)
        first = client.bundles()[0]
        bundle, manifest = first.id, first.manifest
        tasks = tuple(name for name, roads in manifest.tasks.items() if roads)
        (pretrained,) = (m for m in client.models() if not m.card.heads)
        params = FinetuneParams(
            model=pretrained.id, bundle=bundle, tasks=tasks, epochs=5, name="Five epochs"
        )
        list(client.follow(client.submit(params)))
        list(client.follow(client.submit(EvaluateParams(model=tuned.id, name="Evaluation"))))


def take_dock(story: Story) -> None:
    """Each tab, and two models compared."""
    qgis = story.qgis
    for title, tab in TABS.items():
        qgis.open_tab(title)
        if tab:
            qgis.call("select_rows", tab=tab, rows=[0])
        if tab == "jobs":
            story.select_job("Pretrained model")
        story.picture(f"dock_{title.lower()}", part="TrajganrDock")
    qgis.open_tab("Models")
    qgis.call("select_rows", tab="models", rows=[0, 1])
    story.picture("compare_models", part="TrajganrDock")


def take_flows(story: Story) -> None:
    """The trips through a road, those between zones, and the roads reached from a place."""
    qgis = story.qgis
    with Client.connect(story.home) as client:
        bundle = client.bundles()[0].id
        model = next(each.id for each in client.models() if each.card.heads)
    qgis.call("add_flows", bundle=bundle)
    qgis.call("add_reached_roads", model=model, layer=ROADS)
    for layer, style, name in FLOWS:
        path = story.pictures / "styles" / f"{name}.png"
        shown = next(each for each in qgis.call("layers") if each.startswith(layer))
        qgis.call("draw_style", path=str(path), layer=shown, style=style, title=layer)


def take_dark(story: Story) -> None:
    """The dock in a dark theme; QGIS does not come back from it wholly, so this is the last."""
    story.qgis.call("use_theme", name=DARK)
    story.qgis.open_tab("TrajGANR")
    story.qgis.open_tab("Jobs")
    story.picture("dock_dark", part="TrajganrDock")
    story.qgis.open_tab("TrajGANR: place")
    story.picture("place_dark", part="TrajganrPlace")


def take_dialogs(story: Story) -> None:
    """Profiles, logs and details."""
    qgis = story.qgis
    for call, parameters, title, name in (
        ("show_profiles", {}, "Profiles of workers", "profiles"),
        ("open_log", {"kind": "pretrain"}, "Log of", "log"),
        ("open_details", {"kind": "finetune"}, "Five epochs", "details"),
    ):
        qgis.call(call, **parameters)
        qgis.wait_window(title)
        qgis.wait("Its content", lambda title=title: qgis.call("windows"))
        story.picture(name, title)
        qgis.call("close_windows")


def take_forms(story: Story) -> None:
    """The form of each algorithm, filled in as far as it would be."""
    qgis = story.qgis
    for name in qgis.call("algorithms"):
        parameters = filled(story.home, name)
        width, height = FORM
        title = qgis.call("show_form", name=name, parameters=parameters, width=width, height=height)
        qgis.wait_for("is_estimated")
        story.picture(f"forms/{name}", title)
        qgis.call("close_windows")


def filled(home: Path, algorithm: str) -> dict[str, Any]:
    """Ids and layers where an algorithm asks for them."""
    with Client.connect(home) as client:
        bundle = client.bundles()[0].id
        models = {bool(m.card.heads): m.id for m in client.models()}
    if algorithm == "batchexport":
        return {"BUNDLES": bundle, "MODELS": models[True]}
    layers = LAYERS if algorithm in OF_LAYERS else {}
    return {"BUNDLE": bundle, "MODEL": models[algorithm != "finetune"], **layers}


def take_place(story: Story) -> None:
    """The panel about a place, from the top to the bottom, and two places compared."""
    qgis = story.qgis
    qgis.call("select_rows", tab="models", rows=[1])
    lon, lat = place_with_picture()
    qgis.call("look_at", west=lon - 0.011, south=lat - 0.006, east=lon + 0.011, north=lat + 0.006)
    story.ask_a_place()
    qgis.call("scroll_place", share=DAY_PROFILE)
    story.picture("place_day", part="TrajganrPlace")
    qgis.call("scroll_place", share=0.0)
    qgis.press("Compare two places")
    qgis.click(qgis.call("where_on_map", lon=lon + ASIDE, lat=lat))
    qgis.wait_for("is_enabled", text="Show similar roads")
    qgis.wait_for("is_drawn")
    qgis.call("scroll_place", share=0.45)
    story.picture("compare_places")
    qgis.call("scroll_place", share=0.0)
    qgis.press("Compare two places")
    story.show_similar_roads()


def keep(picture: Path, path: Path) -> None:
    """Keep a picture in all its colours, by which the classes of legends are told apart."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with Image.open(picture) as image:
        image.convert("RGB").save(path, optimize=True)
    print(f"{path.relative_to(ROOT)}: {path.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
