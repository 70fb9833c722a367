"""Finds the platform's own speech engine and how to start it.

An engine is a command that reads its text from stdin, speaks it and ends: one process a sentence. That way it can be
silenced by ending it, and one that hangs or dies costs a sentence, no more. Weighed and left out: pyttsx3, which runs the
engines inside our own process, where a driver that hangs could not be ended; spd-say, whose daemon speaks on when it ends.
"""

from __future__ import annotations

import base64
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from math import log
from pathlib import Path
from typing import Final


@dataclass(frozen=True, slots=True)
class Manner:
    """How to speak. volume: 0..100 %. rate: words a minute, above 0. voice_name: empty for the engine's own choice."""

    volume: int = 80
    rate: int = 170
    voice_name: str = ""
    language: str = "en"

    @property
    def letter_s(self) -> float:
        """Seconds a letter: a word has six, the space behind it included."""
        return 60 / (6 * self.rate)


@dataclass(frozen=True, slots=True)
class Engine:
    """A speech engine.

    letter_s: seconds that a letter takes to be spoken. opening: what goes before each text. in_base64: whether the text must
    be plain ASCII on its way.
    """

    name: str
    command: tuple[str, ...]
    letter_s: float = 0.06
    opening: str = ""
    in_base64: bool = False

    def fed_with(self, text: str) -> bytes:
        """What the process reads from stdin to say the text."""
        line = f"{self.opening}{text}\n".encode()
        return base64.b64encode(line) + b"\n" if self.in_base64 else line


def find_engine(
    manner: Manner,
    platform: str = sys.platform,
    which: Callable[[str], str | None] = shutil.which,
    voices_of_say: Callable[[str], str] | None = None,
    into: Path | None = None,
) -> Engine | None:
    """The engine of this platform, None where there is none. voices_of_say: what ``say -v ?`` lists, for tests.

    into: a WAV file that is written in place of speaking aloud.
    """
    if platform == "darwin" and (say := which("say")):
        return _say(say, manner, voices_of_say or _listed_by, into)
    if platform == "win32" and (powershell := which("powershell") or which("pwsh")):
        return _windows(powershell, manner, into)
    for name in ("espeak-ng", "espeak"):
        if found := which(name):
            return _espeak(name, found, manner, into)
    return None


def _espeak(name: str, path: str, manner: Manner, into: Path | None) -> Engine:
    voice = manner.voice_name or manner.language
    command = (path, "-v", voice, "-s", str(manner.rate), "-a", str(manner.volume), "--stdin")
    return Engine(name, command if into is None else (*command, "-w", str(into)), manner.letter_s)


def _say(path: str, manner: Manner, listed_by: Callable[[str], str], into: Path | None) -> Engine:
    voice = manner.voice_name
    if not voice and manner.language != "en":
        voice = voice_for(manner.language, listed_by(path))
    written = () if into is None else ("-o", str(into), "--file-format=WAVE", "--data-format=LEI16@22050")
    command = (path, *(("-v", voice) if voice else ()), "-r", str(manner.rate), *written, "-f", "-")
    return Engine("say", command, manner.letter_s, opening=f"[[volm {manner.volume / 100:.2f}]] ")


_LISTED: Final = re.compile(r"^(?P<name>.+?)\s+(?P<language>[a-z]{2,3})[_-]\w+\s+#", re.MULTILINE)


def voice_for(language: str, listed: str) -> str:
    """The first voice for a language in what ``say -v ?`` lists, empty where none is."""
    return next((found["name"] for found in _LISTED.finditer(listed) if found["language"] == language), "")


def _listed_by(path: str) -> str:
    try:
        return subprocess.run([path, "-v", "?"], capture_output=True, encoding="utf-8", timeout=5, check=False).stdout
    except (OSError, subprocess.TimeoutExpired):
        return ""


_WINDOWS_SCRIPT: Final = """
Add-Type -AssemblyName System.Speech
$speaker = New-Object System.Speech.Synthesis.SpeechSynthesizer
$speaker.Volume = {volume}
$speaker.Rate = {rate}
{choice}
{into}
$text = @($input) -join ''
if (-not $text) {{ $text = [Console]::In.ReadToEnd() }}
$speaker.Speak([Text.Encoding]::UTF8.GetString([Convert]::FromBase64String($text)))
$speaker.Dispose()
"""

_WINDOWS_INTO: Final = "$speaker.SetOutputToWaveFile('{file}')"

_WINDOWS_BY_NAME: Final = "$speaker.SelectVoice('{name}')"

_WINDOWS_BY_LANGUAGE: Final = """
$found = $speaker.GetInstalledVoices() | Where-Object {{ $_.VoiceInfo.Culture.TwoLetterISOLanguageName -eq '{language}' }}
if ($found) {{ $speaker.SelectVoice(@($found)[0].VoiceInfo.Name) }}
"""


def _windows(path: str, manner: Manner, into: Path | None) -> Engine:
    if manner.voice_name:
        choice = _WINDOWS_BY_NAME.format(name=manner.voice_name.replace("'", "''"))
    else:
        choice = _WINDOWS_BY_LANGUAGE.format(language=manner.language.split("-")[0])
    # Its scale is logarithmic: 0 is about 175 words a minute, +10 three times as fast, -10 a third.
    rate = min(10, max(-10, round(10 * log(manner.rate / 175) / log(3))))
    written = "" if into is None else _WINDOWS_INTO.format(file=str(into).replace("'", "''"))
    script = _WINDOWS_SCRIPT.format(volume=manner.volume, rate=rate, choice=choice, into=written)
    encoded = base64.b64encode(script.encode("utf-16-le")).decode("ascii")
    options = ("-NoProfile", "-NonInteractive", "-ExecutionPolicy", "Bypass", "-EncodedCommand", encoded)
    return Engine("System.Speech", (path, *options), manner.letter_s, in_base64=True)
