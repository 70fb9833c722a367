"""Which clips the coach is tuned on and which it is reported on: bodies, cameras, tempos and amplitudes beyond the samples'.

Plain values without the studio, so that both Pythons can read them: the studio's renders, ours measures. The *tuning* clips
may be looked at as often as one likes. The *report* clips show other bodies from other cameras; nothing is chosen by them,
and whoever does so moves them to the tuning clips and has new ones rendered, as was done once: ``SEEN`` were reported on first.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count
from typing import Final

BODY_SEEDS: Final = {f"kept-{10 * group + at + 1}": [770 + group, at] for group in range(5) for at in range(6)}
"""Bodies drawn once, by these seeds, from the range of ``benchmarks/making/people.py``; never among the training bodies."""

TEMPOS: Final = {"slow": 1.4, "usual": 1.0, "quick": 0.75}
"""How much longer the way there and the way back take than the studio's own."""

AMPLITUDES: Final = (1.0, 0.92, 1.2)
"""Size of the movement in parts of the studio's own; it varies by ± 8 % beside."""


@dataclass(frozen=True)
class Aim:
    """A camera by what sets it apart from the studio's own for the exercise: degrees, metres, and parts of the distance.

    turn: about the person; rise: of the camera; roll: of its picture; distance: 1 is the studio's own.
    """

    name: str
    turn: float
    rise: float
    roll: float
    distance: float


@dataclass(frozen=True)
class Crew:
    """Whom the clips of one set show, and from where: standing and sitting, and on the floor."""

    bodies: tuple[str, ...]
    aims: tuple[Aim, ...]
    floor_aims: tuple[Aim, ...]


TUNING: Final = Crew(
    ("kept-1", "kept-2", "kept-3", "kept-4", "kept-5", "kept-6"),
    (
        Aim("low-left", -8.0, -0.20, 1.5, 1.00),
        Aim("high-right", 9.0, 0.25, -2.5, 1.05),
        Aim("far", -4.0, 0.10, 3.0, 1.25),
        Aim("near-right", 13.0, 0.0, -1.0, 0.93),
    ),
    (
        Aim("low-left", -6.0, -0.10, 1.5, 1.00),
        Aim("high-right", 7.0, 0.20, -2.0, 1.05),
        Aim("far", -3.0, 0.10, 2.5, 1.20),
        Aim("near-right", 9.0, 0.05, -1.0, 0.95),
    ),
)
SEEN: Final = Crew(
    ("kept-11", "kept-12", "kept-13", "kept-14", "kept-15", "kept-16"),
    (
        Aim("left", -11.0, 0.15, 2.0, 1.10),
        Aim("low-right", 6.0, -0.15, -3.0, 0.97),
        Aim("high-far", 3.0, 0.35, 1.0, 1.30),
        Aim("near-left", -14.0, 0.05, -1.5, 0.94),
    ),
    (
        Aim("left", -8.0, 0.10, 2.0, 1.05),
        Aim("low-right", 5.0, -0.08, -2.5, 1.00),
        Aim("high-far", 2.0, 0.25, 1.0, 1.22),
        Aim("near-left", -10.0, 0.05, -1.5, 0.96),
    ),
)
REPORT: Final = Crew(
    ("kept-21", "kept-22", "kept-23", "kept-24", "kept-25", "kept-26"),
    (
        Aim("right", 10.0, -0.10, -2.0, 1.08),
        Aim("high-left", -6.0, 0.28, 2.5, 1.02),
        Aim("far-right", 5.0, 0.05, -1.5, 1.28),
        Aim("near", -2.0, -0.18, 1.0, 0.92),
    ),
    (
        Aim("right", 7.0, -0.08, -2.0, 1.06),
        Aim("high-left", -5.0, 0.22, 2.0, 1.00),
        Aim("far-right", 4.0, 0.05, -1.5, 1.20),
        Aim("near", -2.0, 0.08, 1.0, 0.96),
    ),
)
ANEW: Final = Crew(
    ("kept-41", "kept-42", "kept-43", "kept-44", "kept-45", "kept-46"),
    (
        Aim("left-far", -9.0, 0.12, 1.5, 1.22),
        Aim("low", 2.0, -0.16, -2.0, 1.04),
        Aim("high-right", 11.0, 0.24, -1.0, 1.10),
        Aim("near-low", -5.0, -0.06, 2.5, 0.94),
    ),
    (),
)
ANEW_SEEN: Final = replace(ANEW, bodies=("kept-31", "kept-32", "kept-33", "kept-34", "kept-35", "kept-36"))
"""Filmed in their place at first, and looked at as well."""


@dataclass(frozen=True)
class Shot:
    """One clip. camera: the studio's name of the view it starts from, None for the exercise's own."""

    exercise: str
    variant: str
    body: str
    aim: Aim
    tempo: str
    amplitude: float
    reps: int
    hold_s: float | None
    seed: int
    camera: str | None = None
    fps: float = 15.0
    size: tuple[int, int] = (640, 480)

    @property
    def case(self) -> str:
        """What it is called among the clips of its exercise."""
        view = f"-{self.camera}" if self.camera else ""
        finer = f"-{self.fps:g}fps" if self.fps != 15 else ""
        finer += f"-{self.size[1]}p" if self.size[1] != 480 else ""
        return f"{self.variant}-{self.body}{view}-{self.aim.name}-{self.tempo}{finer}-{self.seed}"

    @property
    def name(self) -> str:
        """Exercise and case."""
        return f"{self.exercise}/{self.case}"


Asked = tuple[str, str, int, str | None, float | None]
"""Exercise, its variants with how often each, repetitions (a side), the camera where not its own, the hold asked for."""

_ASKED: Final[tuple[Asked, ...]] = (
    ("sit-and-rotate", "good 8, pelvis 4, mix 5, lean 2, partial 2, short-hold 1", 1, None, None),
    ("sit-and-arch", "good 8, lumbar 4, tilt 4, lean 3, partial 2, short-hold 1", 2, None, None),
    ("seated-crossed-leg-twist", "good 3, pelvis 3, partial 1", 1, None, 2.5),
    ("shoulder-blade-squeeze", "good 3, arch 3, shrug 1, partial 1", 2, "side", 2.5),
    ("prone-press-up", "good 3, hips-lift 2, partial 1", 2, None, None),
    ("standing-backward-bend", "good 3, knees 2, partial 1", 2, None, None),
    ("seated-single-knee-raise", "good 2, slump 1, partial 1", 1, None, None),
    ("seated-double-knee-raise", "good 2, slump 1, partial 1", 2, None, None),
    ("seated-forward-bend", "good 2, dropping 1, partial 1", 2, None, None),
    ("elbows-on-thighs", "good 2, head-up 1, partial 1", 1, None, 3.0),
    ("pelvis-push", "good 2, stepping 1, partial 1", 2, None, None),
    ("stretch-upwards", "good 2, lean 1, partial 1", 1, None, None),
    ("chin-to-chest", "good 2, slump 1, partial 1", 2, None, 2.5),
    ("shoulder-rolls", "good 2, partial 1", 3, None, None),
    ("standing-roll-down", "good 2, straight-knees 1, chin-up 1, partial 1", 1, None, None),
    ("cat-cow", "good 2, elbows 1, rock 1, partial 1", 2, None, None),
    ("stomach-crunch", "good 2, neck 1, full-situp 1, partial 1", 2, None, None),
    ("lying-single-knee-to-chest", "good 2, partial 1", 1, None, 2.5),
    ("lying-double-knee-to-chest", "good 2, partial 1", 1, None, 2.5),
    ("lying-knee-rotation", "good 2, shoulder-lifts 1, partial 1", 1, None, 2.5),
    ("walk-in-place", "good 2, shuffle 1", 14, None, None),
    ("knee-bends", "good 4", 2, None, None),
    ("knee-bends", "good 4", 2, "diagonal", None),
    ("neck-and-chin", "good 5", 1, None, None),
    ("standing-backward-bend", "low-back 2", 2, None, None),
)

_REPORTED_FIRST: Final[tuple[Asked, ...]] = (
    ("sit-and-rotate", "good 6, pelvis 3, mix 4, lean 1, partial 1", 1, None, None),
    ("sit-and-arch", "good 6, lumbar 3, tilt 3, lean 2, partial 1", 2, None, None),
    ("seated-crossed-leg-twist", "good 3, pelvis 2", 1, None, 2.5),
    ("shoulder-blade-squeeze", "good 3, arch 2", 2, "side", 2.5),
    ("prone-press-up", "good 2, hips-lift 1", 2, None, None),
    ("standing-backward-bend", "good 3, low-back 1, knees 1", 2, None, None),
    ("seated-single-knee-raise", "good 1, slump 1", 1, None, None),
    ("seated-double-knee-raise", "good 1, slump 1", 2, None, None),
    ("seated-forward-bend", "good 1, partial 1", 2, None, None),
    ("elbows-on-thighs", "good 2", 1, None, 3.0),
    ("pelvis-push", "good 1, stepping 1", 2, None, None),
    ("stretch-upwards", "good 1, lean 1", 1, None, None),
    ("chin-to-chest", "good 2", 2, None, 2.5),
    ("shoulder-rolls", "good 2", 3, None, None),
    ("standing-roll-down", "good 2", 1, None, None),
    ("cat-cow", "good 2", 2, None, None),
    ("stomach-crunch", "good 1, neck 1", 2, None, None),
    ("lying-single-knee-to-chest", "good 1", 1, None, 2.5),
    ("lying-double-knee-to-chest", "good 1", 1, None, 2.5),
    ("lying-knee-rotation", "good 1, shoulder-lifts 1", 1, None, 2.5),
    ("walk-in-place", "good 1", 14, None, None),
    ("knee-bends", "good 3", 1, None, None),
    ("knee-bends", "good 3", 1, "diagonal", None),
    ("neck-and-chin", "good 3", 1, None, None),
)
_ASKED_OTHERWISE: Final = {
    "seated-forward-bend": "good 1, dropping 1",
    "pelvis-push": "good 2",
    "stretch-upwards": "good 2",
    "chin-to-chest": "good 2, slump 1",
    "standing-roll-down": "good 2, straight-knees 1",
    "cat-cow": "good 1, rock 1",
    "stomach-crunch": "good 1, full-situp 1",
    "lying-single-knee-to-chest": "good 2",
    "lying-double-knee-to-chest": "good 2",
    "walk-in-place": "good 2",
    "knee-bends": "good 6",
    "neck-and-chin": "good 4",
}
"""What the second report asks for in place of the first one's variants."""

_REPORTED: Final[tuple[Asked, ...]] = tuple(
    (exercise, _ASKED_OTHERWISE.get(exercise, variants), seed, camera, hold_s)
    for exercise, variants, seed, camera, hold_s in _REPORTED_FIRST
)
_ON_THE_FLOOR: Final = ("prone-press-up", "cat-cow", "stomach-crunch", "lying-")
TUNING_ROUNDS: Final = 3
"""So many clips of each exercise at the most are rendered to tune on."""

FILMED_ANEW: Final = ("sit-and-arch", "walk-in-place")
"""The exercises whose report clips led to a change when they were looked at: those clips tune now, others report."""

MEASURED_ONLY: Final = ("knee-bends", "neck-and-chin")
"""Movements that are no exercise: only the angles are compared."""


def shots() -> list[Shot]:
    """Every clip to report on, in the order in which they are rendered: a first clip of everything, then the second ones."""
    anew = _ordered(_REPORTED, ANEW, 2300, rounds=99)
    kept = _ordered(_REPORTED, REPORT, 1700, rounds=99)
    return [shot for shot in kept if shot.exercise not in FILMED_ANEW] + [
        shot for shot in anew if shot.exercise in FILMED_ANEW
    ]


def tuning_shots() -> list[Shot]:
    """Every clip to tune on, those that were reported on before first."""
    both = _ordered(_REPORTED, REPORT, 1700, rounds=99) + _ordered(_REPORTED, ANEW_SEEN, 2100, rounds=99)
    seen = [shot for shot in both if shot.exercise in FILMED_ANEW]
    seen += _ordered(_REPORTED_FIRST, SEEN, 1300, rounds=99)
    return seen + _ordered(_ASKED, TUNING, 900, rounds=TUNING_ROUNDS)


def _ordered(asked: Sequence[Asked], crew: Crew, first_seed: int, *, rounds: int) -> list[Shot]:
    turn = count()
    found: dict[int, list[Shot]] = {}
    for at, (exercise, variants, reps, camera, hold_s) in enumerate(asked):
        for nth, variant in enumerate(_spread(variants)):
            number = next(turn)
            aims = crew.floor_aims if crew.floor_aims and exercise.startswith(_ON_THE_FLOOR) else crew.aims
            shot = Shot(
                exercise,
                variant,
                crew.bodies[(nth + 5 * at) % len(crew.bodies)],
                aims[(nth + nth // len(aims) + at) % len(aims)],
                tuple(TEMPOS)[(nth + nth // 3 + at) % len(TEMPOS)],
                1.0 if variant in ("partial", "too-far") else AMPLITUDES[(nth // 2 + at) % len(AMPLITUDES)],
                reps,
                hold_s,
                first_seed + number,
                camera,
            )
            found.setdefault(nth, []).append(shot)
    return [shot for nth in sorted(found) for shot in found[nth] if nth < rounds]


CURVES: Final = (
    ("sit-and-rotate", "good", "kept-2", 1),
    ("sit-and-rotate", "mix", "kept-5", 1),
    ("sit-and-arch", "good", "kept-5", 2),
    ("sit-and-arch", "lumbar", "kept-2", 2),
)
"""What the robustness curves are drawn from: one clip done well and one from the low back, of a turn and of an arch."""

CURVE_TURNS_DEG: Final = (15.0, 30.0, 45.0)


def curve_shots() -> list[Shot]:
    """The clips for the robustness curves: at 30 frames a second, at 720 lines, and from cameras turned further and further."""
    found = []
    for at, (exercise, variant, body, reps) in enumerate(CURVES):
        square = Shot(exercise, variant, body, Aim("square", 0, 0, 0, 1), "usual", 1.0, reps, None, 700 + at)
        found += [replace(square, fps=30.0), replace(square, size=(960, 720))]
        found += [replace(square, aim=Aim(f"turned-{turn:g}", turn, 0, 0, 1)) for turn in CURVE_TURNS_DEG]
    return found


def _spread(variants: str) -> Iterator[str]:
    """ "good 2, lean 1" → good, lean, good: a variant's clips lie apart, so that bodies and cameras mix."""
    left = {name: int(times) for name, times in (word.split() for word in variants.split(", "))}
    while any(left.values()):
        for name, times in left.items():
            if times:
                left[name] -= 1
                yield name
