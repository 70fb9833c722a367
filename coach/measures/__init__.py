"""Pure functions from a pose to one number each, and their registry."""
