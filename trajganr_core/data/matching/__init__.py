"""Map matching: trips as positions along paths in the road network."""
