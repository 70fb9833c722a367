"""Missing system libraries are named, with who needs them and how to get them."""

from __future__ import annotations

import subprocess
import sys

import pytest

from coach.errors import LibraryMissing
from coach.sources import system_libraries

linux_only = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux wheels need these libraries")

ABSENT = system_libraries.MissingLibrary("libnothing-of-this-name.so.7", "cv2", "libnothing7", "nothing-libs")


@linux_only
def test_a_library_that_cannot_be_loaded_is_reported_and_one_that_can_is_not() -> None:
    present = system_libraries.MissingLibrary("libc.so.6", "everything", "libc6", "glibc")
    assert system_libraries.check_libraries([present, ABSENT]) == [ABSENT]


@linux_only
def test_the_sentence_names_library_package_and_both_commands(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system_libraries, "NEEDED", (ABSENT,))
    with pytest.raises(LibraryMissing) as raised:
        system_libraries.require_libraries()
    assert str(raised.value) == (
        "This system lacks the library libnothing-of-this-name.so.7 (for cv2); install with: "
        "sudo apt install libnothing7 (on Fedora: sudo dnf install nothing-libs)."
    )


@linux_only
def test_several_missing_libraries_make_one_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system_libraries, "_loads", lambda _: False)
    with pytest.raises(LibraryMissing, match=r"apt install libgl1 libxcb1 libglib2\.0-0 libegl1 libgles2 "):
        system_libraries.require_libraries()


def test_looking_needs_neither_of_the_packages_it_speaks_for() -> None:
    looked = (
        "import sys; from coach.sources import system_libraries; system_libraries.check_libraries(); "
        "print({'cv2', 'mediapipe'} & set(sys.modules))"
    )
    said = subprocess.run([sys.executable, "-c", looked], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "set()"
