"""The tables of the benchmark of real people, for a terminal and for ``REAL_PEOPLE.md``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from benchmarks.judging.motion_capture import Capture, unfounded
from benchmarks.judging.on_footage import Said, Verdict, judge
from benchmarks.judging.photographs import Shown
from benchmarks.making.real_facts import Clip
from coach import __version__
from coach.engine import catalog

Row = Sequence[str]
Table = tuple[str, Row, Sequence[Row]]
"""Title, head, rows."""


@dataclass(frozen=True, slots=True)
class Watched:
    """A clip, and what the coach said of it with each exercise."""

    clip: Clip
    said: dict[str, Said]

    @property
    def own(self) -> Said | None:
        """What was said with the exercise that it shows; None where it shows none, or was not asked."""
        return self.said.get(self.clip.exercise or "")

    @property
    def verdict(self) -> Verdict | None:
        """How that compares with the truth."""
        return None if self.own is None else judge(self.own, self.clip.repetitions)

    @property
    def in_time(self) -> bool:
        """Whether the start position was known before the second repetition was over."""
        if self.own is None or self.own.start_known_s is None:
            return False
        ends = [rep.end_s for rep in self.clip.repetitions if rep.cut != "begin"] or [self.clip.seconds]
        return self.own.start_known_s <= ends[:2][-1]


@dataclass(frozen=True, slots=True)
class Captured:
    """A sequence of motion capture, and what the coach said of it with each exercise."""

    name: str
    said: tuple[Said, ...]
    capture: Capture


@dataclass(frozen=True, slots=True)
class Found:
    """Everything that was found and replayed."""

    clips: Sequence[Watched]
    photographs: Sequence[Shown]
    captures: Sequence[Captured]


_INTRODUCTION: Final = """# Real people

Written by `python benchmarks/real_people.py FOLDER ... --write`; nothing here is edited by hand. The footage is public and
no part of this repository: [real/](real/README.md) says where it is, and what truly happens in it, watched by eye.

Every clip goes through the pose model once; the recording is then replayed as `coach replay` does, with the exercise that it
shows and with all others. A repetition is right when it was counted where it must be, or told with a reason that is true
where it must not; a clip is exact when all of them are, each on its own side, and nothing else was counted.
"""


def document(found: Found) -> str:
    """The whole document."""
    parts = [_INTRODUCTION, f"Coach {__version__}.\n", *[f"- {line}" for line in sums(found)], ""]
    for title, head, rows in tables(found, each=False):
        parts += [f"## {title}", ""]
        if rows:
            parts += [_line(head), "|" + "---|" * len(head), *[_line(row) for row in rows], ""]
        else:
            parts += ["None.", ""]
    return "\n".join(parts)


def text(found: Found, *, each: bool) -> str:
    """The same for a terminal. each: with every single repetition."""
    parts = []
    for title, head, rows in tables(found, each=each):
        widths = [max(len(row[column]) for row in [head, *rows]) for column in range(len(head))]
        lines = [[cell.ljust(width) for cell, width in zip(row, widths, strict=True)] for row in [head, *rows]]
        parts += [f"== {title}", *["  ".join(line).rstrip() for line in lines], ""]
    return "\n".join([*parts, *sums(found)])


def tables(found: Found, *, each: bool) -> list[Table]:
    """Those of which there is anything to say."""
    made: list[Table] = []
    matching = [one for one in found.clips if one.own is not None]
    if matching:
        made.append(("Clips that show one of our exercises", _MATCHING, [_matching(one) for one in matching]))
        if each:
            made.append(("Every repetition", _EACH, [row for one in matching for row in _each(one)]))
    if _others(found.clips):
        made.append(("Counted by an exercise that is not shown", _FALSE, list(_false(found.clips))))
    if found.clips or found.photographs:
        made.append(("What there is of each exercise", _COVERED, list(_covered(found))))
    if found.photographs:
        rows = [_photograph(one) for one in found.photographs]
        made.append(("Photographs, drawn out to two repetitions", _PHOTOGRAPHS, rows))
    if found.captures:
        rows = [row for one in found.captures for row in _captured(one)]
        made.append(("Motion capture: counted while two people move freely", _CAPTURED, rows))
    return made


def sums(found: Found) -> list[str]:
    """The figures of the whole, a sentence each."""
    said = []
    verdicts = [(one, one.verdict) for one in found.clips if one.verdict is not None]
    if verdicts:
        count = [answer for _, verdict in verdicts for answer in verdict.answers if answer.true.expected == "counted"]
        exact, right = sum(verdict.exact for _, verdict in verdicts), sum(answer.right for answer in count)
        in_time = sum(one.in_time for one, _ in verdicts)
        said += [
            f"matching clips that are exact: {exact} of {len(verdicts)}",
            f"repetitions to count that were counted: {right} of {len(count)}",
            f"start position known before the second repetition ended: {in_time} of {len(verdicts)} matching clips",
        ]
    if runs := _others(found.clips):
        wrong = list(_false(found.clips))
        beside = sum(len(verdict.too_many) for _, verdict in verdicts)
        said.append(
            f"repetitions counted that nobody did: {sum(int(row[2]) for row in wrong)} in {runs} runs of exercises that the "
            f"clips do not show, {beside} beside the true ones of matching clips"
        )
    if found.photographs:
        right = sum(one.right for one in found.photographs)
        said.append(f"photographs told or counted as they should be: {right} of {len(found.photographs)}")
    if found.captures:
        counted = sum(len(each.counted) for one in found.captures for each in one.said)
        wrong_reps = sum(len(unfounded(each, one.capture)) for one in found.captures for each in one.said)
        said.append(
            f"motion capture: {counted} repetitions counted in {sum(len(one.said) for one in found.captures)} runs, "
            f"{wrong_reps} of them not borne out by the captured joints"
        )
    return said


_MATCHING: Final = (
    "clip",
    "exercise",
    "counted of those to count",
    "told right of those to tell",
    "too many",
    "exact",
    "start known",
    "in time",
    "unfounded faults",
)


def _matching(one: Watched) -> Row:
    said, verdict = one.own, one.verdict
    assert said is not None
    assert verdict is not None
    count = [answer for answer in verdict.answers if answer.true.expected == "counted"]
    tell = [answer for answer in verdict.answers if answer.true.expected in ("told", "counted or told")]
    known = said.start_known_s
    return (
        one.clip.name,
        said.exercise,
        f"{sum(answer.right for answer in count)} of {len(count)}",
        f"{sum(answer.right for answer in tell)} of {len(tell)}",
        str(len(verdict.too_many)),
        "yes" if verdict.exact else "no",
        "never" if known is None else f"{known:.1f} s",
        "yes" if one.in_time else "no",
        ", ".join(f"{fault} at {time_s:.1f} s" for time_s, fault in verdict.unfounded) or "-",
    )


_EACH: Final = ("clip", "side", "from", "to", "expected", "was", "right")


def _each(one: Watched) -> Iterable[Row]:
    verdict = one.verdict
    assert verdict is not None
    for answer in verdict.answers:
        true = answer.true
        times = (f"{true.start_s:.1f}", f"{true.end_s:.1f}")
        yield (one.clip.name, true.side or "-", *times, true.expected, answer.words, "yes" if answer.right else "NO")
    for rep in verdict.too_many:
        times = (f"{rep.start_s:.1f}", f"{rep.end_s:.1f}")
        yield (one.clip.name, rep.side or "-", *times, "nothing", "counted", "NO")


_FALSE: Final = ("clip", "counted as", "repetitions", "at", "what the clip shows")


def _others(clips: Iterable[Watched]) -> int:
    """How many runs there were of exercises that the clips do not show."""
    return sum(exercise != one.clip.exercise for one in clips for exercise in one.said)


def _false(clips: Iterable[Watched]) -> Iterable[Row]:
    for one in clips:
        for exercise, said in one.said.items():
            if exercise != one.clip.exercise and len(said.counted) > one.clip.also.get(exercise, 0):
                at = ", ".join(f"{rep.start_s:.1f}" for rep in said.counted[:6]) + " s"
                yield (one.clip.name, exercise, str(len(said.counted)), at, one.clip.shows)


_COVERED: Final = ("exercise", "clips", "repetitions to count or tell", "photographs")


def _covered(found: Found) -> Iterable[Row]:
    for exercise in catalog.all_exercises():
        clips = [one.clip for one in found.clips if one.clip.exercise == exercise.id]
        repetitions = sum(rep.expected != "not counted" for clip in clips for rep in clip.repetitions)
        pairs = sum(one.photograph.exercise == exercise.id for one in found.photographs)
        yield (exercise.id, str(len(clips)), str(repetitions), str(pairs))


_PHOTOGRAPHS: Final = ("photograph", "exercise", "expected", "counted", "said", "right", "shows")


def _photograph(one: Shown) -> Row:
    photograph = one.photograph
    return (
        photograph.name,
        photograph.exercise or "all of them",
        photograph.expected,
        str(one.counted),
        (", ".join(one.reasons) or "-") if photograph.exercise else "",
        "yes" if one.right else "no",
        photograph.shows,
    )


_CAPTURED: Final = ("sequence", "counted as", "repetitions", "not borne out", "at")


def _captured(one: Captured) -> Iterable[Row]:
    for said in one.said:
        if said.counted:
            wrong = unfounded(said, one.capture)
            at = ", ".join(f"{rep.start_s:.1f}" for rep in wrong[:6])
            yield (one.name, said.exercise, str(len(said.counted)), str(len(wrong)), f"{at} s" if at else "-")


def _line(row: Row) -> str:
    return "| " + " | ".join(cell.replace("|", "/") for cell in row) + " |"
