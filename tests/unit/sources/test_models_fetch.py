"""A model arrives whole or not at all, by real pip and real http on loopback; every trouble is one sentence."""

from __future__ import annotations

import errno
import hashlib
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from model_pieces import DETECTOR, LANDMARKS, PATHS, WHEEL, make_wheel, model_list, served

from coach import paths
from coach.errors import ModelError
from coach.sources import pose_models as models
from coach.sources import privacy
from coach.sources.pose_models import bundle, fetching, wheel

BUNDLE = bundle.zipped(
    [
        ("pose_detector.tflite", bundle.with_metadata(DETECTOR, 127.5, 127.5, ["boxes", "scores"])),
        ("pose_landmarks_detector.tflite", bundle.with_metadata(LANDMARKS, 127.5, 127.5, ["points"])),
    ]
)
SHA256 = hashlib.sha256(BUNDLE).hexdigest()


@pytest.fixture
def index(tmp_path: Path) -> Path:
    """An empty folder; what lies in it is all that pip can find."""
    folder = tmp_path / "index"
    folder.mkdir()
    return folder


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, index: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty cache, a small model list, and pip kept from the network; the folder where models are kept."""
    listed = tmp_path / "listed"
    listed.mkdir()
    list_models(listed)
    monkeypatch.setattr(paths, "models", lambda: listed)
    monkeypatch.setenv("COACH_CACHE", str(tmp_path / "cache"))
    # A block left by an earlier test would give pip the environment of that moment instead of this one.
    monkeypatch.setattr(privacy, "_before", None)
    for name in [name for name in os.environ if name.startswith("PIP_") or name.lower().endswith("_proxy")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(index))
    yield tmp_path / "cache" / "models"
    assert not list((tmp_path / "cache" / "models").glob(".fetching-*")), "a workplace was left behind"


@pytest.fixture
def placed_wheel(cache: Path) -> Path:
    """The wheel, put into the cache by hand: quicker than pip where pip is not the point."""
    cache.mkdir(parents=True)
    return make_wheel(cache)


def list_models(folder: Path, address: str = "http://127.0.0.1:9/lite.task", size: int = 1000, root: str = "") -> None:
    (folder / "models.toml").write_text(model_list(SHA256, address, size, root), encoding="utf-8")


def sentence(name: str = "full") -> str:
    with pytest.raises(ModelError) as raised:
        models.fetch(name)
    return str(raised.value)


def test_the_first_use_fetches_once_and_later_ones_nothing(index: Path) -> None:
    make_wheel(index)
    assert models.status("full") == "missing"
    path = models.ensure("full")
    assert path == models.location("full")
    assert path.read_bytes() == BUNDLE
    (index / WHEEL).unlink()
    assert models.ensure("full") == models.fetch("full") == models.verify("full") == path


@pytest.mark.usefixtures("placed_wheel")
def test_a_damaged_bundle_is_noticed_and_fetched_again() -> None:
    path = models.ensure("full")
    path.write_bytes(BUNDLE[:-100])
    assert models.status("full") == "damaged"
    with pytest.raises(ModelError, match=r"damaged \(its sha256 should begin .*\); run: coach models fetch full"):
        models.verify("full")
    assert models.ensure("full").read_bytes() == BUNDLE


def test_a_missing_model_says_the_command_and_the_folder(cache: Path) -> None:
    with pytest.raises(ModelError) as raised:
        models.verify("full")
    assert f"is not in {cache}; run: coach models fetch full" in str(raised.value)


@pytest.mark.usefixtures("placed_wheel")
def test_remove_takes_the_bundle_and_says_whether_there_was_one() -> None:
    models.ensure("full")
    assert models.remove("full")
    assert models.status("full") == "missing"
    assert not models.remove("full")


def test_no_index_in_reach_says_how_to_place_the_file_by_hand(cache: Path) -> None:
    said = sentence()
    assert "could not be fetched because pip said: No matching distribution found for mediapipe==0.10.21;" in said
    assert "pip download mediapipe==0.10.21 --no-deps" in said
    assert str(cache) in said
    assert models.status("full") == "missing"


def on_the_web(folder: Path, **instead: bytes) -> Path:
    """A folder with the members as they lie at their addresses."""
    for path, content in PATHS.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(instead.get(Path(path).stem, content))
    return folder


@pytest.fixture
def from_anywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """As for everybody who runs no tests."""
    monkeypatch.delenv("COACH_MODELS_FROM")


def test_whoever_wants_only_the_index_asks_no_other_address(tmp_path: Path, index: Path) -> None:
    make_wheel(index)
    with served(on_the_web(tmp_path / "web", landmark=b"never to be asked for")) as root:
        list_models(paths.models(), root=root)
        seen: list[int | None] = []
        assert models.fetch("full", lambda _, whole: seen.append(whole)).read_bytes() == BUNDLE
    assert len(DETECTOR) + len(LANDMARKS) not in seen


@pytest.mark.usefixtures("from_anywhere")
def test_the_addresses_are_asked_before_the_index(tmp_path: Path) -> None:
    seen: list[tuple[int, int | None]] = []
    with served(on_the_web(tmp_path / "web")) as root:
        list_models(paths.models(), root=root)
        path = models.fetch("full", lambda done, whole: seen.append((done, whole)))
    assert path.read_bytes() == BUNDLE
    assert [done for done, _ in seen] == sorted(done for done, _ in seen)
    assert seen[-1] == (len(DETECTOR) + len(LANDMARKS),) * 2


@pytest.mark.usefixtures("from_anywhere")
@pytest.mark.parametrize("instead", [{"landmark": b"something else"}, None])
def test_the_index_is_asked_where_an_address_gives_something_else_or_nothing(
    instead: dict[str, bytes] | None, tmp_path: Path, index: Path
) -> None:
    make_wheel(index)
    with served(on_the_web(tmp_path / "web", **(instead or {}))) as root:
        list_models(paths.models(), root=root if instead else "http://127.0.0.1:9")
        assert models.fetch("full").read_bytes() == BUNDLE


@pytest.mark.usefixtures("placed_wheel")
def test_a_wheel_placed_by_hand_is_enough() -> None:
    assert models.ensure("full").read_bytes() == BUNDLE


def test_a_damaged_wheel_placed_by_hand_is_named(placed_wheel: Path) -> None:
    placed_wheel.write_bytes(placed_wheel.read_bytes()[:200])
    assert f"{WHEEL} is damaged: delete or replace {placed_wheel};" in sentence()


def test_a_member_with_another_sha256_is_refused(placed_wheel: Path) -> None:
    make_wheel(placed_wheel.parent, landmark=LANDMARKS.replace(b"joints", b"toints"))
    assert f"modules/landmark.tflite in {WHEEL} is not the expected file" in sentence()
    assert models.status("full") == "missing"


def test_the_users_index_is_asked_and_progress_counts_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = tmp_path / "web" / "simple" / "mediapipe"
    project.mkdir(parents=True)
    size = make_wheel(project, padding=2_000_000).stat().st_size
    (project / "index.html").write_text(f'<a href="{WHEEL}">{WHEEL}</a>')
    list_models(paths.models(), size=size)
    seen: list[tuple[int, int | None]] = []
    with served(tmp_path / "web", pieces=20, pause_s=0.05) as root:
        monkeypatch.delenv("PIP_NO_INDEX")
        monkeypatch.delenv("PIP_FIND_LINKS")
        monkeypatch.setenv("PIP_INDEX_URL", f"{root}/simple")
        monkeypatch.setenv("PIP_CACHE_DIR", str(tmp_path / "pip"))
        models.fetch("full", lambda done, total: seen.append((done, total)))
    done = [bytes_done for bytes_done, _ in seen]
    assert {total for _, total in seen} == {size}
    assert done == sorted(done)
    assert done[-1] == size
    assert any(0 < value < size for value in done), "progress was never in the middle"


@pytest.mark.thorough
def test_a_fetch_that_was_killed_leaves_nothing_in_the_way(tmp_path: Path, cache: Path) -> None:
    web = tmp_path / "web"
    web.mkdir()
    (web / "lite.task").write_bytes(BUNDLE)
    with served(web, pieces=1000, pause_s=0.05) as root:
        list_models(paths.models(), f"{root}/lite.task")
        program = (
            f"from pathlib import Path; from coach import paths; paths.models = lambda: Path({str(paths.models())!r})\n"
            "from coach.sources import pose_models\n"
            "pose_models.fetch('lite', lambda *progress: print(*progress, flush=True))"
        )
        with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE) as interrupted:
            assert interrupted.stdout is not None
            assert interrupted.stdout.readline()
            interrupted.kill()
    assert models.status("lite") == "missing"
    assert list(cache.glob(".fetching-*"))
    with served(web) as root:
        list_models(paths.models(), f"{root}/lite.task")
        assert models.ensure("lite").read_bytes() == BUNDLE


@pytest.mark.thorough
def test_stopping_a_fetch_by_hand_leaves_nothing_and_ends_pip(index: Path) -> None:
    make_wheel(index)

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        models.fetch("full", stop)
    assert models.status("full") == "missing"
    assert models.ensure("full").read_bytes() == BUNDLE


def test_two_at_once_download_once_and_both_get_it(tmp_path: Path) -> None:
    web = tmp_path / "web"
    web.mkdir()
    (web / "lite.task").write_bytes(BUNDLE)
    downloads: list[int] = []
    found: list[Path] = []

    def fetch() -> None:
        begun = threading.get_ident()
        found.append(models.fetch("lite", lambda *_: downloads.append(begun)))

    with served(web, pieces=5, pause_s=0.05) as root:
        list_models(paths.models(), f"{root}/lite.task")
        both = [threading.Thread(target=fetch) for _ in range(2)]
        for one in both:
            one.start()
        for one in both:
            one.join()
    assert found == [models.location("lite")] * 2
    assert len(set(downloads)) == 1


def test_a_cache_that_cannot_be_written_names_the_folder(cache: Path, tmp_path: Path) -> None:
    (tmp_path / "cache").mkdir()
    cache.write_text("a file where the folder should be")
    assert f"{cache} cannot be written" in sentence()
    assert "set COACH_CACHE" in sentence()


@pytest.mark.usefixtures("placed_wheel")
def test_a_whole_bundle_in_a_read_only_cache_is_used(cache: Path) -> None:
    path = models.ensure("full")
    cache.chmod(0o555)
    try:
        assert models.ensure("full") == path
    finally:
        cache.chmod(0o755)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit on the size of a file")
def test_a_write_that_fails_half_way_is_said_and_a_second_run_recovers(tmp_path: Path, cache: Path) -> None:
    import resource

    web = tmp_path / "web"
    web.mkdir()
    (web / "lite.task").write_bytes(BUNDLE)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    with served(web) as root:
        list_models(paths.models(), f"{root}/lite.task")
        resource.setrlimit(resource.RLIMIT_FSIZE, (len(BUNDLE) // 2, limits[1]))
        wrote, sys.dont_write_bytecode = (
            sys.dont_write_bytecode,
            True,
        )  # Python keeps a module that it wrote only in part
        try:
            said = sentence("lite")
        finally:
            sys.dont_write_bytecode = wrote
            resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        assert f"{cache} cannot be written: File too large" in said
        assert models.ensure("lite").read_bytes() == BUNDLE


def test_a_full_disk_is_called_full(cache: Path) -> None:
    said = fetching.os_reason(OSError(errno.ENOSPC, "No space left on device"))
    assert str(wheel.FetchError(said)) == f"the disk that holds {cache} is full (set COACH_CACHE to a folder with room)"


@pytest.mark.parametrize(
    ("output", "clause"),
    [
        ("/usr/bin/python: No module named pip\n", "this Python has no pip"),
        ("ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device\n", "disk is full"),
        (
            "WARNING: Retrying ... NewConnectionError('...')\nERROR: No matching distribution\n",
            "index cannot be reached",
        ),
        ("ERROR: Could not find an activated virtualenv (required).\n", "pip said: Could not find an activated virt"),
        ("", "pip said: nothing"),
    ],
)
def test_pips_troubles_become_a_clause(output: str, clause: str) -> None:
    assert clause in str(wheel.FetchError(wheel.pip_reason(output)))


def test_a_model_without_a_known_sha256_is_held_against_its_first_fetch(tmp_path: Path) -> None:
    web = tmp_path / "web"
    web.mkdir()
    (web / "lite.task").write_bytes(BUNDLE)
    other = bundle.zipped([("pose_detector.tflite", LANDMARKS), ("pose_landmarks_detector.tflite", DETECTOR)])
    with served(web) as root:
        list_models(paths.models(), f"{root}/lite.task")
        path = models.ensure("lite")
        path.write_bytes(other)
        assert models.status("lite") == "damaged"
        (web / "lite.task").write_bytes(other)
        assert "what arrived is not the model (its sha256 should begin" in sentence("lite")
        models.remove("lite")
        assert models.ensure("lite").read_bytes() == other


def test_a_bundle_placed_by_hand_is_checked_for_its_members_and_recorded(cache: Path) -> None:
    cache.mkdir(parents=True)
    models.location("lite").write_bytes(bundle.zipped([("pose_detector.tflite", DETECTOR)]))
    with pytest.raises(ModelError, match=r"holds no pose_landmarks_detector\.tflite"):
        models.verify("lite")
    models.location("lite").write_bytes(BUNDLE)
    models.verify("lite")
    models.location("lite").write_bytes(BUNDLE + b"\0")
    assert models.status("lite") == "damaged"


@pytest.mark.parametrize("content", [b"", b"<html>not found</html>", BUNDLE[: len(BUNDLE) // 2]])
def test_what_is_no_bundle_is_not_kept(content: bytes, tmp_path: Path) -> None:
    web = tmp_path / "web"
    web.mkdir()
    (web / "lite.task").write_bytes(content)
    with served(web) as root:
        list_models(paths.models(), f"{root}/lite.task")
        assert "what arrived is not the model (it is not a model bundle)" in sentence("lite")
    assert models.status("lite") == "missing"


def test_an_address_that_is_not_there_says_so_and_where_to_save_it(tmp_path: Path) -> None:
    with served(tmp_path) as root:
        list_models(paths.models(), f"{root}/lite.task")
        assert f"{root}/lite.task answered 404" in sentence("lite")
    assert "127.0.0.1 cannot be reached" in sentence("lite")
    assert f"by hand: save {root}/lite.task as {models.location('lite')}" in sentence("lite")
