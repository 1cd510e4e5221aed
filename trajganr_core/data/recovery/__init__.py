"""Ways between distant fixes: learned from trips of a place, searched and chosen."""
