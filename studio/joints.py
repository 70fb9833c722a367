"""The joints of the rig by their names."""

from __future__ import annotations

N_LUMBAR, N_THORACIC = 5, 12
LUMBAR = [f"L{5 - i}" for i in range(N_LUMBAR)]  # bottom to top
THORACIC = [f"T{12 - i}" for i in range(N_THORACIC)]
SIDES = ((".L", 1), (".R", -1))
SPINE = ["pelvis", *LUMBAR, *THORACIC, "neck01"]  # order of "spine_px" in the truth file
