"""Restricts GDAL, so that uploaded files cannot make it open other files or addresses.

A file that is called ``roads.gpkg`` may be a VRT, which names other files of this machine or
addresses of the network, and GDAL would open them. On the worker such formats are disabled.
"""

from __future__ import annotations

import os

from trajganr_core.utils.process_limits import OWNER_VARIABLE, PRIVATE_VARIABLE

#: Formats that point to other sources or are clients of a service.
POINTERS = (
    *("VRT", "OGR_VRT", "GDALG", "ADBC", "HTTP", "WFS", "OAPIF", "OGCAPI", "CSW", "NGW"),
    *("AmigoCloud", "Carto", "EEDA", "Elasticsearch", "PLSCENES", "GPSBabel"),
    *("STACIT", "STACTA", "WMS", "WMTS", "WCS"),
)
SETTINGS = {
    "GDAL_SKIP": ",".join(POINTERS),
    # Schemas of GML files, and anything else at an address, are not downloaded.
    "GML_DOWNLOAD_SCHEMA": "NO",
    "GML_SKIP_RESOLVE_ELEMS": "ALL",
    "CPL_VSIL_CURL_ALLOWED_FILENAME": "/nothing",
    "GDAL_HTTP_MAX_RETRY": "0",
    # Tables of a SQLite file may be other files or run code.
    "SQLITE_LIST_VIRTUAL_OGR": "NO",
    "OGR_SQLITE_LOAD_EXTENSIONS": "",
}


def confine() -> None:
    """Restrict this process and its children; to be called before GDAL is imported."""
    os.environ.update(SETTINGS)


def confine_downloads(owner: str, *, private: bool) -> None:
    """Set the download rules of this process: members may only use public endpoints.

    Args:
        owner: of the job; "" for the worker's owner.
        private: whether members may use endpoints of this machine and its networks.
    """
    os.environ[OWNER_VARIABLE] = owner
    os.environ[PRIVATE_VARIABLE] = "yes" if private or not owner else "no"
