"""The voice as it is set, and how the command line goes before the settings."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from coach import settings
from coach.__main__ import main
from coach.app.doctor import examine
from coach.app.live import live
from coach.app.replay import replay
from coach.app.running.results import Results
from coach.app.running.speaking import Speaker, manner_of, voice_of
from coach.outputs.voice.engines import Manner
from coach.settings import Settings
from coach.sources import privacy
from coach.words.wording import ENGLISH
from tests import hearing


@pytest.fixture
def no_engine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A machine without any speech engine."""
    monkeypatch.setenv("PATH", str(tmp_path))


@pytest.mark.usefixtures("no_engine")
def test_a_missing_engine_is_said_once_and_tones_take_its_place() -> None:
    said: list[str] = []
    (voice,) = voice_of(Settings(), hearing.into(said))
    voice.close()
    assert said == ["No speech engine was found; tones take its place. 'coach check' says which to install."]


@pytest.mark.usefixtures("no_engine")
def test_without_engine_and_tones_there_is_no_voice() -> None:
    said: list[str] = []
    assert voice_of(Settings(tones=False), hearing.into(said)) == []
    assert "the cues are shown only" in said[0]


@pytest.mark.usefixtures("no_engine")
def test_with_the_voice_off_there_are_tones_and_no_complaint() -> None:
    (voice,) = voice_of(Settings(voice=False), pytest.fail)
    voice.close()


def test_mute_is_neither_voice_nor_tones() -> None:
    assert voice_of(Settings(), pytest.fail, mute=True) == []
    assert voice_of(Settings(voice=False, tones=False), pytest.fail) == []


@pytest.mark.usefixtures("no_engine")
def test_a_speaker_is_muted_and_unmuted_also_where_it_began_muted() -> None:
    for mute, voice in ((False, True), (True, False)):
        speaker = Speaker(Settings(voice=voice), lambda _said: None, mute=mute)
        assert speaker.muted is mute
        speaker.mute_or_unmute()
        assert speaker.muted is not mute
        speaker.close()


@pytest.mark.usefixtures("no_engine")
def test_unmuting_wins_over_settings_that_are_all_off() -> None:
    said: list[str] = []
    speaker = Speaker(Settings(voice=False, tones=False), hearing.into(said))
    assert speaker.muted
    assert said == []
    speaker.mute_or_unmute()
    assert not speaker.muted
    assert "No speech engine was found" in said[0]


@pytest.mark.usefixtures("no_engine")
def test_the_volume_stops_at_its_ends() -> None:
    speaker = Speaker(Settings(volume=95), lambda _said: None)
    assert [speaker.louder(10), speaker.louder(-70), speaker.louder(-70)] == [100, 30, 0]
    speaker.close()


def test_it_speaks_in_the_manner_that_is_set() -> None:
    kept = Settings(volume=10, rate=120, voice_name="anna", language="de")
    assert manner_of(kept) == Manner(volume=10, rate=120, voice_name="anna", language="de")


@pytest.mark.usefixtures("no_engine")
@pytest.mark.parametrize(("platform", "remedy"), [("linux", "espeak-ng"), ("darwin", "'say'"), ("win32", "PowerShell")])
def test_the_doctor_says_what_to_install_to_be_spoken_to(
    platform: str, remedy: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The block keeps the environment of its moment for good, here one without any program.
    monkeypatch.setattr(privacy, "block_usage_reporting", lambda: None)
    monkeypatch.setattr("coach.app.doctor.sys.platform", platform)
    speech = next(finding for finding in examine(ENGLISH) if finding.subject == "speech")
    assert (speech.state, speech.found) == ("warning", "no engine found")
    assert remedy in speech.remedy


Wish = live.Live | replay.Replay


@pytest.fixture
def wished(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[..., Wish]:
    """What a command line makes of the settings; nothing is run."""
    monkeypatch.setenv("COACH_HOME", str(tmp_path))
    wishes: list[Wish] = []

    def note(wish: Wish) -> Results:
        wishes.append(wish)
        return Results("nothing", "full")

    monkeypatch.setattr(live, "live", note)
    monkeypatch.setattr(replay, "replay", note)

    def run(*words: str) -> Wish:
        with pytest.raises(SystemExit) as left:
            main(words)
        assert left.value.code in (0, None)
        return wishes[-1]

    return run


def test_what_is_set_holds_where_the_command_line_says_nothing(wished: Callable[..., live.Live]) -> None:
    kept = Settings(camera="3", model="lite", language="de")
    settings.save(kept)
    wish = wished("live")
    assert (wish.camera, wish.model, wish.settings, wish.mute) == ("3", "lite", kept, False)


def test_the_command_line_goes_before_the_settings(wished: Callable[..., live.Live]) -> None:
    settings.save(Settings(camera="3", model="lite"))
    wish = wished("live", "--camera", "1", "--model", "heavy", "--mute")
    assert (wish.camera, wish.model, wish.mute) == ("1", "heavy", True)


def test_without_settings_all_is_as_usual(wished: Callable[..., live.Live]) -> None:
    wish = wished("live")
    assert (wish.camera, wish.model, wish.settings) == ("0", "full", Settings())


def test_a_replay_speaks_only_when_asked_to(wished: Callable[..., replay.Replay]) -> None:
    settings.save(Settings(model="lite", language="de"))
    assert not wished("replay", "clip.mp4", "--window").voice
    wish = wished("replay", "clip.mp4", "--window", "--voice")
    assert (wish.voice, wish.model, wish.settings.language) == (True, "lite", "de")


def test_a_replay_without_a_window_has_nobody_to_speak_to(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["replay", "clip.mp4", "--voice"])
    assert left.value.code == 2
    assert "--window" in capsys.readouterr().err
