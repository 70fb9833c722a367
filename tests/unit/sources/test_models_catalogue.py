"""The shipped model list is complete; a broken one is refused with file, key, expected and found."""

from __future__ import annotations

from pathlib import Path

import pytest
from model_pieces import model_list

from coach import paths
from coach.errors import ModelError
from coach.sources import pose_models as models


def test_the_shipped_list_names_three_models_with_licence() -> None:
    catalog = models.catalog()
    assert list(catalog) == ["full", "lite", "heavy"]
    assert {model.licence for model in catalog.values()} == {"Apache-2.0"}


def test_only_the_model_from_the_wheel_claims_a_sha256() -> None:
    catalog = models.catalog()
    assert catalog["full"].sha256 is not None
    assert catalog["full"].origin.kind == "wheel"
    assert all(catalog[name].sha256 is None and catalog[name].origin.kind == "address" for name in ("lite", "heavy"))


def test_an_unknown_name_is_told_what_there_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COACH_CACHE", str(tmp_path))
    with pytest.raises(ModelError, match="no pose model 'ful'; choose one of full, lite, heavy"):
        models.location("ful")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("licence", "license"), r"models\.toml, full\.licence: Field required"),
        (('sha256 = "', 'sha256 = "x'), r"models\.toml, full\.sha256: .*pattern.*found 'x0"),
        (('kind = "address"', 'kind = "disk"'), r"models\.toml, lite\.origin: .*'disk'"),
        (("[full]", "[full"), r"models\.toml is not valid TOML"),
    ],
)
def test_a_broken_list_is_refused(
    change: tuple[str, str], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "models.toml").write_text(model_list("0" * 64).replace(*change, 1), encoding="utf-8")
    monkeypatch.setattr(paths, "models", lambda: tmp_path)
    with pytest.raises(ModelError, match=said):
        models.catalog()


def test_a_missing_list_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paths, "models", lambda: tmp_path)
    with pytest.raises(ModelError, match="cannot be read"):
        models.catalog()
