"""Makes samples out of clips of the studio; samples/README.md says how to use it.

python benchmarks/making/make_sample.py CLIP.mp4 ...             new samples; those that are there are left alone. CLIP.json is
                                                                 its truth: the studio's, or of 'python -m studio annotate'
python benchmarks/making/make_sample.py --expected [NAME ...]    expected.json anew, after a change of samples/faults.toml
python benchmarks/making/make_sample.py --recordings [NAME ...]  recording.coach anew, after a change of model or outline
python benchmarks/making/make_sample.py --demo SECONDS CLIP.mp4  samples/demo/clip.mp4, the clip's beginning
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
from pathlib import Path
from typing import Any

from benchmarks.making import clips, studio_truth
from benchmarks.making.sample_files import SAMPLES, Sample, chosen_samples


def main() -> int:
    """Returns what the program ends with: 1 where something could not be made."""
    options = _options()
    if options.expected:
        return _each(chosen_samples(options.words), _remake_expected)
    if options.recordings:
        return _each(chosen_samples(options.words), _remake_recording)
    paths = [Path(word) for word in options.words]
    if options.demo is not None:
        return _each(paths, lambda clip: _make_demo(clip, options.demo))
    return _each(paths, lambda clip: _make(clip, options))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("words", nargs="*", metavar="CLIP|NAME", help="studio clips, or beginnings of sample names")
    parser.add_argument("--name", help="the case's name; else VARIANT-BODY[-CAMERA]")
    parser.add_argument("--speed", type=float, default=1.0, help="play so many times as fast; all true times follow")
    parser.add_argument("--hold", type=float, help="the hold in seconds that the studio was asked for with --hold")
    parser.add_argument("--again", action="store_true", help="make cases anew that are there already")
    kinds = parser.add_mutually_exclusive_group()
    kinds.add_argument("--expected", action="store_true", help="only write expected.json anew, from truth.json")
    kinds.add_argument("--recordings", action="store_true", help="only write recording.coach anew, from clip.mp4")
    kinds.add_argument("--demo", type=float, metavar="SECONDS", help="make the clip of coach demo")
    return parser.parse_args()


def _each(things: Any, make: Any) -> int:
    failed = 0
    for thing in things:
        try:
            print(make(thing), flush=True)
        except (OSError, RuntimeError, ValueError, KeyError) as error:
            print(f"FAILED  {getattr(thing, 'name', thing)}: {error}", file=sys.stderr, flush=True)
            failed += 1
    return 1 if failed else 0


def _make(clip: Path, options: argparse.Namespace) -> str:
    studio = json.loads(clip.with_suffix(".json").read_text(encoding="utf-8"))
    folder, is_there = _folder(clip, studio, options)
    if is_there and not options.again:
        return f"there    {folder.relative_to(SAMPLES)}"
    making = SAMPLES / f".making-{studio['exercise']}-{folder.name}"
    try:
        making.mkdir(parents=True)
    except FileExistsError:
        raise RuntimeError(f"it is being made by another run; if there is none, remove {making}") from None
    try:
        by_hand = studio.get("annotated", False)
        truth = studio if by_hand else studio_truth.kept(studio, speed=options.speed, hold_s=options.hold)
        studio_truth.write_truth(truth, making / "truth.json")
        wanted = studio_truth.expected(truth)
        studio_truth.write_expected(wanted, making / "expected.json")
        clips.encode(clip, making / "clip.mp4", fps=truth["fps"])
        frames = clips.record(making / "clip.mp4", making / "recording.coach", truth["exercise"])
        if frames != truth["frames"]:
            raise RuntimeError(f"the clip has {frames} frames and the truth {truth['frames']}")
        shutil.rmtree(folder, ignore_errors=True)
        folder.parent.mkdir(exist_ok=True)
        making.rename(folder)
    except BaseException:
        shutil.rmtree(making, ignore_errors=True)
        raise
    return f"made     {folder.relative_to(SAMPLES)}: {_sizes(folder)}{_unmapped(wanted.unmapped)}"


def _folder(clip: Path, studio: dict[str, Any], options: argparse.Namespace) -> tuple[Path, bool]:
    """Where the clip's sample lies or is to lie, and whether it is there; another seed gets another name."""
    group = SAMPLES / str(studio["exercise"])
    name = options.name or _case(clip, studio, options.speed)
    for folder in (group / name, group / f"{name}-{studio['seed']}"):
        if not (folder / "truth.json").exists():
            return folder, False
        there = Sample(folder).truth()
        if all(there[key] == studio[key] for key in ("seed", "body", "variant")) and there["speed"] == options.speed:
            return folder, True
    raise RuntimeError(f"{group / name} is another sample: choose a --name")


def _case(clip: Path, studio: dict[str, Any], speed: float) -> str:
    words = [str(studio["variant"]), str(studio["body"])]
    named_camera = clip.stem.split("__")[3:-1]
    tempo = [] if speed == 1 else ["slower" if speed < 1 else "faster"]
    return "-".join([*words, *named_camera, *tempo])


def _remake_expected(sample: Sample) -> str:
    wanted = studio_truth.expected(sample.truth())
    studio_truth.write_expected(wanted, sample.folder / "expected.json")
    return f"expected {sample.name}{_unmapped(wanted.unmapped)}"


def _remake_recording(sample: Sample) -> str:
    clips.record(sample.clip, sample.recording, sample.exercise)
    return f"recorded {sample.name}: {_sizes(sample.folder)}"


def _make_demo(clip: Path, until_s: float) -> str:
    studio = json.loads(clip.with_suffix(".json").read_text(encoding="utf-8"))
    folder = SAMPLES / "demo"
    folder.mkdir(parents=True, exist_ok=True)
    clips.encode(clip, folder / "clip.mp4", fps=studio["fps"], until_s=until_s)
    return f"made     demo: {_sizes(folder)}"


def _sizes(folder: Path) -> str:
    sizes = {path.name: path.stat().st_size / 1000 for path in sorted(folder.iterdir())}
    return f"{sum(sizes.values()):.0f} kB (" + ", ".join(f"{name} {size:.0f}" for name, size in sizes.items()) + ")"


def _unmapped(names: tuple[str, ...]) -> str:
    return f"  UNMAPPED in samples/faults.toml: {', '.join(names)}" if names else ""


if __name__ == "__main__":
    sys.exit(main())
