"""Public transport: buses along the shapes of their trips, and what they take between stops."""
