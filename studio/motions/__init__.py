"""Importing this package registers every motion file in it."""

from studio.motions import base, floor, seated, standing, walking
from studio.motions.base import REGISTRY, Fault, Motion, Rep, make, motion

__all__ = ["REGISTRY", "Fault", "Motion", "Rep", "base", "floor", "make", "motion", "seated", "standing", "walking"]
