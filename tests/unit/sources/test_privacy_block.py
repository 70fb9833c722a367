"""The block covers every name that libcurl asks for, keeps the house's own addresses, and stays in its process."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from coach.sources import privacy

BLOCKED = "http://127.0.0.1:9"


def after_block(**environment: str) -> dict[str, dict[str, str]]:
    """Block in a fresh process; what that process then sees, and what it would give to one that fetches."""
    program = (
        "import json, os; from coach.sources import privacy as p\n"
        "p.block_usage_reporting(); p.block_usage_reporting()\n"
        "print(json.dumps({'inside': dict(os.environ), 'outside': p.outside_environment()}))"
    )
    clean = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
    said = subprocess.run(
        [sys.executable, "-c", program], env=clean | environment, capture_output=True, text=True, check=True
    )
    seen: dict[str, dict[str, str]] = json.loads(said.stdout)
    return seen


def test_https_is_led_to_a_closed_port_under_both_spellings() -> None:
    inside = after_block()["inside"]
    assert inside["https_proxy"] == inside["HTTPS_PROXY"] == BLOCKED


def test_http_stays_as_the_user_set_it_for_cameras() -> None:
    assert "http_proxy" not in after_block()["inside"]
    assert after_block(http_proxy="http://proxy:3128")["inside"]["http_proxy"] == "http://proxy:3128"


@pytest.mark.parametrize("name", ["no_proxy", "NO_PROXY"])
@pytest.mark.parametrize("exceptions", ["*", "play.googleapis.com", ".googleapis.com", "com", "0.0.0.0/0"])
def test_no_exception_leads_around_the_block(name: str, exceptions: str) -> None:
    assert name not in after_block(**{name: exceptions})["inside"]


def test_exceptions_for_the_house_are_kept() -> None:
    kept = "localhost,127.0.0.1,192.168.0.0/16,10.1.2.3,::1,camera.local,nas.lan"
    assert privacy.local_exceptions(f"*, {kept}, example.com, 8.8.8.8, camera.local.example.com") == kept


def test_processes_that_fetch_get_the_users_own_proxies() -> None:
    users = {"https_proxy": "http://proxy:3128", "no_proxy": "*"}
    outside = after_block(**users)["outside"]
    assert {name: outside[name] for name in users} == users
    assert "HTTPS_PROXY" not in outside


def test_without_a_block_the_environment_is_the_present_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(privacy, "_before", None)
    monkeypatch.setenv("https_proxy", "http://proxy:3128")
    assert privacy.outside_environment()["https_proxy"] == "http://proxy:3128"
    assert not privacy.is_blocking()
