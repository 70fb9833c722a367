"""What flows through the studio."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from numpy.typing import NDArray

Array = NDArray[Any]
"""Points, rotations (3, 3), or a row of either; float64, but for what numpy makes of them by itself."""

Vector = Sequence[float] | Array
"""Three numbers: a place, a direction, or (flexion, side, axial) in degrees."""

Posture = dict[str, Any]
"""What ``Human.pose`` takes; its docstring says what is in it."""

Rotations = dict[str, Array]
"""Joint to its rotation in the world, (3, 3)."""

Places = dict[str, Array]
"""Joint to its place in the world, metres."""
