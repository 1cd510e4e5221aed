"""Keeps what strangers send from leading anywhere: GDAL follows what a file says, if it may.

A file that is called ``roads.gpkg`` may be a VRT, which names other files of this machine or
addresses of the network, and GDAL would open them. On the worker no format is read that does.
"""

from __future__ import annotations

import os

from trajganr_core.utils.process_limits import OWNER_VARIABLE, PRIVATE_VARIABLE

__all__ = ["confine", "confine_downloads"]

#: Formats that are a pointer to something else, or a client of a service.
POINTERS = (
    *("VRT", "OGR_VRT", "GDALG", "ADBC", "HTTP", "WFS", "OAPIF", "OGCAPI", "CSW", "NGW"),
    *("AmigoCloud", "Carto", "EEDA", "Elasticsearch", "PLSCENES", "GPSBabel"),
    *("STACIT", "STACTA", "WMS", "WMTS", "WCS"),
)
SETTINGS = {
    "GDAL_SKIP": ",".join(POINTERS),
    # What a GML file says of its schema is not fetched, nor anything else by an address.
    "GML_DOWNLOAD_SCHEMA": "NO",
    "GML_SKIP_RESOLVE_ELEMS": "ALL",
    "CPL_VSIL_CURL_ALLOWED_FILENAME": "/nothing",
    "GDAL_HTTP_MAX_RETRY": "0",
    # Tables of a SQLite file that are another file, or code.
    "SQLITE_LIST_VIRTUAL_OGR": "NO",
    "OGR_SQLITE_LOAD_EXTENSIONS": "",
}


def confine() -> None:
    """Set it for this process and all that it starts; to be called before GDAL is imported."""
    os.environ.update(SETTINGS)


def confine_downloads(owner: str, *, private: bool) -> None:
    """Say to this process for whom it downloads; a member's endpoints must be public ones.

    Args:
        owner: of the job; "" for the person whose worker it is.
        private: whether members may name endpoints of this machine and its networks.
    """
    os.environ[OWNER_VARIABLE] = owner
    os.environ[PRIVATE_VARIABLE] = "yes" if private or not owner else "no"
