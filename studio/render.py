"""Renders clips and stills of people who exercise, with exact truth; README.md here says how to use it."""

from __future__ import annotations

import argparse
import dataclasses
import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from studio.kinds import Places, Posture, Rotations

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # small matrices: threads only get in each other's way

import cv2
import numpy as np
from rich.console import Console
from rich.progress import track

from studio import motions
from studio.assets import AssetsError
from studio.body import BODIES, Human
from studio.scene import CAMERAS, Renderer, camera, room
from studio.truth import pixels, truth

if TYPE_CHECKING:
    from studio.motions.base import Motion
    from studio.scene import Camera

VIEWS = sorted({v for t in CAMERAS.values() for v in t})


def r1(x: Any) -> Any:
    """Nested numbers rounded to 0.1 (ints where whole) to keep the truth file small."""
    if isinstance(x, dict):
        return {k: r1(v) for k, v in x.items()}
    if isinstance(x, (list, tuple, np.ndarray)):
        return [r1(v) for v in x]
    if isinstance(x, (bool, np.bool_, str, type(None))):
        return bool(x) if isinstance(x, np.bool_) else x
    v = round(float(x), 1)
    return int(v) if v == int(v) else v


def build(a: argparse.Namespace) -> Any:
    e = motions.REGISTRY.get(a.exercise)
    if e is None:
        sys.exit(f"There is no exercise {a.exercise!r}; see: python -m studio list")
    if a.variant not in e.variants:
        sys.exit(f"{a.exercise} has no variant {a.variant!r}; it has {', '.join(e.variants)}")
    h = Human.named(a.body)
    m = motions.make(a.exercise, h, a.variant, a.reps, a.hold, a.amplitude, a.seed)
    if a.camera and a.camera not in CAMERAS[m.prop]:
        sys.exit(f"There is no camera {a.camera!r} here; there are {', '.join(CAMERAS[m.prop])}")
    override = m.camera if a.camera in (None, m.view) else None
    cam = camera(a.camera or m.view, m.prop, a.size[0], a.size[1], override)
    renderer = Renderer(*a.size)
    renderer.set_room(*room(m.prop))
    return h, m, cam, renderer


def frame_truth(h: Human, R: Rotations, q: Places, P: Posture, inputs: Any, cam: Camera, t: float) -> dict[str, Any]:
    px, spine = pixels(h, R, q, cam)
    return {
        "t": round(t, 3),
        "angles": r1(truth(h, R, q, P, cam)),
        "inputs": r1(inputs),
        "landmarks_px": r1(px),
        "spine_px": r1(spine),
    }


def header(a: argparse.Namespace, m: Motion, cam: Camera, fps: float) -> dict[str, Any]:
    def s3(x: Any) -> Any:
        return {k: round(v, 3) if isinstance(v, float) else v for k, v in dataclasses.asdict(x).items()}

    return {
        "exercise": m.exercise,
        "variant": m.variant,
        "body": a.body,
        "camera": cam.describe(),
        "fps": fps,
        "size": list(a.size),
        "seed": a.seed,
        "view": cam.name,
        "prop": m.prop,
        "duration_s": round(m.duration_s, 3),
        "reps": [s3(r) for r in m.reps],
        "faults": [s3(f) for f in m.faults],
    }


def shoot(h: Human, m: Motion, cam: Camera, renderer: Renderer, t: float) -> Any:
    P, inputs = m.pose_at(t)
    R, q = h.pose(P)
    return renderer.render(cam, h, h.skin(R, q)), (R, q, P, inputs)


def with_noise(im: Any, rng: np.random.Generator, sd: float) -> Any:
    if not sd:
        return im
    n = rng.standard_normal(im.shape, dtype=np.float32) * sd
    return np.clip(im + n, 0, 255).astype(np.uint8)


def cmd_list(a: argparse.Namespace) -> None:
    for name in sorted(motions.REGISTRY):
        e = motions.REGISTRY[name]
        dose = ", ".join(
            s
            for s in (
                f"{e.reps} reps" if e.reps else "",
                f"hold {e.hold_s:g} s" if e.hold_s else "",
                f"{e.amplitude:g} deg" if e.amplitude else "",
            )
            if s
        )
        print(
            f"{name:28s} {', '.join(e.variants)}\n{'':28s}   {dose}"
            + (f"; views: {', '.join(e.views)}" if e.views else "")
        )
        if e.note:
            print(f"{'':28s}   {e.note}")


def cmd_clip(a: argparse.Namespace) -> None:
    h, m, cam, renderer = build(a)
    out = Path(a.out)
    out.mkdir(parents=True, exist_ok=True)
    view = "" if cam.name == m.view else "__" + cam.name
    stem = out / f"{m.exercise}__{m.variant}__{a.body}{view}__{a.seed}"
    mp4 = stem.with_name(stem.name + ".mp4")
    ff = subprocess.Popen(
        [
            "ffmpeg",
            "-y",
            "-loglevel",
            "error",
            "-f",
            "rawvideo",
            "-pix_fmt",
            "rgb24",
            "-s",
            f"{a.size[0]}x{a.size[1]}",
            "-r",
            f"{a.fps:g}",
            "-i",
            "-",
            "-c:v",
            "libx264",
            "-crf",
            "20",
            "-pix_fmt",
            "yuv420p",
            str(mp4),
        ],
        stdin=subprocess.PIPE,
    )
    pipe = ff.stdin
    assert pipe is not None
    rng, frames, t0 = np.random.default_rng(a.seed + 1000), [], time.time()
    n = int(m.duration_s * a.fps) + 1
    for i in track(range(n), stem.name, console=Console(stderr=True)):
        im, (R, q, P, inputs) = shoot(h, m, cam, renderer, i / a.fps)
        pipe.write(with_noise(im, rng, a.noise).tobytes())
        frames.append(frame_truth(h, R, q, P, inputs, cam, i / a.fps))
    pipe.close()
    if ff.wait():
        sys.exit("ffmpeg failed")
    doc = header(a, m, cam, a.fps)
    doc["frames"] = frames
    stem.with_name(stem.name + ".json").write_text(json.dumps(doc, separators=(",", ":")))
    print(f"{mp4}  {n} frames  {(time.time() - t0) / n:.2f} s/frame")


def cmd_still(a: argparse.Namespace) -> None:
    h, m, cam, renderer = build(a)
    out = Path(a.out)
    out.mkdir(parents=True, exist_ok=True)
    t = (
        a.at
        if a.at is not None
        else (m.reps[0].peak_start_s + m.reps[0].peak_end_s) / 2
        if m.reps
        else m.duration_s / 2
    )
    im, (R, q, P, inputs) = shoot(h, m, cam, renderer, t)
    stem = out / f"{m.exercise}__{m.variant}__{a.body}__{cam.name}__{t:.1f}s"
    cv2.imwrite(f"{stem}.png", np.ascontiguousarray(with_noise(im, np.random.default_rng(a.seed), a.noise)[:, :, ::-1]))
    doc = header(a, m, cam, 0)
    doc["frames"] = [frame_truth(h, R, q, P, inputs, cam, t)]
    Path(f"{stem}.json").write_text(json.dumps(doc, separators=(",", ":")))
    print(f"{stem}.png")


def key_times(reps: list[dict[str, Any]], duration: float, n: int) -> list[float]:
    """n moments that tell the story: start, then the ramps and peaks of the repetitions, then the end."""
    ts = [min(1.0, duration)]
    for r in reps:
        ts += [(r["start_s"] + r["peak_start_s"]) / 2, (r["peak_start_s"] + r["peak_end_s"]) / 2]
    ts = ts[: n - 1] if len(ts) >= n else ts + list(np.linspace(ts[-1], duration, n - len(ts) + 1)[1:-1])
    return [*ts, duration - 0.2]


def tile(ims: list[Any], labels: list[str], columns: int = 4, width: int = 320) -> Any:
    cells = []
    for im, text in zip(ims, labels, strict=False):
        c = cv2.resize(im, (width, int(width * im.shape[0] / im.shape[1])), interpolation=cv2.INTER_AREA)
        c[:18] = c[:18] // 4
        cv2.putText(c, text, (5, 13), cv2.FONT_HERSHEY_SIMPLEX, 0.42, (255, 255, 255), 1, cv2.LINE_AA)
        cells.append(c)
    while len(cells) % columns:
        cells.append(np.zeros_like(cells[0]))
    return np.vstack([np.hstack(cells[i : i + columns]) for i in range(0, len(cells), columns)])


def cmd_sheet(a: argparse.Namespace) -> None:
    """From a clip: pictures at key moments with the truth's landmarks drawn in. From an exercise name: rendered on the spot."""
    ims, labels = [], []
    p = Path(a.what)
    if p.suffix == ".mp4":
        doc = json.loads(p.with_suffix(".json").read_text())
        cap = cv2.VideoCapture(str(p))
        for t in key_times(doc["reps"], doc["duration_s"], a.n):
            k = min(round(t * doc["fps"]), len(doc["frames"]) - 1)
            cap.set(cv2.CAP_PROP_POS_FRAMES, k)
            ok, im = cap.read()
            if not ok:
                continue
            if not a.plain:
                for x, y in doc["frames"][k]["landmarks_px"].values():
                    cv2.circle(im, (int(x), int(y)), 3, (0, 0, 255), -1, cv2.LINE_AA)
                for x, y in doc["frames"][k]["spine_px"]:
                    cv2.circle(im, (int(x), int(y)), 2, (0, 255, 255), -1, cv2.LINE_AA)
            ims.append(im)
            labels.append(f"{t:.1f} s")
        dst = p.with_name(p.stem + "_sheet.png")
    else:
        a.exercise = a.what
        h, m, cam, renderer = build(a)
        for t in key_times([dataclasses.asdict(r) for r in m.reps], m.duration_s, a.n):
            im, _ = shoot(h, m, cam, renderer, t)
            ims.append(np.ascontiguousarray(im[:, :, ::-1]))
            labels.append(f"{m.variant} {t:.1f} s")
        Path(a.out).mkdir(parents=True, exist_ok=True)
        dst = Path(a.out) / f"{m.exercise}__{m.variant}__{a.body}__{cam.name}_sheet.png"
    cv2.imwrite(str(dst), tile(ims, labels))
    print(dst)


def size(text: str) -> tuple[int, int]:
    w, h = (int(x) for x in text.lower().split("x"))
    if w % 2 or h % 2:
        raise argparse.ArgumentTypeError("width and height must be even")
    return w, h


def add_commands(sub: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """list, clip, still and sheet."""
    sub.add_parser("list", help="the exercises and their variants").set_defaults(fn=cmd_list)
    clip = sub.add_parser("clip", help="a video and its truth")
    clip.add_argument("exercise")
    _add_common(clip)
    clip.add_argument("--fps", type=float, default=15.0)
    clip.set_defaults(fn=cmd_clip)
    still = sub.add_parser("still", help="one picture and its truth")
    still.add_argument("exercise")
    _add_common(still)
    still.add_argument("--at", type=float, metavar="SECONDS", help="default: the middle of the first peak")
    still.set_defaults(fn=cmd_still)
    sheet = sub.add_parser(
        "sheet", help="key moments of a clip, or of an exercise that is rendered on the spot, in one PNG"
    )
    sheet.add_argument("what", metavar="CLIP.mp4|EXERCISE")
    _add_common(sheet)
    sheet.add_argument("--n", type=int, default=8)
    sheet.add_argument("--plain", action="store_true", help="draw no truth points")
    sheet.set_defaults(fn=cmd_sheet)


def _add_common(p: argparse.ArgumentParser) -> None:
    p.add_argument("--variant", default="good")
    p.add_argument("--reps", type=int, help="repetitions (per side where there are sides)")
    p.add_argument("--hold", type=float, metavar="S", help="seconds held at the peak")
    p.add_argument("--amplitude", type=float, metavar="DEG")
    p.add_argument("--body", default="male", choices=sorted(BODIES))
    p.add_argument("--camera", choices=VIEWS, help="default: the exercise's own view")
    p.add_argument("--size", type=size, default=(640, 480), metavar="WxH")
    p.add_argument("--seed", type=int, default=0, help="natural variation and picture noise")
    p.add_argument("--noise", type=float, default=2.0, metavar="SD", help="sensor noise, grey levels")
    p.add_argument("--out", default="out", metavar="DIR")


def main() -> None:
    """Runs one of these commands, also for scripts that register more motions first."""
    parser = argparse.ArgumentParser(description=__doc__)
    add_commands(parser.add_subparsers(dest="cmd", required=True))
    options = parser.parse_args()
    try:
        options.fn(options)
    except AssetsError as problem:
        sys.exit(str(problem))
