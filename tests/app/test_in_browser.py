"""What is opened in a browser, opened in one: the report on a phone, a desktop and paper, and the saved video."""

from __future__ import annotations

import html
import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from coach import settings
from coach.__main__ import main
from coach.outputs.film import Film
from coach.record.store import standard_place
from tests.stored_people import fill_record

BROWSER = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")

pytestmark = [
    pytest.mark.thorough,
    pytest.mark.skipif(BROWSER is None, reason="there is no Chromium"),
]

OPTIONS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-extensions",
    "--autoplay-policy=no-user-gesture-required",
    "--host-resolver-rules=MAP * ~NOTFOUND",
)

WIDTHS = (360, 768, 1280)
"""Of a phone, a tablet and a desktop."""

MEASURE = """
<script>
addEventListener("load", () => {
  const found = {};
  for (const frame of document.querySelectorAll("iframe")) {
    const page = frame.contentDocument, width = frame.clientWidth;
    const moves = (each) => each && (/auto|scroll/.test(getComputedStyle(each).overflowX) || moves(each.parentElement));
    const printed = [...page.styleSheets].flatMap((sheet) => [...sheet.cssRules]).filter(
      (rule) => rule.media && rule.media.mediaText === "print").flatMap((rule) => [...rule.cssRules]);
    const wide = [...page.querySelectorAll("svg, h1, h2, h3, p, li, td, th, figure")].filter(
      (each) => each.getBoundingClientRect().right > width + 1 && each.getClientRects().length && !moves(each));
    found[width] = {
      scroll: page.documentElement.scrollWidth,
      wide: wide.map((each) => each.outerHTML.slice(0, 80)),
      charts: page.querySelectorAll("figure").length,
      whole: printed.some((rule) => rule.style.breakInside === "avoid" && rule.selectorText.split(", ").includes("figure")),
      cut: [...page.querySelectorAll("figure svg text")].filter((each) => {
        const text = each.getBoundingClientRect(), chart = each.ownerSVGElement.getBoundingClientRect();
        return text.right > chart.right + 1 || text.left < chart.left - 1; }).map((each) => each.textContent),
      small: [...page.querySelectorAll("svg text")].map(
        (each) => parseFloat(getComputedStyle(each).fontSize) * each.getScreenCTM().a),
    };
  }
  document.body.dataset.found = JSON.stringify(found);
});
</script>
"""


def run(profile: Path, page: Path, *options: str) -> str:
    """What the browser prints about the page."""
    assert BROWSER is not None
    command = [BROWSER, *OPTIONS, f"--user-data-dir={profile}", *options, page.as_uri()]
    return subprocess.run(command, capture_output=True, encoding="utf-8", timeout=180, check=True).stdout


def found_in(dom: str) -> dict[str, Any]:
    told = re.search(r'data-found="([^"]*)"', dom)
    assert told is not None, dom[-2000:]
    read: dict[str, Any] = json.loads(html.unescape(told[1]))
    return read


@pytest.mark.parametrize("language", ["en", "de"])
def test_the_report_fits_phone_and_desktop_and_prints_whole_charts(
    language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COACH_HOME", str(tmp_path / "home"))
    settings.save(settings.changed(settings.load(pytest.fail), "language", language))
    standard_place().parent.mkdir(parents=True, exist_ok=True)
    fill_record(standard_place())
    report = tmp_path / "report.html"
    with pytest.raises(SystemExit) as leaving:
        main(["report", "-o", str(report)])
    assert leaving.value.code == 0
    page = report.read_text(encoding="utf-8")
    frames = "".join(f'<iframe width="{width}" height="800" srcdoc="{html.escape(page)}"></iframe>' for width in WIDTHS)
    frames = frames.replace("<iframe ", '<iframe style="border: 0" ')
    (tmp_path / "frames.html").write_text(f"<!doctype html><meta charset=utf-8>{MEASURE}{frames}", encoding="utf-8")
    found = found_in(run(tmp_path / "browser", tmp_path / "frames.html", "--dump-dom", "--window-size=3000,1000"))
    assert sorted(map(int, found)) == list(WIDTHS)
    for width, seen in found.items():
        assert seen["scroll"] <= int(width), "nothing has to be moved sideways"
        assert seen["wide"] == []
        assert seen["cut"] == [], "no legend is cut"
        assert seen["charts"] > 0
        assert seen["whole"], "no chart is cut at the end of a sheet of paper"
        assert min(seen["small"]) >= 9.0, f"the letters of a chart can be read, {width}"
    run(tmp_path / "browser", report, "--no-pdf-header-footer", f"--print-to-pdf={tmp_path / 'paper.pdf'}")
    assert (tmp_path / "paper.pdf").read_bytes().startswith(b"%PDF-")


def test_a_browser_plays_the_saved_video_with_its_sound(tmp_path: Path) -> None:
    film = Film(tmp_path / "film.mp4", (640, 360), 25, 48_000)
    for frame in range(50):
        film.add(np.full((360, 640, 3), 5 * frame, np.uint8))
        film.sound(np.sin(np.arange(1920) * 0.06).astype(np.float32) * 0.5)
    film.finish()
    (tmp_path / "page.html").write_text(
        "<!doctype html><video autoplay muted src=film.mp4></video><script>"
        "addEventListener('load', () => { const film = document.querySelector('video');"
        "document.body.dataset.found = JSON.stringify({width: film.videoWidth, height: film.videoHeight,"
        " length: film.duration, ready: film.readyState, error: film.error && film.error.message,"
        " sound: film.webkitAudioDecodedByteCount }); });</script>",
        encoding="utf-8",
    )
    seen = found_in(run(tmp_path / "browser", tmp_path / "page.html", "--dump-dom"))
    assert (seen["width"], seen["height"], seen["error"]) == (640, 360, None)
    assert seen["length"] == pytest.approx(2.0, abs=0.1)
    assert seen["ready"] >= 2, "it shows its first picture"
    assert seen["sound"] > 0
