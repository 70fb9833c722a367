"""Nothing goes home: a real replay under strace looks up no name and reaches nothing beyond this machine."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from network_log import departures, refused_at

from coach import paths
from coach.sources import pose_models as models
from coach.sources.privacy import BLOCKED_PORT
from tests.short_clips import short_clip, short_recording

needs_strace = pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed (Linux only)")


def traced(command: list[str], record: Path, folder: Path | None = None, **environment: str) -> list[str]:
    """Run a program to its end under strace; the record of its network calls and those of all its threads.

    folder: in which it runs. An empty variable of the environment is none.
    """
    strace = ["strace", "-f", "--seccomp-bpf", "-e", "trace=network", "-o", str(record)]
    given = {name: value for name, value in (os.environ | environment).items() if value}
    done = subprocess.run(
        [*strace, *command], env=given, cwd=folder, capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == 0, done.stderr
    return record.read_text(encoding="utf-8", errors="replace").splitlines()


EVERY_COMMAND = """
import os, sys
from coach.__main__ import main
clip, short, recording, codes = sys.argv[1:]
for line in f'''
list
show cat-cow
validate {os.environ["EXERCISE"]}
settings
settings volume 40
routine
routine show desk-break
today
pain 3
walk --log 10
dose cat-cow
leave-out cat-cow
remind --at 08:00
models
check
live --skip-safety --mute --camera 77 chin-to-chest
replay {clip} --exercise pelvis-push --store --export reps.csv --record again.coach
replay {short} --save-video film.mp4 --measures frames.csv
batch {recording} --jobs 1 -o many.csv
learn {recording} -o learned.toml
history
report -o report.html
export --format json -o all.json
profiles
safety
delete --yes
'''.strip().splitlines():
    try:
        main(line.split())
    except SystemExit as left:
        with open(codes, "a") as file:
            print(line.split()[0], left.code or 0, file=file)
"""

NAMED = {"reps.csv", "again.coach", "film.mp4", "frames.csv", "frames.columns.csv", "report.html", "all.json"}
BATCH = {"many.csv", "many.files.csv", "many.csv.progress"}


@needs_strace
@pytest.mark.pipeline
def test_no_command_looks_up_a_name_leaves_this_computer_or_writes_elsewhere(tmp_path: Path) -> None:
    models.ensure("full")  # before the trace: fetching a model is meant to reach out
    home, out = tmp_path / "home", tmp_path / "out"
    for folder in (home, out):
        folder.mkdir()
    recording = paths.shipped() / "samples" / "pelvis-push" / "partial-male" / "recording.coach"
    # The hardest surroundings: a user who excepts every host from proxies.
    environment = {"HOME": str(home), "COACH_CACHE": str(paths.cache()), "no_proxy": "*", "TMPDIR": str(tmp_path)}
    environment |= {"EXERCISE": str(paths.exercises() / "cat-cow.toml"), "PYTHONPATH": os.pathsep.join(sys.path)}
    for name in ("COACH_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"):
        environment[name] = ""
    made, codes = tmp_path / "made", tmp_path / "codes"
    made.mkdir()
    clip = short_clip(recording.with_name("clip.mp4"), made / "clip.mp4", until_s=3.0)
    short = short_recording(recording, made / "short.coach", until_s=3.0)
    command = [sys.executable, "-c", EVERY_COMMAND, *map(str, (clip, short, recording, codes))]
    log = traced(command, tmp_path / "network.log", folder=out, **environment)
    assert departures(log) == []
    ended = dict(line.split() for line in codes.read_text(encoding="utf-8").splitlines())
    # There is no camera of that number, one repetition is too few to learn from, and nobody is at the terminal to ask.
    failed = {name: code for name, code in ended.items() if code != "0"}
    assert failed == {"live": "3", "learn": "12", "safety": "9"}
    assert len(ended) == 23
    # MediaPipe reports when its task closes. That the attempt is on record shows that the trace was there to see it;
    # if it ever stops, this check has nothing left to hold and the block may go.
    assert refused_at(log, BLOCKED_PORT)
    written = {path.relative_to(home).parts[:3] for path in home.rglob("*") if path.is_file()}
    assert written <= {(".local", "share", "coach"), (".config", "coach", "settings.toml")}
    assert {path.name for path in out.iterdir()} == NAMED | BATCH
    assert {path.name for path in tmp_path.iterdir()} == {"home", "out", "network.log", "codes", "made"}
    assert sorted(made.iterdir()) == [clip, short]


@needs_strace
def test_the_trace_sees_a_program_that_looks_up_a_name(tmp_path: Path) -> None:
    # Connecting a datagram socket sends nothing, and 192.0.2.1 belongs to no one (RFC 5737). A real unblocked replay
    # would show the same, at the price of sending Google a report from every machine that runs the tests.
    program = "import socket; socket.socket(socket.AF_INET, socket.SOCK_DGRAM).connect(('192.0.2.1', 53))"
    log = traced([sys.executable, "-W", "ignore", "-c", program], tmp_path / "network.log")
    assert len(departures(log)) == 1


LEAVES = [
    '7 connect(6, {sa_family=AF_INET, sin_port=htons(53), sin_addr=inet_addr("10.1.2.3")}, 16) = 0',
    '7 connect(6, {sa_family=AF_INET, sin_port=htons(53), sin_addr=inet_addr("127.0.0.53")}, 16) = 0',
    '7 connect(6, {sa_family=AF_INET, sin_port=htons(443), sin_addr=inet_addr("192.0.2.7")}, 16 <unfinished ...>',
    "7 connect(6, {sa_family=AF_INET6, sin6_port=htons(443), sin6_flowinfo=htonl(0), "
    'inet_pton(AF_INET6, "2001:db8::1", &sin6_addr), sin6_scope_id=0}, 28) = -1 ENETUNREACH (Network is unreachable)',
    '7 sendto(6, "..."..., 37, MSG_NOSIGNAL, {sa_family=AF_INET, sin_port=htons(53), '
    'sin_addr=inet_addr("192.0.2.7")}, 16) = 37',
    '7 connect(6, {sa_family=AF_UNIX, sun_path="/var/run/nscd/socket"}, 110) = -1 ENOENT (No such file or directory)',
    '7 connect(6, {sa_family=AF_UNIX, sun_path="/run/systemd/resolve/io.systemd.Resolve"}, 42) = 0',
]

STAYS = [
    '7 connect(6, {sa_family=AF_INET, sin_port=htons(9), sin_addr=inet_addr("127.0.0.1")}, 16) = -1 EINPROGRESS',
    "7 connect(6, {sa_family=AF_INET6, sin6_port=htons(9), sin6_flowinfo=htonl(0), "
    'inet_pton(AF_INET6, "::1", &sin6_addr), sin6_scope_id=0}, 28) = -1 ECONNREFUSED (Connection refused)',
    "7 connect(6, {sa_family=AF_INET6, sin6_port=htons(9), sin6_flowinfo=htonl(0), "
    'inet_pton(AF_INET6, "::ffff:127.0.0.1", &sin6_addr), sin6_scope_id=0}, 28) = -1 ECONNREFUSED',
    '7 connect(3, {sa_family=AF_UNIX, sun_path=@"/tmp/.X11-unix/X99"}, 20) = 0',
    "7 socket(AF_INET, SOCK_DGRAM, IPPROTO_IP) = 3",
    '7 getsockname(6, {sa_family=AF_INET, sin_port=htons(54846), sin_addr=inet_addr("192.0.2.7")}, [128 => 16]) = 0',
    "7 +++ exited with 0 +++",
]


@pytest.mark.parametrize("line", LEAVES)
def test_a_call_that_looks_up_or_leaves_is_found(line: str) -> None:
    assert departures([*STAYS, line]) == [line]


def test_calls_that_stay_on_this_machine_are_not() -> None:
    assert departures(STAYS) == []


def test_only_tries_at_the_closed_port_of_this_machine_count_as_refused() -> None:
    assert len(refused_at([*STAYS, *LEAVES], 9)) == 3
