"""The content of a page of roads, without a browser."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from untranslated import untranslated
from webpage_roads import HOSTILE, roads

import trajganr_core as tg
from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.files import roads_page
from trajganr_core.contract.kinds.webpage import WebpageParams
from trajganr_core.contract.layers.road_times import DAY_TYPES, TIME_BASES
from trajganr_core.contract.options.time_sets import NAMED_SETS
from trajganr_core.contract.tasks import BASES, CAUTIONS
from trajganr_core.publish.measures import MEASURES
from trajganr_core.publish.packed import packed
from trajganr_core.publish.shared_roads import MAX_TIMES, read_shared_roads

FOLDER = roads_page.ASSETS
#: Of ``maplibre-gl`` 5.24.1 in npm's registry.
LIBRARY_SHA256 = {
    "maplibre-gl.js": "a9c9e2aa36d4d5b63b131f27c1272f1a28883eeecc0eddd1e0dbfae4033bc7c9",
    "maplibre-gl.css": "ab1e70d59ec40465bae7e7030da2f3ccf28133fd502e62bd598eefbadfd7a732",
    "LICENSE.txt": "ee5fc05a0677eaf69601d2c7db0d9ecd6cc27c3abc1d0733bc9ed34707cf8ef2",
}


def content_of(page: Path) -> dict[str, Any]:
    """The data in a page."""
    text = page.read_text(encoding="utf-8")
    (found,) = re.findall(r'<script id="data" type="application/gzip">([^<]*)</script>', text)
    return dict(json.loads(gzip.decompress(base64.b64decode(found))))


def view(data: dict[str, Any], measure: str, time: str) -> dict[str, Any]:
    number = [each["id"] for each in data["measures"]].index(measure)
    (found,) = [v for v in data["views"] if v["measure"] == number and v["time"] == time]
    return dict(json.loads(found["columns"]))


def test_predictions_become_views_of_tasks_and_times(predicted: Path, tmp_path: Path) -> None:
    result = tg.webpage(predicted, out=tmp_path / "page", progress=False, title="Porto")
    assert result.counts == {"roads": 4, "streets": 2, "views": 7}
    data = content_of(tmp_path / "page" / "roads.html")
    assert [each["id"] for each in data["times"]] == [
        "all",
        "weekday_morning_peak",
        "weekend",
        "weekday_08",
    ]
    speeds = view(data, "speed_kmh", "all")
    assert speeds["values"] == [422, 120, 300, None]
    assert speeds["low"] == [380, 90, None, None]
    assert speeds["high"] == [475, 155, None, None]
    popularity = view(data, "popularity", "all")
    assert popularity["values"] == [4, 3, 1, None]
    assert popularity["choices"]["texts"][0] == "high; very high"
    assert view(data, "aoi_main", "all")["shares"][0] == [60, 10, 90, 0]
    assert view(data, "expected_passes", "weekday_morning_peak")["values"] == [1200, 5, 20, None]
    assert data["side"] == "left"
    assert data["licence"] == "ODbL <b>1.0</b>"


def test_times_are_those_that_the_layer_names(tmp_path: Path) -> None:
    speeds = {f"{column}_mon_0700_to_0800": [20.0] * 4 for column in ("speed_kmh", "passes")}
    layer, path = roads(speed_kmh=[30.0] * 4, **speeds), tmp_path / "roads.gpkg"
    layer.to_file(path, driver="GPKG", layer_metadata={"TIME_SETS": "Mon 07:00-08:00 | <b>"})
    assert read_shared_roads(path).times == {
        "all": "All times",
        "mon_0700_to_0800": "Mon 07:00-08:00",
    }
    layer.to_file(tmp_path / "unnamed.gpkg", driver="GPKG")
    result = tg.webpage(tmp_path / "unnamed.gpkg", out=tmp_path / "page", progress=False)
    assert result.counts["views"] == 1
    assert result.remarks[0].endswith("which are left out: speed_kmh_mon_0700_to_0800.")


def test_a_page_takes_its_title_from_the_layer(predicted: Path, tmp_path: Path) -> None:
    about = {"AREA": "Porto", "PERIOD": "2013-07-01/2013-07-02"}
    path = tmp_path / "roads.gpkg"
    roads(speed_kmh=[30.0] * 4).to_file(path, driver="GPKG", layer_metadata=about)
    tg.webpage(path, out=tmp_path / "page", progress=False)
    data = content_of(tmp_path / "page" / "roads.html")
    assert data["title"] == "Porto"
    assert about.items() <= data["made"].items()
    tg.webpage(path, out=tmp_path / "named", title="A <b>", progress=False)
    assert content_of(tmp_path / "named" / "roads.html")["title"] == "A <b>"
    tg.webpage(predicted, out=tmp_path / "other", progress=False)
    assert content_of(tmp_path / "other" / "roads.html")["title"] == "Roads"


def test_times_without_trips_are_said_to_be_priors(predicted: Path, tmp_path: Path) -> None:
    result = tg.webpage(predicted, out=tmp_path / "page", progress=False)
    data = content_of(tmp_path / "page" / "roads.html")
    assert {time["id"] for time in data["times"] if time["prior"]} == {"weekend"}
    assert any("no trips in the time set weekend" in remark for remark in result.remarks)
    assert not untranslated(result.remarks)


def test_observed_rows_of_a_segment_become_one_road(observed: Path, tmp_path: Path) -> None:
    result = tg.webpage(observed, out=tmp_path / "page", progress=False)
    data = content_of(tmp_path / "page" / "roads.html")
    assert data["observed"] is True
    assert result.counts["roads"] == 2
    assert data["roads"]["edge"] == [10, 12]
    assert view(data, "speed_kmh", "weekday morning peak")["values"] == [220, 310]
    assert view(data, "speed_kmh", "weekend")["values"] == [470, None]
    assert view(data, "speed_kmh", "weekend")["low"] == [440, None]


def test_lines_are_kept_to_a_tenth_of_a_metre(predicted: Path) -> None:
    data = packed(read_shared_roads(predicted))["roads"]
    points = np.cumsum(np.array(data["points"]).reshape(-1, 2), axis=0) / 1e6
    expected = np.vstack([np.array(line.coords) for line in roads().geometry])
    assert np.abs(points - expected).max() < 1e-6
    assert data["counts"] == [2, 2, 2, 2]


def test_lines_of_several_parts_are_one_road(tmp_path: Path) -> None:
    layer = roads(speed_kmh=[1.0, 2.0, 3.0, 4.0]).dissolve("name", as_index=False, dropna=False)
    layer.to_file(tmp_path / "roads.gpkg")
    data = packed(read_shared_roads(tmp_path / "roads.gpkg"))["roads"]
    assert data["number"] == 3
    assert max(data["parts"]) == 2


def test_names_never_become_markup(predicted: Path, tmp_path: Path) -> None:
    tg.webpage(predicted, out=tmp_path / "page", progress=False, title=HOSTILE)
    text = (tmp_path / "page" / "roads.html").read_text(encoding="utf-8")
    assert "<img" not in text.replace(roads_page.asset("maplibre/maplibre-gl.js"), "")
    assert text.count("<script") - roads_page.asset("maplibre/maplibre-gl.js").count("<script") == 3
    assert HOSTILE in content_of(tmp_path / "page" / "roads.html")["roads"]["name"]["texts"]
    program = roads_page.asset("page.js") + roads_page.asset("roads_layer.js")
    for name in (
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "document.write",
        "setHTML",
        "eval(",
    ):
        assert name not in program


def test_the_policy_allows_the_programs_of_the_page_and_no_connection(
    predicted: Path, tmp_path: Path
) -> None:
    tg.webpage(predicted, out=tmp_path / "page", progress=False)
    text = (tmp_path / "page" / "roads.html").read_text(encoding="utf-8")
    (policy,) = re.findall(r'Content-Security-Policy" content="([^"]*)"', text)
    assert "connect-src &#x27;none&#x27;" in policy
    assert "unsafe" not in policy
    scripts = re.findall(r"<script>(.*?)</script>", text, re.DOTALL)
    assert len(scripts) == 2
    for script in scripts:
        digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
        assert f"sha256-{digest}" in policy


def test_a_background_map_is_the_only_connection(predicted: Path, tmp_path: Path) -> None:
    address = "https://tiles.example.org/{z}/{x}/{y}.png"
    tg.webpage(predicted, out=tmp_path / "page", progress=False, background=address)
    text = (tmp_path / "page" / "roads.html").read_text(encoding="utf-8")
    assert "connect-src https://tiles.example.org;" in text


@pytest.mark.parametrize(
    "address",
    [
        "http://tiles.example.org/{z}/{x}/{y}.png",
        "https://tiles.example.org/{z}/{x}.png",
        "https://a; script-src *//{z}/{x}/{y}",
        "javascript:alert(1)//{z}{x}{y}",
        'https://tiles.example.org/{z}/{x}/{y}"onload="',
        *(
            f"https://{host}/{{z}}/{{x}}/{{y}}"
            for host in (
                "-",
                "tiles..org",
                "tiles-.org",
                "tiles.example.org:99999999",
                "tiles.example.org:65536",
                "tiles.example.org:0",
                "localhost",
                "tiles.localhost:8443",
                "169.254.169.254",
                "127.0.0.1",
                "192.168.1.1",
                "2852039166",  # 169.254.169.254 to a browser, like the next two
                "0xa9fea9fe",
                "169.254.43518",
                "0.0.0.0",
                "224.0.0.1",
                "a" * 64 + ".org",
                ".".join(["a" * 60] * 5),
            )
        ),
    ],
)
def test_a_background_that_is_no_address_of_tiles_is_refused(address: str) -> None:
    with pytest.raises(TrajganrError) as error:
        WebpageParams(roads="roads.gpkg", background=address)
    assert error.value.code == Code.INPUT_FIELD


@pytest.mark.parametrize("host", ["tiles.example.org", "A.b-c.org:8443", "8.8.8.8", "t1"])
def test_a_background_on_any_public_host_is_accepted(host: str) -> None:
    WebpageParams(roads="roads.gpkg", background=f"https://{host}/{{z}}/{{x}}/{{y}}.png?key=a")


def test_the_same_roads_make_the_same_page(predicted: Path, tmp_path: Path) -> None:
    tg.webpage(predicted, out=tmp_path / "one", progress=False)
    tg.webpage(predicted, out=tmp_path / "two", progress=False)
    assert (tmp_path / "one" / "roads.html").read_bytes() == (
        tmp_path / "two" / "roads.html"
    ).read_bytes()


def test_roads_without_values_end_in_a_code(tmp_path: Path) -> None:
    roads().to_file(tmp_path / "roads.gpkg")
    with pytest.raises(TrajganrError) as error:
        tg.webpage(tmp_path / "roads.gpkg", out=tmp_path / "page", progress=False)
    assert error.value.code == Code.INPUT_FIELD
    assert "highway" in error.value.message
    assert not (tmp_path / "page" / "roads.html").exists()


def test_a_layer_with_too_many_times_is_refused(tmp_path: Path) -> None:
    layer = roads().iloc[np.zeros(MAX_TIMES + 1, dtype=int)].assign(edge=0, speed_kmh=30.0)
    layer["time_set"] = [f"time {number}" for number in range(len(layer))]
    layer.to_file(tmp_path / "roads.gpkg")
    with pytest.raises(TrajganrError) as error:
        tg.webpage(tmp_path / "roads.gpkg", out=tmp_path / "page", progress=False)
    assert error.value.code == Code.INPUT_FIELD
    assert str(MAX_TIMES) in error.value.message


def test_numbers_that_are_not_finite_are_unknown(tmp_path: Path) -> None:
    layer = roads(speed_kmh=[float("inf"), 1e300, float("nan"), 4.0])
    layer.to_file(tmp_path / "roads.gpkg")
    data = packed(read_shared_roads(tmp_path / "roads.gpkg"))
    assert view(data, "speed_kmh", "all")["values"] == [None, None, None, 40]


def test_the_library_is_that_of_the_registry() -> None:
    for name, digest in LIBRARY_SHA256.items():
        assert hashlib.sha256((FOLDER / "maplibre" / name).read_bytes()).hexdigest() == digest


def test_all_texts_of_the_page_are_translated() -> None:
    program = (FOLDER / "page.js").read_text(encoding="utf-8")
    page = (FOLDER / "page.html").read_text(encoding="utf-8")
    texts = {*re.findall(r'say\(\s*"([^"]+)"', program), *re.findall(r'data-text="([^"]+)"', page)}
    texts |= {*re.findall(r'\? "([a-z ]+)" : "not predicted"', program), "not predicted"}
    texts |= {each.title for each in MEASURES} | {each.unit for each in MEASURES if each.unit}
    texts |= {name for each in MEASURES for name in each.names} | {*NAMED_SETS, "All times"}
    texts |= {*BASES, *TIME_BASES[:-1], *DAY_TYPES, *CAUTIONS}
    assert len(texts) > 50
    for language, words in json.loads((FOLDER / "texts.json").read_text(encoding="utf-8")).items():
        same = {"km/h", "m/s²"}
        missing = texts - same - set(words)
        assert not missing, language
        for text, said in words.items():
            named = re.compile(r"\{\w+\}")
            assert sorted(named.findall(text)) == sorted(named.findall(said))
