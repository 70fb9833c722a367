"""What the user has set: kept in one TOML file, checked when it is read, never a reason not to start."""

from __future__ import annotations

import json
import re
import typing
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Annotated, Any, Final, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StrictBool, StrictInt, ValidationError

from coach import languages, paths
from coach.errors import ExportError, Figure, Said, SettingsError, because
from coach.files.bounded_reading import UnfitFile, is_ordinary, read_toml
from coach.files.writing import write_whole
from coach.moments import now
from coach.plain import quoted, shown


def _one_line(text: str) -> str:
    if not text.isprintable():
        raise ValueError
    return text


def _known_language(code: str) -> str:
    if code not in languages.files():
        raise ValueError
    return code


Line = Annotated[str, Field(max_length=300), AfterValidator(_one_line)]
Switch = StrictBool


class Settings(BaseModel):
    """Every setting; the description is what the user reads. What is asked for on the command line goes before these."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    camera: Annotated[Line, Field(min_length=1, description="number, name or address (URL) of the camera")] = "0"
    model: Literal["full", "lite", "heavy"] = Field(
        default="full", description="pose model: lite is faster, heavy slower and steadier"
    )
    voice: Switch = Field(default=True, description="whether the coach speaks")
    volume: StrictInt = Field(default=80, ge=0, le=100, description="of voice and tones, in percent")
    rate: StrictInt = Field(default=170, ge=80, le=350, description="how fast the coach speaks, in words a minute")
    voice_name: Line = Field(
        default="", description="a voice as your speech engine names it; when empty, its own choice for the language"
    )
    language: Annotated[str, AfterValidator(_known_language)] = Field(
        default="en", description="what the coach speaks and shows, by its code"
    )
    rest: StrictInt = Field(default=15, ge=0, le=600, description="between two exercises, in seconds; 0 for none")
    ask_pain: Switch = Field(
        default=True, description="whether the home asks how much it hurts, before and after several exercises"
    )
    tones: Switch = Field(
        default=True, description="whether tones take the voice's place where nothing can speak or voice is off"
    )
    mirrored: Switch = Field(
        default=False, description="whether the camera's picture is mirrored, as programs for calls make it"
    )


KEYS: Final = tuple(Settings.model_fields)

LONGEST_TOLD: Final = 1_000
"""Characters of a value that are looked at for what may be told of it; a file can hold a million."""

MOST_TOLD: Final = 5
"""How many problems of the file are told (chosen: what can be read at once)."""


def meaning(key: str) -> str:
    """What a setting means."""
    return str(Settings.model_fields[key].description)


def expected(key: str) -> Said:
    """What may be set."""
    usual: object = getattr(Settings(), key)
    if isinstance(usual, bool):
        return Said("on_or_off")
    if isinstance(usual, int):
        least, most = limits(key)
        return Said("whole_from_to", {"least": least, "most": most})
    if possible := values(key):
        return Said("one_of", {"values": ", ".join(possible)})
    return Said("a_voice") if key == "voice_name" else Said("a_camera")


def values(key: str) -> list[str]:
    """What can be chosen from, empty where it is no list."""
    annotation = Settings.model_fields[key].annotation
    if typing.get_origin(annotation) is Literal:
        return [str(value) for value in typing.get_args(annotation)]
    return sorted(languages.files()) if key == "language" else []


def limits(key: str) -> tuple[int, int]:
    """The least and the most that a setting which is a number may be."""
    found = {type(each).__name__: each for each in Settings.model_fields[key].metadata}
    return int(found["Ge"].ge), int(found["Le"].le)


def as_text(value: object) -> str:
    """A value as the user writes it."""
    return {True: "on", False: "off"}[value] if isinstance(value, bool) else str(value)


def without_password(text: str) -> str:
    """The text with the password of an address in it left out: a camera's address may hold one, and a screen may be seen."""
    return _PASSWORD.sub(r"\1:***@", text)


_PASSWORD: Final = re.compile(r"(\b\w{1,20}://[^/\s:@]{0,200}):[^/\s]{0,200}@")


def require_key(key: str) -> None:
    """Raises SettingsError, naming those there are, when there is no such setting."""
    if key not in KEYS:
        raise SettingsError("no_setting", key=quoted(key), known=", ".join(KEYS))


def changed(settings: Settings, key: str, text: str) -> Settings:
    """The settings with one of them set to what the user wrote. Raises SettingsError for a strange key or value."""
    require_key(key)
    try:
        return Settings.model_validate({**settings.model_dump(), key: _read_value(key, text)})
    except (ValidationError, ValueError):
        found = quoted(without_password(text[:LONGEST_TOLD]))
        raise SettingsError("setting_wrong", key=key, expected=expected(key), found=found) from None


def load(report: Callable[[Figure], None]) -> Settings:
    """The user's settings; the language is the system's until one was chosen.

    A file that is broken is set aside, which report receives as one sentence; the usual settings apply.
    """
    path = paths.settings_file()
    try:
        return Settings.model_validate({"language": languages.of_system()} | read_toml(path))
    except FileNotFoundError:
        pass
    except OSError as problem:
        report(Said("settings_unreadable", {"file": str(path), "why": because(problem)}))
    except ValidationError as problem:
        report(_set_aside(path, _explain(problem)))
    except UnfitFile as problem:
        why = Said("it_is", {"why": problem.said}) if str(problem).startswith("is ") else problem.said
        if is_ordinary(path):
            report(_set_aside(path, why))
        else:
            report(Said("settings_unreadable", {"file": str(path), "why": why}))
    return Settings(language=languages.of_system())


def save(settings: Settings) -> Path:
    """Writes the settings whole or not at all; returns where. Raises SettingsError when they cannot be written."""
    path = paths.settings_file()
    try:
        paths.make_private_folder(path.parent)
        write_whole(path, _as_toml(settings))  # for its owner alone: a camera's address may hold a password
    except OSError as problem:
        raise SettingsError("settings_unwritable", file=str(path), why=because(problem)) from problem
    except ExportError as problem:
        why = because(problem.__cause__) if problem.__cause__ else problem.said
        raise SettingsError("settings_unwritable", file=str(path), why=why) from problem
    return path


def reset() -> None:
    """Back to the usual settings. Raises SettingsError when the file cannot be removed."""
    path = paths.settings_file()
    try:
        path.unlink(missing_ok=True)
    except OSError as problem:
        raise SettingsError("settings_irremovable", file=str(path), why=because(problem)) from problem


def _read_value(key: str, text: str) -> object:
    usual: object = getattr(Settings(), key)
    if isinstance(usual, bool):
        return _SWITCH.get(text.lower(), text)
    return int(text) if isinstance(usual, int) else text.strip()


_SWITCH: Final[Mapping[str, bool]] = {"on": True, "yes": True, "true": True, "off": False, "no": False, "false": False}


def _as_toml(settings: Settings) -> str:
    """A comment and a line each. JSON writes what TOML reads: its strings, as ours are printable, and its numbers."""
    values: dict[str, Any] = settings.model_dump()
    lines = [f"# {meaning(key)}\n{key} = {json.dumps(value, ensure_ascii=False)}\n" for key, value in values.items()]
    return "\n".join(lines)


def _set_aside(path: Path, why: Said) -> Said:
    aside = path.with_name(f"{path.stem}-broken-{now():%Y-%m-%d-%H%M%S}{path.suffix}")
    try:
        path.replace(aside)
        aside.chmod(0o600)
    except OSError:
        return Said("settings_broken", {"file": str(path), "why": why})
    return Said("settings_aside", {"why": why, "aside": str(aside)})


def _explain(problem: ValidationError) -> Said:
    found = []
    for item in problem.errors():
        key = shown(".".join(str(part)[:60] for part in item["loc"]))
        if item["type"] == "extra_forbidden":
            found.append(Said("setting_unknown", {"key": key}))
        else:
            value = quoted(
                without_password(item["input"][:LONGEST_TOLD]) if isinstance(item["input"], str) else item["input"]
            )
            found.append(Said("setting_must", {"key": key, "expected": expected(key.split(".")[0]), "found": value}))
    if len(found) > MOST_TOLD:
        found[MOST_TOLD:] = [Said("and_others", {"count": len(found) - MOST_TOLD})]
    *before, said = found
    for each in reversed(before):
        said = Said("and_then", {"first": each, "more": said})
    return said
