"""Pure functions from a pose to one number each, and their registry."""

from coach.measures import arch, head, joints, legs, rotation, shoulders, spine, standing, trunk

__all__ = ["arch", "head", "joints", "legs", "rotation", "shoulders", "spine", "standing", "trunk"]
