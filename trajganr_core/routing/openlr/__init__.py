"""OpenLR: references of roads that other programs find on maps of their own."""
