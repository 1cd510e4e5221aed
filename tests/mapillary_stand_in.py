"""Mapillary on this machine: its Graph API, its pictures and its coverage tiles.

Answers have the shapes that were recorded from the real service. For another process, set
``TRAJGANR_MAPILLARY`` to the ``url``.
"""

from __future__ import annotations

import io
import json
import tempfile
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import geopandas as gpd
import pyogrio
from PIL import Image
from stand_in import Fault, Reply, Request, StandIn, instead

TOKEN = "MLY|4711|a-secret-of-the-tests"

#: As recorded.
RATE_LIMIT = (
    b'{"error":{"message":"Application request limit reached","type":"MLYApiException",'
    b'"is_transient":true,"code":4,"fbtrace_id":"AFJKU45YcZHFgmaRmycfmQ3"}}'
)
INVALID_TOKEN = (
    b'{"error":{"message":"Invalid OAuth 2.0 Access Token","type":"MLYApiException","code":190,'
    b'"error_data":{},"fbtrace_id":"AMN5QfsCEBZg1LNVFA4bpvy"}}'
)
TOO_MUCH = (
    b'{"error":{"message":"Please reduce the amount of data you\'re asking for, then retry your '
    b'request","code":1}}'
)
UNKNOWN = (
    b'{"error":{"message":"Unsupported get request. Object with ID does not exist","type":'
    b'"MLYApiException","code":100,"fbtrace_id":"A"}}'
)
JSON = {"Content-Type": "application/json; charset=UTF-8"}

rate_limited: Fault = instead(RATE_LIMIT, 400, **JSON)
token_expired: Fault = instead(INVALID_TOKEN, 500, **JSON)
too_much: Fault = instead(TOO_MUCH, 500, **JSON)

SIZES = ("256", "1024", "2048", "original")


def record(image_id: str, lon: float, lat: float, **changed: Any) -> dict[str, Any]:
    """An image in the form of the API, without the URLs of its pictures; None removes a field."""
    fields = {
        "altitude": 1364.617,
        "camera_parameters": [0.85136388143343, -6.6499673206348e-05, -3.8067681992196e-05],
        "camera_type": "perspective",
        "captured_at": 1563721072184,
        "compass_angle": 336.74,
        "computed_altitude": 1399.5043095825,
        "computed_compass_angle": 1.2865829255371,
        "computed_geometry": {"type": "Point", "coordinates": [lon, lat]},
        "exif_orientation": 1,
        "geometry": {"type": "Point", "coordinates": [lon + 1e-8, lat + 1e-8]},
        "height": 3120,
        "is_pano": False,
        "quality_score": 0.7561310782241,
        "sequence": "7nfcwfvjdtphz7yj6zat6a",
        "width": 4160,
        "id": image_id,
    }
    fields |= changed
    return {name: value for name, value in fields.items() if value is not None}


def jpeg(image_id: str) -> bytes:
    """A small picture of an image's own colour."""
    number = int(image_id)
    colour = (number % 251, number // 7 % 251, number // 49 % 251)
    content = io.BytesIO()
    Image.new("RGB", (64, 48), colour).save(content, "jpeg")
    return content.getvalue()


class MapillaryStandIn(StandIn):
    """The service.

    Attributes:
        images: records, see :func:`record`.
        token: the one that is taken.
        page: most images in an answer.
        paged: whether what does not fit into an answer is offered as a following page.
        signature: of the URLs of pictures; when it is changed, all that were given expire.
        gone: ids of images that were deleted since they were listed.
        tiles: vector tiles by ``z/x/y``.
    """

    def __init__(self, images: Sequence[Mapping[str, Any]] = ()) -> None:
        super().__init__(self._reply)
        self.images = list(images)
        self.token = TOKEN
        self.page = 2000
        self.paged = False
        self.signature = "1"
        self.gone: set[str] = set()
        self.tiles: dict[str, bytes] = {}

    def searches(self) -> list[Request]:
        """The searches that were made."""
        return [request for request in self.requests if request.path == "/images"]

    def _reply(self, request: Request) -> Reply:
        if request.path.startswith("/pictures/"):
            return self._picture(request)
        if request.headers.get("Authorization") != f"OAuth {self.token}":
            return Reply(INVALID_TOKEN, 401, JSON)
        if request.path == "/images":
            return self._search(request)
        if request.path.startswith("/maps/vtp/mly1_public/2/"):
            tile = self.tiles.get(request.path.removeprefix("/maps/vtp/mly1_public/2/"))
            return Reply(status=404) if tile is None else Reply(tile)
        return self._entity(request)

    def _search(self, request: Request) -> Reply:
        query = request.query
        west, south, east, north = map(float, query["bbox"].split(","))
        if (east - west) * (north - south) >= 0.01:
            message = b'{"error":{"message":"bbox is too large","code":100}}'
            return Reply(message, 400, JSON)
        found = [
            image
            for image in self.images
            if west <= image["geometry"]["coordinates"][0] <= east
            and south <= image["geometry"]["coordinates"][1] <= north
            and _captured(image, query)
            and query.get("is_pano") in (None, str(image.get("is_pano", False)).lower())
        ]
        start = int(query.get("after", 0))
        most = min(int(query["limit"]), self.page)
        answer: dict[str, Any] = {
            "data": [self._shown(image, query) for image in found[start : start + most]]
        }
        if self.paged and start + most < len(found):
            # As the Graph API does, with the token in the URL.
            params = "&".join(f"{name}={text}" for name, text in query.items() if name != "after")
            following = f"{self.url}/images?{params}&after={start + most}&access_token={self.token}"
            answer["paging"] = {"next": following}
        return Reply(json.dumps(answer).encode(), headers=JSON)

    def _entity(self, request: Request) -> Reply:
        image_id = request.path.removeprefix("/")
        image = next((each for each in self.images if each["id"] == image_id), None)
        if image is None or image_id in self.gone:
            return Reply(UNKNOWN, 400, JSON)
        return Reply(json.dumps(self._shown(image, request.query)).encode(), headers=JSON)

    def _shown(self, image: Mapping[str, Any], query: Mapping[str, str]) -> dict[str, Any]:
        """The requested fields."""
        urls = {
            f"thumb_{size}_url": f"{self.url}/pictures/{size}/{image['id']}?oh={self.signature}"
            for size in SIZES
        }
        fields = {**urls, **image}
        wanted = {"id", *query["fields"].split(",")}
        return {name: value for name, value in fields.items() if name in wanted}

    def _picture(self, request: Request) -> Reply:
        image_id = request.path.rsplit("/", 1)[1]
        if "Authorization" in request.headers:
            return Reply(b"a token was sent to the picture's server", 500)
        if request.query.get("oh") != self.signature or image_id in self.gone:
            return Reply(b"URL signature expired", 403)
        return Reply(jpeg(image_id), headers={"Content-Type": "image/jpeg"})


def _captured(image: Mapping[str, Any], query: Mapping[str, str]) -> bool:
    captured_s = image.get("captured_at", 0) / 1000
    after, before = query.get("start_captured_at"), query.get("end_captured_at")
    return (not after or captured_s >= datetime.fromisoformat(after).timestamp()) and (
        not before or captured_s <= datetime.fromisoformat(before).timestamp()
    )


def coverage_tiles(images: Sequence[Mapping[str, Any]]) -> dict[str, bytes]:
    """Vector tiles of zoom 14 by ``z/x/y`` with the layer ``image`` of the service."""
    places = [image["geometry"]["coordinates"] for image in images]
    table = gpd.GeoDataFrame(
        {
            "captured_at": [image.get("captured_at") for image in images],
            "compass_angle": [image.get("compass_angle") for image in images],
            "id": [int(image["id"]) for image in images],
            "is_pano": [image.get("is_pano", False) for image in images],
            "sequence_id": [image.get("sequence", "") for image in images],
        },
        geometry=gpd.points_from_xy(*zip(*places, strict=True), crs="EPSG:4326"),
    ).to_crs("EPSG:3857")
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "tiles"
        pyogrio.write_dataframe(
            table,
            root,
            layer="image",
            driver="MVT",
            FORMAT="DIRECTORY",
            MINZOOM=14,
            MAXZOOM=14,
            COMPRESS="NO",
        )
        return {
            str(path.relative_to(root).with_suffix("").as_posix()): path.read_bytes()
            for path in root.glob("14/*/*.pbf")
        }
