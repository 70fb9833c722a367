"""Pure functions from a pose to one number each, and their registry."""

from coach.measures import arch, head, joints, rotation

__all__ = ["arch", "head", "joints", "rotation"]
