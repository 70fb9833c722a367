"""Which engine speaks on which platform, with which words on its command line; the real one where it is installed."""

from __future__ import annotations

import base64
import shutil
import wave
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from coach import languages
from coach.outputs.voice.engines import Engine, Manner, find_engine, voice_for
from coach.outputs.voice.process import SpeechProcess
from coach.outputs.voice.soundtrack import RATE, SpokenToFile

LISTED_BY_SAY = """\
Alex                en_US    # Most people recognize me by my voice.
Eddy (German (Germany)) de_DE    # Hallo! Ich heiße Eddy.
Anna                de_DE    # Hallo! Ich heiße Anna.
Thomas              fr_FR    # Bonjour, je m’appelle Thomas.
"""


def there(*names: str) -> dict[str, str]:
    return {name: f"/bin/{name}" for name in names}


def test_linux_speaks_with_espeak_ng() -> None:
    engine = find_engine(Manner(volume=60, rate=150, language="de"), "linux", there("espeak-ng", "espeak").get)
    assert engine is not None
    assert engine.name == "espeak-ng"
    assert engine.command == ("/bin/espeak-ng", "-v", "de", "-s", "150", "-a", "60", "--stdin")
    assert engine.fed_with("Hüfte ruhig.") == "Hüfte ruhig.\n".encode()


def test_a_named_voice_goes_before_the_language() -> None:
    engine = find_engine(Manner(voice_name="en-gb-scotland", language="de"), "linux", there("espeak").get)
    assert engine is not None
    assert engine.command[1:3] == ("-v", "en-gb-scotland")


@pytest.mark.parametrize("platform", ["linux", "darwin", "win32"])
def test_nothing_there_is_nothing_found(platform: str) -> None:
    assert find_engine(Manner(), platform, there().get) is None


def test_macos_speaks_with_say_in_a_voice_of_the_language() -> None:
    def find(manner: Manner) -> Engine:
        engine = find_engine(manner, "darwin", there("say", "espeak-ng").get, lambda _: LISTED_BY_SAY)
        assert engine is not None
        return engine

    assert find(Manner(rate=200)).command == ("/bin/say", "-r", "200", "-f", "-")
    assert find(Manner(language="fr")).command[1:3] == ("-v", "Thomas")
    assert find(Manner(language="fr", voice_name="Alex")).command[1:3] == ("-v", "Alex")
    assert find(Manner(volume=35)).fed_with("Hold.") == b"[[volm 0.35]] Hold.\n"


def test_voices_with_brackets_in_their_names_are_read() -> None:
    assert voice_for("de", LISTED_BY_SAY) == "Eddy (German (Germany))"
    assert voice_for("nl", LISTED_BY_SAY) == ""


def windows_script(manner: Manner) -> str:
    engine = find_engine(manner, "win32", there("powershell").get)
    assert engine is not None
    assert base64.b64decode(engine.fed_with("Hüfte.")).decode() == "Hüfte.\n"
    return base64.b64decode(engine.command[-1]).decode("utf-16-le")


def test_windows_speaks_with_its_own_synthesizer() -> None:
    script = windows_script(Manner(volume=70, rate=175, language="de"))
    assert "$speaker.Volume = 70" in script
    assert "$speaker.Rate = 0" in script
    assert "-eq 'de'" in script


@pytest.mark.parametrize(("rate", "expected"), [(80, -7), (350, 6), (1, -10), (5000, 10)])
def test_windows_has_its_own_scale_of_rates(rate: int, expected: int) -> None:
    assert f"$speaker.Rate = {expected}\n" in windows_script(Manner(rate=rate))


def test_a_voice_name_cannot_become_a_command() -> None:
    script = windows_script(Manner(voice_name="x'); Remove-Item 'y"))
    assert "SelectVoice('x''); Remove-Item ''y')" in script


def sound_of(folder: Path, manner: Manner, text: str) -> np.ndarray:
    """What the real engine speaks, into a file instead of the sound card."""
    engine = find_engine(manner, "linux", shutil.which)
    assert engine is not None
    file = folder / "spoken.wav"
    process = SpeechProcess(replace(engine, command=(*engine.command, "-w", str(file))))
    try:
        process.say(text)
        process.wait(60)
        assert process.exit_code == 0
    finally:
        process.end()
    with wave.open(str(file)) as spoken:
        return np.frombuffer(spoken.readframes(spoken.getnframes()), np.int16) / spoken.getframerate()


needs_espeak = pytest.mark.skipif(shutil.which("espeak-ng") is None, reason="espeak-ng is not installed")


@needs_espeak
def test_espeak_ng_truly_speaks_and_the_settings_are_heard(tmp_path: Path) -> None:
    sentence = "Keep your hips still: turn only above the waist."
    usual = sound_of(tmp_path, Manner(), sentence)
    assert len(usual) > 2 * len(sound_of(tmp_path, Manner(), "Hold."))
    assert len(sound_of(tmp_path, Manner(rate=300), sentence)) < 0.8 * len(usual)
    assert np.abs(sound_of(tmp_path, Manner(volume=20), sentence)).max() < 0.5 * np.abs(usual).max()
    assert np.abs(sound_of(tmp_path, Manner(volume=0), sentence)).max() == 0


@needs_espeak
@pytest.mark.parametrize("language", sorted(languages.files()))
def test_espeak_ng_knows_every_shipped_language(tmp_path: Path, language: str) -> None:
    assert len(sound_of(tmp_path, Manner(language=language), languages.wording(language).phrases.hold)) > 0


@needs_espeak
def test_a_voice_that_espeak_ng_does_not_have_is_not_silence(tmp_path: Path) -> None:
    assert np.abs(sound_of(tmp_path, Manner(voice_name="no-such-voice"), "Hold.")).max() > 0


def test_each_engine_writes_into_a_file_where_that_is_asked_for() -> None:
    file = Path("/tmp/it's spoken.wav")
    espeak = find_engine(Manner(), "linux", there("espeak-ng").get, into=file)
    assert espeak is not None
    assert espeak.command[-3:] == ("--stdin", "-w", str(file))
    say = find_engine(Manner(), "darwin", there("say").get, lambda _: LISTED_BY_SAY, file)
    assert say is not None
    assert say.command[3:] == ("-o", str(file), "--file-format=WAVE", "--data-format=LEI16@22050", "-f", "-")
    windows = find_engine(Manner(), "win32", there("powershell").get, into=file)
    assert windows is not None
    script = base64.b64decode(windows.command[-1]).decode("utf-16-le")
    assert f"$speaker.SetOutputToWaveFile('{str(file).replace(chr(39), 2 * chr(39))}')" in script
    assert script.index("SetOutputToWaveFile") < script.index("$speaker.Speak(")


@pytest.mark.skipif(shutil.which("espeak-ng") is None, reason="espeak-ng is not installed")
def test_the_real_engine_writes_a_sentence_that_can_be_heard() -> None:
    samples = SpokenToFile(Manner(), pytest.fail)("Keep your hips still.")
    assert 0.7 < len(samples) / RATE < 4.0
    assert np.abs(samples).max() > 0.05
