"""Public transport: schedules, and the polling of feeds of positions."""
