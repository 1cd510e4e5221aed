"""Layers in and out: trips, street views, exports and predicted roads."""
