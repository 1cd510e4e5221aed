"""Client of Mapillary's Graph API, version 4.

https://www.mapillary.com/developer/api-documentation
"""

from __future__ import annotations

import math
import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

from ...contract.errors import Code, TrajganrError
from ...contract.options.data_config import StreetViewFilter
from ...contract.records import plain_json
from ...contract.records.json_records import is_number
from ...utils.cache import cache_folder
from ..services.addresses import Reach, is_private_url
from ..services.boxes import Box
from ..services.download import PATIENT, Answer, Downloader
from ..services.http_failures import TransientError, retry_after_s

LICENCE = "CC BY-SA 4.0"
ATTRIBUTION = "© Mapillary contributors"

SERVICE = "Mapillary"
GRAPH_URL = "https://graph.mapillary.com"
TILES_URL = "https://tiles.mapillary.com"
#: Environment variable with another URL for both, such as a mirror's.
URL_VARIABLE = "TRAJGANR_MAPILLARY"

#: Most images in one response.
PAGE = 2000
#: Limit of pages per box, against endless pagination.
MAX_PAGES = 1000
PICTURE_BYTES = 100 << 20

#: Requested fields of an image, apart from the URL of its picture.
FIELDS = (
    "id,geometry,computed_geometry,captured_at,compass_angle,computed_compass_angle,quality_score,"
    "sequence,is_pano,camera_type"
)
#: Codes of the Graph API's errors.
RATE_LIMITS = frozenset({4, 17, 32, 613})
TEMPORARY = frozenset({2})
INVALID_TOKEN = 190
#: Also the code for deleted images.
UNKNOWN = 100


class TooMuchError(Exception):
    """The box is too large for the service."""


@dataclass(frozen=True)
class Image:
    """One street view.

    Attributes:
        image_id: digits.
        lon, lat: EPSG:4326 degrees.
        position: ``computed`` by Mapillary from neighbouring images, or as ``reported`` by the
            camera.
        compass_angle: degrees clockwise from north, NaN where unknown.
        captured_ms: Unix milliseconds, -1 where unknown.
        quality: Mapillary's score in [0, 1], NaN where unknown.
        url: of the picture, valid for some hours; "" if there is none.
    """

    image_id: str
    lon: float
    lat: float
    position: str
    compass_angle: float
    captured_ms: int
    quality: float
    sequence: str
    is_pano: bool
    camera_type: str
    url: str

    @property
    def captured_at(self) -> str:
        """ISO 8601 in UTC, "" where unknown."""
        if self.captured_ms < 0:
            return ""
        return datetime.fromtimestamp(self.captured_ms / 1000, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


class MapillaryApi:
    """Requests to Mapillary; a context manager.

    The token is sent in a header, to Mapillary only.

    Args:
        token: of Mapillary's API.
        proxy, certificates, check: as for :class:`Downloader`.

    Attributes:
        reach: the addresses that it may reach.
        folder: of its answers in the user's cache.

    Raises:
        TrajganrError: ``AUTH.DENIED`` without a token, and from every method if Mapillary rejects
            it; otherwise as :class:`Downloader`.
    """

    def __init__(
        self,
        token: str,
        *,
        proxy: str = "",
        certificates: Path | None = None,
        check: Callable[[], None] = lambda: None,
    ) -> None:
        if not token:
            raise TrajganrError(
                Code.AUTH_DENIED,
                "Mapillary requires an access token.",
                "Enter a token; create one at https://www.mapillary.com/dashboard/developers.",
            )
        base = os.environ.get(URL_VARIABLE, "").rstrip("/")
        # Responses name pictures. Private addresses are allowed only if the service is at one,
        # which only the operator of this machine can configure.
        self.reach = replace(Reach.of_process(), hosts=is_private_url(base))
        self.folder = self.reach.cache(cache_folder() / "mapillary", proxy, certificates)
        self._token = token
        self._graph, self._tiles = base or GRAPH_URL, base or TILES_URL
        self._downloader = Downloader(
            SERVICE,
            proxy=proxy,
            certificates=certificates,
            reach=self.reach,
            patience=PATIENT,
            check=check,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._downloader.close()

    def images(self, box: Box, wanted: StreetViewFilter) -> tuple[list[dict[str, Any]], bool]:
        """Records of the images in a box.

        The box must have less than 0.01 square degrees. Dates and panoramas are part of the query;
        the caller applies the rest of the filter.

        Returns:
            the records, and whether there may be more that the service did not return.

        Raises:
            TooMuchError: the box is too large for the service.
        """
        url = f"{self._graph}/images"
        params: dict[str, str] | None = search_params(box, wanted)
        records: list[dict[str, Any]] = []
        for _ in range(MAX_PAGES):
            page = self._ask(url, params, _check_page).json()
            records += page["data"]
            following = (page.get("paging") or {}).get("next")
            if not following or not page["data"]:
                return records, len(page["data"]) >= PAGE
            url, params = self._own(str(following)), None
        raise _unexpected("its pages of results do not end")

    def picture_url(self, image_id: str, size: str) -> str:
        """A new URL of an image's picture, "" if there is none.

        Raises:
            TrajganrError: ``INPUT.NOT_FOUND`` when the image no longer exists.
        """
        field = picture_field(size)
        record = self._ask(f"{self._graph}/{image_id}", {"fields": field}, _whole_json).json()
        return str(record.get(field) or "") if isinstance(record, dict) else ""

    def picture(self, url: str) -> bytes | None:
        """The content of a picture's URL; None if it does not exist or has expired."""
        try:
            return self._downloader.get(url, max_bytes=PICTURE_BYTES).body
        except TrajganrError as error:
            if error.code in (
                *(Code.AUTH_DENIED, Code.INPUT_NOT_FOUND, Code.INPUT_FIELD),
                *(Code.PROTOCOL_SCHEMA, Code.PROTOCOL_TOO_LARGE),
            ):
                return None
            raise

    def coverage_tile(self, z: int, x: int, y: int) -> bytes:
        """A vector tile of image positions; empty without images."""
        url = f"{self._tiles}/maps/vtp/mly1_public/2/{z}/{x}/{y}"
        try:
            return self._ask(url, None, lambda answer: None).body
        except TrajganrError as error:
            if error.code is Code.INPUT_NOT_FOUND:
                return b""
            raise

    def _ask(
        self, url: str, params: Mapping[str, str] | None, check: Callable[[Answer], object]
    ) -> Answer:
        """Request with the token; ``check`` validates successful responses."""

        def judge(answer: Answer) -> None:
            _judge(answer, self._token)
            if answer.status < 400:
                check(answer)

        return self._downloader.get(url, params, token=self._token, judge=judge)

    def _own(self, url: str) -> str:
        """The URL of the next page without the token in it; only of this service."""
        parts = urlsplit(url)
        if (parts.scheme, parts.netloc) != urlsplit(self._graph)[:2]:
            raise _unexpected("its next page is at another service")
        query = [(name, text) for name, text in parse_qsl(parts.query) if name != "access_token"]
        return urlunsplit(parts._replace(query=urlencode(query), fragment=""))


def search_params(box: Box, wanted: StreetViewFilter) -> dict[str, str]:
    """Query parameters for the images in a box."""
    params = {
        "bbox": ",".join(f"{degrees:.8f}" for degrees in box),
        "fields": f"{FIELDS},{picture_field(wanted.thumbnail)}",
        "limit": str(PAGE),
    }
    for name, limit in (
        ("start_captured_at", wanted.captured_after),
        ("end_captured_at", wanted.captured_before),
    ):
        if limit:
            instant = datetime.fromtimestamp(instant_ms(limit) / 1000, UTC)
            params[name] = instant.strftime("%Y-%m-%dT%H:%M:%SZ")
    if wanted.panoramas != "all":
        params["is_pano"] = "true" if wanted.panoramas == "only" else "false"
    return params


def picture_field(size: str) -> str:
    """The field with the picture's URL for a size, a choice of ``StreetViewFilter.thumbnail``."""
    return f"thumb_{size}_url"


def instant_ms(text: str) -> int:
    """Unix milliseconds of an ISO 8601 date or time; UTC by default.

    Raises:
        TrajganrError: ``INPUT.TIME``.
    """
    try:
        instant = datetime.fromisoformat(text)
        if instant.tzinfo is None:
            instant = instant.replace(tzinfo=UTC)
        return round(instant.timestamp() * 1000)
    except (ValueError, OverflowError):
        raise TrajganrError(
            Code.INPUT_TIME,
            "{text} is not a date or time.",
            "Write it like 2024-05-31 or 2024-05-31T18:00:00Z.",
            text=text,
        ) from None


def image_of(record: Any, size: str) -> Image | None:
    """A record as an image; None for one without a usable id or position."""
    if not isinstance(record, Mapping) or not re.fullmatch(r"\d{1,32}", str(record.get("id"))):
        return None
    computed = _lon_lat(record.get("computed_geometry"))
    position = computed or _lon_lat(record.get("geometry"))
    if position is None:
        return None
    heading = _number(record.get("computed_compass_angle"))
    if math.isnan(heading):
        heading = _number(record.get("compass_angle"))
    captured = _number(record.get("captured_at"))
    camera_type = str(record.get("camera_type") or "")
    return Image(
        image_id=str(record["id"]),
        lon=position[0],
        lat=position[1],
        position="reported" if computed is None else "computed",
        compass_angle=heading % 360,
        # datetime ends with the year 9999.
        captured_ms=int(captured) if 0 <= captured < 253_402_300_800_000 else -1,
        quality=_number(record.get("quality_score")),
        sequence=str(record.get("sequence") or ""),
        is_pano=record.get("is_pano") is True or camera_type in ("spherical", "equirectangular"),
        camera_type=camera_type,
        url=str(record.get(picture_field(size)) or ""),
    )


def _lon_lat(geometry: Any) -> tuple[float, float] | None:
    try:
        lon, lat = (_number(value) for value in geometry["coordinates"][:2])
    except (TypeError, KeyError, ValueError):
        return None
    return (lon, lat) if abs(lon) <= 180 and abs(lat) <= 90 else None


def _number(value: Any) -> float:
    """A finite number of usual size, or NaN."""
    return float(value) if is_number(value) else math.nan


def _judge(answer: Answer, token: str) -> None:
    """Evaluate an error in a response's body, regardless of its status."""
    error = _error_in(answer)
    if error is None:
        return
    code, message = error.get("code"), str(error.get("message", ""))
    if code == INVALID_TOKEN or "OAuth" in str(error.get("type")):
        raise TrajganrError(
            Code.AUTH_DENIED,
            "Mapillary rejects the access token: it is invalid or has expired.",
            "Copy the token again, or create a new one at "
            "https://www.mapillary.com/dashboard/developers.",
        )
    if code in RATE_LIMITS:
        raise TransientError("its limit of requests is reached", retry_after_s(answer.headers))
    if "reduce the amount of data" in message:
        raise TooMuchError
    if error.get("is_transient") is True or code in TEMPORARY:
        raise TransientError(f"it has a temporary error (code {code})")
    if code != UNKNOWN and (answer.status in (401, 403) or answer.status >= 500):
        return  # The status is sufficient.
    for secret in (token, quote(token, safe="")):
        message = message.replace(secret, "…")
    raise TrajganrError(
        Code.INPUT_NOT_FOUND if code == UNKNOWN else Code.PROTOCOL_SCHEMA,
        "Mapillary refuses the request: {message} (code {number}).",
        "The item may have been deleted. If the error persists, report it.",
        message=message[:300],
        number=str(code),
    )


def _error_in(answer: Answer) -> dict[str, Any] | None:
    if answer.status < 400 and not answer.body.startswith(b"{"):
        return None
    try:
        body = plain_json.loads(answer.body)
    except ValueError:
        return None
    error = body.get("error") if isinstance(body, dict) else None
    return error if isinstance(error, dict) else None


def _check_page(answer: Answer) -> None:
    page = _whole_json(answer)
    if not isinstance(page, dict) or not isinstance(page.get("data"), list):
        raise _unexpected("it has no list of images")


def _whole_json(answer: Answer) -> Any:
    """The response's JSON; invalid JSON counts as truncated, a temporary failure."""
    try:
        return answer.json()
    except TrajganrError:
        if "json" in answer.headers.get("Content-Type", ""):
            raise TransientError("its response was truncated") from None
        raise


def _unexpected(reason: str) -> TrajganrError:
    return TrajganrError(
        Code.PROTOCOL_SCHEMA,
        "Mapillary's response cannot be interpreted: {reason}.",
        "Try again later. If the error persists, report it: the interface may have changed.",
        reason=reason,
    )
