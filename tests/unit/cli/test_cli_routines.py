"""The commands about routines and reminders, through the real program."""

from __future__ import annotations

import io
import plistlib
from collections.abc import Callable
from pathlib import Path

import pytest

from coach.__main__ import main

Said = Callable[..., str]


@pytest.fixture
def coach(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Said:
    monkeypatch.setenv("COACH_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("COLUMNS", "200")

    def run(*words: object, code: int = 0) -> str:
        with pytest.raises(SystemExit) as left:
            main([str(word) for word in words])
        written = capsys.readouterr()
        assert (left.value.code or 0) == code, written
        return written.out + written.err

    return run


def test_routines_are_listed_with_their_length_and_narrowed_to_a_position(coach: Said) -> None:
    listed = coach("routine")
    for name in ("desk-break", "morning-floor", "evening-floor", "standing", "full"):
        assert f"({name})\n" in listed
    assert "Desk break (desk-break)\n    seated; day: 4 exercises, about 3 min" in listed
    seated = coach("routine", "--position", "seated")
    assert "morning-floor" not in seated
    assert "desk-break" in seated


def test_a_routine_is_shown_step_by_step(coach: Said) -> None:
    shown = coach("routine", "show", "standing")
    assert "1. Walk in place (walk-in-place): 100 steps a leg" in shown
    assert "7. Standing roll-down (standing-roll-down): 3 repetitions, held 10 s" in shown
    assert shown == coach("routine", "standing")
    assert "did you mean standing" in coach("routine", "standin", code=2)
    assert "Say which one" in coach("routine", "show", code=2)
    assert "one too many" in coach("routine", "standing", "full", code=2)


def test_a_routine_of_ones_own_is_put_together_checked_and_listed(coach: Said, tmp_path: Path) -> None:
    said = coach("routine", "my-neck", "--from", "chin-to-chest, shoulder-rolls", "--title", "Neck", "--rest", 3)
    path = tmp_path / "home" / "exercises" / "routines" / "my-neck.toml"
    assert str(path) in said
    assert "is a valid routine: Neck, 2 exercises" in coach("validate", path)
    assert "Neck (my-neck)\n    standing: " in coach("routine")
    assert "already" in coach("routine", "my-neck", "--from", "cat-cow", code=2)
    coach("routine", "my-neck", "--from", "cat-cow", "--replace")
    assert "My neck (my-neck)\n    all-fours: " in coach("routine")
    assert "did you mean chin-to-chest" in coach("routine", "other", "--from", "chin-to-ches", code=2)
    assert "go with --from" in coach("routine", "--title", "Neck", code=2)
    assert "Give the new routine a name" in coach("routine", "--from", "cat-cow", code=2)


def test_a_broken_routine_is_said_with_file_and_key(coach: Said, tmp_path: Path) -> None:
    path = tmp_path / "broken.toml"
    path.write_text('id = "broken"\ntitle = "Broken"\nposition = ["seated"]\n[[step]]\nexercise = "cat-cow"\n')
    said = coach("validate", path, code=2)
    assert "broken.toml: step.0.exercise" in said
    assert "done seated" in said


def test_live_takes_a_routine_a_position_and_a_walk(coach: Said) -> None:
    def live(*words: object) -> str:
        return coach("live", "--skip-safety", "--camera", "97", *words, code=3)

    assert "Standing: 7 exercises" in live("--routine", "standing")
    at_the_desk = live("--routine", "desk-break")
    assert "cold ones can be hurt" in at_the_desk
    assert "Desk break: 4 exercises, about 3 min." in at_the_desk
    assert "The full programme: 10 exercises" in live("--routine", "full", "--position", "seated")
    after_a_walk = live("--routine", "standing", "--walked", 20)
    assert "Logged: a walk of 20 min." in after_a_walk
    assert "Standing: 6 exercises" in after_a_walk
    assert "logged already" in live("sit-and-arch", "--walked", 20)
    assert "did you mean desk-break" in coach("live", "--routine", "desk-brake", code=2)
    assert "not both" in coach("live", "cat-cow", "--routine", "standing", code=2)


def test_live_asks_how_much_it_hurts_where_that_is_wanted(coach: Said, monkeypatch: pytest.MonkeyPatch) -> None:
    def live(typed: str) -> str:
        monkeypatch.setattr("sys.stdin", io.StringIO(typed))
        return coach("live", "sit-and-arch", "--skip-safety", "--camera", "97", "--pain", code=3)

    assert "Noted" not in live("\n")
    assert "Noted" not in live("")
    said = live("much\n11\n3\n")
    assert said.count("a whole number from 0 to 10") == 2
    assert "Noted: 3 of 10. So far: 3." in said
    assert "Your pain became worse" in live("6\n")
    assert "Pain before exercising, 0 to 10: 3, 6." in coach("history")


def test_today_says_which_routine_fits_now(coach: Said) -> None:
    (fits,) = [line for line in coach("today", "--all").splitlines() if line.startswith("Now fits: ")]
    assert fits.split("; ")[1].startswith("coach live --routine ")


def test_a_reminder_is_printed_for_every_scheduler(coach: Said, capsys: pytest.CaptureFixture[str]) -> None:
    assert coach("remind", "--at", "19:00", "--at", "8:00", "--at", "08:00", "--with", "cron").count("* * *") == 2
    assert "OnCalendar=*-*-* 08:00:00" in coach("remind", "--at", "08:00", "--with", "systemd")
    assert "CalendarTrigger" in coach("remind", "--at", "08:00", "--with", "windows")
    with pytest.raises(SystemExit):
        main(["remind", "--at", "08:00", "--with", "launchd"])
    # What to do goes elsewhere, so that the output can be sent into the file as it is.
    assert plistlib.loads(capsys.readouterr().out.encode())["Label"] == "coach-reminder"


@pytest.mark.parametrize("at", ["24:00", "8", "08:60", "8:5", "-1:00", "a:bc", "", "٠٨:٠٠"])
def test_only_times_of_day_remind(coach: Said, at: str) -> None:
    assert "expected a time of day" in coach("remind", f"--at={at}", code=2)
