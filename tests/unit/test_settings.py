"""Settings come back as they were kept; broken ones are set aside, said in one sentence, and never fatal."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from coach import paths, settings
from coach.errors import SettingsError
from coach.settings import Settings
from tests import hearing


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("COACH_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def loaded() -> tuple[Settings, list[str]]:
    said: list[str] = []
    return settings.load(hearing.into(said)), said


def written(text: str | bytes) -> Path:
    path = paths.settings_file()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def test_without_a_file_the_usual_ones_apply_and_nothing_is_written(home: Path) -> None:
    assert loaded() == (Settings(), [])
    assert not home.exists()


def test_coach_home_holds_the_file_and_else_the_platforms_place(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert paths.settings_file() == home / "settings.toml"
    monkeypatch.delenv("COACH_HOME")
    assert paths.settings_file().name == "settings.toml"
    assert "coach" in paths.settings_file().parts


@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(
    camera=st.text(min_size=1, max_size=40).filter(str.isprintable),
    voice_name=st.sampled_from(["", 'Anna "the" voice', "Microsoft Hedda Desktop", "back\\slash", "Öö"]),
    volume=st.integers(0, 100),
    voice=st.booleans(),
)
def test_what_was_saved_comes_back(camera: str, voice_name: str, volume: int, voice: bool) -> None:
    kept = Settings(camera=camera, voice_name=voice_name, volume=volume, voice=voice, language="de")
    settings.save(kept)
    assert loaded() == (kept, [])


def test_nothing_but_the_settings_lies_beside_them(home: Path) -> None:
    settings.save(Settings(volume=10))
    settings.save(Settings(volume=20))
    assert [path.name for path in home.rglob("*") if path.is_file()] == ["settings.toml"]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("volume = ", "it is not valid TOML"),
        (b"\xff\xfe\x00", "it is not text in UTF-8"),
        ("volume = 200", "volume must be a whole number from 0 to 100, found 200"),
        ("volume = 'loud'", "volume must be a whole number from 0 to 100, found 'loud'"),
        ("voice = 1", "voice must be on or off, found 1"),
        ("volumes = 20", "volumes is no setting"),
        ("language = 'xx'", "language must be one of de, en, found 'xx'"),
        ("camera = ''", "camera must be a number, a name or an address, found ''"),
        ("model = 'huge'", "model must be one of full, lite, heavy, found 'huge'"),
    ],
)
def test_a_broken_file_is_set_aside_with_its_date_and_said_in_one_sentence(text: str | bytes, why: str) -> None:
    path = written(text)
    found, said = loaded()
    assert found == Settings()
    (sentence,) = said
    assert why in sentence
    assert "\n" not in sentence
    assert not path.exists()
    (aside,) = path.parent.glob("settings-broken-????-??-??-??????.toml")
    assert aside.name in sentence
    assert aside.read_bytes() == (text.encode() if isinstance(text, str) else text)


def test_what_cannot_be_read_is_said_and_left_alone() -> None:
    path = paths.settings_file()
    path.mkdir(parents=True)
    found, (sentence,) = loaded()
    assert found == Settings()
    assert "cannot be read" in sentence
    assert path.is_dir()


@pytest.mark.parametrize(
    ("key", "text", "value"),
    [
        ("volume", "5", 5),
        ("voice", "off", False),
        ("tones", "No", False),
        ("voice", "ON", True),
        ("camera", "1", "1"),
        ("language", "de", "de"),
        ("model", "lite", "lite"),
        ("rate", "200", 200),
        ("voice_name", "", ""),
    ],
)
def test_a_setting_is_changed_as_the_user_writes_it(key: str, text: str, value: object) -> None:
    assert getattr(settings.changed(Settings(), key, text), key) == value


@pytest.mark.parametrize(
    ("key", "text", "sentence"),
    [
        ("loudness", "5", r"no setting 'loudness'; there are camera, model, voice,"),
        ("volume", "101", r"The setting volume must be a whole number from 0 to 100; found '101'\."),
        ("volume", "5.5", r"whole number"),
        ("voice", "maybe", r"must be on or off; found 'maybe'"),
        ("language", "xx", r"must be one of de, en; found 'xx'"),
        ("rate", "10", r"from 80 to 350"),
        ("camera", " ", r"a number, a name or an address"),
    ],
)
def test_a_wrong_one_is_refused_in_a_sentence(key: str, text: str, sentence: str) -> None:
    with pytest.raises(SettingsError, match=sentence):
        settings.changed(Settings(), key, text)


def test_what_cannot_be_written_says_what_to_do(home: Path) -> None:
    home.write_text("a file where the folder should be", encoding="utf-8")
    with pytest.raises(SettingsError, match="COACH_HOME"):
        settings.save(Settings())


def test_every_setting_says_what_it_means_and_what_may_be_set() -> None:
    for key in settings.KEYS:
        assert settings.meaning(key)
        assert settings.expected(key)


@pytest.mark.parametrize(
    ("variables", "language"),
    [
        ({"LC_ALL": "de_AT.UTF-8"}, "de"),
        ({"LANG": "de"}, "de"),
        ({"LC_ALL": "en_GB.UTF-8", "LANG": "de_DE.UTF-8"}, "en"),
        ({"LANG": "fr_FR.UTF-8"}, "en"),
        ({"LANG": "C"}, "en"),
    ],
)
def test_the_systems_language_holds_until_one_is_chosen(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, variables: dict[str, str], language: str
) -> None:
    monkeypatch.setenv("COACH_HOME", str(tmp_path))
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert settings.load(pytest.fail).language == language
    settings.save(settings.changed(settings.load(pytest.fail), "language", "en"))
    assert settings.load(pytest.fail).language == "en"
