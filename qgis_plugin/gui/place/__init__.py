"""The panel about a clicked place."""
