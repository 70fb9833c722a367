"""How well the parts that an exercise needs are seen, and how much more its measures are to be doubted for it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from coach.landmarks import GROUPS, INDEX
from coach.measures.expected import expected_errors


class NeededVisibility:
    """Looks at the parts that one exercise needs, as it needs them: from the side one of a pair is enough."""

    def __init__(self, needs: tuple[str, ...], view: str) -> None:
        self._parts = [[INDEX[name] for name in GROUPS[part]] for part in needs]
        self._one_is_enough = view in ("side", "diagonal")

    def visibility(self, visibility: NDArray[np.floating]) -> float:
        """Visibility of the worst needed part, 0 … 1; from the side of a part's better landmark. visibility: (33,)."""
        known: list[float] = visibility.tolist()
        take = max if self._one_is_enough else min
        return min(take(known[at] for at in part) for part in self._parts)


def doubt(visibility: float) -> float:
    """How many times as large errors are to be expected as usual, 1 or more, where the worst part is so visible.

    Measured on rendered people, a step for each range of visibility (``benchmarks/accuracy.py``); 1 where nothing was
    measured. Raises ModelError when the shipped table is damaged.
    """
    steps = sorted((float(least), times) for least, times in expected_errors().get("visibility", {}).items())
    if not steps:
        return 1.0
    reached = [times for least, times in steps if least <= visibility]
    return max(1.0, reached[-1] if reached else steps[0][1])
