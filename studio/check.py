"""Checks every registered motion without rendering: python -m studio check [EXERCISE ...]

Neutral start and end, no jumps of any joint, planted feet reached by the legs, nothing under the floor, reps in order.
"""

from __future__ import annotations

import itertools
import os
import sys
from typing import TYPE_CHECKING

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # small matrices: threads only get in each other's way


import numpy as np
from rich.console import Console
from rich.progress import track

from studio import motions
from studio.body import BODIES, Human
from studio.kinds import Array

if TYPE_CHECKING:
    from studio.motions.base import Motion

FPS, MAX_SPEED = 8, 4.0  # m/s; a fast arm raise reaches about 2


def check(h: Human, m: Motion) -> list[str]:
    """What is wrong with a motion, a line each."""
    bad: list[str] = []
    ts = np.arange(0, m.duration_s, 1 / FPS)
    places, low = [], 0.0
    for i, t in enumerate(ts):
        P, _ = m.pose_at(float(t))
        R, q = h.pose(P)
        places.append([q[n] for n in h.joints])
        if not np.isfinite(places[-1]).all():
            return [f"not a number at {t:.1f} s"]
        for sd, g in P.get("legs", {}).items():
            if g and not g.get("frame"):
                miss = np.linalg.norm(q["foot" + sd] - np.asarray(g["ankle"], float))
                if miss > 0.03 and not any("short" in b for b in bad):
                    bad.append(f"leg{sd} {miss * 100:.0f} cm short of its ankle at {t:.1f} s")
        if i % (2 * FPS) == 0:
            low = min(low, h.skin(R, q)[:, 1].min())
    pos: Array = np.array(places)
    v = np.linalg.norm(np.diff(pos, axis=0), axis=2) * FPS
    k, j = np.unravel_index(v.argmax(), v.shape)
    if v[k, j] > MAX_SPEED:
        bad.append(f"{h.joints[j]} moves at {v[k, j]:.1f} m/s at {ts[k]:.1f} s")
    if low < -0.05:
        bad.append(f"{-low * 100:.0f} cm under the floor")
    still = np.ptp(pos[ts < 2.5], axis=0).max()
    if still > 0.08:
        bad.append(f"start pose moves by {still * 100:.0f} cm")
    times = [x for r in m.reps for x in (r.start_s, r.peak_start_s, r.peak_end_s, r.end_s)]
    if not m.reps or any(b < a - 1e-6 for a, b in itertools.pairwise(times)):
        bad.append("no reps, or reps out of order")
    elif times[0] < 2.5 or m.duration_s - times[-1] < 1.0:
        bad.append("start or end pose too short")
    return bad


def main(asked: list[str]) -> int:
    """Returns what the program ends with: 1 where a motion has findings."""
    names = asked or sorted(motions.REGISTRY)
    humans = {b: Human.named(b) for b in BODIES}
    jobs = [
        (e, v, b) for e in names for v in motions.REGISTRY[e].variants for b in (BODIES if v == "good" else ("male",))
    ]
    failed = 0
    for e, v, b in track(jobs, "checking", console=Console(stderr=True)):
        bad = check(humans[b], motions.make(e, humans[b], v, reps=1))
        failed += bool(bad)
        for x in bad:
            print(f"{e} {v} {b}: {x}", file=sys.stderr)
    print(f"{len(jobs)} motions checked, {failed} with findings")
    return int(bool(failed))
