"""A corner of the tiny city in OpenStreetMap's XML."""

from __future__ import annotations

from tiny_city import AREA

WEST, SOUTH = AREA.bbox[:2]
#: Two streets that meet at a bar.
CROSSING = f"""<?xml version="1.0" encoding="UTF-8"?>
<osm version="0.6"><note>ODbL</note><meta osm_base="2024-05-01T10:00:00Z"/>
<node id="1" lon="{WEST + 0.001}" lat="{SOUTH + 0.002}"/>
<node id="2" lon="{WEST + 0.002}" lat="{SOUTH + 0.002}">
<tag k="amenity" v="bar"/><tag k="name" v="Eck"/></node>
<node id="3" lon="{WEST + 0.003}" lat="{SOUTH + 0.002}"/>
<node id="4" lon="{WEST + 0.002}" lat="{SOUTH + 0.001}"/>
<way id="11"><nd ref="1"/><nd ref="2"/><nd ref="3"/><tag k="highway" v="residential"/></way>
<way id="12"><nd ref="2"/><nd ref="4"/><tag k="highway" v="primary"/><tag k="oneway" v="yes"/></way>
</osm>
"""
