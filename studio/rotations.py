"""Rotations: (3, 3) matrices, made of angles in degrees."""

from __future__ import annotations

from typing import Any

import numpy as np

from studio.kinds import Array


def rx(a: float) -> Array:
    a = np.radians(a)
    c, s = np.cos(a), np.sin(a)
    return np.array([[1, 0, 0], [0, c, -s], [0, s, c]])


def ry(a: float) -> Array:
    a = np.radians(a)
    c, s = np.cos(a), np.sin(a)
    return np.array([[c, 0, s], [0, 1, 0], [-s, 0, c]])


def rz(a: float) -> Array:
    a = np.radians(a)
    c, s = np.cos(a), np.sin(a)
    return np.array([[c, -s, 0], [s, c, 0], [0, 0, 1]])


def unit(v: Any) -> Array:
    return v / (np.linalg.norm(v) + 1e-12)


def rot_axis(ax: Array, a: Any) -> Array:
    """Rotation by a radians about ax."""
    ax = unit(ax)
    K = np.array([[0, -ax[2], ax[1]], [ax[2], 0, -ax[0]], [-ax[1], ax[0], 0]])
    return np.eye(3) + np.sin(a) * K + (1 - np.cos(a)) * K @ K


def swing(a: Array, b: Array) -> Array:
    """Shortest rotation from direction a to direction b."""
    a, b = unit(a), unit(b)
    ax = np.cross(a, b)
    s = np.linalg.norm(ax)
    c = a @ b
    return np.eye(3) if s < 1e-9 else rot_axis(ax, np.arctan2(s, c))


def log_rot(R: Array) -> Array:
    c = np.clip((np.trace(R) - 1) / 2, -1, 1)
    a = np.arccos(c)
    if a < 1e-8:
        return np.zeros(3)
    return a / (2 * np.sin(a)) * np.array([R[2, 1] - R[1, 2], R[0, 2] - R[2, 0], R[1, 0] - R[0, 1]])


def half(Ra: Array, Rb: Array, t: float = 0.5) -> Array:
    """The rotation a fraction t of the way from Ra to Rb."""
    w = log_rot(Ra.T @ Rb)
    n = np.linalg.norm(w)
    return Ra if n < 1e-9 else Ra @ rot_axis(w, n * t)


def spine_rot(flexion: float, side: float, axial: float) -> Array:
    return ry(axial) @ rz(-side) @ rx(flexion)
